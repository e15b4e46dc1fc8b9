"""A panel over the screen in front, which stands still and faint behind it.

Textual tints the whole screen below anew for whatever is drawn above it, several times before a panel is open. Here it is
drawn and made faint once, and again only when it has changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.events import ScreenResume
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.strip import Strip

from reader.tui.themes import Palette

VEILED = 0.55
"""How much of the background lies over the screen below."""

SIZES = frozenset({"-narrow", "-wide", "-short", "-tall"})
"""The classes that tell a screen how large the terminal is: worn from the start, lest all is set twice."""

Answer = TypeVar("Answer")


class Panel(ModalScreen[Answer]):
    """A screen that holds one box; what is below shows through, and takes no part."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette
        self._below: list[Strip] = []
        """The screen below as it is drawn behind the panel; empty where it is to be drawn anew."""
        self._below_as: object = None
        self._opening = True
        self.set_classes(self.app.screen.classes & SIZES)

    def on_screen_resume(self, event: ScreenResume) -> None:
        """A panel that opens has its styles already, and will be painted when it is laid out."""
        event.refresh_styles = not self._opening
        self.app.call_next(self._opened)  # after what waits for all to be mounted, and would paint all again

    def _opened(self) -> None:
        self._opening = False

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Panel[Answer]:
        """What changes below is told in regions of the screen; until all is mounted, being laid out paints enough."""
        if regions:
            self._below = []
        repaint = repaint and (bool(regions) or not self._opening)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw what is below; the panel's box is a widget of its own."""
        drawn_as = (self.size, self.palette)
        if not self._below or drawn_as != self._below_as:
            self._below, self._below_as = self._veiled(), drawn_as
        return [self._below[y].crop(crop.x, crop.right) for y in crop.line_range]

    def _veiled(self) -> list[Strip]:
        """Return the screen below made faint; nothing of it in the terminal's own colours, which cannot be mixed."""
        stack, (width, height) = self.app.screen_stack, self.size
        below = stack[stack.index(self) - 1] if self in stack[1:] else None
        blank = Strip.blank(width, Style(bgcolor=self.palette.background))
        if below is None or not self.palette.is_known:
            return [blank] * height
        veil = Veil(self.palette.background)
        lines = [veil.over(strip).crop(0, width) for strip in below._compositor.render_strips()[:height]]
        return lines + [blank] * (height - len(lines))


class Veil:
    """Mixes drawn lines with the background."""

    def __init__(self, background: str) -> None:
        self._background = Color.parse(background)
        self._styles: dict[Style | None, Style] = {}
        """The styles met so far, and what they become: a screen has few."""

    def over(self, strip: Strip) -> Strip:
        """Return a line made faint; pieces that look alike are one piece."""
        return Strip(self._segments(strip), strip.cell_length).simplify()

    def _segments(self, strip: Iterable[Segment]) -> Iterable[Segment]:
        styles = self._styles
        for text, style, control in strip:
            if control:
                continue
            if style not in styles:
                styles[style] = self._faint(style or Style())
            yield Segment(text, styles[style])

    def _faint(self, style: Style) -> Style:
        ink, paper = (
            Color.from_rich_color(colour).blend(self._background, VEILED).rich_color if colour is not None else None
            for colour in (style.color, style.bgcolor)
        )
        return style.clear_meta_and_links() + Style(color=ink, bgcolor=paper or self._background.rich_color)
