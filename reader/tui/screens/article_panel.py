"""The panel of an article's own highlights: one sees them all, goes to one, notes, recolours or removes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key, ScreenResume
from textual.widgets import Static

from reader.model import Highlight, HighlightEdit
from reader.model.clean import clean_line
from reader.model.highlight import COLOURS
from reader.tui.commands import BY_ID
from reader.tui.keys import Given
from reader.tui.reading.ago import ago
from reader.tui.reading.passages import Passages
from reader.tui.screens.article_highlights import Highlights
from reader.tui.screens.base import does
from reader.tui.screens.panel import Panel
from reader.tui.themes import Palette
from reader.tui.widgets.rows import Rows, fitted

COLOUR_CELLS = 12


class HighlightRows(Rows):
    """Two lines each: the words with the name of their colour, then note and tags."""

    def __init__(self, palette: Palette, names: Sequence[str]) -> None:
        super().__init__(palette)
        self.names = names
        self.highlights: Sequence[Highlight] = ()
        self.lost: frozenset[str] = frozenset()

    def show(self, highlights: Sequence[Highlight], lost: frozenset[str]) -> None:
        """Show these; the words of some are lost."""
        self.highlights, self.lost = highlights, lost
        self.move_to(self.cursor, tell=False)
        self.refresh()

    @property
    def current(self) -> Highlight | None:
        """The highlight under the cursor."""
        return self.highlights[self.cursor] if self.cursor < len(self.highlights) else None

    def grounds(self) -> tuple[str, str]:
        """One shade lighter, as the panel is."""
        return self.palette.raised, self.palette.lit

    def row_count(self) -> int:
        """How many there are."""
        return len(self.highlights)

    def row_height(self) -> int:
        """Words, then the note."""
        return 2

    def draw(self, index: int, line: int, width: int) -> list[Segment]:
        """The bar of the colour, and the words or the note."""
        palette, highlight = self.palette, self.highlights[index]
        bar = Segment("▎ ", Style(color=palette.highlight_bars[highlight.colour - 1]))
        room = max(1, width - 3)
        if line:
            tags = " ".join(f"#{tag}" for tag in highlight.tags)
            note = clean_line(highlight.note)
            said = "  ".join(part for part in (f"✎ {note}" if note else "", tags) if part)
            said = said or ago(highlight.made_at, datetime.now(UTC))
            lost = "its words are gone from the text  " if highlight.id in self.lost else ""
            return [
                bar,
                Segment(fitted(lost, room), Style(color=palette.error)),
                Segment(fitted(said, room - cell_len(lost)), Style(color=palette.muted)),
            ]
        name = fitted(self.names[highlight.colour - 1], min(COLOUR_CELLS, room // 3))
        words = fitted(clean_line(" ".join(highlight.quote.exact.split())), room - cell_len(name) - 2)
        gap = " " * max(1, room - cell_len(words) - cell_len(name))
        return [bar, Segment(words, Style(color=palette.text)), Segment(gap), Segment(name, Style(color=palette.muted))]


@dataclass(frozen=True)
class Doing:
    """What the panel asks of the article under it."""

    passages: Callable[[], Passages]
    change: Callable[[Highlight, HighlightEdit], None]
    remove: Callable[[Highlight], None]
    note: Callable[[Highlight], None]
    undo: Callable[[], None]


class HighlightsPanel(Panel[str | None]):
    """Enter goes to the passage: the panel is left with the highlight's id."""

    DEFAULT_CSS = (
        "HighlightsPanel .panel { width: 90; } HighlightsPanel HighlightRows { height: auto; max-height: 100%; }"
    )

    rows = getters.query_one(HighlightRows)

    def __init__(self, palette: Palette, names: Sequence[str], doing: Doing, at: str = "") -> None:
        super().__init__(palette)
        self.names = names
        self.doing = doing
        self.at = at

    def compose(self) -> ComposeResult:
        """Heading, highlights, hint."""
        with Vertical(classes="panel"):
            yield Static(Content.styled("Highlights of this article", "bold $strong"), classes="title")
            yield HighlightRows(self.palette, self.names)
            hint = "⏎ go there   c note   1-5 colour   x remove   z undo   Esc close"
            yield Static(hint, classes="hint", markup=False)

    def on_mount(self) -> None:
        """The cursor on the highlight one reads."""
        self.show()
        ids = [highlight.id for highlight in self.rows.highlights]
        if self.at in ids:
            self.call_after_refresh(self.rows.move_to, ids.index(self.at))
        self.rows.focus()

    @on(ScreenResume)
    def look_again(self) -> None:
        """A note may have been written over the panel."""
        self.show()

    def show(self) -> None:
        """Show what there is now; with nothing left, leave."""
        found = self.doing.passages()
        orphans = frozenset(orphan.id for orphan in found.orphans)
        self.rows.show([*(marked.value for marked in found.placed.all), *found.orphans], orphans)
        if not self.rows.row_count() and self.is_current:
            self.dismiss(None)
        self.rows.styles.height = max(1, min(2 * self.rows.row_count(), self.app.size.height - 10))

    @on(Rows.Chosen)
    def chosen_by_mouse(self) -> None:
        """Leave for the highlight that was clicked."""
        self._choose()

    def on_key(self, event: Key) -> None:
        """Move, go there, change."""
        event.stop()
        event.prevent_default()
        rows, here = self.rows, self.rows.current
        key = event.character if event.character and event.character.isalnum() else event.key
        moves = {
            "j": 1, "down": 1, "k": -1, "up": -1, "space": rows.page, "pagedown": rows.page, "b": -rows.page,
            "pageup": -rows.page, "G": rows.row_count(), "end": rows.row_count(), "g": -rows.row_count(),
            "home": -rows.row_count(),
        }  # fmt: skip
        if key in moves:
            rows.move_by(moves[key])
        elif key in ("escape", "q", "h", "left", "backspace"):
            self.dismiss(None)
        elif key == "z":
            self.doing.undo()
            self.show()
        elif here is None:
            return
        elif key in ("enter", "l", "right"):
            self._choose()
        elif key == "c":
            self.doing.note(here)
        elif key in ("x", "D", "delete"):
            self.doing.remove(here)
            self.show()
        elif key.isdigit() and int(key) in COLOURS:
            self.doing.change(here, HighlightEdit(colour=int(key)))
            self.show()

    def _choose(self) -> None:
        here = self.rows.current
        self.dismiss(here.id if here else None)


class Panels:
    """`gm`: the panel of an open article."""

    def __init__(self, highlights: Highlights) -> None:
        self.highlights = highlights

    @does("highlight.panel")
    def show(self, given: Given) -> None:
        """List the highlights of this article."""
        highlights, screen = self.highlights, self.highlights.screen
        passages = screen.reading.passages
        if not passages.placed and not passages.orphans:
            screen.say_none("no highlights here yet · h highlights the sentence under the cursor")
            return
        doing = Doing(
            lambda: screen.reading.passages,
            highlights.update,
            highlights.drop,
            highlights.ask_note,
            lambda: screen.run_command(Given(BY_ID["history.undo"])),
        )
        here = highlights.at_cursor()
        panel = HighlightsPanel(
            screen.session.palette, screen.session.config.colour_names, doing, here.value.id if here else ""
        )
        screen.app.push_screen(panel, self._go)

    def _go(self, highlight_id: str | None) -> None:
        screen = self.highlights.screen
        for marked in screen.reading.passages.placed.all:
            if marked.value.id == highlight_id:
                screen.jump(marked.span.start)
                return
        if highlight_id is not None:
            screen.run_command(Given(BY_ID["move.bottom"]))
            screen.warn("its words are gone from the text; they stand at its end")
