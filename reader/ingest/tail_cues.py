"""The words by which the end of a page is known: what follows the article, and what belongs to it.

The rules of `cues` hold here too. These count only near the end of a text, and only with what follows them.
"""

from __future__ import annotations

from reader.ingest.cues import whole

POPULAR = whole(
    "(most|more) (read|popular|viewed|shared|recent)( (posts?|articles?|stories))?|popular (posts?|articles?|stories)( (from|on) this blog)?|(latest|recent|top|trending|today's) (posts?|news|articles?|stories|comments|headlines)|trending( now)?|(blog )?archives?|blogroll|top stories",
    "(posts?|articles?|billets?|messages?) (les plus (consultés|lus|populaires|récents|vus)|récents|populaires)( (de|sur) ce (blog|site))?|les plus (lus|consultés|populaires|partagés|commentés)|(archives|derniers (articles|commentaires|billets))( du blog)?|commentaires récents|à la une|en ce moment|l'actualité en continu|tendances",
    "(meistgelesen|am meisten gelesen|meistgeklickt|meistkommentiert)(e artikel)?|(beliebt(e|este)|neueste|aktuelle|letzte|meistgelesene|top) ?(beiträge|artikel|posts|kommentare|nachrichten|meldungen|themen)|(blog-?)?archiv|top-?themen|im trend",
    "(lo|las|los) más (leíd[oa]s?|vist[oa]s?|popular(es)?|comentad[oa]s?|recientes?)( (de|en|del) .{2,30})?|(entradas|artículos|noticias|publicaciones) (más (leíd[oa]s|vist[oa]s)|populares|recientes|anteriores)( de este blog)?|(últim[oa]s|recientes) (entradas|noticias|artículos|comentarios)|archivo( del blog)?|comentarios recientes|tendencias|lo último",
    "(i )?(più|piu) (letti|visti|popolari|condivisi)( (di|del|della) .{2,30})?|(articoli|post|notizie) (più (lett[ie]|popolari)|popolari|recenti)( (in|di) questo blog)?|(ultim[ei]|recenti) (notizie|articoli|post|commenti)|archivio( blog)?|commenti recenti|di tendenza",
    "(as |os )?mais (lid[oa]s|vist[oa]s|populares|acessad[oa]s|recentes|comentad[oa]s)( .{2,30})?|(artigos|notícias|postagens|mensagens) (mais (lid[oa]s|visitad[oa]s)|populares|recentes)( deste blogue?)?|(últimas|últimos|recentes) (notícias|artigos|comentários|postagens)|arquivo( do blogue?)?|em alta",
    "(meest|best) (gelezen|bekeken|gedeeld|populair)(e)?( (artikelen|berichten))?|populaire (artikelen|berichten|posts)|(laatste|recente|nieuwste) (nieuws|artikelen|berichten|reacties)|(blog)?archief|net binnen|trending",
)

