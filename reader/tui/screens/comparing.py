"""A panel that shows what would become of a text, word by word, and takes it or leaves it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key, Resize
from textual.widgets import Static

from reader.model.clean import clean_in_place, clean_line
from reader.model.worddiff import Kind, Paragraph, Piece, changed_only
from reader.text.prose import wrap
from reader.tui.screens.panel import Panel
from reader.tui.themes import Palette
from reader.tui.widgets.rows import Rows

Row = tuple[Piece, ...]
SKIPPED: Row = (Piece(Kind.SAME, "…"),)
MOST_ROWS = 20_000


def rows_of(paragraphs: Iterable[Paragraph | None], width: int) -> list[Row]:
    """Set paragraphs to a width, an empty row between two; None stands for what did not change."""
    rows: list[Row] = []
    for paragraph in paragraphs:
        if rows:
            rows.append(())
        rows += [SKIPPED] if paragraph is None else _rows_of_one(paragraph, width)
        if len(rows) > MOST_ROWS:
            break
    return rows


def _rows_of_one(paragraph: Paragraph, width: int) -> list[Row]:
    rows: list[Row] = []
    for line in _lines(paragraph):
        text = "".join(piece.text for piece in line)
        for row in wrap(text, max(10, width)):
            rows.append(_cut(line, row.start, row.end))
    return rows


def _lines(paragraph: Paragraph) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    for piece in paragraph:
        for number, part in enumerate(clean_in_place(piece.text).expandtabs(4).split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(Piece(piece.kind, part))
    return lines


def _cut(line: Sequence[Piece], start: int, end: int) -> Row:
    found: list[Piece] = []
    at = 0
    for piece in line:
        text = piece.text[max(0, start - at) : max(0, end - at)]
        at += len(piece.text)
        if text:
            found.append(Piece(piece.kind, text))
    return tuple(found)


class ChangeRows(Rows):
    """What is gone struck through, what is new underlined: told without colours too."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self.rows: list[Row] = []

    def grounds(self) -> tuple[str, str]:
        """One shade lighter, as the panel is; the cursor is not marked, for nothing is chosen here."""
        return self.palette.raised, self.palette.raised

    def shows_cursor(self) -> bool:
        """Nothing is chosen here."""
        return False

    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def draw(self, index: int, line: int, width: int) -> list[Segment]:
        """Draw one row."""
        palette = self.palette
        styles = {
            Kind.SAME: Style(color=palette.text),
            Kind.GONE: Style(color=palette.error, strike=True),
            Kind.NEW: Style(color=palette.accent, underline=True, bold=True),
        }
        return [Segment(piece.text, styles[piece.kind]) for piece in self.rows[index]]


class Comparing(Panel[bool]):
    """Enter takes the new text, Esc leaves it."""

    DEFAULT_CSS = (
        "Comparing .panel { width: 100; } Comparing ChangeRows { height: 1fr; } Comparing .panel { height: 92%; }"
    )

    rows = getters.query_one(ChangeRows)

    def __init__(
        self,
        palette: Palette,
        heading: str,
        told: str,
        paragraphs: Sequence[Paragraph],
        take: str = "take the new text",
    ) -> None:
        super().__init__(palette)
        self.heading = clean_line(heading)
        self.told = clean_line(told)
        self.paragraphs = paragraphs
        self.take = take

    def compose(self) -> ComposeResult:
        """Heading, a line that sums up, the changes, hint."""
        with Vertical(classes="panel"):
            yield Static(Content.styled(self.heading, "bold $strong"), classes="title")
            yield Static(Content(self.told), classes="title")
            yield ChangeRows(self.palette)
            yield Static(f"⏎ {self.take}   j k move   Esc leave it", classes="hint", markup=False)

    def on_mount(self) -> None:
        """The changes have the keys."""
        self.rows.focus()

    def on_resize(self, event: Resize) -> None:
        """Set the changes to the width there is."""
        self.call_after_refresh(self._set)

    def _set(self) -> None:
        self.rows.rows = rows_of(changed_only(self.paragraphs), self.rows.size.width - 3)
        self.rows.move_to(self.rows.cursor)
        self.rows.refresh()

    def on_key(self, event: Key) -> None:
        """Move, take, leave."""
        rows = self.rows
        moves = {
            "j": 1, "down": 1, "k": -1, "up": -1, "space": rows.page, "pagedown": rows.page, "b": -rows.page,
            "pageup": -rows.page, "d": rows.page // 2, "ctrl+d": rows.page // 2, "u": -(rows.page // 2),
            "ctrl+u": -(rows.page // 2), "G": rows.row_count(), "end": rows.row_count(),
            "g": -rows.row_count(), "home": -rows.row_count(),
        }  # fmt: skip
        key = event.character if event.character and event.character.isalpha() else event.key
        event.stop()
        event.prevent_default()
        if key in moves:
            self._scroll(moves[key])
        elif key in ("enter", "y"):
            self.dismiss(True)
        elif key in ("escape", "q", "n", "left", "backspace"):
            self.dismiss(False)

    def _scroll(self, by: int) -> None:
        """Move the view, not a cursor."""
        rows = self.rows
        rows.top = max(0, min(rows.top + by, rows.row_count() - rows.page))
        rows.cursor = rows.top
        rows.refresh()


def cells_of(row: Row) -> int:
    """Return how wide a row is drawn."""
    return sum(cell_len(piece.text) for piece in row)
