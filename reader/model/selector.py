"""Say where a passage sits in a text, and find it again after edits.

Names follow the selectors of the W3C Web Annotation model. Texts are `Document.plain`; positions are code points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

CONTEXT_CHARACTERS = 32
"""How much of the surroundings a quote keeps on each side."""
TELLING_CHARACTERS = 64
"""A side that is longer was made so because the words stand twice: its outermost characters, so many, tell the places
apart."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A range of code points, end excluded."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words this span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class TextQuote:
    """A passage told by its own words and the words around them."""

    exact: str
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, text: str, span: Span) -> TextQuote:
        """Quote the words of `span` with their surroundings."""
        return cls(
            exact=span.of(text),
            prefix=text[max(0, span.start - CONTEXT_CHARACTERS) : span.start],
            suffix=text[span.end : span.end + CONTEXT_CHARACTERS],
        )

    @property
    def has_a_double(self) -> bool:
        """Whether the words stood more than once when they were quoted."""
        return max(len(self.prefix), len(self.suffix)) > CONTEXT_CHARACTERS

    def find(self, text: str, near: int = 0) -> Span | None:
        """Return the occurrence whose surroundings agree best, or None if the words are gone.

        Equal candidates are settled by distance from `near`, a code point offset.
        """
        if not self.exact:
            return None
        return max(self._occurrences(text), key=lambda span: self._rank(text, span, near), default=None)

    def _occurrences(self, text: str) -> Iterator[Span]:
        start = text.find(self.exact)
        while start >= 0:
            yield Span(start, start + len(self.exact))
            start = text.find(self.exact, start + 1)

    def _rank(self, text: str, span: Span, near: int) -> tuple[int, int]:
        before = text[max(0, span.start - CONTEXT_CHARACTERS) : span.start]
        after = text[span.end : span.end + CONTEXT_CHARACTERS]
        agreement = _common_length(before[::-1], self.prefix[::-1]) + _common_length(after, self.suffix)
        return agreement, -abs(span.start - near)


def _common_length(one: str, other: str) -> int:
    """Return how many leading characters two strings share."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length