_NUMBER = r"(\(?[0-9][0-9.,]*\)? ?|(one|une?|eine?|una?|uno|uma?|een|two|deux|zwei|dos|due|dois|twee) )"
COMMENTS = whole(
    rf"{_NUMBER}?(comments?|repl(y|ies)|responses?|thoughts?)( \(?[0-9]+\)?)?( (on|to) .+)?|(leave|post|add|write|submit) (a|your) (comment|reply)( .{{2,40}})?|(join|start) the (conversation|discussion)( .{{0,30}})?|(view|show|see|read|load)( all)?( [0-9]+)? (more )?comments|no comments( yet)?|what do you think|comments? (are |is )?closed|discussion|have your say|discussions?( about this (post|article))?|restacks",
    rf"{_NUMBER}?(commentaires?|réactions?|réponses?|réflexions?|pensées?)( \(?[0-9]+\)?)?( (sur|à) .+)?|(laisse[rz]|poste[rz]|ajoute[rz]|écri(re|vez|s)|publie[rz]|enregistrer) (un|votre|un nouveau) commentaire( .{{2,40}})?|aucun commentaire( .{{2,30}})?|(voir|afficher|lire)( tous)?( les)?( [0-9]+)? commentaires|(les )?commentaires (sont )?(fermés|clos)|vos (réactions|commentaires)|réagi(r|ssez)( à cet article)?|espace commentaires|pas (encore )?de commentaires?",
    rf"{_NUMBER}?(kommentare?|antwort(en)?|leserkommentare|lesermeinungen|leserdiskussion|reaktionen|gedanken?)( \(?[0-9]+\)?)?( (zu|zum|auf) .+)?|(schreibe?n?|hinterlassen?|verfassen?) (sie )?(einen|ihren|deinen) kommentar( .{{2,40}})?|kommentar (schreiben|hinterlassen|verfassen|abgeben|veröffentlichen)|(keine|noch keine) kommentare|(alle )?kommentare (anzeigen|lesen|zeigen|geschlossen)|diskutieren sie mit|ihre meinung|jetzt kommentieren|mitdiskutieren",
    rf"{_NUMBER}?(comentarios?|respuestas?|opiniones|pensamientos?|ideas?)( \(?[0-9]+\)?)?( (en|a|sobre) .+)?|(deja|dejar|deje|escribe|escribir|publica|publicar|añadir|agregar) (un|tu|su) (comentario|respuesta)( .{{2,40}})?|(no hay|sin|ningún) comentarios?( todavía)?|ver( todos)?( los)?( [0-9]+)? comentarios|comentarios cerrados|únete a la conversación",
    rf"{_NUMBER}?(commenti|commento|risposte|risposta|pensieri|pensiero)( \(?[0-9]+\)?)?( (su|a) .+)?|(lascia|scrivi|aggiungi|pubblica|inserisci) (un|il tuo) commento( .{{2,40}})?|nessun commento( .{{2,20}})?|(vedi|leggi|mostra)( tutti)?( i)?( [0-9]+)? commenti|commenti chiusi|partecipa alla discussione",
    rf"{_NUMBER}?(comentários?|respostas?|pensamentos?|opini(ões|ão))( \(?[0-9]+\)?)?( (em|a|sobre) .+)?|(deixe|deixar|escreva|envie|enviar|adicione|faça|postar|adicionar) (um|seu|o seu) (comentário|resposta)( .{{2,40}})?|(nenhum|sem) comentários?( .{{2,20}})?|ver( todos)?( os)?( [0-9]+)? comentários|comentários (encerrados|fechados)",
    rf"{_NUMBER}?(reacties?|opmerkingen|commentaren|antwoorden|gedachten?)( \(?[0-9]+\)?)?( (op|over) .+)?|(laat|plaats|schrijf|geef) (een|je|uw) (reactie|opmerking|commentaar)( .{{2,40}})?|reageer( .{{2,30}})?|(nog )?geen (reacties|opmerkingen)|(bekijk|toon|lees)( alle)?( [0-9]+)? reacties|praat mee|een reactie posten|reageren",
    "(komentarze?|komentarzy|kommentar(er|it)?|kommentit|komentáře?|yorum(lar)?|комментари(и|ев|й)|коментар(і|ів)|σχόλια|bình luận|komentar)( ?\\(?[0-9]+\\)?)?|[0-9]+ (komentarzy?|komentarze|kommentarer?|kommenttia|komentářů|yorum|комментари(ев|я|й)|коментар(ів|і))",
)
COMMENT_META = whole(
    r"(reply|répondre|antworten|responder|rispondi|antwoorden|beantwoorden|j'aime|like|me gusta|mi piace|gefällt mir|curtir|gosto|vind ik leuk|signaler|report|melden|denunciar|segnala|supprimer|delete|löschen|eliminar|verwijderen|upvote|downvote|share|translate)( [0-9]+)?",
    r".{2,40} (says|said|wrote|writes|a dit|dit|a écrit|écrit|sagt|sagte|schrieb|schreibt|meint|dice|dijo|escribió|ha detto|scrive|disse|diz|escreveu|zegt|zei|schreef)( (on|le|am|el|il|em|op)( .{4,40})?)?",
    r"(il y a|vor|hace|há|ha) [0-9]+ (secondes?|minutes?|heures?|jours?|semaines?|mois|ans?|minuten?|stunden?|tage?n?|wochen?|monate?n?|jahre?n?|minutos?|horas?|días?|dias?|semanas?|mes(es)?|años?|anos?)",
    r"[0-9]+ (seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?|ore|minuti|giorni|settimane|mesi|anni|uur|minuten|dagen|weken|maanden|jaar) (ago|fa|geleden)",
    r"(anonym(ous|e)?|anonimo|anónimo|anoniem|unknown|inconnu|unbekannt|guest|invité|gast)",
)


