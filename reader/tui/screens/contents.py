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
from textual.widgets import Static

from reader.model.clean import clean_in_place, clean_line
from reader.text.prose import wrapped
from reader.tui.messages import Told
from reader.tui.screens.panel import Panel
from reader.tui.themes import Palette
from reader.tui.widgets.rows import Rows, fitted


@dataclass(frozen=True, slots=True)
class Line:
    """One row: words at the left, a quiet word at the right."""

    text: str
    aside: str = ""
    label: str = ""
    """A quiet word before the words, in a column of its own."""
    is_told: bool = False
    """Only told, never chosen."""


LABEL_CELLS = 13
PANEL_CELLS, ROOM_BESIDE = 65, 9
"""How wide a panel is at most, and what is left free in it beside words with a label."""


class LineRows(Rows):
    """The rows of the panel."""

    def __init__(self, palette: Palette, lines: Sequence[Line]) -> None:
        super().__init__(palette)
        self.lines = list(lines)
        self.has_labels = any(line.label for line in lines)

    def tell(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.lines = list(lines)
        self.has_labels = any(line.label for line in lines)
        self.refresh()

    def move_by(self, rows: int) -> None:
        """Move the cursor; where there is nothing more to stand on that way, the lines themselves."""
        before, top = self.cursor, self.top
        super().move_by(rows)
        if self.cursor == before:
            self.top = max(0, min(top + rows, self.row_count() - self.page))
            self.refresh()

    def grounds(self) -> tuple[str, str]:
        """One shade lighter, as the panel is."""
        return self.palette.raised, self.palette.lit

    def row_count(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    def can_stand_on(self, index: int) -> bool:
        """Not on what is only told."""
        return not self.lines[index].is_told

    def draw(self, index: int, line: int, width: int) -> list[Segment]:
        """Words, then the aside at the right edge."""
        palette, row = self.palette, self.lines[index]
        aside = fitted(clean_line(row.aside), width // 3)
        label = " " * (LABEL_CELLS - cell_len(row.label)) if self.has_labels else ""
        room = max(0, width - cell_len(aside) - 3 - (LABEL_CELLS if self.has_labels else 0))
        text = fitted(clean_in_place(row.text.expandtabs(4)), room)
        lit = index == self.cursor and not row.is_told
        return [
            Segment(" " + row.label + label, Style(color=palette.muted)),
            Segment(text, Style(color=palette.strong if lit else palette.text)),
            Segment(" " * max(1, room + 1 - cell_len(text))),
            Segment(aside, Style(color=palette.muted)),
        ]


class Contents(Panel[int | None]):
    """Enter chooses a line, Esc leaves."""

    DEFAULT_CSS = "Contents LineRows { height: auto; max-height: 100%; }"

    rows = getters.query_one(LineRows)

    def __init__(self, palette: Palette, heading: str, lines: Sequence[Line], at: int = 0) -> None:
        super().__init__(palette)
        self.heading = clean_line(heading)
        self.lines = lines
        self.at = at

    def compose(self) -> ComposeResult:
        """Heading, lines, hint."""
        with Vertical(classes="panel contents"):
            yield Static(Content.styled(self.heading, "bold $strong"), classes="title")
            yield LineRows(self.palette, self.lines)
            yield Static(self._hint(), classes="hint", markup=False)

    def on_mount(self) -> None:
        """The cursor where one reads; lines may have come while the panel was on its way."""
        self.rows.tell(self.lines)
        self.query_one(".hint", Static).update(self._hint())
        self.rows.styles.height = max(1, min(len(self.lines), self.app.size.height - 10))
        self.call_after_refresh(self.rows.move_to, self.at)
        self.rows.focus()

    def tell(self, lines: Sequence[Line], at: int = 0) -> None:
        """Show other lines, with the cursor on one of them."""
        self.lines, self.at = lines, at
        if self.is_mounted:
            self.on_mount()

    def _hint(self) -> str:
        choose = "⏎ go there   " if any(not line.is_told for line in self.lines) else ""
        return choose + "j k move   Esc close"

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
        self.dismiss(chosen if self.lines and not self.lines[chosen].is_told else None)


def message_panel(palette: Palette, messages: Sequence[Told], width: int) -> Contents:
    """Return a panel of all that was told, each message in as many rows as it takes, on a terminal of `width` cells."""
    cells = min(PANEL_CELLS, width) - LABEL_CELLS - ROOM_BESIDE
    lines = [Line("nothing was told yet", is_told=True)] if not messages else []
    for told in messages:
        rows = wrapped(told.text, max(10, cells))
        labels = [f"{told.at:%H:%M}" + " !" * told.is_error, *[""] * len(rows)]
        lines += [Line(row, label=label, is_told=True) for row, label in zip(rows, labels, strict=False)]
    return Contents(palette, "Messages", lines)
