"""A selection in the making: two ends, and the unit it grows by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from reader.model.selector import Span

Whole = Callable[[int], Span]
"""Given an offset, the whole thing around it: a sentence, a word, or the character alone."""


@dataclass(frozen=True, slots=True)
class Selection:
    """From `anchor` to `head`, both included, as vim's visual mode has it."""

    anchor: int
    head: int
    whole: Whole | None = None
    """Both ends are widened to whole ones of these; None is character by character."""

    @property
    def span(self) -> Span:
        """What is selected, end excluded."""
        low, high = sorted((self.anchor, self.head))
        if self.whole is None:
            return Span(low, high + 1)
        return Span(min(low, self.whole(low).start), max(high + 1, self.whole(high).end))

    def to(self, head: int) -> Selection:
        """Return it with its moving end elsewhere."""
        return replace(self, head=max(0, head))

    def swapped(self) -> Selection:
        """Return it with the other end as the moving one (o)."""
        return replace(self, anchor=self.head, head=self.anchor)


def trimmed(text: str, span: Span) -> Span:
    """Return `span` without white space at its ends; empty where it holds nothing else."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - (len(words) - len(words.rstrip()))))
