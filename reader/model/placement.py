"""Find highlights again in a text that has changed; never in a wrong place.

A passage is taken, in this order: where it stood, if it and its surroundings are there still; where its letters stand,
if they stand in one place alone or the surroundings tell one place from all others; where most of its words stand, if
enough of them do. What cannot be told apart is an orphan rather than a guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, partial
from itertools import islice
from operator import attrgetter

from reader.model.approximation import closest
from reader.model.edges import Edges
from reader.model.grams import Grams
from reader.model.numbers import numbers_at_the_ends, uncut
from reader.model.selector import CONTEXT_CHARACTERS, Span, TextQuote
from reader.model.skeleton import UNSPACED, Skeleton, letters
from reader.model.surroundings import Agreement, Surroundings, bytes_of
from reader.model.ways import Ways

Mark = tuple[TextQuote, Span]
"""A passage as it was kept: its words, and where they stood."""

TELLING_BYTES = 40
"""Letters of so many bytes (UTF-8: a Han character tells as much as three Latin ones) that stand in one place alone
need no surroundings to vouch for them; fewer do."""
SURE = 1.5
"""Surroundings that agree so well (of 2) ask no further."""
SURE_OF_A_DOUBLE = 1.9
"""The same where the words stood twice, and what is around them may be alike too."""
WORTH_AN_INDEX = 100
"""With so many passages to be looked for, an index of all letters costs less than it saves."""
STRAYED = 3
"""Letters from where what is before a passage went: no farther, it went along."""
BESIDE_MANY = 8
"""Of a word that stands everywhere, the places are looked at that have so many letters of its neighbours beside it."""
_HAS_UNSPACED = re.compile(f"[{UNSPACED}]")
MANY = 30
"""Of so many places those are asked first that have a neighbour of the passage."""
CANDIDATES = 100
"""Of what stands in more places, none is told from the others."""


class Where(StrEnum):
    """How a passage was found."""

    EXACT = "exact"
    """At the same offsets, letter for letter."""
    MOVED = "moved"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a passage stands now."""

    where: Where
    span: Span | None = None
    """None for an orphan."""


ORPHAN = Placed(Where.ORPHAN)


