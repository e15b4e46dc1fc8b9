"""Find the place in a text that is most like a passage whose own words have changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from reader.model.edges import Edges
from reader.model.folding import fold
from reader.model.selector import CONTEXT_CHARACTERS, Span, TextQuote
from reader.model.skeleton import UNSPACED, Skeleton, letters
from reader.model.surroundings import Agreement, Surroundings, bytes_of

INSIDE_LEAST = 0.7
"""So much of the passage has to be there, and its surroundings vouch for the place: the weight of the words found, less
half of those that others replaced, of the passage as it was or as it would be now, whichever is longer."""
PLAUSIBLE = 0.5
"""With so much of it, a place casts doubt on another."""
ALONE_LEAST = 0.85
"""So much of it, if it is long (`ALONE_BYTES`), needs no surroundings that agree."""
ALONE_BYTES = 40
MARGIN = 0.3
"""By so much (inside and both sides together) it has to be likelier than any other place."""
LEAST_BYTES = 12
"""Of the passage, found again; less says nothing."""

GRAM = 5
STEP = 7
"""Every seventh run of five letters is indexed: eleven letters in a row that did not change are always met."""
SURE_TO_MEET = GRAM + STEP - 1
TOO_COMMON = 18
PLACES_LOOKED_AT = 3
_BUCKET = 32
_LONG = 160
"""Of so many letters every second run is enough."""
_AROUND_LETTERS = 48

_WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")


class Grams:
    """Where runs of letters stand in a skeleton."""

    def __init__(self, known: str) -> None:
        self._known = known
        self._places: dict[str, list[int]] = {}
        places = self._places
        for at in range(0, len(known) - GRAM + 1, STEP):
            gram = known[at : at + GRAM]
            if gram in places:
                places[gram].append(at)
            else:
                places[gram] = [at]

    def where(self, needle: str) -> list[int]:
        """Return all places where a needle of at least `SURE_TO_MEET` letters stands, in order."""
        known, places = self._known, self._places
        found: list[int] = []
        for first in range(STEP):  # wherever it stands, one of its first runs is indexed
            inside, hits = first, places.get(needle[first : first + GRAM], [])
            for later in range(first + STEP, len(needle) - GRAM + 1, STEP):
                if len(hits) <= 2:
                    break
                others = places.get(needle[later : later + GRAM], [])
                if len(others) < len(hits):
                    inside, hits = later, others
            found += [at - inside for at in hits if at >= inside and known.startswith(needle, at - inside)]
        return sorted(found)

    def likely(self, needle: str) -> list[int]:
        """Return where in the skeleton the needle would begin, the likeliest places first."""
        get = self._places.get
        votes = Counter(
            [
                (at - inside) // _BUCKET
                for inside in range(0, len(needle) - GRAM + 1, 2 if len(needle) > _LONG else 1)
                if (places := get(needle[inside : inside + GRAM])) and len(places) <= TOO_COMMON
                for at in places
            ]
        )
        least = max(votes.values(), default=0) / 3
        ranked = sorted((-count, bucket) for bucket, count in votes.items() if count >= least)
        found: list[int] = []
        for _, bucket in ranked[: 4 * PLACES_LOOKED_AT]:
            if all(abs(bucket - other) > 2 for other in found):
                found.append(bucket)
                if len(found) == PLACES_LOOKED_AT:
                    break
        return [bucket * _BUCKET for bucket in found]


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

    def is_more_like_it(self, than: float) -> bool:
        """Say whether this may be the passage, when another place has a likeness of `than`."""
        return self.inside >= PLAUSIBLE and self.likeness > than - MARGIN

    def is_it(self, others: Sequence[Approximation]) -> bool:
        """Say whether this is the passage, and none of the other places may be."""
        around = self.agreement
        contradicted = around.before.contradicts or around.after.contradicts
        enough = self.inside >= INSIDE_LEAST and around.vouches
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


def closest(quote: TextQuote, skeleton: Skeleton, grams: Grams) -> list[Approximation]:
    """Return the places most like a passage, the likest first; may be empty."""
    around = Surroundings(quote)
    if quote.has_a_double:
        quote = TextQuote(quote.exact, quote.prefix[-CONTEXT_CHARACTERS:], quote.suffix[:CONTEXT_CHARACTERS])
        needle = letters(quote.prefix) + letters(quote.exact) + letters(quote.suffix)
    else:
        needle = around.before + letters(quote.exact) + around.after
    size = len(needle)
    sought = _Sought(quote)
    found: list[Approximation] = []
    for at in grams.likely(needle):
        start = skeleton.offset(at - _AROUND_LETTERS)
        end = skeleton.offset(at + size + _BUCKET * 2 + _AROUND_LETTERS)
        place = sought.in_window(skeleton, around, start, end)
        if place is not None and all(place.span != other.span for other in found):
            found.append(place)
    return sorted(found, key=lambda each: each.likeness, reverse=True)


class _Sought:
    """A passage and its surroundings as words, to be laid along a window of a text."""

    def __init__(self, quote: TextQuote) -> None:
        before, exact, after = (_words(part) for part in (quote.prefix, quote.exact, quote.suffix))
        self.words = before + exact + after
        self.first, self.last = len(before), len(before) + len(exact)
        self.weight = _weight(exact)
        self._quote = quote

    @cached_property
    def _edges(self) -> Edges:
        return Edges(self._quote)

    def in_window(self, skeleton: Skeleton, around: Surroundings, start: int, end: int) -> Approximation | None:
        """Return what of the window is most like the passage; None where no word of it is there."""
        first, last = self.first, self.last
        window = [(fold(match[0]), *match.span()) for match in _WORD.finditer(skeleton.text, start, end)]
        words = [word for word, _, _ in window]
        matcher = SequenceMatcher(None, self.words, words, autojunk=False)
        there = {
            block.a + step: block.b + step for block in matcher.get_matching_blocks() for step in range(block.size)
        }
        inside = [at for at in range(first, last) if at in there]
        if not inside:
            return None
        begin = there[first - 1] + 1 if first not in there and first - 1 in there else there[inside[0]]
        stop = there[last] - 1 if last - 1 not in there and last in there else there[inside[-1]]
        if stop < begin:
            return None
        replaced = [
            (self.words[max(a0, first) : min(a1, last)], words[max(b0, begin) : min(b1, stop + 1)])
            for tag, a0, a1, b0, b1 in matcher.get_opcodes()
            if tag == "replace"
        ]
        found = sum(bytes_of(self.words[at]) for at in inside)
        lost = sum(min(_weight(old), _weight(new)) for old, new in replaced)
        span = Span(window[begin][1], window[stop][2])
        at, until = skeleton.position(span.start), skeleton.position(span.end)
        return Approximation(
            span,
            (found - lost / 2) / max(self.weight, _weight(words[begin : stop + 1]), 1),
            around.at(skeleton.letters, at, until),
            found,
            any(_has_number(old) and _has_number(new) for old, new in replaced),
            around.has_a_double,
            first not in there,
            last - 1 not in there,
            _is_ambiguous([there[at] for at in inside], words)
            or (first not in there and self._edges.doubles_first)
            or (last - 1 not in there and self._edges.doubles_last),
        )


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


def _words(text: str) -> list[str]:
    return [fold(match[0]) for match in _WORD.finditer(text)]


def _weight(words: Sequence[str]) -> int:
    return sum(bytes_of(word) for word in words)


def _has_number(words: Sequence[str]) -> bool:
    return any(character.isdigit() for word in words for character in word)
