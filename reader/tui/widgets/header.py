"""The first line: what is shown and how much of it there is."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from reader.model.clean import clean_line
from reader.tui.themes import Palette
from reader.tui.widgets.rows import fitted


class Header(Widget):
    """The name of the program, then the view, its counts, and what narrows it."""

    DEFAULT_CSS = "Header { dock: top; height: 2; }"

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette
        self._parts: list[tuple[str, str]] = []

    def tell(self, parts: list[tuple[str, str]]) -> None:
        """Show these words, each with the name of its ink."""
        self._parts = [(clean_line(text), ink) for text, ink in parts]
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line, and a blank one under it."""
        width, palette = self.size.width, self.palette
        ground = Style(bgcolor=palette.background)
        if y:
            return Strip.blank(width, ground)
        segments = [Segment("  "), Segment("Reader", Style(color=palette.strong, bold=True))]
        room = width - 9
        for text, ink in self._parts:
            shown = fitted(text, room - 3)
            if room < 6:
                break
            segments += [Segment("   "), Segment(shown, Style(color=getattr(palette, ink)))]
            room -= cell_len(shown) + 3
        strip = Strip(segments, sum(cell_len(segment.text) for segment in segments))
        return strip.crop(0, width).extend_cell_length(width).apply_style(ground)


def counted(articles: int, unread: int) -> str:
    """Return "1 200 articles · 30 unread"."""
    return f"{articles:,} article{'' if articles == 1 else 's'} · {unread:,} unread".replace(",", " ")
