"""The words by which a page's own furniture is known, in seven languages and a little of others: a list, not a program.

Phrases are compared with whole lines, both folded (lower case, no accents, straight apostrophes, no marks around), so a
sentence that merely uses such words is never one of them. They are regular expressions with lower-case classes alone.
"""

from __future__ import annotations

import re
import unicodedata

_AROUND = " \t\u00a0\u202f.…:;,!|·•*#=_~<>«»“”„\"'()[]{}→←↑↓›‹▶►▸✉☰+—–-"


def fold(line: str) -> str:
    """Return `line` as cues are compared: case, accents, marks around and runs of spaces gone."""
    return unaccented(line).strip(_AROUND)


def unaccented(line: str) -> str:
    """Return `line` in lower case, without accents and runs of spaces."""
    if not line.isascii():
        line = line.replace("’", "'").replace("ʼ", "'").replace("\u00ad", "")
        line = unicodedata.normalize("NFKD", line)
        line = "".join(character for character in line if not unicodedata.combining(character))
    return " ".join(line.casefold().split())


def whole(*phrases: str) -> re.Pattern[str]:
    """Return one pattern for all `phrases` (to be used with `fullmatch`), folded as lines are."""
    return re.compile("|".join(f"(?:{folded(phrase)})" for phrase in phrases))


def folded(pattern: str) -> str:
    """Return a pattern without the accents that folded lines have lost."""
    kept = unicodedata.normalize("NFKD", pattern.replace("ß", "ss"))
    return "".join(character for character in kept if not unicodedata.combining(character))


ADVERTISEMENT = whole(
    "(this|the rest of this) (article|post|story) is (only )?(available |exclusive )?(for|to) (paid |paying )?(subscribers|members)( only)?|(skip past|after) newsletter promotion|subscribers? only|advertisements?|advert|ad|ads|advertising|sponsored( content)?|paid content|promoted|(article|story) continues (below|after)( (the |this )?(advertisement|ad|video))?|scroll to continue( reading)?",
    "publicité|pub|annonce|contenu sponsorisé|la suite (de (l'|cet )article )?après (la|cette) (publicité|pub)|la suite (de l'article )?(après|sous) (la|cette) (vidéo|publicité)|article réservé aux abonnés|il vous reste [0-9,.]+ ?% de cet article à lire.*|(la suite|le reste)( de (cet|l')article)? est réservée? (aux|à nos) abonnés|article réservé à nos abonnés|contenu réservé aux abonnés",
    "(nur für|exklusiv für) abonnenten|anzeige|werbung|reklame|anzeigen|weiterlesen nach der (anzeige|werbung)|nach der (anzeige|werbung) weiterlesen|artikel wird nach der anzeige fortgesetzt",
    "(contenido )?exclusivo para suscriptores|publicidad|anuncio|pauta publicitaria|(la noticia |sigue leyendo |continúa )?después de la publicidad|sigue leyendo después de.*|continúa leyendo después de.*",
    "(contenuto )?riservato agli abbonati|pubblicità|annuncio( pubblicitario)?|inserzione|continua (a leggere )?dopo la pubblicità|(l'articolo )?continua (sotto|dopo) (la |il )?(pubblicità|video)",
    "(conteúdo )?exclusivo para assinantes|publicidade|anúncio|(continua )?depois da publicidade|continua após a publicidade|pub",
    "passer la publicité|(ouvir|escutar) (a )?(notícia|matéria)|(artikel|beitrag) anhören|(écouter|lire) l'article( en audio)?|(escuchar|ouvir|ascolta|luister)( .{2,20})?|annons|reklam|mainos|reklama|реклама",
    "alleen voor abonnees|advertentie|reclame|lees verder (na|onder) de advertentie|(het )?artikel gaat verder onder de (advertentie|video|foto)",
)

