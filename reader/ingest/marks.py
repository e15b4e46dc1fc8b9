"""Say what a line of a copied page is by its own words alone: a button, a caption, a heading of related posts."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache

from reader.ingest import cues, tail_cues
from reader.ingest.cues import fold, unaccented

LONGEST_CUE = 400
"""Characters; what is longer is no cue."""
_CAPTION_WORDS = 40


class Mark(Enum):
    """What a line is, by its own words."""

    NONE = auto()
    ADVERTISEMENT = auto()
    CAPTION = auto()
    READ_ALSO = auto()
    """Announces titles that follow it."""
    READ_ALSO_LINE = auto()
    """Announces a title and gives it."""
    SHARE = auto()
    NEWSLETTER = auto()
    POPULAR = auto()
    COMMENTS = auto()
    COMMENT_META = auto()
    TAGS = auto()
    NEIGHBOUR = auto()
    FOOTER = auto()
    KEPT = auto()
    """A heading of what belongs to the article: sources, notes, its author."""


_COULD_BE_CREDIT = re.compile(r"[:/|©–-]|\(c\)|\b(?:by|par|von|por|door|via|of|de|di|da)\b", re.IGNORECASE)
_ARROWED = re.compile(r"(?:[←‹⟵]|<<?-+|<<|«(?=[^»]*$))\s*\S.{1,120}|[^«]{1,120}\S\s*(?:[→›⟶]|-+>>?|>>)")
"""A neighbouring post: its title with an arrow."""
_AFTER_CUE = re.compile(r"(?P<cue>[^:|>»→–—]{3,60}?)\s*(?P<mark>[:|>»→]|\s[–—-]\s)\s*(?P<title>\S.*)")
_SENTENCE_END = re.compile(r"[.。]['\"”’»)\]]*$")
_SENTENCE = re.compile(r"[.!?。！？]['\"”’»)\]\u00a0\u202f ]*$")


@lru_cache(maxsize=4096)
def mark(line: str) -> Mark:
    """Return what `line`, the whole of a paragraph, is by its own words."""
    if len(line) > LONGEST_CUE:
        return Mark.NONE
    folded = fold(line)
    if not folded:
        return Mark.NONE
    if _ARROWED.fullmatch(line):
        return Mark.NEIGHBOUR
    words = len(folded.split())
    if words <= 12 and not _SENTENCE_END.search(line) and cues.READ_ABOUT.fullmatch(folded):
        return Mark.READ_ALSO_LINE
    for found, pattern in _WHOLE_LINES:
        if pattern.fullmatch(folded):
            return found
    if words <= _CAPTION_WORDS and is_caption(line):
        return Mark.CAPTION
    if _gives_a_title(line):
        return Mark.READ_ALSO_LINE
    return Mark.NONE


_WHOLE_LINES = (
    (Mark.ADVERTISEMENT, cues.ADVERTISEMENT),
    (Mark.CAPTION, cues.ENLARGE),
    (Mark.SHARE, cues.SHARE),
    (Mark.SHARE, cues.SHARE_FORMS),
    (Mark.READ_ALSO, cues.READ_ALSO),
    (Mark.READ_ALSO, cues.WEAK_READ_ALSO),
    (Mark.POPULAR, tail_cues.POPULAR),
    (Mark.COMMENT_META, tail_cues.COMMENT_META),
    (Mark.COMMENTS, tail_cues.COMMENTS),
    (Mark.KEPT, tail_cues.KEPT),
    (Mark.NEWSLETTER, tail_cues.NEWSLETTER),
    (Mark.TAGS, tail_cues.TAGS),
    (Mark.NEIGHBOUR, tail_cues.NEIGHBOUR),
    (Mark.FOOTER, tail_cues.FOOTER),
    (Mark.FOOTER, tail_cues.COOKIE_WORDS),
)


def is_caption(line: str) -> bool:
    """Say whether `line` belongs to a picture that the text no longer has: a word says so, or a credit ends it."""
    if not _COULD_BE_CREDIT.search(line):
        return False
    plain = unaccented(line)
    if cues.CAPTION.fullmatch(plain) or cues.CREDIT_LINE.fullmatch(plain.strip("()[] .")):
        return True
    if len(plain.split()) <= 12 and cues.TAKEN_BY.fullmatch(plain):
        return True
    return len(plain.split()) <= _CAPTION_WORDS and cues.CREDIT_END.search(plain.rstrip(". ")) is not None


def _gives_a_title(line: str) -> bool:
    """Say whether `line` is "Read also: A title": a cue, a mark and few words; or a strong cue and a title without end."""
    match = _AFTER_CUE.fullmatch(line)
    if match:
        cue = fold(match["cue"])
        if len(match["title"].split()) > 25:
            return False
        if cues.READ_ALSO.fullmatch(cue) and not cues.WEAK_READ_ALSO.fullmatch(cue):
            return True
        return bool(cues.WEAK_READ_ALSO.fullmatch(cue)) and not _SENTENCE_END.search(line)
    words = line.split()
    if not 4 <= len(words) <= 22 or _SENTENCE.search(line):
        return False
    for count in (2, 3):
        cue = fold(" ".join(words[:count]))
        title = words[count]
        if (
            (title[0].isupper() or title[0] in "«“\"„'")
            and cues.READ_ALSO.fullmatch(cue)
            and not cues.WEAK_READ_ALSO.fullmatch(cue)
        ):
            return True
    return False
