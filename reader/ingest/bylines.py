"""Read who wrote an article from the line that says so."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.ingest.cues import fold
from reader.model.clean import clean_line

LOOKED_AT = 300
_LONGEST_NAME = 6
_MOST_NAMES = 12

_TEXT_OR = r"texts?|story|words|reporting|report|articles?|interview|analysis|opinion|comment"
CUE = re.compile(
    r"(?:"
    r"(?:(?:an? |this )?(?:guest )?(?:article|post|story|essay|report|interview|text|analysis|column)s? (?:was |is )?)?(?:(?:written|posted|published|reported|authored|edited) )?by"
    r"|(?:(?:un |cet |l['’])?(?:article|texte|billet|reportage|entretien|analyse|enquête|tribune|chronique|récit|dossier) )?(?:(?:est |a été )?(?:rédigée?|écrite?|publiée?|postée?|proposée?|signée?|propos recueillis|recueillis?|réalisée?)(?: le)? )?par"
    r"|(?:un|une) (?:article|texte|billet|reportage|analyse|enquête|tribune|chronique|récit|entretien) (?:de|d['’])"
    r"|(?:(?:ein|eine) )?(?:(?:gast)?(?:beitrag|artikel|text|bericht|kommentar|analyse|reportage|essay|kolumne|interview)s? )?(?:(?:geschrieben|verfasst|veröffentlicht|erstellt|gepostet|publiziert) )?von"
    r"|(?:(?:un |el |este )?(?:artículo|texto|reportaje|entrevista|análisis|crónica|artigo|reportagem|análise|crônica) )?(?:(?:escrit[oa]|publicad[oa]|redactad[oa]|elaborad[oa]|redigid[oa]|postad[oa]) )?por"
    r"|(?:un|um|una|uma) (?:artículo|texto|reportaje|crónica|artigo|articolo|reportage|testo|analisi|inchiesta|intervista) (?:de|di|do|da)"
    r"|(?:(?:un |questo )?(?:articolo|testo|reportage|intervista) (?:è )?(?:stato )?)?(?:scritto|pubblicato|redatto|a cura) (?:da|di)"
    r"|(?:(?:een )?(?:artikel|tekst|verhaal|interview|analyse|bijdrage|column) )?(?:(?:geschreven|geplaatst|gepubliceerd) )?(?:door)"
    rf"|(?:{_TEXT_OR}|author|writer|texte|auteure?|autor(?:e|in|a)?|autrice|testo|texto|tekst|auteur|redaktion|verfasser(?:in)?|bericht|artikel|kommentar|entrevista|intervista|propos recueillis) ?(?:and (?:photos|images) ?)?[:|]"
    r"|(?:skriven |skrevet |publicerad |publisert )?(?:av|af)(?= [A-ZÅÄÖÆØ])|(?:di|da)(?= )"
    r")(?:(?<!\w)|(?!\w)|(?-i:(?=[A-ZÀ-Þ][a-zß-ÿ])))\s*[:|]?\s*(?:(?:onze|unsere[rm]|unser|notre|nos|nuestr[oa]|our|noss[oa]|nostr[oa]) [^\W\d_]{1,20} (?:(?:in|à|en|a|em) [^\W\d_]{1,20},? )?)?",
    re.IGNORECASE,
)
"""The words before a name, whole words alone: "par" is none in "paramname", but pages often run "By" and a name
together. The shortest of them (di, da) count only at the beginning of a line that is nothing else."""

_LABEL = re.compile(r"[^\W\d_]{2,15}(?:\s[^\W\d_]{2,15})?\s*[:：]\s*(?=[^\W\d_])")
_SHORT_CUE = re.compile(r"(?:d[ai]|a[vf])\s*", re.IGNORECASE)
_SHORT_CUED = ("it", "sv", "no", "nb", "nn", "da", "")
"""Languages in which the shortest cues may begin a line with a capital letter."""
_PARTICLE_WORDS = "de du des la le les van von der den dem zu zum zur ten ter 't te da das do dos di del della dello dei degli al el bin ibn ben af av y i vom vander op"
_PARTICLES = frozenset(_PARTICLE_WORDS.split()) | {"d'", "l'"}
_AND = frozenset({"and", "et", "und", "y", "e", "en", "&", "avec", "with", "mit", "con", "com", "met", "i", "och"})
_TITLES = frozenset(
    {"dr", "dr.", "prof", "prof.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "m.", "mme", "herr", "frau", "sir"}
)
_OTHER_WORDS = (
    "senior junior staff reporter reporters correspondent correspondents editor editors writer writers chief columnist contributor journalist"
    " photographer producer redakteur redakteurin korrespondent korrespondentin journaliste envoyé envoyée correspondant correspondante chef"
    " periodista redactor redactora corresponsal giornalista corrispondente jornalista redator redatora verslaggever verslaggeefster redacteur"
    " correspondente published updated posted last modified publié mis modifié veröffentlicht aktualisiert publicado actualizado pubblicato"
    " aggiornato atualizado gepubliceerd bijgewerkt monday tuesday wednesday thursday friday saturday sunday uhr min minutes photo photos foto"
    " fotos bild image video professor professeur professorin der die das the le la les el los las il lo gli os as het een ein eine un une an"
    " admin administrator redaktion redaction rédaction redacción redazione redação redactie webmaster team équipe equipe equipo guest anonymous anonyme"
    " news times post blog journal magazine zeitung online gazette herald tribune"
)
_NOT_NAMES = frozenset(_OTHER_WORDS.split())
NOBODY = frozenset(
    {
        "admin",
        "administrator",
        "editor",
        "staff",
        "webmaster",
        "redaktion",
        "redaction",
        "la redaction",
        "redaccion",
        "redazione",
    }
    | {
        "redacao",
        "redactie",
        "team",
        "anonymous",
        "anonyme",
        "unknown",
        "none",
        "null",
        "the editors",
        "editorial team",
        "user",
        "staff report",
        "staff reports",
        "staff reporter",
        "staff writer",
        "press office",
        "newsroom",
        "news desk",
        "web desk",
    }
)
_NEWSROOM = re.compile(
    r"(?:the |la |der |die |a |de )?(?:redaktion|redaction|redaccion|redazione|redacao|redactie|newsroom|editorial (?:team|board|staff)|staff)(?: \S+){0,5}"
)
_ADDRESS = re.compile(r"https?:\S*|www\.\S*|\S+@\S+\.\S+|@\w+")
_TOKEN = re.compile(r"[^\s,;:|·•()\[\]<>/\x00–—]+|[,;:|·•()\[\]<>/\x00–—]")


@dataclass(frozen=True, slots=True)
class Byline:
    """Names that a text gives as its authors, and where cue and names stand (code points, end excluded)."""

    names: tuple[str, ...]
    start: int
    end: int


def authors(text: str, language: str) -> tuple[str, ...]:
    """Return the names in a byline, in their order; empty where it names nobody.

    `text` is known to be a byline ("By Jane Doe and John Smith, Staff Writers", or bare names), not any sentence.
    """
    line = _ADDRESS.sub(" ", clean_line(text[: 2 * LOOKED_AT]))[:LOOKED_AT].strip(" ,;|·•-–—")
    cue = CUE.match(line)
    if cue is None and (label := _LABEL.match(line)):
        line = line[label.end() :]  # "Author:" in a language whose words are not known here
    at = (
        cue.end()
        if cue and not (_SHORT_CUE.fullmatch(cue[0]) and line[:1].isupper() and language not in _SHORT_CUED)
        else 0
    )
    if not re.search(r"[^\W\d_]", line):
        return ()
    if not re.search(r"[a-zA-Z\u00c0-\u024f\u0370-\u052f]", line):
        return _unspaced(line)
    names, _ = names_at(line, at)
    if not names and not cue and len(line.split()) <= 4 and fold(line) not in NOBODY and not re.search(r"\d{3}", line):
        return (line,)
    return names


def within(line: str) -> Byline | None:
    """Return the byline inside a line of other things, where a cue word or its own line makes it one.

    The shortest cues ("di Anna Rossi") are believed only where the names end the line or a mark follows them.
    """
    for cue in CUE.finditer(line[:LOOKED_AT]):
        if cue.start() and (line[cue.start() - 1].isalnum() or line[cue.start() - 1] in "'’-"):
            continue
        names, end = names_at(line, cue.end())
        if not names:
            continue
        short = _SHORT_CUE.fullmatch(cue[0].strip()) is not None
        if short and not (
            _ends(line, end) and (not line[: cue.start()].strip() or line[: cue.start()].rstrip()[-1] in "|·•,–—-\x00")
        ):
            continue
        return Byline(names, cue.start(), end)
    return None


def is_cue(text: str) -> bool:
    """Say whether `text` is nothing but words before a name: "Written by"."""
    return CUE.fullmatch(text) is not None


def names_nobody(part: str) -> bool:
    """Say whether `part` is a byline without a person: "by admin", "Von der Redaktion"."""
    cue = CUE.match(part)
    named = fold(part[cue.end() :] if cue else part)
    return named in NOBODY or (cue is not None and _NEWSROOM.fullmatch(named) is not None)


def names_at(line: str, at: int) -> tuple[tuple[str, ...], int]:
    """Return the names that stand at `at`, and where they end."""
    names: list[str] = []
    words: list[str] = []
    end = at
    tokens = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(line, at, at + LOOKED_AT)]
    place = 0
    while place < len(tokens) and len(names) < _MOST_NAMES:
        token, _, token_end = tokens[place]
        following = tokens[place + 1][0] if place + 1 < len(tokens) else ""
        if token.lower() in _TITLES and not words:
            pass
        elif _is_name(token) and len(words) < _LONGEST_NAME:
            words.append(token)
            end = token_end
            if token.endswith(".") and len(token) > 3:
                words[-1] = token[:-1]
                break
        elif _leads_on(token, following) and (words or not names):
            words.append(token)
        elif words and (token.lower() in _AND or token in ",;/") and _another(tokens, place + 1, token):
            names.append(" ".join(words))
            words = []
        elif words and token.lower() == "y" and _starts_name(following):
            words.append(token)  # "Ortega y Gasset" is one man
        elif token.lower() in _AND and not words and names:
            pass
        else:
            break
        place += 1
    if words and any(_is_name(word) for word in words):
        names.append(" ".join(words))
    kept = tuple(dict.fromkeys(name for found in names if (name := _tidy(found)) and fold(name) not in NOBODY))
    return kept, end


def looks_like_a_name(text: str) -> bool:
    """Say whether `text` could be a person's name and nothing else: two to four words, each with a capital."""
    words = text.split()
    if not 2 <= len(words) <= 5 or len(text) > 45 or not _is_name(words[0]) or not _is_name(words[-1]):
        return False
    if any(not _is_name(word) and word.lower() not in _PARTICLES for word in words):
        return False
    plain = [word for word in words if _is_name(word)]
    return (
        2 <= len(plain) <= 4
        and not any(len(word) > 3 and word.isupper() for word in plain)
        and not text.endswith((".", "!", "?"))
    )