def place_all(marks: Iterable[Mark], text: str, *, whole: bool = True) -> list[Placed]:
    """Place many passages of one text, in their order; see `Places`."""
    return Places(text, whole=whole).place_all(list(marks))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place where the letters of a passage stand."""

    start: int
    """The first of them, in the skeleton; where a passage has no letters, in the text."""
    span: Callable[[], Span]
    agreement: Agreement
    is_clear: bool = True
    """Whether it surely begins and ends here. Where it does not, it may still be what stands here and nowhere else."""


class Places:
    """One text in which passages are looked for. What that takes is made once, and only when the text has changed."""

    def __init__(self, text: str, *, whole: bool = True) -> None:
        """Of a text that is not `whole` yet, only what stands where it stood is placed."""
        self.text = text
        self.whole = whole
        self._is_indexed = False

    def place(self, quote: TextQuote, span: Span) -> Placed:
        """Place one passage."""
        return self.place_all([(quote, span)])[0]

    def place_all(self, marks: Sequence[Mark]) -> list[Placed]:
        """Place passages, in their order. What may stand in two places is told by what stands beside it, so all are
        asked at once."""
        placed = [self._unmoved(quote, span) for quote, span in marks]
        self._is_indexed |= self.whole and placed.count(None) > WORTH_AN_INDEX
        doubtful: dict[int, list[_Candidate]] = {}
        for at, (quote, _) in enumerate(marks):
            if placed[at] is None and self.whole:
                candidates = self._candidates(quote)
                if len(candidates) > 1:
                    doubtful[at] = candidates
                else:
                    placed[at] = self._alone(marks[at], candidates[0]) if candidates else self._approximate(quote)
        ways = Ways(
            (span.start, found.span.start - span.start)
            for (_, span), found in zip(marks, placed, strict=True)
            if found is not None and found.span is not None
        )
        for at, candidates in doubtful.items():
            placed[at] = self._told_apart(marks[at], candidates, ways)
        return [found or ORPHAN for found in placed]

    def _unmoved(self, quote: TextQuote, span: Span) -> Placed | None:
        """Take the old place where the words and all that was kept of their surroundings agree."""
        text = self.text
        if not quote.exact or not text.startswith(quote.exact, span.start):
            return None
        end = span.start + len(quote.exact)
        before = text[max(0, span.start - len(quote.prefix)) : span.start]
        after = text[end : end + len(quote.suffix)]
        if not self.whole and len(after) < len(quote.suffix):
            after = quote.suffix if quote.suffix.startswith(after) else after  # more of the text is still to come
        agrees = before.endswith(quote.prefix) and after.startswith(quote.suffix)
        return Placed(Where.EXACT, Span(span.start, end)) if agrees else None

    def _at(self, mark: Mark, span: Span) -> Placed:
        quote, before = mark
        is_exact = span.start == before.start and span.of(self.text) == quote.exact
        return Placed(Where.EXACT if is_exact else Where.MOVED, span)

    # Where the letters stand

    def _candidates(self, quote: TextQuote) -> list[_Candidate]:
        """Return where the letters of a passage stand; where it has none (a formula, an emoji), its signs."""
        needle = letters(uncut(quote).exact)
        if not needle:
            return list(islice(self._signs_alone(quote), CANDIDATES + 1))
        known, size, exact = self._skeleton.letters, len(needle), quote.exact
        quote = uncut(quote)
        around, edges = Surroundings(quote), Edges(quote)
        before, after = letters(quote.prefix)[-BESIDE_MANY:], letters(quote.suffix)[:BESIDE_MANY]

        def candidate(at: int) -> _Candidate:
            span = partial(self._with_signs, at, at + size, exact)
            return _Candidate(at, span, around.at(known, at, at + size), edges.are_sure_at(known, at, at + size))

        places = [at for at in self._places_of(quote, needle) if edges.may_be_at(known, at, at + size)]
        if len(places) > MANY:
            beside = [at for at in places if known.endswith(before, 0, at) or known.startswith(after, at + size)]
            found = [candidate(at) for at in beside]
            if len(places) > CANDIDATES or any(each.agreement.vouches for each in found):
                return found
        return [candidate(at) for at in places]

    def _places_of(self, quote: TextQuote, needle: str) -> list[int]:
        """Return where the letters of a passage stand; of very many places, those that have a neighbour of it."""
        has_word, size = self._skeleton.has_word, len(needle)
        is_a_word = _is_of_words(quote)
        standing = (at for at in self._standing(needle) if not is_a_word or has_word(at, at + size))
        found = list(islice(standing, CANDIDATES + 1))
        if len(found) <= CANDIDATES:
            return found
        before, after = letters(quote.prefix)[-BESIDE_MANY:], letters(quote.suffix)[:BESIDE_MANY]
        beside = {at + len(before) for at in self._standing(before + needle)} if before else set()
        beside |= set(self._standing(needle + after)) if after else set()
        return sorted(at for at in beside if not is_a_word or has_word(at, at + size))[: CANDIDATES + 1]

    def _standing(self, needle: str) -> Iterator[int]:
        """Yield where letters stand; for many passages of a long text an index is quicker than looking through it."""
        if self._is_indexed and (indexed := self._grams.where(needle)) is not None:
            yield from indexed
            return
        known = self._skeleton.letters
        at = known.find(needle)
        while at >= 0:
            yield at
            at = known.find(needle, at + 1)

    def _signs_alone(self, quote: TextQuote) -> Iterator[_Candidate]:
        text, around = self.text, Surroundings(quote)
        at = text.find(quote.exact) if quote.exact.strip() else -1
        while at >= 0:
            end = at + len(quote.exact)
            before, after = text[max(0, at - 2 * CONTEXT_CHARACTERS) : at], text[end : end + 2 * CONTEXT_CHARACTERS]
            yield _Candidate(at, partial(Span, at, end), around.beside(letters(before), letters(after)))
            at = text.find(quote.exact, at + 1)

    def _alone(self, mark: Mark, candidate: _Candidate) -> Placed | None:
        """Take the one place where the letters stand, if they or their surroundings say enough."""
        if not candidate.is_clear:
            return None
        around, size = candidate.agreement, bytes_of(letters(uncut(mark[0]).exact))
        span = candidate.span()
        stands_alone = around.says_nothing and _is_paragraph(self.text, span) and size >= TELLING_BYTES // 4
        is_unmoved = span.start == mark[1].start and span.of(self.text) == mark[0].exact
        kept_alone = not mark[0].prefix and not mark[0].suffix and size >= TELLING_BYTES // 4
        if mark[0].has_a_double and not around.vouches:
            return None  # the double may have stayed, and the passage be gone
        if not (is_unmoved or kept_alone or around.vouches or size >= TELLING_BYTES or stands_alone):
            return None
        sure = SURE_OF_A_DOUBLE if mark[0].has_a_double else SURE
        if around.total < sure and any(
            other.is_more_like_it(around) and not _overlap(other.span, span)
            for other in closest(uncut(mark[0]), self._skeleton, self._grams, besides=candidate.start)
        ):
            return None  # it stands here, but in another place there is more like it: changed there, and copied here?
        return self._at(mark, span)

    def _told_apart(self, mark: Mark, candidates: list[_Candidate], ways: Ways) -> Placed | None:
        """Return the one place that is the passage's, or None where two may be."""
        if len(candidates) > CANDIDATES:
            return None
        quote, span = mark
        expected = self._skeleton.position(span.start + ways.way(span.start))
        best = max(candidates, key=lambda each: (each.agreement.total, -abs(each.start - expected)))
        others = [each for each in candidates if each is not best]
        is_nearest = abs(best.start - expected) < min(abs(each.start - expected) for each in others)
        has_strayed = abs(best.start - expected) > STRAYED and not quote.has_a_double
        if has_strayed and any(each.agreement.is_a_copy_of(best.agreement) for each in others):
            return None  # its paragraph was copied, and which of the two came away from its neighbours?
        if best.is_clear and all(
            best.agreement.is_apart_from(other.agreement, is_nearest=is_nearest) for other in others
        ):
            return self._at(mark, best.span())
        way = ways.between(span)
        there = None if way is None else Span(span.start + way, span.start + way + len(quote.exact))
        for each in filter(attrgetter("is_clear"), candidates):
            if there is not None and there.of(self.text) == quote.exact and each.span() == there:
                return self._at(mark, there)
        return None

    def _with_signs(self, first: int, last: int, exact: str) -> Span:
        """Widen a place from its letters to the signs around them that the passage had: quotation marks, a full stop."""
        text, letters_alone = self.text, self._skeleton.span(first, last)
        span = self._with_numbers(letters_alone, exact)
        signs = "".join({character for character in exact if not character.isalnum()})
        head = len(exact) - len(exact.lstrip(signs)) if span.start == letters_alone.start else 0
        tail = len(exact) - len(exact.rstrip(signs)) if span.end == letters_alone.end else 0
        start, end = span.start, span.end
        if start >= head and text.startswith(exact, start - head):
            return Span(start - head, start - head + len(exact))
        while head and start and _is_sign(text[start - 1]):
            start, head = start - 1, head - 1
        while tail and end < len(text) and _is_sign(text[end]):
            end, tail = end + 1, tail - 1
        return Span(start, end)

    def _with_numbers(self, span: Span, exact: str) -> Span:
        """Widen a place to the number in brackets the passage began or ended with: a footnote's mark, but code's too."""
        if "]" not in exact and "[" not in exact:
            return span
        head, tail = numbers_at_the_ends(exact)
        text, start, end = self.text, span.start, span.end
        if head and text.endswith(head, 0, start):
            start -= len(head)
        if tail and text.startswith(tail, end):
            end += len(tail)
        return Span(start, end)

    # Where most of the words stand

    def _approximate(self, quote: TextQuote) -> Placed | None:
        found = closest(uncut(quote), self._skeleton, self._grams)
        if not found or not found[0].is_it(found[1:]):
            return None
        return Placed(Where.MOVED, self._with_numbers(found[0].span, quote.exact))

    @cached_property
    def _skeleton(self) -> Skeleton:
        return Skeleton(self.text)

    @cached_property
    def _grams(self) -> Grams:
        return Grams(self._skeleton.letters)


def _is_of_words(quote: TextQuote) -> bool:
    """Say whether a passage begins and ends where words do, in a script that has such places."""
    if quote.exact.isascii():
        first, last = quote.exact[:1].isalnum(), quote.exact[-1:].isalnum()
        return not ((first and quote.prefix[-1:].isalnum()) or (last and quote.suffix[:1].isalnum()))
    cuts_a_word = letters(quote.prefix[-1:]) or letters(quote.suffix[:1])
    return not cuts_a_word and not _HAS_UNSPACED.search(quote.exact)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _is_paragraph(text: str, span: Span) -> bool:
    before, after = (
        text[max(0, span.start - 8) : span.start].rstrip(" \u00a0"),
        text[span.end : span.end + 8].lstrip(" .\u00a0"),
    )
    return (not before or before[-1] == "\n") and (not after or after[0] == "\n")


def _is_sign(character: str) -> bool:
    return not character.isalnum() and not character.isspace()
