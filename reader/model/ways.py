"""How far passages have moved: what stood between two that moved alike has moved with them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from reader.model.selector import Span


class Ways:
    """Where passages that are placed stood, and how far each has moved."""

    def __init__(self, moved: Iterable[tuple[int, int]]) -> None:
        """Take (where it stood, how far it moved) of each, in any order."""
        ordered = sorted(moved)
        self._starts = [start for start, _ in ordered]
        self._ways = [way for _, way in ordered]

    def way(self, offset: int) -> int:
        """Return how far the passage before `offset` moved, or the first one there is; 0 where none is placed."""
        at = bisect_right(self._starts, offset) - 1
        return self._ways[max(0, at)] if self._ways else 0

    def between(self, span: Span) -> int | None:
        """Return how far both neighbours of a passage moved; None where they differ, or one is missing: something was
        put in, taken out or moved between them."""
        at = bisect_right(self._starts, span.start)
        if not 0 < at < len(self._starts) or self._ways[at - 1] != self._ways[at]:
            return None
        return self._ways[at]
