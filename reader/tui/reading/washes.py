"""What lies over the text: highlights, matches, the selection, the reading cursor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntFlag
from typing import NamedTuple

from reader import model
from reader.model.selector import Span
from reader.text.document import Document, Kind
from reader.text.find import Matches
from reader.text.rows import Row
from reader.tui.reading.spans import Spans


class Wash(IntFlag):
    """What lies over the text, as a felt pen does: highlights, matches, the selection, the reading cursor."""

    COLOUR = 7
    """The colour of a highlight, 1 to 5; 0 is none."""
    CURSOR = 8
    """The sentence one stands on."""
    MATCH = 16
    CURRENT = 32
    """With `MATCH`: the one that n and N stand on."""
    SELECTED = 64
    SAVED = 128
    """A link whose target is in the library."""


class Washed(NamedTuple):
    """A stretch of `plain` under a wash."""

    start: int
    end: int
    wash: int


@dataclass
class Washes:
    """All that lies over one article; asking for a row costs what touches it."""

    document: Document
    highlights: Spans[model.Highlight] = field(default_factory=Spans)
    matches: Matches | None = None
    current: Span | None = None
    """The match one stands on."""
    selected: Span | None = None
    cursor: Span | None = None
    """The sentence one stands on."""
    saved: frozenset[str] = frozenset()
    """The targets of links that are in the library."""

    def over(self, row: Row) -> list[Washed]:
        """Return what lies over a row, the uppermost last."""
        if row.blank:
            return []
        if row.kind is not Kind.TABLE:
            return list(self._over(row.start, row.end))
        drawn = [piece for piece in row.pieces if piece.is_text]  # parts of several cells, with others between them
        return list(self._over(min(piece.start for piece in drawn), max(piece.end for piece in drawn))) if drawn else []

    def _over(self, start: int, end: int) -> Iterator[Washed]:
        if self.cursor is not None and self.cursor.start < end and self.cursor.end > start:
            yield Washed(*_ends(self.cursor), Wash.CURSOR)
        if self.saved:
            for link in self.document.links_in(start, end):
                if link.href in self.saved:
                    yield Washed(*_ends(link.span), Wash.SAVED)
        for marked in self.highlights.touching(start, end):
            yield Washed(*_ends(marked.span), marked.value.colour)
        yield from self._matches(start, end)
        if self.selected is not None:
            yield Washed(*_ends(self.selected), Wash.SELECTED)

    def _matches(self, start: int, end: int) -> Iterator[Washed]:
        for span in self.matches.within(start, end) if self.matches else ():
            yield Washed(*_ends(span), Wash.MATCH | (Wash.CURRENT if span == self.current else 0))


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
