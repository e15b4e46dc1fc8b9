"""The ruler at the right edge: where in the whole text the highlights and matches are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reader import model
from reader.text.find import Matches
from reader.tui.reading.spans import Spans

NONE, MATCH = 0, 9
"""Ticks besides the colours of highlights, 1 to 5."""


def ticks(height: int, length: int, highlights: Spans[model.Highlight], matches: Matches | None) -> Sequence[int]:
    """Return one tick for each of `height` rows, which share a text of `length` characters; () where there are none.

    A highlight outweighs matches on its row; the cost does not grow with the text or the number of matches.
    """
    if not length or not height or not (highlights or matches):
        return ()
    edges = [length * row // height for row in range(height + 1)]
    return [_tick(start, max(end, start + 1), highlights, matches) for start, end in pairwise(edges)]


def _tick(start: int, end: int, highlights: Spans[model.Highlight], matches: Matches | None) -> int:
    first = highlights.after(start - 1)
    if first is not None and first.span.start < end:
        return first.value.colour
    if matches:
        number = matches.after(start - 1)
        if number is not None and start <= matches[number].start < end:
            return MATCH
    return NONE