_TO_ENLARGE = (
    r"(click|tap)( here)?( on)?( the)?( image| photo| picture)?( here)? to (enlarge|expand|zoom|view|see)\b.*|view (image|photo|gallery)( in)?( full ?screen)?|view full size|enlarge (image|this image|photo)|open image in.*|hide caption|toggle caption",
    r"cliquez( ici)?( sur)?( l'image| la photo)? pour (voir|agrandir|zoomer|afficher)\b.*|agrandir( l'image| la photo)?|voir (l'image|la photo)( en (grand|taille réelle|plein écran))?|ouvrir (l'image|la photo) en.*",
    r"(zum vergrößern )?(bitte )?(hier |auf das (bild|foto) |bild )?(an)?klicken( zum vergrößern)?|zum vergrößern.*klicken|klicken sie.*(vergrößern|anzeigen)|(bild|foto)( in neuem fenster)? (vergrößern|öffnen)|(bild|foto) in (voller|großer) (größe|ansicht).*|bild in lightbox öffnen",
    r"(haga|haz|hacer)? ?clic(k)?( aquí)?( sobre| en)?( la (imagen|foto))? para (ampliar|agrandar|ver|verla)\b.*|(pulse|pulsa|pincha|pinche)( aquí| en la (imagen|foto)| sobre la (imagen|foto))? para (ampliar|agrandar|ver).*|ampliar (imagen|foto|fotografía)|ver (imagen|foto) en.*",
    r"(clicca|cliccare|fai clic)( qui)?( sull'immagine| sulla foto)? per (ingrandire|vedere|visualizzare)\b.*|ingrandisci( l'immagine| la foto)?|apri (l'immagine|la foto) in.*",
    r"clique( aqui)?( na (imagem|foto))? para (ampliar|aumentar|ver)\b.*|ampliar (imagem|foto)|ver imagem em.*",
    r"klik( hier)?( op de (foto|afbeelding))? (om te|voor een) (vergroten|vergroting|grotere)\b.*|(foto|afbeelding) vergroten|vergroot (foto|afbeelding)",
)
ENLARGE = whole(*_TO_ENLARGE)

_PICTURE = (
    "photos?|photograph(y|er)?|picture|image|images|illustration|caption|(photo|image|picture) ?(credits?|courtesy|by|source)|credits?|cover (photo|image)|featured image|videos?|infographic"
    "|photographie|crédits?( photos?| images?)?|légende|visuel|vidéo|infographie|(photo|image) d'illustration"
    "|fotos?|bild(er)?|bildquelle|bildnachweis|fotograf(in|ie)?|bildrechte|symbolbild|archivbild|titelbild|quelle bild|bildunterschrift|grafik"
    "|imagen|imágenes|fotografía|crédito( de la (foto|imagen))?|créditos|foto de archivo|pie de foto|ilustración|vídeo|infografía"
    "|immagine|fotografia|didascalia|credit[oi] foto|foto di repertorio|illustrazione"
    "|imagem|fotografia|crédito da foto|legenda|divulgação|ilustração"
    "|beeld|afbeelding|fotograaf|bron foto|foto ?credits?|bijschrift|illustratie"
)
CAPTION = re.compile(rf"[(\[]?(?:{folded(_PICTURE)})\s?(?::|/|\|| – | - )\s?[^\n]+")
"""Compared with a line folded but for its beginning and end: "photo: the harbour in march"."""

_AGENCY = (
    r"afp|reuters|dpa|ap|ap photo|associated press|getty( images)?|epa|epa-efe|efe|ansa|lusa|anp|keystone|apa|imago( images)?|"
    r"picture[ -]alliance|shutterstock|i?stock(photo)?|unsplash|pexels|pixabay|flickr|wikimedia( commons)?|adobe ?stock|alamy|sipa|belga|pa( wire)?|bloomberg|xinhua|tass|europa press|agencia brasil|zuma(press)?|dr|cc[ -]by[ -a-z0-9.]*|handout|courtesy"
)
TAKEN_BY = re.compile(
    rf"[(\[]?(?:photos?|photography|image|picture|illustration|foto|bild|fotos|imagen|immagine|imagem|beeld)s? (?:(?:by|par|von|por|door|via|©|courtesy of) |(?:de|di|da) (?=.*(?:{_AGENCY})\b)).{{2,60}}"
)
"""A picture's maker without a colon: "Photo by Jane Doe on Unsplash"."""
CREDIT_LINE = re.compile(
    rf"(?:©|\(c\)|copyright:?)\s?[^\n]{{2,80}}|[^\n/|]{{0,60}}(?:/|\||©)\s?(?:{_AGENCY})(?:\s?(?:/|via)\s?[^\n]{{1,40}})?|(?:{_AGENCY})(?:/[^\n]{{1,40}})?"
)
"""A line that is a credit and nothing else."""
CREDIT_END = re.compile(
    rf"(?:©|\(c\) )\s?[^\n.]{{2,60}}$|[(\[](?:{folded(_PICTURE)})\s?[:/]\s?[^\n()]{{1,80}}[)\]]$|(?:^|[.\s])(?:photo|photograph|photography|photographie|foto|fotografie|fotografia|bild|imagen|immagine|imagem|beeld|credit|image)s?( credit)?\s?:\s?[^\n.]{{2,60}}$|[(\[]?[^\n/()]{{3,40}}/\s?(?:{_AGENCY})[)\]]?$"
)
"""How a caption ends that has no word before it."""

