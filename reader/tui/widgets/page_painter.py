"""Draw the rows of an open page: text under its washes, notes beside it, letters over it, the ruler at the edge."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style as Look
from textual.strip import Strip

from reader.text.rows import Row
from reader.tui.reading.geometry import Geometry
from reader.tui.reading.page import PageRow
from reader.tui.reading.pictures import PictureRow
from reader.tui.reading.ruler import MATCH, NONE
from reader.tui.reading.said import BLANK, Said
from reader.tui.reading.washes import Wash, Washed
from reader.tui.widgets.paint import Ink, paint, paint_said

CURSOR_BAR = "▏"
CURSOR_BAR_AT_RIGHT = "▕"
TICK = "▐"
NUMBERS_AT_MOST = 2
"""How many highlights of one row are numbered in the margin."""


@dataclass
class PagePainter:
    """How one page is drawn just now."""

    ink: Ink
    geometry: Geometry
    labels: Mapping[int, str] = field(default_factory=dict)
    """Letters to type, over the character at each offset."""
    pictures: Callable[[PictureRow], Sequence[Segment]] = lambda row: ()
    """The segments of a row of a picture; none as long as it is not drawn."""

    def line(
        self, row: PageRow | None, washes: Sequence[Washed] = (), margin: Said | None = None, tick: int | None = None
    ) -> Strip:
        """Return one line of the screen, as wide as it, with what lies over it; `row` is None under the end.

        A `tick` makes room for the ruler.
        """
        strip = self._line(row or BLANK, washes, margin, tick is not None)
        return strip if tick is None else Strip([*strip, self._tick(tick)], self.geometry.width)

    def _tick(self, tick: int) -> Segment:
        if tick == NONE:
            return Segment(" ", self.ink.ground)
        palette = self.ink.palette
        return Segment(TICK, self.ink.plain(palette.accent if tick == MATCH else palette.highlight_bars[tick - 1]))

    def _line(self, row: PageRow, washes: Sequence[Washed], margin: Said | None, has_ruler: bool) -> Strip:
        geometry, ink = self.geometry, self.ink
        width = geometry.notes_x if geometry.notes else geometry.width - has_ruler
        if isinstance(row, Row):
            strip = self._text(row, washes, width)
        elif isinstance(row, PictureRow):
            strip = self._picture(row, width)
        else:
            strip = paint_said(row, ink, width, left=geometry.left, measure=geometry.measure)
        if geometry.notes:
            beside = geometry.width - width - has_ruler
            strip = Strip.join([strip, paint_said(margin or BLANK, ink, beside)])
        return strip

    def _picture(self, row: PictureRow, width: int) -> Strip:
        left = self.geometry.left + row.x
        drawn = self.pictures(row) or [Segment(" " * row.cells, self.ink.sunken)]
        right = width - left - row.cells
        segments = [Segment(" " * left, self.ink.ground), *drawn, Segment(" " * max(0, right), self.ink.ground)]
        return Strip(segments, left + row.cells + max(0, right))

    def _text(self, row: Row, washes: Sequence[Washed], width: int) -> Strip:
        strip = paint(
            row,
            self.ink,
            width,
            left=self.geometry.left,
            measure=self.geometry.measure,
            washes=washes,
            hanging=self._hanging(washes, CURSOR_BAR_AT_RIGHT if row.rtl else CURSOR_BAR),
        )
        return self._lettered(row, strip) if self.labels else strip

    def _hanging(self, washes: Sequence[Washed], bar: str) -> list[Segment]:
        """Return what stands in the margin: the numbers of highlights where colours do not tell them, the cursor's bar."""
        palette = self.ink.palette
        numbers = dict.fromkeys(wash.wash & Wash.COLOUR for wash in washes if palette.cues and wash.wash & Wash.COLOUR)
        hanging = [
            Segment(str(number), self.ink.plain(palette.highlight_bars[number - 1], bold=True))
            for number in list(numbers)[:NUMBERS_AT_MOST]
        ]
        if any(wash.wash & Wash.CURSOR for wash in washes):
            hanging.append(Segment(bar, self.ink.plain(palette.accent)))
        elif hanging and self.geometry.left > len(hanging) + 1:
            hanging.append(Segment(" ", self.ink.ground))
        return hanging[-max(0, self.geometry.left - 1) :] if self.geometry.left > 1 else []

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
