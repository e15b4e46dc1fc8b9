"""Know the sentences in which a site asks its readers for something: to subscribe, to follow, to share, to open its app."""

from __future__ import annotations

import re

LONGEST = 260
"""Characters; who asks for more than a click writes longer."""

_PLACE = re.compile(
    r"\b(?:newsletters?|bulletins?|boletín|boletim|bollettino|nieuwsbrief|nyhetsbrev|nyhedsbrev|uutiskirje\w*|biuletyn\w*|hírlevel\w*|рассылк\w+|e-?bülten\w*|infolettre|"
    r"whatsapp\w*|telegram\w*|facebook\w*|instagram\w*|twitter\w*|x\.com|youtube\w*|tiktok\w*|linkedin|threads|bluesky|mastodon|flipboard|google\s(?:news|discover|nieuws|noticias|actualités)|wiadomości\w*\sgoogle|"
    r"apps?|aplikacj\w+|aplicación|aplicativo|podcasts?|канал\w*|телеграм\w*|вконтакте|дзен\w*|соцсет\w+|final|końca)\b|"
    r"ニュースレター|メルマガ|チャンネル|公众号|微信|客户端|频道|頻道|뉴스레터|채널|واتساب|تلغرام|تيليغرام|تليغرام|النشرة|נוזלטר|ניוזלטר|טלגרם|וואטסאפ",
    re.IGNORECASE,
)
"""Where readers are sent to."""

_ASKED = re.compile(
    r"""\W*(?:
    (?:you\ can\ |please\ |don.t\ forget\ to\ |(?:click|tap)\ here\ to\ )?(?:subscribe|sign\ up|follow|join|like|download|get|find|listen)\ (?:to\ |for\ |on\ )?(?:us|our|my|the(?=\ \w+(?:\ \w+)?(?:\ \w+)?\ (?:app|newsletter|podcast)\b)|now|here|today)\b
    | (?:click|tap)\ here\ (?:to|for)\b
    | sigue\ (?:toda\ la|a|nuestr) | (?:síguenos|suscríbe\w+|apúntate|únete|recibe|descárgate|haz\ clic|pincha)\b
    | (?:seguici|segui|seguite|iscriviti|iscrivetevi|ricevi|scarica|clicca\ qui|unisciti)\b
    | (?:siga|inscreva-se|assine|receba|clique\ aqui|participe|baixe|acompanhe|subscreva)\b
    | (?:suivez(?:-nous)?|abonnez-vous|inscrivez-vous|recevez|rejoignez(?:-nous)?|téléchargez|retrouvez(?:-nous)?|cliquez\ ici)\b
    | (?:folgen\ sie|folge|folgt|abonnieren\ sie|abonniere|melden\ sie\ sich|jetzt\ abonnieren|laden\ sie|hier\ (?:klicken|anmelden))\b
    | (?:volg\ ons|schrijf\ je|meld\ je|abonneer|download\ (?:de|onze))\b | (?:följ\ oss|prenumerera|anmäl\ dig|ladda\ ner|følg\ oss|følg\ os|tilmeld|meld\ deg|seuraa|tilaa)\b
    | (?:zapisz\ się|obserwuj|polub|dołącz|subskrybuj|bądź\ na\ bieżąco|śledź|pobierz|dziękujemy,\ że) | (?:sledujte|přihlaste\ se|odebírejte|přidejte\ se|iratkozz|kövess|csatlakozz|urmărește|abonează-te|alătură-te)
    | (?:подпис|подпи[шс]|следите|читайте\ нас|присоединяйтесь|смотрите\ нас|скачайте|підпи|стежте|приєднуйтесь) | (?:تابعوا|تابعونا|تابعنا|اشترك|انضم|حمل) | (?:עקבו|הצטרפו|הירשמו|הורידו)
    | .{0,60}(?:takip\ ed|abone\ ol|katılın|indirin) | .{0,40}(?:フォロー|友だち追加|登録(?:する|は)) | .{0,30}(?:关注|订阅|扫码|扫描|下载|關注|訂閱|下載) | .{0,40}(?:구독|팔로우|채널\ 추가)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""What such a sentence begins with."""

_SAID = re.compile(
    r"""\W*(?:
    by\ (?:signing\ up|subscribing|submitting|registering)\b.{5,240} | (?:this|the)\ (?:post|article|work|page|text|site|blog)\ is\ licensed\ under\b.{2,120}
    | people\ (?:are\ )?also\ (?:reading|read|ask)\b.{0,20} | vídeos?:\s.{2,80} | (?:photo|image|slide)?\s?\d{1,3}\s(?:of|von|de|di|sur|z|из)\s\d{1,3}[\s|]*
    | (?:tried|made)\ this\ recipe\b.{0,120} | (?:print|pin|save|rate|jump\ to\ recipe)(?:[\s·|]+(?:print|pin|save|rate|share|jump\ to\ recipe|(?:print\ )?recipe))+
    | (?:best\ viewed\ (?:with|in|on)|this\ page\ is\ best\ viewed)\b.{2,120}
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""What sites say below an article, as a whole."""


def asks(text: str) -> bool:
    """Say whether `text`, the whole of a paragraph, asks its reader to do something for the site, or says such words."""
    if not 5 < len(text) < LONGEST:
        return False
    return (_ASKED.match(text) is not None and _PLACE.search(text) is not None) or _SAID.fullmatch(text) is not None
