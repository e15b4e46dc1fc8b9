"""Know a page's own furniture among the lines of an article: buttons, captions, advertisements, related posts, comments.

Nothing is dropped for its words alone. Lines in the middle need to be a cue as a whole; what stands at the end needs a
cue before it and must itself look like titles, dates, names or comments. Where that leaves a doubt, the text stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.ingest import bylines, credits, cues
from reader.ingest.cues import fold
from reader.ingest.marks import Mark, mark
from reader.ingest.paragraphs import Shape, Unit

_TITLE_WORDS = 30
_PROSE_WORDS = 30
_SCRAP_WORDS = 8
_PROTECTED_WORDS = 40
_PROTECTED_PART = 0.8

_SCRAP = re.compile(r"[\d.,]{1,5}\s?[kKmM]?|[^\w\s]{1,3}")
"""Counts and separators of a row of buttons, each copied on a line of its own."""
_ENDS_COMMENTS = {Mark.POPULAR, Mark.READ_ALSO, Mark.FOOTER, Mark.NEWSLETTER, Mark.NEIGHBOUR, Mark.TAGS}
_SENTENCE_END = re.compile(r"[.。]['\"”’»)\]]*$")
_SENTENCE = re.compile(r"[.!?。！？]['\"”’»)\]\u00a0\u202f ]*$")
_TEASER_END = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|(?:read more|lire la suite|weiterlesen|leer más|leggi tutto|leia mais|lees (?:meer|verder))\W*)$",
    re.IGNORECASE,
)
_FORM_WORDS = re.compile(
    r"spam|unsubscribe|desinscri|desabonn|abmeld|darte de baja|desuscrib|disiscri|cancel|uitschrijv|recaptcha|privacy|confidentialite|datenschutz|privacidad|privacidade"
)


def is_prose(unit: Unit) -> bool:
    """Say whether a unit is a paragraph of sentences."""
    return unit.words >= _PROSE_WORDS and _SENTENCE.search(unit.text) is not None and not _TEASER_END.search(unit.text)


def furniture(units: Sequence[Unit], language: str) -> list[bool]:
    """Say for each unit whether it is furniture and may leave the text."""
    return _Room(units, language).verdicts()


@dataclass(frozen=True, slots=True)
class _Tail:
    """Where the article's own text ends, and which of the later paragraphs are readers' comments."""

    start: int
    comments: frozenset[int]


class _Room:
    """The lines of one text, what each is by its own words, and what that means where it stands."""

    def __init__(self, units: Sequence[Unit], language: str) -> None:
        self.units = units
        self.language = language
        self.marks = [
            mark(unit.text) if unit.shape in (Shape.TEXT, Shape.ITEM, Shape.HEADING) else Mark.NONE for unit in units
        ]
        whole = units[-1].end if units else 0
        self.protected = [
            unit.words > _PROTECTED_WORDS and unit.text.endswith(".") and unit.start < _PROTECTED_PART * whole
            for unit in units
        ]
        self.dropped = [False] * len(units)

    def verdicts(self) -> list[bool]:
        prose = [
            is_prose(unit) and self.marks[at] not in (Mark.FOOTER, Mark.NEWSLETTER)
            for at, unit in enumerate(self.units)
        ]
        prose = [is_text or guarded for is_text, guarded in zip(prose, self.protected, strict=True)]
        first = next((at for at, is_text in enumerate(prose) if is_text), None)
        tail = self._tail(prose)
        for at in range(tail.start):
            self._judge_before_the_end(at, tail.start, first)
        self._judge_the_end(tail)
        return [drop and not guarded for drop, guarded in zip(self.dropped, self.protected, strict=True)]

    # -- the end

    def _tail(self, prose: list[bool]) -> _Tail:
        comments = self._comments()
        text = [at for at, is_text in enumerate(prose) if is_text and at not in comments]
        if text:
            return _Tail(text[-1] + 1, comments)
        # A text without paragraphs (verse, notes) has an end only where two cues agree on it.
        half = len(self.units) // 2
        found = [
            at for at in range(half, len(self.units)) if self.marks[at] not in (Mark.NONE, Mark.KEPT, Mark.CAPTION)
        ]
        return _Tail(found[0] if len(found) > 1 else len(self.units), comments)

    def _comments(self) -> frozenset[int]:
        """Return the units that are surely readers' comments: a heading says so and names, dates, buttons agree."""
        found: set[int] = set()
        section: list[int] = []
        for at in reversed(range(len(self.units))):
            if self.protected[at] or self.marks[at] in _ENDS_COMMENTS:
                section = []
            elif self.marks[at] is not Mark.COMMENTS:
                section.append(at)
            else:
                signs = sum(1 for place in section if self._is_sign_of_comment(place))
                paragraphs = sum(1 for place in section if is_prose(self.units[place]))
                if paragraphs <= 2 * signs:
                    found.update(section)
                section = []
        return frozenset(found)

    def _is_sign_of_comment(self, at: int) -> bool:
        unit = self.units[at]
        if self.marks[at] is Mark.COMMENT_META:
            return True
        if unit.words > 12 or _SENTENCE_END.search(unit.text):
            return False
        return bylines.looks_like_a_name(unit.text) or credits.read(unit.text, self.language).published is not None

    def _judge_the_end(self, tail: _Tail) -> None:
        at = tail.start
        while at < len(self.units):
            what = self.marks[at]
            if what in (Mark.NONE, Mark.KEPT, Mark.COMMENT_META):
                at += 1
                continue
            if (
                what is Mark.FOOTER
                and self.units[at].words > 25
                and is_prose(self.units[at])
                and not self._is_legal(at)
            ):
                at += 1
                continue
            end = self._reach(at, what, tail)
            ate = end - at - 1
            needs_followers = what in (Mark.READ_ALSO, Mark.POPULAR, Mark.COMMENTS)
            if ate or not needs_followers or end == len(self.units) or self.marks[end] not in (Mark.NONE, Mark.KEPT):
                self.dropped[at:end] = [True] * (end - at)
            at = end
        self._judge_between(tail.start)

    def _judge_between(self, start: int) -> None:
        """Drop short lines with furniture on both sides, or at the very end after much of it."""
        at = start
        while at < len(self.units):
            if self.dropped[at] or not self._is_scrap(at):
                at += 1
                continue
            end = at
            while end < len(self.units) and not self.dropped[end] and self._is_scrap(end):
                end += 1
            before = at > start and self.dropped[at - 1]
            counts = end == at + 1 and self._is_count(self.units[at])
            if counts and (before or (end < len(self.units) and self.dropped[end])):
                self.dropped[at] = True
            elif before and ((end < len(self.units) and self.dropped[end]) or sum(self.dropped[start:at]) >= 4):
                self.dropped[at:end] = [True] * (end - at)
            at = end

    def _is_count(self, unit: Unit) -> bool:
        return _SCRAP.fullmatch(unit.text) is not None or credits.read(unit.text, self.language).measured

    def _is_scrap(self, at: int) -> bool:
        unit = self.units[at]
        return (
            self.marks[at] is not Mark.KEPT
            and unit.words <= _SCRAP_WORDS
            and _is_title(unit)
            and unit.shape is not Shape.CODE
        )

    def _is_legal(self, at: int) -> bool:
        return (
            re.search(
                r"cookie|©|\brights\b|droits|rechte|derechos|diritti|direitos|rechten",
                self.units[at].text,
                re.IGNORECASE,
            )
            is not None
        )

    def _reach(self, at: int, what: Mark, tail: _Tail) -> int:
        """Return where the furniture that the cue at `at` introduces ends."""
        end = at + 1
        while end < len(self.units) and not self.protected[end]:
            met = self.marks[end]
            inside = what is Mark.COMMENTS and (end in tail.comments or met is Mark.COMMENT_META)
            if met is Mark.KEPT or (met not in (Mark.NONE, Mark.CAPTION, Mark.COMMENT_META) and not inside):
                break
            if not inside and not self._belongs(self.units[end], what, end - at, self._is_listing(at)):
                break
            end += 1
        return end

    def _belongs(self, unit: Unit, what: Mark, place: int, listing: bool) -> bool:
        """Say whether a unit without a cue of its own is what the cue before it announces."""
        if unit.shape not in (Shape.TEXT, Shape.ITEM, Shape.RULE) or unit.quoted:
            return False
        if unit.shape is Shape.RULE:
            return True
        if what in (Mark.READ_ALSO, Mark.POPULAR):
            return (
                _is_title(unit) or _is_teaser(unit) or (listing and unit.words <= _TITLE_WORDS) or self._is_dated(unit)
            )
        if what is Mark.COMMENTS:
            return unit.words <= 12 and (_is_title(unit) or self._is_dated(unit))
        if what is Mark.TAGS:
            return unit.words <= 4 and _is_title(unit)
        if what is Mark.NEIGHBOUR:
            return place == 1 and _is_title(unit)
        if what is Mark.FOOTER:
            return unit.words <= 8 and _is_title(unit)
        if what is Mark.NEWSLETTER:
            return unit.words <= _TITLE_WORDS and _FORM_WORDS.search(fold(unit.text)) is not None
        return False

    def _is_dated(self, unit: Unit) -> bool:
        return unit.words <= 12 and credits.read(unit.text, self.language).is_nothing_else

    def _is_listing(self, at: int) -> bool:
        """Say whether what follows has the looks of a list of posts: dates, reading times, teasers beside titles."""
        signs = sum(1 for unit in self.units[at + 1 : at + 13] if _is_teaser(unit) or self._is_dated(unit))
        return signs >= 2

    # -- before the end

    def _judge_before_the_end(self, at: int, end: int, first: int | None) -> None:
        what, unit = self.marks[at], self.units[at]
        in_head = first is not None and at < first
        if what in (Mark.ADVERTISEMENT, Mark.CAPTION, Mark.READ_ALSO_LINE):
            self.dropped[at] = True
        elif what is Mark.SHARE:
            self.dropped[at] = in_head or unit.words > 1
        elif what is Mark.NEWSLETTER:
            self.dropped[at] = unit.words >= 4 or in_head or (at > 0 and self.dropped[at - 1])
        elif what is Mark.TAGS:
            self.dropped[at] = in_head and unit.words <= 12 and ":" in unit.text
        elif what is Mark.COMMENTS:
            beside = any(other is Mark.SHARE for other in self.marks[max(0, at - 1) : at + 2])
            self.dropped[at] = in_head and (beside or any(character.isdigit() for character in unit.text))
        elif in_head and _SCRAP.fullmatch(unit.text):
            self.dropped[at] = Mark.SHARE in self.marks[:first] or not any(
                character.isalnum() for character in unit.text
            )
        elif what is Mark.READ_ALSO:
            titles = self._titles_after(at, end)
            if titles:
                self.dropped[at : at + 1 + titles] = [True] * (titles + 1)

    def _titles_after(self, at: int, end: int) -> int:
        """Return how many units after a cue in the middle of a text are the titles it announces.

        A short line before a paragraph may be the next section's heading, so the last of them must be longer than
        headings are, or stand right under the cue.
        """
        count = 0
        place = at + 1
        while (
            place < end
            and self.marks[place] is Mark.NONE
            and (_is_title(self.units[place]) or self._is_dated(self.units[place]))
        ):
            count += 1
            place += 1
        if (
            place < end
            and self.marks[place] is Mark.NONE
            and not is_prose(self.units[place])
            and self.units[place].shape is Shape.TEXT
        ):
            return 0
        if count > 6:
            return 0
        while count and not (
            self.units[at + count].words >= 5
            or self.units[at + count].attached
            or self.units[at + count].shape is Shape.ITEM
        ):
            count -= 1
        strong = not cues.WEAK_READ_ALSO.fullmatch(fold(self.units[at].text))
        return count if strong or count >= 2 or (count and self.units[at].text.rstrip().endswith(":")) else 0


def _is_title(unit: Unit) -> bool:
    return (
        unit.words <= _TITLE_WORDS
        and not unit.text.endswith((".", ";", ",", "。"))
        and not _SENTENCE_END.search(unit.text)
    )


def _is_teaser(unit: Unit) -> bool:
    return unit.words <= 120 and _TEASER_END.search(unit.text) is not None
