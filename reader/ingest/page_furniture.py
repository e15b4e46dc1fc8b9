"""Know the furniture of web pages by its names and words: share bars, related articles, newsletters, cookie notices."""

from __future__ import annotations

import re

from reader.ingest import calls, credits, dates
from reader.ingest.leaves import LONGEST_CAPTION, Leaf
from reader.ingest.tree import text_of

LONGEST = 240
"""Characters; furniture says little."""

COMMON = 0.6
"""Part of an article's prose that bears a name before the name says nothing."""
FEWEST_COMMON = 3
"""Paragraphs that must be there to tell so."""

LONGEST_OFFICE = 45
"""Characters after a name that say what its bearer is ("Anna Roth (Bern), correspondent")."""
LONGEST_ALT = 16
"""Characters beside a name that still say no more than whose picture it is ("Jane Doe's avatar")."""

LONGEST_BYLINE = 260
"""Characters of a name and who bears it ("By Anna Roth, who repairs clocks. She was a diver.")."""

LONGEST_DATED = 60
"""Characters of a day with a word before it ("Last changed: 2 October 2023")."""

_NAMES = re.compile(
    r"(?:^|[\s_|-])(?:share|sharing|sharedaddy|social|addtoany|related|recirc\w*|recommend\w*|read-?next|more-?stories|more-?from|trending|popular|most-?read|"
    r"newsletter|subscribe|subscription|signup|sign-up|paywall|promo\w*|advert\w*|ads?|adslot|ad-?container|sponsor\w*|outbrain|taboola|cookie\w*|consent|gdpr|"
    r"breadcrumbs?|pagination|pager|post-?nav\w*|nav|navbar|navbox|navigation|menu|toolbar|sidebar|widget|footer|masthead|skip-?link|print|"
    r"tags?|keywords?|tag-?list|tagcloud|post-?tags|entry-?tags|categories|post-?meta|entry-?meta|article-?meta|byline|creator|dateline|dates?|(?:post|entry|pub|article|publish)-?dates?|posted-on|opt-in|author-?(?:bio|box|info|card)|about-?author|"
    r"comments?|comment-?list|respond|disqus\w*|replies|reactions|rating|vote|feedback|edit-?page|page-?actions|toc|table-of-contents|catlinks|jp-relatedposts|"
    r"modal|popup|overlay|toast|banner|sr-only|visually-hidden|screen-reader-text|noprint|hatnote|mw-jump-link|authority-control|metadata|sistersitebox|ambox|donate|"
    r"donation|teaser|cta|call-to-action|author-?profile|contributor-?bio|about-?the-?author|callout-promo|inline-?promo|premium-?teaser|app-?download|audio-?player|listen|reading-?time|read-?time|wp-block-post|site-?header|site-?footer|template-?(?:pre)?header|template-?footer|preheader|mcnfollow\w*|mcnshare\w*|page-?meta|post-?metadata|field__label|field--name-field-[\w-]*(?:date|type|topic|tag|categor|author|section|byline)\w*)(?:$|[\s_|-])"
)
_STRONG_NAMES = re.compile(
    r"(?:^|[\s_|-])(?:navbox\w*|catlinks|authority-control|sistersitebox|hatnote|jp-relatedposts|sharedaddy|addtoany\w*|outbrain|taboola|disqus\w*|"
    r"mw-jump-link|sitesub|jump-to-nav|cookie-?(?:banner|notice|consent|bar|law)|subscription-widget\w*|subscribe-widget|mc_embed_signup|comment-respond|"
    r"vertical-navbox|ambox|noprint|ltx_authors|post-likes|rating|star-?rating|jump-to-recipe|recipe-jump|recipe-print|print-recipe|skip-link|screen-reader-text)(?:$|[\s_|-])"
)
_SIGN_UP = re.compile(
    r"(?:^|[\s_|-])(?:newsletter|sign-?up|subscri(?:be|ption)|e?mail-?capture|mailing-?list)s?[\w-]*?"
    r"(?:form|box|module|widget|cta|block|promo|card|inline|inset|unit|banner|wrapper|callout|embed|sign-?up|subscribe|teaser|prompt|capture)(?:$|[\s_|-])"
)
"""Boxes that ask for an address."""
_FRAMES = frozenset(("nav", "footer", "aside", "form", "dialog", "menu"))
_WORDS = re.compile(
    r"""(?:
    share(?:\s(?:this|on|via|article|story))?\b.{0,60} | (?:tweet|pin\ it|e-?mail|print|facebook|twitter|linkedin|whatsapp|copy\ link|reddit|telegram|bluesky)(?:\W+\w+){0,4}
    | (?:read|see|learn|view)\s+(?:more|next|all|full\ .{0,20})\b.{0,80} | (?:related|more)\s+(?:articles?|posts?|stories|reading|from|on|in|news|topics|coverage|(?:internet\ |web\ )?links)\b.{0,80}
    | (?:view\ )?(?:a\ |the\ )?(?:printable|printer-friendly|print)\ version\b.{0,40}
    | .{2,40}\bis\ not\ responsible\ for\ the\ content\b.{0,60} | article\ réservé\ aux\ abonnés | (?:メール|印刷|ツイート|ポスト|ブックマーク|保存) | (?:用微信|打开微信|微信扫).{0,40}
    | (?:you\ (?:may|might)\ (?:also\ )?(?:like|enjoy|be\ interested)|recommended(?:\ for\ you)?|most\ (?:read|popular)|trending|popular\ (?:now|posts|articles)|editor.?s\ picks?|up\ next|don.t\ miss)\b.{0,60}
    | (?:advertisement|sponsored(?:\ content)?|ad|promoted|anzeige|werbung|publicité|publicidad|anuncio|pubblicità|реклама|広告|廣告|广告|إعلان)[\s.:]*
    | (?:subscribe|sign\ up|get\ (?:our|the)\ .{0,30}newsletter|join\ (?:our|the|over|\d).{0,60}|enter\ your\ e-?mail)\b.{0,140}
    | (?:leave|post|add|write|view|show|load|\d+)\s+(?:a\ |your\ |all\ |more\ )?(?:comments?|reply|replies|responses?)\b.{0,60} | comments?(?:\s*\(?\d*\)?)?(?:\ are\ closed)?\.?
    | (?:we|this\ (?:web)?site|our\ site)\s.{0,60}cookies?\b.{0,160} | (?:accept|reject|manage)\s+(?:all\ )?cookies?.{0,40} | by\ (?:continuing|clicking|subscribing)\b.{0,160}
    | (?:skip|jump)\ to\b.{0,40} | back\ to\ top\W* | table\ of\ contents | advertis.{0,30} | (?:filed\ under|tagged(?:\ with)?|tags?|categor(?:y|ies)|topics|posted\ in|publicado\ em|publicado\ en|publié\ dans|classé\ dans|veröffentlicht\ (?:in|unter)|abgelegt\ unter|pubblicato\ in|geplaatst\ in|archivado\ en|опубликовано\ в)\s*:?.{0,120}
    | (?:©|\(c\)|copyright|all\ rights\ reserved).{0,140} | (?:follow|like)\ (?:us|me|him|her|them)\b.{0,80} | (?:last\ )?(?:updated|modified|published|posted)\ (?:on|at|:)?\s*.{0,40}\d{4}.{0,20}
    | [\d.,]+\s?k?\s*(?:likes?|votes?|views?|shares?|replies|reply|answers?|points?|claps?|reactions?|responses?|followers?)? | asked\ .{0,40}\ ago.{0,60} | viewed\ .{0,20}\ times
    | (?:last|dernière|letzte|zuletzt|última)\ (?:change|changed|edit|edited|update|mise\ à\ jour|änderung|geändert|aktualisiert|actualización)\b.{0,60} | stand:.{0,30}\d{4}
    | (?:previous|next|prev|newer|older)\s+(?:messages?|posts?|articles?|pages?|chapters?|entr(?:y|ies)|topics?|stor(?:y|ies)|threads?)\b.{0,140} | messages\ sorted\ by\b.{0,80}
    | more\ information\ (?:about|on)\b.{0,80} | last\ (?:updated|edited|modified)\b.{0,40}\bago\b.{0,20} | was\ this\ (?:page|article|answer|post)?\ ?(?:helpful|useful)\b.{0,20}
    | .{0,120}\b(?:unsubscribe|update\ your\ preferences|manage\ your\ (?:subscription|preferences)|afmeld\w*|abmelden|abbestellen|désabonner|désinscrire|dar[ts]e\ de\ baja|disiscriv\w+|cancelar\ (?:a\ )?(?:inscrição|subscrição)
      |uitschrijven|avregistrera|wypisać|отписаться|退订|配信停止)\b.{0,80} | .{0,60}(?:in\ (?:your|a|the)\ (?:web\ )?browser|im\ browser|dans\ (?:votre|le)\ navigateur|en\ (?:tu|su|el)\ navegador|nel\ browser|no\ navegador|in\ je\ browser
      |i\ din\ (?:browser|nettleser)|i\ webbläsaren|w\ przeglądarce|в\ браузере).{0,30}
    | (?:about\ the\ (?:authors?|writers?)|über\ (?:den\ autor|die\ autorin)|zu[rm]\ (?:autor(?:in)?|person)|(?:à\ propos\ de\ )?l.auteure?|l.autor[ei]|sobre\ [oa]\ autora?|over\ de\ auteur|written\ by\ .{2,40})
    | \d+\s*(?:min(?:ute)?s?|mins?)\s*(?:read|reading)\b.{0,20} | (?:please\ )?enable\ javascript.{0,120} | you\ need\ to\ enable\ javascript.{0,120}
    | (?:lire|voir|à\ lire)\s+(?:aussi|également|plus|la\ suite|notre\ .{0,30})\b.{0,120} | (?:partager|articles?\ (?:liés|similaires|connexes)|sur\ le\ même\ (?:sujet|thème)|les\ plus\ lus|abonnez-vous|inscrivez-vous|commentaires?)\b.{0,100}
    | (?:teilen|mehr\ (?:zum\ thema|lesen|dazu)|lesen\ sie\ (?:auch|mehr)|auch\ interessant|das\ könnte\ (?:sie|dich).{0,40}|meistgelesen|newsletter|kommentare?|weiterlesen|zur\ startseite)\b.{0,100}
    | (?:compartir|lee\ también|leer\ más|te\ puede\ interesar|artículos?\ relacionad\w+|lo\ más\ (?:leído|visto|comentado)|(?:tu|su)\ suscripción|sobre\ (?:la\ firma|el\ autor|la\ autora)|suscr[ií]bete|comentarios?|más\ información)\b.{0,100}
    | (?:condividi|leggi\ anche|articoli\ correlati|i\ più\ letti|iscriviti|commenti)\b.{0,100} | (?:lees\ ook|deel\ dit|meer\ over|reacties)\b.{0,80} | (?:leia\ (?:também|mais)|compartilhe|comentários)\b.{0,80}
    | (?:читайте\ также|поделиться|комментарии|по\ теме|подпис\w+)\b.{0,80} | (?:関連記事|あわせて読みたい|シェア(?:する)?|コメント|人気記事|この記事をシェア|続きを読む|相关(?:阅读|文章|推荐)|相關(?:閱讀|文章)|分享(?:到)?|评论|阅读更多|延伸閱讀|推荐阅读).{0,40}
    | (?:اقرأ\ أيضا?ً?|شارك|مشاركة|مواضيع\ ذات\ صلة|التعليقات|المزيد).{0,60} | (?:קראו\ גם|שתפו|תגובות|כתבות\ נוספות).{0,60}
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_LEADS = re.compile(
    r"(?:^|[\s_|-])(?:standfirst|sub-?title|sub-?head(?:line|ing)?|stand-?first|dek|deck|desc(?:ription)?|strap-?line|excerpt|hook|accroche|preamble|pre-?title-?text|lid|sapo|chapeau|chapo|article-excerpt|lead|lede|ledetext|leadtext|intro(?:duction|text)?|"
    r"teaser-?text|vorspann|entradilla|bajada|sommario|occhiello|ingress|anleser|summary|abstract|tagline|lead-?paragraph|post-excerpt|entry-summary|p-summary)(?:$|[\s_|-])"
)
_STEPS = re.compile(
    r"\W*(?:previous|prev|back|next|continue|retour|terug|tilbage|tillbaka|tilbake|takaisin|powrót|zpět|vissza|înapoi|geri|πίσω|volver|torna|voltar|zurück|weiter|vorherige|nächste|précédent|suivant|anterior|siguiente|próximo|precedente|successivo|vorige|volgende|föregående|nästa|forrige|neste|poprzedni|następny|"
    r"předchozí|další|назад|вперёд|далее|предыдущ|следующ|前へ|次へ|上一[篇页頁]|下一[篇页頁]|이전|다음|السابق|التالي|הקודם|הבא).{0,200}",
    re.IGNORECASE | re.DOTALL,
)
"""The words of a link to a neighbouring page."""
_INITIALS = re.compile(
    r"[(\[][\w/., -]{1,14}[)\]]|[（(【]?(?:责任编辑|责编|编辑|校对|来源|責任編輯|編輯|編集)[\s:：].{1,20}|(?:редактор|redaktor|redaktör|editor|edited\ by)\s*:\s.{3,40}",
    re.IGNORECASE,
)
"""How German newsrooms sign, "(ra)", "(dpa/ah)", and how editors are named below an article."""
_KEPT_NAMES = re.compile(r"footnotes?|references|reflist|endnotes|bibliograph")
_BOXES = re.compile(
    r"(?:^|[\s_|-])(?:admonition|callout|markdown-alert|version-?(?:added|changed|modified)|deprecated|pull-?quote|block-?quote|epigraph|quote|wp-caption(?:-text)?|(?:image-|img-|photo-|fig-?)?caption|img_desc\w*|"
    r"theorem|lemma|proof|definition|remark|toggle-card|toggle-content|(?:elementor-)?tab-title|toggle-(?:title|heading)|accordion-?(?:content|body|item|title|header|heading)|faq|spoiler|hint|fact-?box|info-?box|infobox|key-?points|"
    r"takeaways|summary|abstract|standfirst|recipe\w*|ingredients?|instructions?|directions|pros|cons|verdict|specs?|specifications)(?:$|[\s_|-])"
)
_CAPTIONS = re.compile(
    r"(?:^|[\s_|-])(?:captions?|figcaption|(?:image|img|photo|picture|media)-?(?:caption|desc(?:ription)?|text|title|legend|credits?|author|source|copyright)|img_desc|legend|leyenda|bildunterschrift|bildtext|didascalia|legenda|(?:picture|photo|image)__?(?:title|author|caption|credit))(?:$|[\s_|-])"
)
_PICTURES = re.compile(
    r"(?:^|[\s_|-])(?:hero|featured|lead|lede|main|top|cover|article|post|entry|opening|header|key|story)[\s_-]*(?:image|img|photo|picture|pic|media|asset|visual|figure|art)s?(?:$|[\s_|-])"
    r"|(?:^|[\s_|-])(?:photo|picture|image|imagen|foto|bild|immagine|kuva|zdjecie|figure|thumbnail-?large|mediaelement)(?:$|[\s_|-])"
)
_PULLED = re.compile(r"(?:^|[\s_|-])(?:pull-?quotes?|article-?pullquote|zitat|citation-?pull|destacado)(?:$|[\s_|-])")
_TOC = re.compile(r"(?:^|[\s_|-])(?:toc|table-?of-?contents)(?:$|[\s_|-])")
_OPENERS = re.compile(
    r"(?:^|[\s_|-])(?:tab-title|(?:toggle|accordion|faq)-?_*(?:title|heading|header|question))(?:$|[\s_|-])"
)
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:19|20)\d\d", re.IGNORECASE)
_CERTAIN = re.compile(
    r"""\W*(?:
    (?:by|von|par|por|di|door|av|af)
    | (?:article\ )?réservé\ (?:aux|à\ nos)\ abonnés | (?:nur\ )?für\ abonnenten | (?:for\ )?subscribers?[\ -]only | solo\ para\ suscriptores | exclusivo\ para\ assinantes
    | (?:empfohlener\ redaktioneller\ inhalt|recommended\ external\ content|contenu\ externe).{0,60}
    | .{0,60}\b(?:zustimmung|einwilligung|consent|consentement|consentimiento|consenso|toestemming)\b.{0,140}\b(?:geladen|laden|load\w*|charg\w+|cargar|caricare|anzeigen|angezeigt|display|show|afficher|mostrar)\b.{0,80}
    | (?:advertisement|sponsored(?:\ content)?|promoted|article\ continues\ (?:below|after).{0,40}|story\ continues.{0,40}|anzeige|werbung|publicité|publicidad|anuncio|pubblicità
    |publicidade|advertentie|reklama?|reklame|annons|annonse|mainos|реклама|広告|廣告|广告|광고|إعلان|تبلیغات|פרסומת|διαφήμιση|iklan|quảng\ cáo|विज्ञापन)\W*
    | (?:read\ (?:also|more|next)|also\ read|related|more|recommended(?:\ reading)?|lire\ aussi|à\ lire\ aussi|voir\ aussi|lesen\ sie\ auch|mehr\ zum\ thema|mehr\ dazu|auch\ interessant
    |lee\ también|lea\ también|te\ puede\ interesar|leggi\ anche|leia\ (?:também|mais)|veja\ também|lees\ ook|les\ også|læs\ også|läs\ (?:också|även|mer)|lue\ myös|czytaj\ (?:także|też|również)
    |zobacz\ (?:także|też|również)|čtěte\ (?:také|též)|přečtěte\ si\ (?:také|i)|olvassa\ el.{0,8}|citește\ și|прочетете\ (?:още|също)|читайте\ также|смотрите\ также|читайте\ також|διαβάστε\ (?:επίσης|ακόμη)
    |ayrıca\ (?:bakınız|okuyun)|bunu\ da\ oku\w*|baca\ juga|xem\ thêm|đọc\ thêm|यह\ भी\ पढ़ें|اقرأ\ أيضا?ً?|بیشتر\ بخوانید|קראו\ (?:גם|עוד)|관련\ ?기사|関連記事|あわせて読みたい|延伸閱讀|延伸阅读|相关阅读|推荐阅读)\W*
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""What leaves no doubt: a label of advertisements, or the words before a link to another article."""


def forget_common(leaves: list[Leaf], kept: frozenset[int]) -> None:
    """Take from the leaves' names those words of furniture that most of the prose in `kept` bears.

    Page builders call each block a "widget"; such a word tells nothing about one of them.
    """
    borne: dict[str, int] = {}
    prose = [leaf for leaf in leaves if leaf.number in kept and leaf.kind == "text" and leaf.linked < 0.5]
    for leaf in prose:
        for word in {match[0].strip(" _|-") for match in _NAMES.finditer(leaf.names)}:
            borne[word] = borne.get(word, 0) + len(leaf.text)
    whole = sum(len(leaf.text) for leaf in prose)
    common = [re.escape(word) for word, length in borne.items() if length > COMMON * whole]
    if common and len(prose) >= FEWEST_COMMON:
        pattern = re.compile(rf"(?<![^\s_|-])(?:{'|'.join(common)})(?![^\s_|-])")
        for leaf in leaves:
            leaf.names = pattern.sub("", leaf.names)


def is_title(leaf: Leaf, title: str) -> bool:
    """Say whether a leaf is the heading that gives the article's title, perhaps with a word above it."""
    if leaf.kind != "heading" or not title:
        return False
    shown, told = (re.sub(r"\W+", "", text).casefold() for text in (leaf.text, title))
    return shown == told or (len(told) > 12 and shown.endswith(told) and len(shown) < 1.6 * len(told))


def is_name_of(leaf: Leaf, authors: tuple[str, ...]) -> bool:
    """Say whether a leaf is the name of an author or initials and nothing else, as it stands below some articles."""
    return leaf.kind == "text" and (
        leaf.text.strip(" .,;:—–-()") in authors
        or _INITIALS.fullmatch(leaf.text) is not None
        or any(
            leaf.text.startswith(author)
            and len(leaf.text) < len(author) + LONGEST_OFFICE
            and leaf.text[-1:] not in ".!?…。"
            and leaf.linked < 0.5
            for author in authors
        )
    )


def is_dated(leaf: Leaf, language: str) -> bool:
    """Say whether a leaf is a day and a word for what happened on it."""
    found = dates.find(leaf.text, language) if leaf.kind == "text" and len(leaf.text) < LONGEST_DATED else []
    return bool(found) and sum(len(leaf.text) - (one.end - one.start) for one in found[:1]) < LONGEST_DATED / 2


def is_lead(leaf: Leaf) -> bool:
    """Say whether a leaf is named as what leads into an article, below its title."""
    return leaf.kind in ("text", "item", "heading") and leaf.linked < 0.5 and _LEADS.search(leaf.names) is not None


def is_signed_title(leaf: Leaf, title: str, language: str) -> bool:
    """Say whether a leaf is the title over again and below it, in the same block, who wrote it and when."""
    if leaf.kind != "text" or not title or not leaf.text.startswith(title) or len(leaf.text) > len(title) + 150:
        return False
    rest = leaf.text[len(title) :].strip()
    return bool(rest) and credits.read(rest, language).is_nothing_else


def is_signature(leaf: Leaf, authors: tuple[str, ...], language: str) -> bool:
    """Say whether a leaf at the head of a page only says or shows who wrote it, and when."""
    if leaf.kind == "media":
        shown = {(image.get("alt") or "").strip() for image in leaf.element.iter("img")}
        return any(
            said == author or (author in said and len(said) < len(author) + LONGEST_ALT)
            for said in shown
            for author in authors
        )
    if leaf.kind not in ("text", "item") or len(leaf.text) > 150:
        return False
    if len(leaf.text) <= 90 and not _SENTENCE.search(leaf.text):
        rest = leaf.text
        for author in authors:
            rest = rest.replace(author, "")
        named = len(rest) < len(leaf.text)
        undated = _DAY.sub("", rest)
        if len(undated.strip(" ,.:;|·•–—-()")) < (30 if named else 16) and (named or len(undated) < len(rest)):
            return True
    told = credits.read(leaf.text, language)
    return told.is_nothing_else and (told.cued or told.measured or bool(told.published or told.updated))


def is_byline(leaf: Leaf, authors: tuple[str, ...]) -> bool:
    """Say whether a leaf is called a byline, names an author first, and may go on to say who that is."""
    if leaf.kind not in ("text", "item") or len(leaf.text) > LONGEST_BYLINE or not _BYLINES.search(leaf.names):
        return False
    return any(-1 < leaf.text.find(author) < 20 for author in authors)


_SENTENCE = re.compile(r"[^\W\d_]{5}[.!?]\s|[다。！？]\s?[./]")
_BYLINES = re.compile(r"(?:^|[\s_|-])(?:by-?line|author|writer|autor|auteur)")
_DAY = re.compile(
    r"\b(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?|\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d\b|"
    r"\b(?:\d{1,2}(?:st|nd|rd|th|er|º)?\.?\s+)?(?:de\s+)?[^\W\d_]{3,10}\.?\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?(?:de\s+)?(?:19|20)\d\d\b|\b\d{1,2}:\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?"
)


def weight(leaf: Leaf) -> float:
    """Return how much a leaf looks like furniture, 0 for not at all; above 1 it is hardly anything else."""
    if leaf.weighed is None or leaf.weighed[:2] != (leaf.names, leaf.is_astray):
        leaf.weighed = (leaf.names, leaf.is_astray, _weight(leaf))
    return leaf.weighed[2]


def _weight(leaf: Leaf) -> float:
    found = 1.0 if leaf.is_astray else 0.0
    if _STRONG_NAMES.search(leaf.names):
        found += 2.5
    if _SIGN_UP.search(leaf.names) and len(leaf.text) < LONGEST:
        found += 3.0
    if leaf.tags & _FRAMES and not ("aside" in leaf.tags and is_box(leaf)):
        found += 0.9 if "aside" not in leaf.tags or len(leaf.text) < LONGEST else 0.5
    if leaf.kind == "text" and leaf.linked > 0.85 and sum(1 for _ in leaf.element.iter("a")) > 2:
        found += 1.0  # a row or column of links
    named = _NAMES.search(leaf.names)
    if named and not _KEPT_NAMES.search(leaf.names):
        found += 0.9 if len(leaf.text) < LONGEST or leaf.linked > 0.5 else 0.4
    if leaf.kind == "text" and leaf.linked > 0.95 and leaf.text.isupper() and len(leaf.text.split()) > 3:
        found += 4.0  # the title of another article, in capitals
    if leaf.kind in ("text", "item") and len(leaf.text) < 120 and _TOC.search(leaf.names) and _is_jump(leaf):
        found += 3.0  # an entry of a table of contents
    if leaf.kind == "text" and leaf.linked > 0.85 and _STEPS.fullmatch(leaf.text):
        found += 1.5
    if leaf.kind in ("text", "item") and len(leaf.text) < 60 and _is_time(leaf):
        found += 1.5
    if leaf.kind in ("text", "item", "heading") and len(leaf.text) < LONGEST:
        if is_certain(leaf) or calls.asks(leaf.text):
            found += 5.0
        elif _WORDS.fullmatch(leaf.text):
            found += 1.0 if len(leaf.text) < 60 or leaf.linked > 0.4 or _RIGHTS.match(leaf.text) else 0.5
    return found


def _is_jump(leaf: Leaf) -> bool:
    """Say whether a leaf is one link to a place in its own page, or a label without any."""
    links = [link for link in leaf.element.iter("a") if link.get("href")]
    return all((link.get("href") or "").startswith("#") for link in links) and (
        not links or text_of(links[0]) == leaf.text
    )


def _is_time(leaf: Leaf) -> bool:
    """Say whether a leaf is nothing but a point in time, as live reports and comments have them."""
    return any(text_of(time) == leaf.text for time in leaf.element.iter("time")) and bool(leaf.text)


def is_box(leaf: Leaf) -> bool:
    """Say whether a leaf stands in one of the boxes that articles are made with: a quotation, a note, a theorem, ingredients."""
    return "blockquote" in leaf.tags or _BOXES.search(leaf.names) is not None


def is_caption(leaf: Leaf) -> bool:
    """Say whether a leaf is called the caption or the credit of a picture."""
    return leaf.kind == "text" and len(leaf.text) < LONGEST_CAPTION and _CAPTIONS.search(leaf.names) is not None


def is_pulled(leaf: Leaf) -> bool:
    """Say whether a leaf stands beside the text, or is called a quotation pulled out of it."""
    return "aside" in leaf.tags or _PULLED.search(leaf.names) is not None


def opens_a_box(leaf: Leaf) -> bool:
    """Say whether a leaf is called the title of a box that is opened by it, as questions and answers are set."""
    return leaf.kind in ("text", "item") and _OPENERS.search(leaf.names.split(" | ")[0]) is not None


def is_called_picture(leaf: Leaf) -> bool:
    """Say whether a leaf stands in a box that is called a picture."""
    own = (one.get("class") or "" for one in leaf.element.iter("img", "amp-img"))
    return _PICTURES.search(leaf.names) is not None or any(_PICTURES.search(name.lower()) for name in own)


def is_certain(leaf: Leaf) -> bool:
    """Say whether a leaf is the label of an advertisement, or "Read also" and a link that is all of the rest."""
    if _CERTAIN.fullmatch(leaf.text):
        return leaf.kind != "heading" or len(leaf.text) > 7
    links = list(leaf.element.iter("a"))
    if len(links) != 1 or leaf.linked < 0.4:
        return False
    linked = text_of(links[0])
    cue = leaf.text.replace(linked, "", 1)
    return bool(cue.strip()) and _CERTAIN.fullmatch(cue) is not None
