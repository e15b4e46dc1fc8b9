"""Find the place in a text that is most like a passage whose own words have changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from reader.model.edges import Edges
from reader.model.grams import BUCKET, Grams
from reader.model.selector import CONTEXT_CHARACTERS, Span, TextQuote
from reader.model.skeleton import Skeleton, letters, words
from reader.model.surroundings import Agreement, Surroundings, bytes_of

INSIDE_LEAST = 0.7
"""So much of the passage has to be there, and its surroundings vouch for the place: the weight of the words found, less
half of those that others replaced, of the passage as it was or as it would be now, whichever is longer."""
PLAUSIBLE = 0.5
"""With so much of it, a place casts doubt on another."""
TRACE, LEFT_BEHIND = 0.25, 0.8
"""Where so little of it stands in surroundings that agree by so much more, it was rewritten, and what stands elsewhere,
letter for letter, was quoted there."""
SIBLING = 0.7
"""Places that are as like it, to this part, are lines of one list, or what was written in one form."""
ALONE_LEAST = 0.85
"""So much of it, if it is long (`ALONE_BYTES`), needs no surroundings that agree."""
ALONE_BYTES = 40
MARGIN = 0.3
"""By so much (inside and both sides together) it has to be likelier than any other place."""
LEAST_BYTES = 12
"""Of the passage, found again; less says nothing."""

_AROUND_LETTERS = 48


@dataclass(frozen=True, slots=True)
class Approximation:
    """A place that is like a passage."""

    span: Span
    inside: float
    agreement: Agreement
    found_bytes: int
    changes_a_number: bool
    """A line of a table is not its neighbour, however like the two are."""
    has_a_double: bool = False
    lost_first: bool = False
    lost_last: bool = False
    """Words that were lost at an edge: what is beside that edge has to say that this is the place."""
    is_ambiguous: bool = False
    """Whether it may as well begin later, or end earlier."""

    @property
    def likeness(self) -> float:
        """0 to 3."""
        return self.inside + self.agreement.total

    def is_more_like_it(self, around: Agreement) -> bool:
        """Say whether this may be the passage, when its very letters stand where its surroundings agree as `around`
        says: copied there, and changed here?"""
        if not around.vouches and self.inside >= TRACE and self.agreement.total >= around.total + LEFT_BEHIND:
            return True
        margin = 0.0 if around.vouches else MARGIN
        return self.inside >= PLAUSIBLE and self.likeness > 1 + around.total - margin

    def is_it(self, others: Sequence[Approximation]) -> bool:
        """Say whether this is the passage, and none of the other places may be."""
        around = self.agreement
        if any(other.inside >= max(PLAUSIBLE, SIBLING * self.inside) for other in others):
            return False  # one of several that are alike: it may be gone, and this be another
        contradicted = around.before.contradicts or around.after.contradicts
        enough = self.inside >= INSIDE_LEAST and around.vouches_for_more
        enough |= (
            self.inside >= ALONE_LEAST
            and self.found_bytes >= ALONE_BYTES
            and not contradicted
            and not self.has_a_double
        )
        if (
            self.is_ambiguous
            or (self.lost_first and not around.before.agrees)
            or (self.lost_last and not around.after.agrees)
        ):
            return False
        apart = all(self.likeness - other.likeness >= MARGIN for other in others)
        return enough and apart and self.found_bytes >= LEAST_BYTES and not self.changes_a_number


def closest(quote: TextQuote, skeleton: Skeleton, grams: Grams, *, besides: int | None = None) -> list[Approximation]:
    """Return the places most like a passage, the likest first; may be empty. `besides`, one that is known, is left out:
    where in the skeleton the passage begins there."""
    around = Surroundings(quote)
    if quote.has_a_double:
        quote = TextQuote(quote.exact, quote.prefix[-CONTEXT_CHARACTERS:], quote.suffix[:CONTEXT_CHARACTERS])
        before, after = letters(quote.prefix), letters(quote.suffix)
    else:
        before, after = around.before, around.after
    needle = before + letters(quote.exact) + after
    size = len(needle)
    sought = _Sought(quote)
    found: list[Approximation] = []
    for at in grams.likely(needle):
        if besides is not None and abs(at + len(before) - besides) <= BUCKET:
            continue
        place = sought.between(skeleton, around, max(0, at - _AROUND_LETTERS), at + size + 2 * BUCKET + _AROUND_LETTERS)
        if place is not None and all(place.span != other.span for other in found):
            found.append(place)
    found.sort(key=lambda each: each.likeness, reverse=True)
    if found and besides is None:  # right before and after it may be the next line of a list that is like it
        first, last = (skeleton.position(offset) for offset in (found[0].span.start, found[0].span.end))
        reach = size + _AROUND_LETTERS
        beside = [
            sought.between(skeleton, around, start, end)
            for start, end in ((max(0, first - reach), first), (last, last + reach))
        ]
        found += [place for place in beside if place is not None]
    return found


class _Sought:
    """A passage and its surroundings as words, to be laid along a stretch of a text."""

    def __init__(self, quote: TextQuote) -> None:
        before, exact, after = (words(part) for part in (quote.prefix, quote.exact, quote.suffix))
        self.words = before + exact + after
        self.first, self.last = len(before), len(before) + len(exact)
        self.weight = _weight(exact)
        self._quote = quote
        self._matcher = SequenceMatcher(None, [], self.words, autojunk=False)

    @cached_property
    def _edges(self) -> Edges:
        return Edges(self._quote)

    def between(self, skeleton: Skeleton, around: Surroundings, start: int, end: int) -> Approximation | None:
        """Return what is most like the passage among the letters from `start` to `end`; None where no word is."""
        first, last = self.first, self.last
        standing, places = skeleton.words(start, end)
        if not self._may_be_among(set(standing)):
            return None
        self._matcher.set_seq1(standing)
        there = {
            block.b + step: block.a + step
            for block in self._matcher.get_matching_blocks()
            for step in range(block.size)
        }
        inside = [at for at in range(first, last) if at in there]
        if not inside:
            return None
        begin = there[first - 1] + 1 if first not in there and first - 1 in there else there[inside[0]]
        stop = there[last] - 1 if last - 1 not in there and last in there else there[inside[-1]]
        if stop < begin:
            return None
        replaced = [
            (self.words[max(b0, first) : min(b1, last)], standing[max(a0, begin) : min(a1, stop + 1)])
            for tag, a0, a1, b0, b1 in self._matcher.get_opcodes()
            if tag == "replace"
        ]
        found = sum(bytes_of(self.words[at]) for at in inside)
        lost = sum(min(_weight(old), _weight(new)) for old, new in replaced)
        at, until = places[begin], places[stop + 1]
        return Approximation(
            skeleton.span(at, until),
            (found - lost / 2) / max(self.weight, _weight(standing[begin : stop + 1]), 1),
            around.at(skeleton.letters, at, until),
            found,
            any(_has_number(old) and _has_number(new) for old, new in replaced),
            around.has_a_double,
            first not in there,
            last - 1 not in there,
            _is_ambiguous([there[at] for at in inside], standing)
            or (first not in there and (self._edges.doubles_first or self._begins_anywhere(there, inside[0], standing)))
            or (
                last - 1 not in there and (self._edges.doubles_last or self._ends_anywhere(there, inside[-1], standing))
            ),
        )

    def _may_be_among(self, standing: set[str]) -> bool:
        """Say whether so many of the words stand there at all that it matters where."""
        among = [bytes_of(word) if word in standing else 0 for word in self.words]
        inside = sum(among[self.first : self.last])
        return inside >= PLAUSIBLE * self.weight or sum(among) >= PLAUSIBLE * _weight(self.words)

    def _begins_anywhere(self, there: dict[int, int], found: int, standing: Sequence[str]) -> bool:
        """Say whether the first words were lost, and those that stand now between what was before and what was found of
        the passage may belong to either."""
        if standing[max(0, there[found] - 1)] == self.words[found - 1]:
            return True  # taken for a word of what was before
        before = [there[at] for at in range(self.first) if at in there]
        if self.first - 1 in there:  # one word beside it may be there by chance
            return len(before) > 1 and before[-2] + 1 != before[-1]
        return not before or before[-1] + 1 < there[found]

    def _ends_anywhere(self, there: dict[int, int], found: int, standing: Sequence[str]) -> bool:
        if standing[min(len(standing) - 1, there[found] + 1)] == self.words[found + 1]:
            return True
        after = [there[at] for at in range(self.last, len(self.words)) if at in there]
        if self.last in there:
            return len(after) > 1 and after[1] != after[0] + 1
        return not after or after[0] - 1 > there[found]


def _is_ambiguous(found: Sequence[int], words: Sequence[str]) -> bool:
    """Say whether the first words that were found, up to the next that is new, stand again among the new ones; or the
    last ones among the new ones before them."""
    gaps = [at for at in range(1, len(found)) if found[at] > found[at - 1] + 1]
    if not gaps:
        return False
    first, last = words[found[0] : found[gaps[0] - 1] + 1], words[found[gaps[-1]] : found[-1] + 1]
    after_first = words[found[gaps[0] - 1] + 1 : found[gaps[0]]]
    before_last = words[found[gaps[-1] - 1] + 1 : found[gaps[-1]]]
    return _has_run(after_first, first) or _has_run(before_last, last)


def _has_run(words: Sequence[str], run: Sequence[str]) -> bool:
    return any(words[at : at + len(run)] == run for at in range(len(words) - len(run) + 1))


def _weight(words: Sequence[str]) -> int:
    return sum(bytes_of(word) for word in words)


def _has_number(words: Sequence[str]) -> bool:
    return any(character.isdigit() for word in words for character in word)
