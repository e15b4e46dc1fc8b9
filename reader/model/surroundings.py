"""How well the words around a place agree with those that were kept around a passage."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model.selector import TextQuote
from reader.model.skeleton import letters

AGREES = 0.6
"""A side (the 32 characters before, or after) agrees when so much of it is found again."""
DIFFERS = 0.35
"""A side says "another place" when no more of it is found again than many texts share."""
WHOLE, HALF = 0.85, 0.5
"""Both sides here as good as whole, and both there no more than half: apart."""
TELLING_BYTES = 16
"""So much of one side (three words or so) is beyond the chance of a single word that was changed."""
_SLACK = 12
"""Letters looked at beyond the surroundings as they were: words may have been put in."""


@dataclass(frozen=True, slots=True)
class Side:
    """What was kept on one side of a passage, compared with what is there now."""

    whole: float
    """How much of it is found again, 0 to 1; 0 where nothing was kept."""
    near: float
    """The same of the part in the passage's own paragraph: paragraphs are moved and put in, sentences rarely."""
    near_bytes: int

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
        return agrees and not self.before.contradicts and not self.after.contradicts

    @property
    def says_nothing(self) -> bool:
        """Whether all that was kept belongs to other paragraphs."""
        return not self.before.near_bytes and not self.after.near_bytes

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
        if min(self.before.whole, self.after.whole) >= WHOLE and best_theirs <= HALF:
            return True
        return is_nearest and (any(decided) or any(ours.speaks_against(theirs) for ours, theirs in sides))


class Surroundings:
    """What was kept around a passage, as letters."""

    def __init__(self, quote: TextQuote) -> None:
        self.before = letters(quote.prefix)
        self.after = letters(quote.suffix)
        own_before = quote.prefix.rpartition("\n")[2]
        own_after = quote.suffix.partition("\n")[0]
        self.near_before = self.before if own_before == quote.prefix else letters(own_before)
        self.near_after = self.after if own_after == quote.suffix else letters(own_after)

    def at(self, known: str, start: int, end: int) -> Agreement:
        """Compare with what stands around a range of letters."""
        return self.beside(
            known[max(0, start - len(self.before) - _SLACK) : start], known[end : end + len(self.after) + _SLACK]
        )

    def beside(self, before: str, after: str) -> Agreement:
        """Compare with the letters before and after."""
        return Agreement(
            _side(self.before, self.near_before, before, ends=True),
            _side(self.after, self.near_after, after, ends=False),
        )


def _side(kept: str, near: str, now: str, *, ends: bool) -> Side:
    whole = _found_again(kept, now, ends=ends)
    return Side(whole, whole if near is kept or whole == 1.0 else _found_again(near, now, ends=ends), bytes_of(near))


def _found_again(kept: str, now: str, *, ends: bool) -> float:
    """Return how much of `kept` stands in runs that are in `now`, near where they were; 0 where nothing was kept."""
    if not kept:
        return 0.0
    if now.endswith(kept) if ends else now.startswith(kept):
        return 1.0
    run = 3 if bytes_of(kept) > 2.5 * len(kept) else 5
    if len(kept) < run:
        return 0.0
    found, covered = 0, 0
    shift = (len(now) - len(kept) if ends else 0) - _SLACK
    if shift < 0:
        now, shift = " " * -shift + now, 0  # no letter of it is a space
    beyond = shift + run + 2 * _SLACK
    find = now.find
    for at in range(len(kept) - run + 1):
        if find(kept[at : at + run], at + shift, at + beyond) >= 0:
            found += at + run - max(at, covered)
            covered = at + run
    return found / len(kept)


def bytes_of(text: str) -> int:
    """Return the length in UTF-8: a fair measure, across scripts, of how much a stretch of letters tells."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
