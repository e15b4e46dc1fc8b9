"""A panel of lines, one of which may be chosen: the headings of an article, what is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.model.clean import clean_in_place, clean_line
from reader.tui.themes import Palette
from reader.tui.widgets.rows import Rows, fitted


@dataclass(frozen=True, slots=True)
class Line:
    """One row: words at the left, a quiet word at the right."""

    text: str
    aside: str = ""
    is_label: bool = False
    """Only told, never chosen."""


class LineRows(Rows):
    """The rows of the panel."""

    def __init__(self, palette: Palette, lines: Sequence[Line]) -> None:
        super().__init__(palette)
        self.lines = list(lines)

    def row_count(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    def can_stand_on(self, index: int) -> bool:
        """Not on what is only told."""
        return not self.lines[index].is_label

    def draw(self, index: int, line: int, width: int) -> list[Segment]:
        """Words, then the aside at the right edge."""
        palette, row = self.palette, self.lines[index]
        aside = fitted(clean_line(row.aside), width // 3)
        room = max(0, width - cell_len(aside) - 3)
        text = fitted(clean_in_place(row.text), room)
        colour = palette.muted if row.is_label else palette.strong if index == self.cursor else palette.text
        return [
            Segment(" " + text, Style(color=colour)),
            Segment(" " * max(1, width - cell_len(text) - cell_len(aside) - 2)),
            Segment(aside, Style(color=palette.muted)),
        ]


class Contents(ModalScreen[int | None]):
    """Enter chooses a line, Esc leaves."""

    DEFAULT_CSS = "Contents LineRows { height: auto; max-height: 100%; }"

    rows = getters.query_one(LineRows)

    def __init__(self, palette: Palette, heading: str, lines: Sequence[Line], at: int = 0) -> None:
        super().__init__()
        self.palette = palette
        self.heading = clean_line(heading)
        self.lines = lines
        self.at = at

    def compose(self) -> ComposeResult:
        """Heading, lines, hint."""
        with Vertical(classes="panel contents"):
            yield Static(Content.styled(self.heading, "bold $strong"), classes="title")
            yield LineRows(self.palette, self.lines)
            yield Static("⏎ go there   j k move   Esc close", classes="hint", markup=False)

    def on_mount(self) -> None:
        """The cursor where one reads."""
        self.rows.styles.height = max(1, min(len(self.lines), self.app.size.height - 10))
        self.call_after_refresh(self.rows.move_to, self.at)
        self.rows.focus()

    @on(Rows.Chosen)
    def chosen_by_mouse(self) -> None:
        """Leave with the line that was clicked."""
        self._choose()

    def on_key(self, event: Key) -> None:
        """Move, choose, leave."""
        rows = self.rows
        moves = {
            "j": 1, "down": 1, "k": -1, "up": -1, "space": rows.page, "pagedown": rows.page, "b": -rows.page,
            "pageup": -rows.page, "ctrl+d": rows.page // 2, "ctrl+u": -(rows.page // 2), "G": len(self.lines),
            "end": len(self.lines), "home": -len(self.lines), "g": -len(self.lines),
        }  # fmt: skip
        key = event.character if event.character and event.character.isalpha() else event.key
        event.stop()
        event.prevent_default()
        if key in moves:
            rows.move_by(moves[key])
        elif key in ("enter", "l", "right"):
            self._choose()
        elif key in ("escape", "q", "T", "i", "left", "h", "backspace"):
            self.dismiss(None)

    def _choose(self) -> None:
        chosen = self.rows.cursor
        self.dismiss(chosen if self.lines and not self.lines[chosen].is_label else None)
