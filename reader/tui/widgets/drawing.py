"""The lines of an open page as they are on the screen: each is drawn once, and again only where what lies over it changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rich.segment import Segment
from textual.strip import Strip

from reader.text.rows import Row
from reader.tui.reading.geometry import Geometry
from reader.tui.reading.margin import margin_lines
from reader.tui.reading.page import SideNote
from reader.tui.reading.pictures import PictureRow
from reader.tui.reading.ruler import ticks
from reader.tui.reading.said import Said
from reader.tui.reading.viewport import Position
from reader.tui.reading.washes import Washed, Washes
from reader.tui.reading.window import Window
from reader.tui.widgets.page_painter import PagePainter
from reader.tui.widgets.paint import Ink

MOST_STRIPS = 1_000

Key = tuple[Position | None, Said | None, int | None, tuple[Washed, ...]]


class Drawing:
    """Draws what a window shows."""

    def __init__(self, ink: Ink, geometry: Geometry, pictures: Callable[[PictureRow], Sequence[Segment]]) -> None:
        self.ink = ink
        self.geometry = geometry
        self._pictures = pictures
        self._labels: Mapping[int, str] = {}
        self._painter: PagePainter | None = None
        self._strips: dict[Key, Strip] = {}
        self._ticks: Sequence[int] = ()
        self._ticked: tuple[object, ...] = ()

    def forget(self) -> None:
        """Draw everything anew at the next time: rows, colours or pictures have changed."""
        self._painter = None
        self._strips.clear()
        self._ticked = ()

    def label(self, labels: Mapping[int, str]) -> bool:
        """Draw letters over the characters at these offsets; say whether that is something new."""
        changed = bool(labels or self._labels)
        self._labels = labels
        return changed

    def lines(self, window: Window | None, washes: Washes, notes: Sequence[SideNote], height: int) -> list[Strip]:
        """Return `height` lines; notes stand in the margin where the geometry has one."""
        if window is None:
            return [Strip.blank(self.geometry.width, self.ink.ground)] * height
        strips = self._drawn(window, washes, notes, [*window.visible()])
        return strips + [self._painted.line(None)] * (height - window.height)  # a resize may not have come through yet

    def lines_ahead(self, window: Window, washes: Washes, notes: Sequence[SideNote]) -> list[Strip]:
        """Return the lines of a window that is not shown yet, so that they are known when it is; not those of pictures."""
        visible = window.visible()
        if any(isinstance(window.page.row(position), PictureRow) for position in visible):
            return []
        return self._drawn(window, washes, notes, visible)

    @property
    def _painted(self) -> PagePainter:
        if self._painter is None:
            self._painter = PagePainter(self.ink, self.geometry, self._labels, self._pictures)
        return self._painter

    def _drawn(
        self, window: Window, washes: Washes, notes: Sequence[SideNote], visible: Sequence[Position]
    ) -> list[Strip]:
        painter = self._painted
        positions = [*visible, *[None] * (window.height - len(visible))]
        margin: Sequence[Said | None] = ()
        if self.geometry.notes:
            margin = margin_lines(window, window.page, notes, self.geometry.notes)
        ruler = self._ruler(window.height, washes)
        return [
            self._strip(painter, window, washes, position, margin[y] if margin else None, ruler[y] if ruler else None)
            for y, position in enumerate(positions)
        ]

    def _ruler(self, height: int, washes: Washes) -> Sequence[int]:
        length = washes.document.length if washes.document.complete else 0
        asked = (height, length, washes.highlights, washes.matches)
        if not self._ticked or any(new is not old for new, old in zip(asked, self._ticked, strict=True)):
            self._ticked = asked
            self._ticks = ticks(height, length, washes.highlights, washes.matches)
        return self._ticks

    def _strip(
        self,
        painter: PagePainter,
        window: Window,
        washes: Washes,
        position: Position | None,
        beside: Said | None,
        tick: int | None,
    ) -> Strip:
        row = window.page.row(position) if position is not None else None
        over = tuple(washes.over(row)) if isinstance(row, Row) else ()
        key = (position, beside, tick, over)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) > MOST_STRIPS:
                self._strips.clear()
            strip = self._strips[key] = painter.line(row, over, beside, tick)
        return strip