def _ends(line: str, end: int) -> bool:
    rest = line[end:].lstrip()
    return not rest or rest[0] in ",|·•–—-\x00(;/"


def _another(tokens: list[tuple[str, int, int]], place: int, mark: str) -> bool:
    """Say whether another name begins at `place`: after a comma it takes two words to be one, for "Anna Roth, Berlin"."""
    if mark == "," and place < len(tokens) and tokens[place][0].lower() in _AND:
        place += 1
    run = 0
    while place < len(tokens) and (_is_name(tokens[place][0]) or (run and tokens[place][0].lower() in _PARTICLES)):
        run += 1
        place += 1
    return run >= 2 or (run == 1 and mark.lower() in _AND - {"y"})


def _leads_on(token: str, following: str) -> bool:
    return token.lower() in _PARTICLES - _AND and _starts_name(following)


def _starts_name(token: str) -> bool:
    return bool(token) and (_is_name(token) or token.lower() in _PARTICLES)


def _is_name(token: str) -> bool:
    bare = token.strip(".'’\"-")
    if bare[:2].lower() in ("d'", "d’", "l'", "l’", "o'", "o’"):
        bare = bare[2:]
    return bool(bare) and bare[0].isupper() and not any(c.isdigit() for c in bare) and bare.lower() not in _NOT_NAMES


def _tidy(name: str) -> str:
    name = name.strip(" ,;.'’\"-") if not re.search(r" \w\.$", name) else name.strip(" ,;'’\"-")
    words = name.split()
    if len(words) > 1 and name.isupper():
        words = [_lowered(word) for word in words]
    return " ".join(words)


def _lowered(word: str) -> str:
    if word.lower() in _PARTICLES:
        return word.lower()
    return word if len(word.strip(".")) < 2 else "-".join(part.capitalize() for part in word.split("-"))


def _unspaced(line: str) -> tuple[str, ...]:
    """Names of scripts without capitals are parted by marks only."""
    parts = [part.strip(" 　:：文著者") for part in re.split(r"[,，、/・|;；]", line)]
    return tuple(dict.fromkeys(part for part in parts if 1 < len(part) <= 40))
