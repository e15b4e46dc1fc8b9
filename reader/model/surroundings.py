"""How well the words around a place agree with those that were kept around a passage."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model.selector import CONTEXT_CHARACTERS, TELLING_CHARACTERS, TextQuote
from reader.model.skeleton import letters

AGREES = 0.6
"""A side (the 32 characters before, or after) agrees when so much of it is found again."""
DIFFERS = 0.35
"""A side says "another place" when no more of it is found again than many texts share."""
WHOLE, HALF = 0.85, 0.5
"""Both sides here as good as whole, and both there no more than half: apart."""
VERBATIM, NEARLY_VERBATIM, LESS = 0.98, 0.9, 0.3
"""Both sides here as they were kept, and one there less so by this: apart. Lines of a list share much."""
COPIED = 0.1
TELLING_BYTES = 16
"""So much of one side (three words or so) is beyond the chance of a single word that was changed."""
_RUN, _UNSPACED_RUN = 5, 3
"""Letters in a row that are found again."""
_SLACK, _UNSPACED_SLACK = 12, 8
"""Letters looked at beyond the surroundings as they were: words may have been put in. Letters that tell as much as words
are fewer."""


@dataclass(frozen=True, slots=True)
class Side:
    """What was kept on one side of a passage, compared with what is there now."""

    whole: float
    """How much of it is found again, 0 to 1; 0 where nothing was kept."""
    near: float
    """The same of the part in the passage's own paragraph: paragraphs are moved and put in, sentences rarely."""
    near_bytes: int
    touches: bool = False
    """Whether the letters right beside the passage are there still: words may have been put in beyond them."""

    @property
    def agrees(self) -> bool:
        return self.whole >= AGREES or (self.near >= AGREES and self.near_bytes >= TELLING_BYTES // 2)

    @property
    def contradicts(self) -> bool:
        """Whether the passage's own paragraph went on otherwise."""
        return self.near <= DIFFERS and self.near_bytes >= TELLING_BYTES

    def decides_against(self, other: Side) -> bool:
        """Say whether this is the passage's own paragraph, and the other clearly is not."""
        return self.near >= AGREES and other.contradicts

    def speaks_against(self, other: Side) -> bool:
        """Say whether this agrees and the other does not, not even in its own paragraph."""
        return self.agrees and not other.agrees and other.whole <= DIFFERS


@dataclass(frozen=True, slots=True)
class Agreement:
    """Both sides of a place."""

    before: Side
    after: Side

    @property
    def total(self) -> float:
        """0 to 2."""
        return self.before.whole + self.after.whole

    @property
    def vouches(self) -> bool:
        """Whether one side agrees, and the other does not say that this is another place."""
        agrees = self.before.agrees or self.after.agrees
        return agrees and not any(side.contradicts and not side.touches for side in (self.before, self.after))

    @property
    def vouches_for_more(self) -> bool:
        """Whether it vouches for a place where the passage itself is another now."""
        both = self.before.agrees and self.after.agrees
        return self.vouches and (both or max(self.before.whole, self.after.whole) >= WHOLE)

    @property
    def is_whole(self) -> bool:
        return min(self.before.whole, self.after.whole) >= WHOLE

    @property
    def says_nothing(self) -> bool:
        """Whether all that was kept belongs to other paragraphs."""
        return not self.before.near_bytes and not self.after.near_bytes

    def is_a_copy_of(self, other: Agreement) -> bool:
        """Say whether all that was kept of the passage's own paragraph stands here as well as there."""
        sides = ((self.before, other.before), (self.after, other.after))
        return all(not ours.near_bytes or ours.near >= theirs.near - COPIED for ours, theirs in sides)

    def is_apart_from(self, other: Agreement, *, is_nearest: bool) -> bool:
        """Say whether this is the passage's place, and `other` is not.

        A passage may have been copied elsewhere, and its own surroundings changed since: so where the other place has
        anything in common with the passage's, the distance has to say the same as the surroundings.
        """
        sides = ((self.before, other.before), (self.after, other.after))
        if not self.vouches or any(theirs.whole > ours.whole + 0.2 for ours, theirs in sides):
            return False
        decided = [ours.decides_against(theirs) for ours, theirs in sides]
        best_theirs = max(other.before.whole, other.after.whole)
        if all(decided) or (any(decided) and best_theirs <= DIFFERS):
            return True
        if self.is_whole and best_theirs <= HALF:
            return True
        least_ours = min(self.before.whole, self.after.whole)
        if (least_ours >= VERBATIM or (least_ours >= NEARLY_VERBATIM and is_nearest)) and any(
            theirs.whole <= ours.whole - LESS for ours, theirs in sides
        ):
            return all(theirs.whole <= ours.whole for ours, theirs in sides)
        return is_nearest and (any(decided) or any(ours.speaks_against(theirs) for ours, theirs in sides))


class Surroundings:
    """What was kept around a passage, as letters."""

    def __init__(self, quote: TextQuote) -> None:
        self.has_a_double = quote.has_a_double
        before, between_before = _telling(quote.prefix[::-1], quote.has_a_double)
        after, between_after = _telling(quote.suffix, quote.has_a_double)
        self.before, self.after = letters(before[::-1]), letters(after)
        own_before, own_after = _own(before, between_before), _own(after, between_after)
        self.near_before = self.before if own_before == before else letters(own_before[::-1])
        self.near_after = self.after if own_after == after else letters(own_after)
        self.skipped_before, self.skipped_after = len(letters(between_before)), len(letters(between_after))
        """Letters between the passage and what tells it from its doubles."""

    def at(self, known: str, start: int, end: int) -> Agreement:
        """Compare with what stands around a range of letters."""
        return self.beside(
            known[max(0, start - self.skipped_before - len(self.before) - _SLACK) : start],
            known[end : end + self.skipped_after + len(self.after) + _SLACK],
        )

    def beside(self, before: str, after: str) -> Agreement:
        """Compare with the letters before and after."""
        return Agreement(
            _side(self.before, self.near_before, before, self.skipped_before, ends=True, once=not self.has_a_double),
            _side(self.after, self.near_after, after, self.skipped_after, ends=False, once=not self.has_a_double),
        )


def _telling(side: str, has_a_double: bool) -> tuple[str, str]:
    """Part a side, read away from the passage, into what tells the place and what stands between; where the words
    stood twice, a side as short as any tells nothing."""
    if not has_a_double:
        return side, ""
    if len(side) <= CONTEXT_CHARACTERS:
        return "", side
    return side[-TELLING_CHARACTERS:], side[:-TELLING_CHARACTERS]


def _own(telling: str, between: str) -> str:
    """Return what of a side, read away from the passage, is in the passage's own paragraph."""
    return "" if "\n" in between else telling.partition("\n")[0]


def _side(kept: str, near: str, now: str, skipped: int, *, ends: bool, once: bool) -> Side:
    slack = _UNSPACED_SLACK if bytes_of(kept) > 2.5 * len(kept) else _SLACK
    room = slack
    if skipped:  # words put in or taken out between move it: some way to either side is looked at
        room += skipped // 8
        now = now[: max(0, len(now) - skipped + room)] if ends else now[max(0, skipped - room) :]
        room = slack + 2 * room
    whole = _found_again(kept, now, ends=ends, room=room, is_wide=bool(skipped))
    if near is kept or whole == 1.0:
        in_near = whole
    else:
        in_near = _found_again(near, now, ends=ends, room=room, is_wide=bool(skipped))
    run = _UNSPACED_RUN if slack == _UNSPACED_SLACK else _RUN
    touches = once and len(near) >= run and (now.endswith(near[-run:]) if ends else now.startswith(near[:run]))
    return Side(whole, in_near, bytes_of(near), touches)


def _found_again(kept: str, now: str, *, ends: bool, room: int, is_wide: bool) -> float:
    """Return how much of `kept` stands in runs that are in `now`, near where they were; 0 where nothing was kept."""
    if not kept:
        return 0.0
    if now.endswith(kept) if ends else now.startswith(kept):
        return 1.0
    run = _UNSPACED_RUN if bytes_of(kept) > 2.5 * len(kept) else _RUN
    run += is_wide  # in a wider window more agrees by chance
    if len(kept) < run:
        return 0.0
    found, covered = 0, 0
    shift = (len(now) - len(kept) if ends else 0) - room
    if shift < 0:
        now, shift = " " * -shift + now, 0  # no letter of it is a space
    beyond = shift + run + 2 * room
    find = now.find
    for at in range(len(kept) - run + 1):
        if find(kept[at : at + run], at + shift, at + beyond) >= 0:
            found += at + run - max(at, covered)
            covered = at + run
    return found / len(kept)


def bytes_of(text: str) -> int:
    """Return the length in UTF-8: a fair measure, across scripts, of how much a stretch of letters tells."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
