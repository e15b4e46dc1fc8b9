"""Read the line of an article that says when, by whom and where it was published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from reader.ingest import bylines, dates
from reader.ingest.cues import fold

LONGEST = 300
"""Characters; what is longer is text."""
_SENTENCE_WORDS = 40
"""Words; what is longer and ends as a sentence does is one, whatever names and dates it holds."""

_UPDATED = re.compile(
    r"(?:last )?(?:updated|modified|edited|changed)|mise? à jour|modifiée?|actualisée?|màj|aktualisiert|aktualisierung|geändert|bearbeitet"
    r"|zuletzt|stand|actualizad[oa]|actualización|modificad[oa]|aggiornat[oa]|aggiornamento|ultima modifica|modificato|atualizad[oa]|atualização"
    r"|bijgewerkt|gewijzigd|laatst|update",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:(?:first |originally )?(?:published|posted|issued|released|written|date[d]?|created)|publiée?|mise? en ligne|postée?|parue?|créée?|rédigée?|écrite?"
    r"|veröffentlicht|publiziert|erschienen|erstellt|geschrieben|verfasst|gepostet|vom|datum|publicad[oa]|publicación|fecha|escrit[oa]"
    r"|pubblicat[oa]|pubblicazione|data|scritto|publicação|gepubliceerd|geplaatst|geschreven|publicatie|saved|retrieved|accessed|consultée?)\b(?: de)?",
    re.IGNORECASE,
)
_ZONE = r"(?:\s?\(?(?:GMT|UTC|BST|CET|CEST|MEZ|MESZ|E[DS]?T|P[DS]?T|C[DS]T|M[DS]T|Z)(?:[+-]\d{1,2}(?::?\d\d)?)?\)?)?"
_TIME = re.compile(
    rf"(?:\b(?:at|à|um|a las?|alle(?: ore)?|às|om|ore|kl\.?)\s*)?(?<![\d])\d{{1,2}}(?:(?:[:.]|\s?[hHu]\s?)\d{{2}}(?::\d\d)?(?:\s?(?:Uhr|h(?:rs)?\.?|uur|[ap]\.?\s?m\.?)(?![^\W\d_]))?|\s?(?:Uhr|uur|h|hrs|[ap]\.?m\.?)(?![^\W\d_])){_ZONE}",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|wed|thu(?:rs)?|fri|sat|sun"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|mo|di|mi|do|fr|sa|so"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica"
    r"|(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)\b\.?(?=[\s,|·]*\x00)",
    re.IGNORECASE,
)
_READING = re.compile(
    r"(?:(?:estimated )?reading time|time to read|temps de lecture|durée de lecture|lecture|lesezeit|lesedauer|tiempo de lectura|lectura|tempo di lettura|lettura|tempo de leitura|leitura|leestijd)"
    r"\s?:?\s?(?:de |ca\.? |env\.? |about |circa )?\d{1,3}\s?(?:minutes?|minuten?|minutos?|minuti|min\b\.?|mn\b|')|(?:(?:environ|ca\.?|about) )?\d{1,3}[\s-]?(?:minutes?|minuten?|minutos?|minuti|min|mn)\b\.?"
    r"(?:[\s-]?(?:de |di )?(?:read(?:ing)?|lecture|lesezeit|lesedauer|lectura|lettura|leitura|leestijd|lezen))",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"\b\d[\d.,]*\s?k?\s?(?:comments?|views?|shares?|likes?|claps?|followers?|subscribers|abonnés|seguidores|words|commentaires?|vues|partages|réactions?|kommentare?|aufrufe|wörter|comentarios?|visitas|vistas|commenti|visualizzazioni|comentários?|visualizações|reacties?|weergaven)\b"
    r"|\b(?:no|aucun|keine|sin|nessun|sem|geen) (?:comments?|commentaires?|kommentare|comentarios|commento|commenti|comentários|reacties)\b",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\bviewed \d[\d.,]*\s?[km]? times\b|"
    r"\b(?:il y a|vor|hace|há) (?:\d+|une?|einer|einem|una?|uma?) (?:secondes?|minutes?|heures?|jours?|semaines?|mois|ans?|minuten?|stunden?|tage?n?|wochen?|monate?n?|jahre?n?|minutos?|horas?|d[ií]as?|semanas?|mes(?:es)?|años?|anos?)\b"
    r"|\b(?:\d+|an?|una?|een) (?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?|or[ae]|minut[oi]|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]|uur|uren|minuten|dag(?:en)?|we(?:ek|ken)|maand(?:en)?|jaar) (?:ago|fa|geleden)\b",
    re.IGNORECASE,
)
_SMALL_WORDS = "on the at in by and of from for le la les à a au en dans et de du il der die das am um im in und den el los las al y en del il lo gli alle di e o os as às em do da no na op de het om te van by last this"
_SMALL = frozenset(_SMALL_WORDS.split())
_SEPARATOR = re.compile(r"[\x00|·•;()\[\]]|\s[-–—/]\s|,\s|,$|:\s|:$")


@dataclass(frozen=True, slots=True)
class Credit:
    """What a line says of its article's making."""

    published: date | None = None
    updated: date | None = None
    authors: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    """The parts of the line that are neither date, time, name nor word of publishing."""
    cued: bool = False
    """A word of publishing or writing stands in the line."""
    measured: bool = False
    """The line tells a reading time or counts of comments or views."""

    @property
    def rest_words(self) -> int:
        return sum(len(part.split()) for part in self.rest)

    @property
    def is_nothing_else(self) -> bool:
        """The line tells such facts and has no other sentence: it may leave the text."""
        if self.authors and self.cued:
            return self.rest_words <= (8 if self.published or self.updated else 4)
        if self.published or self.updated or self.measured:
            return self.rest_words <= 4 and not any(part[0].islower() for part in self.rest)
        return False


@lru_cache(maxsize=4096)
def read(line: str, language: str) -> Credit:
    """Return the facts in `line`. A sentence that merely has a date in it keeps most of its words as `rest`."""
    if len(line) > LONGEST or (line.rstrip().endswith(".") and len(line.split()) > _SENTENCE_WORDS):
        return Credit()
    line = " ".join(line.split())
    published: date | None = None
    updated: date | None = None
    left, done, sought = "", 0, 0
    for found in dates.find(line, language):
        if _UPDATED.search(line, sought, found.start):
            updated = updated or found.day
        else:
            published = published or found.day
        left += line[done : found.start] + "\x00"
        done = sought = found.end
    left += line[done:]
    left = _AGO.sub("\x00", _COUNTS.sub("\x00", left))
    unmeasured = _READING.sub("\x00", left)
    measured = unmeasured != left or ("\x00" in left and not (published or updated))
    measured = measured or bylines.names_nobody(line)
    byline = bylines.within(unmeasured)
    names = byline.names if byline else ()
    left = unmeasured[: byline.start] + "\x00" + unmeasured[byline.end :] if byline else unmeasured
    bare = _PUBLISHED.sub(" ", _UPDATED.sub(" ", left))
    cued = byline is not None or bare != left
    bare = _WEEKDAY.sub(" ", _TIME.sub(" ", bare))
    parts = [" ".join(part.split()).strip(" ,.:-–—") for part in _SEPARATOR.split(bare)]
    rest = tuple(
        part
        for part in parts
        if part and not bylines.names_nobody(part) and not all(word.lower() in _SMALL for word in part.split())
    )
    if not names and (published or updated):
        names = next(((part,) for part in rest if bylines.looks_like_a_name(part) and fold(part) != fold(line)), ())
        rest = tuple(part for part in rest if part not in names)
    return Credit(published, updated, names, rest, cued, measured)
