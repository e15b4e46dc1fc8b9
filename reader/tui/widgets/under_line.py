"""The line under a text field: what the piece being typed may become, a caret under a fault, or which keys matter."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from reader.model.clean import clean_in_place, clean_line
from reader.model.query import Completion
from reader.tui.themes import Palette
from reader.tui.widgets.rows import fitted

CARET = "^"
GAP = 3
COMPLETION_CELLS = 34
MEANS_FROM = 60
"""From so many cells on it is told what the marked completion means."""


class UnderLine(Widget):
    """One row. A fault comes before completions only once it is insisted on: what is being typed is rarely right yet."""

    DEFAULT_CSS = "UnderLine { height: 1; }"

    def __init__(self, palette: Palette, *, indent: int = 0) -> None:
        super().__init__()
        self.palette = palette
        self.indent = indent
        """Cells before the field above begins."""
        self.hint = ""
        """The keys that matter here."""
        self.completions: Sequence[Completion] = ()
        self.marked = 0
        self.caret: int | None = None
        """The cell of the field, from 0, that the fault is under."""
        self.fault = ""
        self.insists = False

    def offer(self, completions: Sequence[Completion]) -> None:
        """Show what the piece may become, the first one marked."""
        self.completions, self.marked = completions, 0
        self.refresh()

    def mark(self, step: int) -> None:
        """Mark another completion, round the ends."""
        if self.completions:
            self.marked = (self.marked + step) % len(self.completions)
            self.refresh()

    def complain(self, fault: str, caret: int | None = None, *, insists: bool = False) -> None:
        """Say what is wrong, and where; "" takes it back."""
        self.fault, self.caret, self.insists = clean_line(fault), caret if fault else None, insists and bool(fault)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        width = self.size.width
        ground = Style(bgcolor=self._ground())
        segments = self._segments(width)
        strip = Strip(segments, sum(cell_len(segment.text) for segment in segments))
        return strip.crop(0, width).extend_cell_length(width).apply_style(ground)

    def _ground(self) -> str:
        return self.palette.raised

    def _segments(self, width: int) -> list[Segment]:
        if self.fault and (self.insists or not self.completions):
            return self._faulty(width)
        if self.completions:
            return self._offered(width)
        hint = fitted(self.hint, width - self.indent - 1)
        return [Segment(" " * self.indent), Segment(hint, Style(color=self.palette.faint))]

    def _faulty(self, width: int) -> list[Segment]:
        """The caret stands under the fault, the words where they fit: after it, else before it."""
        ink = Style(color=self.palette.error)
        if self.caret is None or not 0 <= self.indent + self.caret < width:
            return [Segment(" " * self.indent), Segment(fitted(self.fault, width - self.indent - 1), ink)]
        at = self.indent + self.caret
        after, before = width - at - 3, at - 2
        if cell_len(self.fault) <= after or after >= before:
            return [Segment(" " * at), Segment(f"{CARET} ", ink), Segment(fitted(self.fault, after), ink)]
        said = fitted(self.fault, before)
        return [Segment(" " * (at - cell_len(said) - 1)), Segment(said, ink), Segment(f" {CARET}", ink)]

    def _offered(self, width: int) -> list[Segment]:
        palette = self.palette
        segments = [Segment(" " * self.indent)]
        if self.fault and self.caret is not None:
            segments = [Segment(" " * (self.indent + self.caret)), Segment(f"{CARET} ", Style(color=palette.error))]
        used = sum(len(segment.text) for segment in segments)
        first = self._first_shown(width - used)
        for index in range(first, len(self.completions)):
            completion, marked = self.completions[index], index == self.marked
            text = _shown(completion)
            if used + cell_len(text) + 1 > width and index > first:
                break
            text = fitted(text, max(1, width - used - 1))
            segments.append(Segment(text, Style(color=palette.accent if marked else palette.muted, bold=marked)))
            used += cell_len(text)
            means = clean_line(completion.means)
            if marked and means and width >= MEANS_FROM and used + cell_len(means) + 2 < width:
                segments.append(Segment(f" {means}", Style(color=palette.faint)))
                used += cell_len(means) + 1
            segments.append(Segment(" " * GAP))
            used += GAP
        if used + 4 <= width:
            segments += [Segment(" " * (width - used - 4)), Segment("Tab ", Style(color=palette.faint))]
        return segments

    def _first_shown(self, room: int) -> int:
        """Return the first completion drawn, so that the marked one is among those that fit."""
        first, used = self.marked, cell_len(_shown(self.completions[self.marked]))
        while first > 0 and used + GAP + cell_len(_shown(self.completions[first - 1])) < room // 2:
            first -= 1
            used += GAP + cell_len(_shown(self.completions[first]))
        return first


def _shown(completion: Completion) -> str:
    return fitted(clean_in_place(completion.text), COMPLETION_CELLS)
