"""Stretches of `plain` that are drawn in a way of their own, and which of them touch a row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from reader.model.selector import Span

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Marked(Generic[Value]):
    """A span, and what it stands for."""

    span: Span
    value: Value


class Spans(Generic[Value]):
    """Marked spans, sorted; they may overlap. Asking for a row costs what touches it."""

    def __init__(self, marked: Iterable[Marked[Value]] = ()) -> None:
        self.all = sorted(marked, key=lambda one: one.span)
        self._starts = [one.span.start for one in self.all]
        self._reach: list[int] = []
        """The furthest end of all spans up to each: how far back a look has to go."""
        furthest = 0
        for one in self.all:
            furthest = max(furthest, one.span.end)
            self._reach.append(furthest)

    def __len__(self) -> int:
        return len(self.all)

    def __bool__(self) -> bool:
        return bool(self.all)

    def touching(self, start: int, end: int) -> list[Marked[Value]]:
        """Return what overlaps [start, end), by start."""
        at = bisect_left(self._starts, end) - 1
        found: list[Marked[Value]] = []
        while at >= 0 and self._reach[at] > start:
            if self.all[at].span.end > start:
                found.append(self.all[at])
            at -= 1
        return found[::-1]

    def after(self, offset: int, count: int = 1) -> Marked[Value] | None:
        """Return the `count`-th that starts after `offset`, the last where there are fewer, None where there is none."""
        at = bisect_left(self._starts, offset + 1)
        return self.all[min(at + count - 1, len(self.all) - 1)] if at < len(self.all) else None

    def before(self, offset: int, count: int = 1) -> Marked[Value] | None:
        """Return the `count`-th that starts before `offset`, counted back; the first where there are fewer."""
        at = bisect_left(self._starts, offset) - 1
        return self.all[max(0, at - count + 1)] if at >= 0 else None
