"""The line under the text: the title, how far one has read, how long the rest takes."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from reader.model.clean import clean_line
from reader.tui.themes import Palette
from reader.tui.widgets.rows import fitted

BAR_CELLS = 20
BAR_FROM_WIDTH = 64
TIME_FROM_WIDTH = 36


class Standing(NamedTuple):
    """Where a reader stands."""

    title: str = ""
    fraction: float = 0.0
    """Part of the words read, 0 to 1."""
    minutes_left: int = 0
    mode: str = ""
    """What the keys do now where that is not reading: "select", "follow"."""
    told: str = ""
    """A word about it: the count of matches, the letters typed."""


class PositionLine(Widget):
    """One quiet line: title at the left, progress at the right."""

    DEFAULT_CSS = "PositionLine { height: 1; }"

    standing: reactive[Standing] = reactive(Standing())

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette

    def render_line(self, y: int) -> Strip:
        """Draw the line; what does not fit goes: first the bar, then the time, then the title."""
        width, palette = self.size.width, self.palette
        right = self._progress(width)
        used = sum(cell_len(segment.text) for segment in right)
        left = [Segment(" ")]
        if self.standing.mode:
            left.append(Segment(f" {self.standing.mode.upper()} ", Style(color=palette.accent, bold=True)))
        if self.standing.told:
            left.append(Segment(f" {clean_line(self.standing.told)} ", Style(color=palette.accent)))
        taken = sum(cell_len(segment.text) for segment in left)
        title = clean_line(self.standing.title) or "Untitled"
        left.append(
            Segment(" " * (len(left) > 1) + fitted(title, width - used - taken - 3), Style(color=palette.muted))
        )
        taken = sum(cell_len(segment.text) for segment in left)
        segments = [*left, Segment(" " * max(0, width - taken - used)), *right]
        strip = Strip(segments, max(width, taken + used)).crop(0, width)
        return strip.extend_cell_length(width).apply_style(Style(bgcolor=palette.raised))

    def _progress(self, width: int) -> list[Segment]:
        palette, standing = self.palette, self.standing
        segments: list[Segment] = []
        if width >= BAR_FROM_WIDTH:
            done = round(standing.fraction * BAR_CELLS)
            segments.append(Segment("━" * done, Style(color=palette.accent)))
            segments.append(Segment("━" * (BAR_CELLS - done), Style(color=palette.line)))
        percent = 100 if standing.fraction >= 1 else min(99, int(standing.fraction * 100))
        words = f"  {percent:3}%"
        if width >= TIME_FROM_WIDTH:
            words += (
                "  finished"
                if standing.fraction and not standing.minutes_left
                else f"  {standing.minutes_left} min left"
            )
        return [*segments, Segment(words + " ", Style(color=palette.muted))]