TAGS = whole(
    "(tags?|tagged|filed under|topics?|categor(y|ies)|keywords?|labels?|explore|posted in|in this article)( ?:.*)?|(filed under|posted in|tagged( with| as)?) .{2,80}",
    "(étiquettes?|libellés?|mots[ -]cl(é|e)f?s|classé (dans|sous)|catégories?|rubriques?|thèmes?|thématiques|sujets?|tagué|publié dans)( ?:.*)?",
    "(schlagw(ort|örter|orte)|schlagworte|stichw(ort|orte|örter)|kategorien?|abgelegt unter|themen( in diesem artikel)?|ressort|labels?|verschlagwortet mit.*)( ?:.*)?",
    "(etiquetas?|etiquetado|categorías?|archivado en|palabras clave|temas?( relacionados)?|publicado en)( ?:.*)?",
    "(etichette|tag|categori[ae]|archiviato in|parole chiave|argomenti|pubblicato in)( ?:.*)?",
    "(etiquetas?|marcadores|categorias?|palavras-chave|assuntos?|tópicos|arquivado em)( ?:.*)?",
    "(labels?|trefwoorden|categorie(ën|en)?|onderwerpen|geplaatst in)( ?:.*)?",
    "this (entry|post|article) was (posted|filed|published|tagged) .*|cet article a été (publié|posté) (dans|par|le|sous) .*|dieser (beitrag|eintrag|artikel) wurde .*(abgelegt|veröffentlicht|verschlagwortet|gepostet).*|esta entrada (fue|se|está) public(ada|ó) .*|quest[oa] (articolo|voce) è stat[oa] pubblicat[oa] in .*|esta (entrada|publicação) foi publicada em .*|dit bericht (is|werd) geplaatst .*",
    "(veröffentlicht|gepostet|abgelegt|erschienen) (in|unter) .{2,60}(\\||verschlagwortet).*|(posted|filed|published) (in|under) .{2,60}\\|.*|(publié|classé) dans .{2,60}\\|.*|(publicado|archivado) en .{2,60}\\|.*|(taggar|etiketter|nyckelord|tagi|słowa kluczowe|štítky|etiketler|теги|метки)( ?:.*)?",
    "#[^ #]{2,40}( *,? *#[^ #]{2,40})*",
)

NEIGHBOUR = whole(
    "(previous|next|older|newer|earlier)( (posts?|articles?|stor(y|ies)|entr(y|ies)|pages?))?( ?:.*)?|back to (top|home.*|blog.*|all.*)|home|(go )?back|top( of page)?|load more|show more|view all( .{2,30})?|all (posts|articles)( .{2,30})?|post navigation|prev|navigation",
    "(articles?|billets?|messages?|pages?) (précédents?|suivants?|plus (récents?|anciens?))( ?:.*)?|(précédent|suivant|précédente|suivante)( ?:.*)?|(retour|revenir) (en haut|à (l'accueil|la page.*)|au (sommaire|blog|début).*)|haut de (la )?page|accueil|navigation (de l'article|des articles)|voir (tous les articles|plus|tout)|afficher (plus|tout)|charger plus",
    "(vorherige[rs]?|nächste[rs]?|voriger|ältere[rs]?|neuere[rs]?)( (beiträge|beitrag|artikel|posts?|seite|eintrag))?( ?:.*)?|(zur startseite|zurück|nach oben|startseite|zum seitenanfang|seitenanfang)( (zur (startseite|übersicht)|nach oben|zum anfang))?|zurück zu.*|beitrags-?navigation|mehr (laden|anzeigen)|alle (beiträge|artikel)( .{2,30})?",
    "(entrada|entradas|artículo|noticia|página|publicación)s? (anterior|siguiente|más (antigu|recient|modern)[aeos]+)(es|s)?( ?:.*)?|(anterior|siguiente)(es)?( ?:.*)?|(volver|ir|regresar) (arriba|al inicio|a la (portada|página.*))|(página principal|inicio|portada|cargar más|ver (todo|todas|más)|navegación de entradas)",
    "(articolo|post|articoli|pagina) (precedent[ei]|successiv[oi]|più (recent[ei]|vecch(io|i)))( ?:.*)?|(precedente|successivo|successiva)( ?:.*)?|torna (su|in alto|alla home|all'inizio).*|(home( page)?|carica altro|vedi tutti|navigazione articoli)",
    "(artigo|postagem|post|mensagem|notícia|página)s? (anterior|seguinte|próxim[ao]|mais (antig|recent)[aeos]+)(es|s)?( ?:.*)?|(anterior|seguinte|próximo|próxima)( ?:.*)?|voltar (ao (topo|início)|para.*)|(página inicial|início|carregar mais|ver todos|topo)",
    "(vorige|volgende?|vorig|ouder|nieuwer|oudere|nieuwere)( (bericht|berichten|artikel|artikelen|pagina|post))?( ?:.*)?|(terug|terug naar (boven|home.*|overzicht.*)|naar boven|homepage|startpagina|laad meer|meer laden|toon meer|berichtnavigatie)",
)

