"""Where vim's motions lead in a text: words, and any sorted list of places."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

_WORD = re.compile(r"\w+|[^\w\s]+")


def word_on(text: str, offset: int, count: int = 1) -> int:
    """Return the start of the `count`-th word after `offset` (w)."""
    found = offset
    for number, match in enumerate(_WORD.finditer(text, _word_start(text, offset))):
        if match.start() > offset:
            found = match.start()
            count -= 1
        if not count or number > 100_000:
            break
    return found if not count else max(0, len(text) - 1)


def word_back(text: str, offset: int, count: int = 1) -> int:
    """Return the start of the `count`-th word before `offset` (b)."""
    low = offset
    while low > 0:
        low = max(0, low - 400 * count)
        while low > 0 and not text[low - 1].isspace():
            low -= 1
        starts = [match.start() for match in _WORD.finditer(text, low, offset)]
        if len(starts) >= count:
            return starts[-count]
    return 0


def word_end(text: str, offset: int, count: int = 1) -> int:
    """Return the last character of the `count`-th word that ends after `offset` (e)."""
    for match in _WORD.finditer(text, _word_start(text, offset)):
        if match.end() - 1 > offset:
            count -= 1
            if not count:
                return match.end() - 1
    return max(0, len(text) - 1)


def _word_start(text: str, offset: int) -> int:
    """Return where the run of characters around `offset` begins, so that no word is cut."""
    low = max(0, offset - 200)
    while offset > low and not text[offset - 1].isspace():
        offset -= 1
    return offset


def step(places: Sequence[int], offset: int, count: int) -> int | None:
    """Return the `count`-th of sorted `places` after `offset` (before it when negative), the last one there is where
    there are fewer, None where there is none."""
    if count > 0:
        at = bisect_right(places, offset)
        return places[min(at + count, len(places)) - 1] if at < len(places) else None
    at = bisect_left(places, offset)
    return places[max(0, at + count)] if at > 0 else None
