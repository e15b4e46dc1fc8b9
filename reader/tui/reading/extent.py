"""Which words of an article were read: stretches that were on the screen, the gaps that one jumped over left out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

FINISHED_FROM = 0.5
"""Who has read less of an article than this and sees its last words has looked at its end, not finished it."""


class Extent:
    """Stretches of words, told by their numbers from the top; those that touch are one."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, start: int, end: int) -> None:
        """Words from one number to another, end excluded, were read."""
        first = bisect_left(self._ends, start)
        last = bisect_right(self._starts, end)
        if first < last:
            start, end = min(start, self._starts[first]), max(end, self._ends[last - 1])
        self._starts[first:last], self._ends[first:last] = [start], [end]

    def count(self, before: int = 0) -> int:
        """Return how many words were read, those `before` a number among them in any case."""
        return before + sum(
            max(0, end - max(start, before)) for start, end in zip(self._starts, self._ends, strict=True)
        )