FOOTER = whole(
    r"(copyright|©|\(c\)|all rights reserved|powered by|proudly powered|theme by|hosted by)\b.*|.{0,80}(©|\(c\)|copyright) ?[0-9]{4}.*|.{0,60}all rights reserved.*",
    "(privacy( policy| notice| settings)?|cookies?( policy| settings| preferences)?|terms( of (use|service))?|terms (and|&) conditions|contact( us)?|about( us)?|legal( notice)?|imprint|sitemap|accessibility|advertise( with us)?|careers|help|faq|rss( feed)?|log ?in|sign (in|up)|register|subscribe|menu|search|donate|support us|reprints?|corrections?|site map|do not sell.*)([ |·•,/-]+(privacy|cookies?|terms|contact|about|legal|imprint|sitemap|help|policy|of|use|us|and|notice|accessibility))*",
    "(tous droits réservés|(fièrement )?propulsé par|fourni par|réalisé (par|avec)|hébergé par).*|.{0,60}tous droits réservés.*|(mentions légales|politique de (confidentialité|cookies)|(gestion|gérer|paramétrer|paramètres)( des| les)? cookies|cgu|cgv|conditions (générales|d'utilisation).*|contacts?|nous contacter|contactez-nous|à propos|qui sommes-nous|plan du site|accessibilité|(s'|se )(inscrire|abonner|connecter)|connexion|abonnez-vous|s'identifier|recherche[r]?|(faire|faites) un don|soutenez-nous|aide|données personnelles|signaler (un abus|une erreur)|publicité)([ |·•,/-]+(mentions légales|contact|cgu|cgv|cookies|à propos|plan du site|confidentialité))*",
    "(alle rechte vorbehalten|(stolz )?präsentiert von|mit stolz.*|bereitgestellt von).*|.{0,60}alle rechte vorbehalten.*|(impressum|daten ?schutz(erklärung|hinweise|einstellungen)?|cookie-?(einstellungen|richtlinie|hinweise)|agb|nutzungsbedingungen|kontakt|über uns|anmelden|registrieren|einloggen|abonnieren|abo|barrierefreiheit|suche|hilfe|mediadaten|newsletter|widerruf|jobs|privatsphäre|fehler melden|artikel melden|korrekturhinweis|spenden|unterstützen sie uns)([ |·•,/-]+(impressum|datenschutz|agb|kontakt|über uns|cookies))*",
    "(todos los derechos reservados|con la tecnología de|funciona con).*|.{0,60}todos los derechos reservados.*|(aviso legal|política de (privacidad|cookies)|privacidad|configuración de cookies|condiciones (de uso|generales)|términos.{0,30}|contacto|contáctanos|quiénes somos|acerca de|sobre nosotros|suscríbete|suscribirse|iniciar sesión|regístrate|registrarse|mapa del sitio|accesibilidad|publicidad|buscar|ayuda|dona|donar|reportar error)([ |·•,/-]+(aviso legal|privacidad|cookies|contacto|quiénes somos))*",
    "(tutti i diritti (sono )?riservati|fornito da).*|.{0,60}(tutti i diritti riservati|riproduzione riservata).*|(note legali|informativa.{0,30}|privacy.{0,20}|preferenze cookie|termini.{0,30}|condizioni.{0,30}|contatti|contattaci|chi siamo|iscriviti|accedi|registrati|abbonati|mappa del sito|accessibilità|pubblicità|cerca|aiuto|redazione|sostienici|dona ora)([ |·•,/-]+(privacy|cookie|contatti|chi siamo|note legali))*",
    "(todos os direitos reservados|com tecnologia d[oe]|tecnologia do).*|.{0,60}todos os direitos reservados.*|(política de (privacidade|cookies)|privacidade|termos.{0,30}|contac?tos?|fale conosco|quem somos|sobre( nós)?|ficha técnica|assine|entrar|registe-se|cadastre-se|subscreva|mapa do site|acessibilidade|publicidade|buscar|pesquisar|ajuda|expediente|anuncie|apoie-nos)([ |·•,/-]+(privacidade|cookies|contacto|quem somos))*",
    "(alle rechten voorbehouden|mogelijk gemaakt door|aangedreven door).*|.{0,60}alle rechten voorbehouden.*|(privacy.{0,20}|cookie-?(beleid|instellingen|verklaring)|algemene voorwaarden|gebruiksvoorwaarden|disclaimer|contact|over ons|inloggen|aanmelden|abonneren|word (lid|abonnee)|colofon|adverteren|vacatures|zoeken|hulp|toegankelijkheid|doneer|steun ons)([ |·•,/-]+(privacy|cookies|contact|over ons|colofon))*",
)

