"""Draw the rows of an open page: text under its washes, notes beside it, letters over it, the ruler at the edge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style as Look
from textual.strip import Strip

from reader.text.rows import Row
from reader.tui.reading.geometry import Geometry
from reader.tui.reading.page import PageRow
from reader.tui.reading.ruler import MATCH, NONE
from reader.tui.reading.said import BLANK, Said
from reader.tui.reading.washes import Wash, Washes
from reader.tui.widgets.paint import Ink, paint, paint_said

CURSOR_BAR = "▏"
TICK = "▐"


@dataclass
class PagePainter:
    """How one page is drawn just now."""

    ink: Ink
    geometry: Geometry
    washes: Washes
    labels: Mapping[int, str] = field(default_factory=dict)
    """Letters to type, over the character at each offset."""

    def line(self, row: PageRow | None, margin: Said | None = None, tick: int | None = None) -> Strip:
        """Return one line of the screen, as wide as it; `row` is None under the end. A `tick` makes room for the ruler."""
        strip = self._line(row or BLANK, margin, tick is not None)
        return strip if tick is None else Strip([*strip, self._tick(tick)], self.geometry.width)

    def _tick(self, tick: int) -> Segment:
        if tick == NONE:
            return Segment(" ", self.ink.ground)
        palette = self.ink.palette
        return Segment(TICK, self.ink.plain(palette.accent if tick == MATCH else palette.highlight_bars[tick - 1]))

    def _line(self, row: PageRow, margin: Said | None, has_ruler: bool) -> Strip:
        geometry, ink = self.geometry, self.ink
        width = geometry.notes_x if geometry.notes else geometry.width - has_ruler
        if isinstance(row, Row):
            strip = self._text(row, width)
        else:
            strip = paint_said(row, ink, width, left=geometry.left, measure=geometry.measure)
        if geometry.notes:
            beside = geometry.width - width - has_ruler
            strip = Strip.join([strip, paint_said(margin or BLANK, ink, beside)])
        return strip

    def _text(self, row: Row, width: int) -> Strip:
        washes = self.washes.over(row)
        cursor = any(wash.wash & Wash.CURSOR for wash in washes)
        bar = Segment(CURSOR_BAR, self.ink.plain(self.ink.palette.accent)) if cursor else None
        strip = paint(
            row,
            self.ink,
            width,
            left=self.geometry.left,
            measure=self.geometry.measure,
            washes=washes,
            bar=bar,
        )
        return self._lettered(row, strip) if self.labels else strip

    def _lettered(self, row: Row, strip: Strip) -> Strip:
        look = self.ink.plain(self.ink.palette.background, bold=True) + _on(self.ink.palette.accent)
        width = strip.cell_length
        for offset in self._labelled(row):
            label = self.labels[offset]
            at = self.geometry.left + row.column_of(offset)
            at = max(0, min(at, width - cell_len(label)))
            strip = Strip.join(
                [strip.crop(0, at), Strip([Segment(label, look)], len(label)), strip.crop(at + len(label), width)]
            )
        return strip

    def _labelled(self, row: Row) -> Sequence[int]:
        pieces = [piece for piece in row.pieces if piece.is_text]
        return [offset for offset in self.labels if any(piece.start <= offset < piece.end for piece in pieces)]


def _on(colour: str) -> Look:
    return Look(bgcolor=colour)
