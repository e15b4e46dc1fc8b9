"""The window over an open page: what stands in it, and where on it."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model.selector import Span
from reader.text.rows import Row
from reader.tui.reading.page import Page
from reader.tui.reading.viewport import Position, Viewport


@dataclass
class Window(Viewport):
    """A viewport that knows text: rows of it, and offsets."""

    page: Page

    @property
    def span(self) -> Span:
        """From the first character in the window to the last; empty where it shows none."""
        rows = [row for position in self.visible() if isinstance(row := self.page.row(position), Row)]
        text = [row for row in rows if not row.blank]
        if not text:
            end = self.page.document.length if self.top.unit else 0
            return Span(end, end)
        return Span(text[0].start, max(row.end for row in text))

    def first_text(self) -> tuple[int, int]:
        """Return how many rows stand above the first row of text, and where that row begins."""
        for number, position in enumerate(self.visible()):
            row = self.page.row(position)
            if isinstance(row, Row) and not row.blank:
                return number, row.start
        return 0, 0

    def beyond(self, step: int) -> Window:
        """Return the window over the rows behind this one (before it, where `step` is negative)."""
        return Window(self.page, self.height, self.walk(self.top, step * self.height))

    def row_at(self, y: int) -> Row | None:
        """Return the row of text on a line of the window, None where there is none."""
        visible = self.visible()
        row = self.page.row(visible[y]) if 0 <= y < len(visible) else None
        return row if isinstance(row, Row) else None

    def beside(self, offset: int, rows: int) -> int | None:
        """Return the offset in the same column so many rows of text on, or back; None where there is none."""
        position = self.page.position_of(offset)
        row = self.page.row(position)
        column = row.column_of(offset) if isinstance(row, Row) else 0
        step = 1 if rows > 0 else -1
        for _ in range(abs(rows)):
            found = self._text_row_beside(position, step)
            if found is None:
                return None
            position, row = found
        return row.offset_at(column) if isinstance(row, Row) else None

    def _text_row_beside(self, position: Position, step: int) -> tuple[Position, Row] | None:
        while (following := self.walk(position, step)) != position:
            position = following
            row = self.page.row(position)
            if isinstance(row, Row) and any(piece.is_text for piece in row.pieces):
                return position, row
        return None