COOKIE_WORDS = whole(
    ".*(we|this (web)?site|our partners|by continuing|by using).{0,80}cookies.*",
    ".*(nous|ce site|notre site|nos partenaires|en (poursuivant|continuant)).{0,90}cookies.*",
    ".*(wir|diese (web)?(site|seite)|durch die nutzung|unsere website).{0,90}cookies.*",
    ".*(este (sitio|portal|blog)|utilizamos|usamos|esta (web|página)|al (continuar|navegar)).{0,90}cookies.*",
    ".*(questo sito|utilizziamo|usiamo|il (nostro )?sito|proseguendo).{0,90}cookies?.*",
    ".*(este (site|blogue?|portal)|utilizamos|usamos|ao (continuar|navegar)).{0,90}cookies.*",
    ".*(wij|we|deze (web)?site|door (verder|gebruik)).{0,90}cookies.*",
)

NEWSLETTER = whole(
    "(follow|find|like|join) us on .{2,60}|(suivez|retrouvez)-nous sur .{2,60}|folgen sie uns .{2,60}|(sigue|siga|síguenos|únete) .{0,70}(newsletter|boletín|telegram|whatsapp|twitter|facebook|instagram|\\bx\\b).{0,40}|seguici su .{2,60}|(siga|segue)-nos .{2,60}|volg ons op .{2,60}",
    "already a (subscriber|member).*|(sign in|log in|register|subscribe)( now| for free)? to (keep|continue) reading.*|déjà abonnée?.*|abonnez-vous pour lire.*|bereits abonnent.*|(jetzt|gratis|kostenlos) (weiterlesen|weiter lesen|testen).*|(ya eres|¿ya eres) suscriptor.*|(regístrate|suscríbete|inscríbete)( gratis)? para .*|sei già abbonato.*|(já é|é) assinante.*|al abonnee.*",
    ".{0,40}(e-?mail|adresse|correo|indirizzo|endereço|mailadres).{0,40}(not be published|sera pas publiée?|nicht veröffentlicht|no será publicad[ao]|non sarà pubblicato|não será publicado|niet gepubliceerd).*|(required fields|les champs obligatoires|erforderliche felder|los campos obligatorios|i campi obbligatori|campos obrigatórios|vereiste velden) .*",
    "(thanks for reading.{0,60})?(subscribe|sign up|join|get|receive|stay (up to date|informed)|never miss|don't miss|want more|enjoyed this|like (this|what)).{0,80}(newsletter|inbox|e-?mails?|mailing list|updates|digest|subscribe|new posts|for free).{0,100}|(daily |weekly |our |the )?newsletters?|((enter|type) )?your e-?mail( address)?|e-?mail( address)?|sign up|subscribe( now)?|thanks for (subscribing|signing up).{0,40}|(you can )?unsubscribe (at )?any ?time|no spam.{0,60}|.{0,60}(agree to|protected by recaptcha).{0,120}",
    "((abonnez|inscrivez)-vous|recevez|ne (manquez|ratez)|restez informé).{0,90}(newsletters?|lettre|infolettre|boîte (mail|de réception)|e-?mails?|actualités?|articles?).{0,100}|(la |notre |nos )?(newsletters?|infolettres?|lettres? d'information)( quotidienne| hebdomadaire)?|(votre )?(adresse )?(e-?mail|électronique|de messagerie|mail)|je m'(inscris|abonne)|s'(inscrire|abonner)|m'inscrire|(vous pouvez )?vous désinscrire.{0,60}",
    "((jetzt )?(abonnieren|melden) sie|melde dich|abonnier|holen sie sich|erhalten sie|bleiben sie|verpassen sie|keine? .{2,20} (mehr )?verpassen|der newsletter|unser newsletter).{0,100}(newsletter|e-?mails?|postfach|anmelden|abonnieren|laufenden|anmeldung).{0,100}|(unser |der |zum )?newsletter( abonnieren| bestellen| anmelden| anmeldung)?|(ihre |deine )?e-?mail(-?adresse)?|jetzt (anmelden|abonnieren|registrieren|bestellen)|newsletter.{0,40}(abonnieren|bestellen|anmelden)|(sie können sich|eine) (jederzeit )?(abmelde|abmeldung).{0,60}",
    "(suscríbe(te|se)|suscríbase|apúntate|regístrate|recibe|reciba|inscríbe(te|se)|no te pierdas).{0,90}(newsletter|boletín|boletines|correo|bandeja|e-?mails?|noticias).{0,100}|(nuestro |la )?(newsletter|boletín)( diario| semanal)?|(tu |su )?(correo( electrónico)?|e-?mail|dirección de correo.{0,20})|suscribirme|suscríbete|suscríbase|apúntate",
    "(iscriviti|ricevi|registrati|abbonati|resta aggiornato|non perdere).{0,90}(newsletter|e-?mail|posta|aggiornamenti|notizie).{0,100}|(la )?(nostra )?newsletter( settimanale)?|(la tua |il tuo )?(e-?mail|indirizzo e-?mail)|iscriviti( ora)?|iscrivimi",
    "(assine|inscreva-se|subscreva|receba|registe-se|cadastre-se|não perca).{0,90}(newsletter|boletim|e-?mail|notícias|caixa de entrada).{0,100}|(nossa |a )?newsletter( semanal)?|(seu |o seu )?(e-?mail|endereço de e-?mail)|subscrever|inscrever-me|assinar",
    "(schrijf je|meld je|abonneer|ontvang|blijf op de hoogte|mis niets).{0,90}(nieuwsbrief|newsletter|e-?mail|inbox|mailbox|nieuws).{0,100}|(onze |de )?(nieuwsbrief|nieuwsbrieven)|(je |uw |jouw )?e-?mail(adres)?|inschrijven|schrijf me in|aanmelden",
)