READ_ABOUT = whole(
    "(read|find out|learn) more (about|on) .{3,60}|(lesen sie|lies) (mehr|auch|hier|dazu|alles) (zum thema|zu|über) .{3,60}|(lire|lisez|retrouvez) (plus|aussi|tous? (nos|les) articles?) sur .{3,60}|(lea|lee) (más|también) sobre .{3,60}|leggi (di più|anche|tutto) su .{3,60}|leia (mais|também|tudo) sobre .{3,60}|lees (meer|ook|alles) over .{3,60}",
)
"""An invitation to read and its subject, all in one line."""

READ_ALSO = whole(
    "(read|see|watch|listen|read this) ?(also|next|more|too)|also (read|see|on .{2,30})|(read|see|find out|learn) more( (about|on|here)\\b.{0,60})?|read the (full|whole) (story|article)( here)?|related( (stories|story|articles?|posts?|content|coverage|topics?|reading|news|links?))?|more on this( (story|topic|subject))?|more (stories|news|articles)( (on|about|from|by|like) .{2,40})?|(more|recommended) from .{2,40}|explore more( on (this|these) topics?)?|you (may|might|could) (also|be) (like|enjoy|interested in)|don't miss|recommended( (for you|reading|stories))?|editors?'? ?s? picks?|from our partners|explore more",
    "(à )?lire (aussi|également|ensuite|plus|la suite|encore)|lire (notre|nos) (articles?|dossiers?|analyses?|enquêtes?|entretiens?)|(à )?(voir|écouter|découvrir) (aussi|également)|(plus d'(informations|infos)|en savoir plus|à lire|lire|articles?|nos articles|tous nos articles)( sur (le|ce|un) (même )?(sujet|thème))?|sur (le|ce) (même )?(sujet|thème)|dans (la même rubrique|notre dossier)|articles? (similaires?|liés?|connexes?|associés?|recommandés?|suggérés?)|(vous aimerez|vous pourriez|cela pourrait|ces articles pourraient|cet article pourrait|ça pourrait) (aussi|également|vous intéresser|aimer)( aimer)?|plus d'articles.*|notre sélection( .{2,30})?|recommandé(s)? pour vous|sur notre site",
    "lesen sie (auch|mehr|hier|dazu|jetzt)( .{2,40})?|(lies|lest) (auch|mehr|hier)|(mehr|weiteres|lesen sie mehr|mehr lesen|hintergrund) (zum|zu diesem) thema|zum thema|mehr (dazu|lesen|artikel|nachrichten|aus .{2,40}|von .{2,40}|zu .{2,40})|(das|dies) (könnte|konnte|dürfte) (sie|dich|ihnen) (auch )?(interessieren|gefallen)|auch (interessant|lesenswert)|siehe auch|(ähnliche|verwandte|weitere|passende|empfohlene) (artikel|beiträge|themen|nachrichten|meldungen|texte)( .{2,30})?|weiterlesen|lesetipps?|empfehlungen( der redaktion)?|passend dazu|meistgelesen dazu",
    "(te|le|les|os) (puede|podría|puedan|pueden) (también )?(interesar|gustar)|(también )?(te|le) puede interesar|(puede|podría) interesar(te|le)|lea (también|más|además)|lee (también|más)|leer (más|también)|ver (también|además|más)|vea (también|además)|(más|mas) (información|noticias|sobre (este|el) tema|en .{2,30})|(noticias?|artículos?|contenidos?|entradas?|notas?) (relacionad[ao]s?|similares|recomendad[ao]s?)|relacionad[ao]s?|además|en este tema|sobre (este|el mismo) tema|no te pierdas|recomendados?( para ti)?",
    "leggi (anche|pure|di più|tutto)|(ti |vi |le )?(potrebbe|potrebbero|può) (anche )?(interessar(ti|e|vi))( anche)?|vedi anche|guarda anche|(articoli|notizie|contenuti|post) (correlat[ie]|simili|collegati)|correlati|approfondisc[ai]|approfondimenti|per approfondire|sullo stesso (tema|argomento)|da non perdere|consigliati( per te)?|altri articoli.*",
    "leia (também|mais)|(ver|veja|vê|lê) (também|mais)|saiba mais( .{2,40})?|(pode|poderá|talvez) (também )?(interessar|lhe interessar|interessar-lhe|gostar)|(artigos|notícias|conteúdos|matérias|posts) (relacionad[ao]s|semelhantes)|relacionad[ao]s|mais d[oae] .{2,40}|mais (notícias|sobre (este|o) (tema|assunto))|sobre o mesmo tema|recomendad[ao]s?( para (você|si))?|não perca",
    "(läs|les|læs) (också|även|mer|også|mere)|lue myös|czytaj (także|też|również|więcej)|zobacz (także|też|również)|čtěte (také|též|více)|přečtěte si (také|i)|ayrıca (okuyun|bakınız)|читайте (также|далее)|читайте також|baca juga|đọc thêm|xem thêm",
    "lees (ook|meer|verder|hier)( .{2,40})?|bekijk (ook|meer)|zie ook|(ook|mogelijk) (interessant|lezen)|meer (over|nieuws|uit|van) .{2,40}|(gerelateerde|verwante|vergelijkbare|aanbevolen) (artikelen|berichten|nieuws|onderwerpen)|gerelateerd|meer (artikelen|lezen)|dit (vind|vindt) (je|u) misschien ook (leuk|interessant)|aanraders?( van de redactie)?",
)
WEAK_READ_ALSO = whole(
    "see also|see more|related|watch|find out more.*|learn more.*|voir aussi|à voir|en savoir plus|siehe auch|zum thema|ver también|además|ver más|más información|vedi anche|per approfondire|approfondimenti|approfondisc[ai]|ver também|saiba mais.*|zie ook|lire|article|articles|à lire|sur ce sujet|sur ce thème|lire la suite|weiterlesen"
)
"""Such words also begin honest sentences and sections; they need more beside them."""