KEPT = whole(
    "(sources?|notes?|footnotes?|end ?notes|references|bibliography|works cited|further reading|acknowledg(e)?ments?|appendix|correction|corrections|clarification|editor'?s note|about the authors?|about (?!us\\b).{2,40}|methodology|disclosure|credits|glossary|ps|p\\.s)",
    "(sources?|notes?( de bas de page)?|références?|bibliographie|pour aller plus loin|pour en savoir plus|remerciements|annexes?|correction|rectificatif|note de la rédaction|à propos de l'auteure?|à propos des auteurs|l'auteure?|les auteurs|méthodologie|glossaire|ndlr|post-scriptum)",
    "(quellen?|quellenangaben|anmerkungen?|fußnoten|endnoten|literatur(verzeichnis|hinweise)?|einzelnachweise|belege|danksagung|anhang|korrektur|hinweis der redaktion|(über (den|die) autor(in|en|innen)?)|zum autor|zur autorin|(der|die) autor(in)?|zur person|glossar|nachtrag|transparenzhinweis|weiterführende literatur)",
    "(fuentes?|notas?( al pie)?|referencias|bibliografía|lecturas recomendadas|agradecimientos|anexos?|corrección|fe de errores|(sobre|acerca de) (el|la|los) autor(a|es)?|(el|la) autora?|metodología|glosario|nota de la redacción)",
    "(font[ei]|not[ae]|riferimenti|bibliografia|ringraziamenti|appendice|correzione|errata|(l'autore|l'autrice|gli autori)|(sull'|informazioni sull')(autore|autrice)|metodologia|glossario|nota della redazione)",
    "(fontes?|notas?( de rodapé)?|referências|bibliografia|agradecimentos|anexos?|correção|errata|sobre (o|a|os) autor(a|es)?|(o|a) autora?|metodologia|glossário)",
    "(bron(nen)?|noten|voetnoten|eindnoten|referenties|literatuur(lijst)?|bibliografie|dankwoord|bijlagen?|correctie|rectificatie|over de auteurs?|de auteur|verantwoording|methodologie|woordenlijst)",
)
"""Headings of what belongs to the article although it stands at its end."""