_NETWORK = r"facebook|twitter|x|linked ?in|whats ?app|telegram|pinterest|reddit|e-?mail|courriel|mail|mastodon|bluesky|threads|instagram|youtube|tiktok|tumblr|xing|flipboard|pocket|messenger|signal|vk|rss|sms|digg|hacker news|line|viber|snapchat|feedly|buffer|evernote|blogthis"
_SHARING = (
    "share|shares|tweet|post|pin( it)?|print|copy( (the )?link)?|link copied|save|bookmark|follow( us)?|send|forward"
    "|partage[rz]?|partages|imprime[rz]?|copie[rz]?( le lien)?|envoye[rz]|suive[rz](-nous)?|enregistre[rz]|sauvegarde[rz]|tweete[rz]"
    "|teilen|drucken|merken|link kopieren|kopieren|versenden|folgen( sie uns)?|twittern|feedback|vorlesen"
    "|compart(e|ir|a)|imprimir|copiar( enlace| el enlace)?|guardar|enviar|síguenos|tuitear"
    "|condividi|condivisioni|stampa|copia( il)?( link)?|salva|invia|seguici"
    "|partilha[r]?|partilhe|compartilh(e|ar)|copiar( o)? link|siga-nos|salvar"
    "|delen|deel|afdrukken|kopieer( de)?( link)?|link kopiëren|bewaar|volg ons|doorsturen"
)
_FILLER = r"this|article|story|on|to|via|by|with|and|the|it|a|page|cet|cette|l'article|article|sur|par|avec|et|la|le|les|ce|un ami|diesen?|artikel|beitrag|auf|bei|per|über|mit|und|oder|en|este|artículo|con|por|y|esta|noticia|su|questo|articolo|l'articolo|e|no|na|em|este|artigo|notícia|dit|bericht|op|deze|via|je|le lien|in|new|window|opens|social|media|[0-9.,k]+"
SHARE = re.compile(
    rf"(?=.*\b(?:{folded(_NETWORK)}|{folded(_SHARING)})\b)(?>(?:{folded(_NETWORK)}|{folded(_SHARING)}|{folded(_FILLER)})(?:[\s:,/|•·.()!+&-]+|$))++"
)
"""A row of nothing but sharing words and networks."""
SHARE_FORMS = whole(
    "(increase|decrease|larger|smaller) (font|text)( size)?|(font|text) size|(agrandir|réduire) (le texte|la police)|taille d(u texte|e la police)|schrift(größe|grösse)?( (vergrößern|verkleinern|ändern))?|(aumentar|disminuir|diminuir|reducir) (la )?(fonte|letra|texto|fuente)|tamaño de (la )?(letra|texto)|(ingrandisci|riduci) (il )?testo|(tekst|letters) (groter|kleiner)",
    "listen( to (this|the) (article|story))?|reuse this content|get the app|save for later|gift( this article)?|(like )?loading|share (this( article| story| post)?|on .{1,20}|via .{1,20})|sharing is caring.*|click to share.*|opens in new window",
    "(ré)?écouter( l'article)?|ajouter à (vos|mes|ma) (sélections?|favoris|liste)|offrir( l'article)?|lire plus tard|classer|suivre|partage[rz]( (cet article|sur .{1,20}|par .{1,20}|ceci|l'article))?|cliquez pour partager.*|partager :.*|j'aime ça",
    "(gefällt mir )?wird geladen|(artikel )?(anhören|vorlesen)( lassen)?|später lesen|zur merkliste( hinzufügen)?|artikel verschenken|(diesen )?(artikel|beitrag) (teilen|drucken|merken|versenden|per .{3,10} teilen)|(auf|per|bei|via) .{1,20} teilen|teilen (mit|auf|sie).{1,30}|klick,? um .{1,30} zu teilen.*|gefällt mir",
    "escuchar( (el artículo|la noticia))?|leer más tarde|compart(e|ir) (en|este|esta|por) .{1,30}|haz clic para compartir.*|me gusta",
    "ascolta( l'articolo)?|leggi più tardi|condividi (su|questo|via|con) .{1,30}|fai clic .{1,20} per condividere.*|mi piace",
    "ouvir( (o artigo|a notícia))?|(partilh|compartilh)(e|ar) (no|na|em|este|esta|isto).{1,30}|clique para (compartilhar|partilhar).*",
    "compart[ea](lo)?( esto| en redes)?|me gusta( esto)?( cargando)?|compartilhe( isso| isto)?|curt(ir|a)( isso| isto)?( carregando)?|condividi(lo)?( questo)?|mi piace( questo)?( caricamento)?|j'aime( ceci)?( chargement)?|partager ceci|leuk( laden)?|vind ik leuk( .{0,20})?|gostar( disto)?",
    "(skip|jump) to (main )?(content|navigation)|zum (haupt)?inhalt( springen)?|aller au contenu( principal)?|saltar al contenido( principal)?|(vai|salta|passa) al contenuto( principale)?|(pular|saltar|ir) para o conteúdo( principal)?|(ga )?(door )?naar (de )?(hoofd)?inhoud|hoppa till (huvud)?innehåll(et)?|(gå|hopp|spring) til (hoved)?indhold(et)?|przejdź do (treści|zawartości)",
    "(imprimir|imprime|guardar)( (la |esta )?(receta|noticia|artículo|página))?|imprimer( (la |cette )?(recette|page|article))?|(rezept|artikel|seite) drucken|print( (this )?(recipe|page|article|friendly))?|stampa( (la )?(ricetta|pagina))?|imprimir (a )?receita|skriv ut|drukuj|vytisknout",
    "dela( .{2,20})?|del( på .{2,20})?|jaa( .{2,20})?|udostępnij( .{2,20})?|podziel się( .{2,20})?|sdílet( .{2,20})?|paylaş( .{2,20})?|поделиться( .{2,20})?|поделитесь( .{2,30})?|поділитися( .{2,20})?|κοινοποίηση|chia sẻ|bagikan",
    "luister( naar dit artikel)?|bewaar( artikel)?|deel (dit|op|via) .{1,30}|delen (op|via) .{1,30}|klik om te delen.*",
)
