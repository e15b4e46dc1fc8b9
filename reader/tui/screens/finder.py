"""One panel to find a thing by typing: all keys (`?`), and everything one can do or go to (`:`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.model.clean import clean_line
from reader.tui.commands import commands_in, shown_keys
from reader.tui.keys import Given
from reader.tui.screens.base import CommandScreen
from reader.tui.themes import Palette
from reader.tui.widgets.field import Field
from reader.tui.widgets.rows import PanelRows, fitted

KEY_CELLS = 16
NAME_CELLS = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that can be found and run."""

    name: str
    says: str
    keys: str
    group: str
    run: Callable[[], None]

    @property
    def haystack(self) -> str:
        """What typed words are looked for in."""
        return f"{self.name} {self.says} {self.group} {self.keys}".casefold()


def command_entries(screen: CommandScreen) -> list[Entry]:
    """Return the commands that work on a screen, in the order of the table."""
    keymap = screen.session.keymap
    return [
        Entry(
            command.name,
            command.says,
            "  ".join(shown_keys(sequence) for sequence in keymap.keys_of(command)),
            command.group,
            partial(screen.run_command, Given(command)),
        )
        for command in commands_in(screen.PLACE)
        if screen.can_run(command)
    ]


class EntryRows(PanelRows):
    """Entries, under their groups where that helps."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette, id="entries")
        self.rows: list[Entry | str] = []

    def show(self, entries: Iterable[Entry], *, grouped: bool) -> None:
        """Show these entries from the top."""
        self.rows = []
        group = ""
        for entry in entries:
            if grouped and entry.group != group:
                self.rows += ([""] if self.rows else []) + [entry.group]
                group = entry.group
            self.rows.append(entry)
        self.cursor = self.top = 0
        self.move_to(0)

    @property
    def current(self) -> Entry | None:
        """The entry under the cursor."""
        row = self.rows[self.cursor] if self.cursor < len(self.rows) else None
        return row if isinstance(row, Entry) else None

    def row_count(self) -> int:
        """Entries, headings and the blank lines between groups."""
        return len(self.rows)

    def can_stand_on(self, index: int) -> bool:
        """Only on entries."""
        return isinstance(self.rows[index], Entry)

    def draw(self, index: int, line: int, width: int) -> list[Segment]:
        """Draw keys, name and what it does; on narrow screens keys and name."""
        palette, row = self.palette, self.rows[index]
        if isinstance(row, str):
            return [Segment(f" {row.upper()}", Style(color=palette.faint))]
        name = clean_line(row.name)
        if not row.keys and row.group not in ("", "Commands") and width > 40:
            return [Segment(f" {fitted(row.group, KEY_CELLS - 2):<{KEY_CELLS - 1}}", Style(color=palette.faint)),
                    Segment(fitted(name, width - KEY_CELLS - 1), Style(color=palette.text))]  # fmt: skip
        keys = fitted(row.keys, KEY_CELLS - 1)
        segments = [
            Segment(" " + keys + " " * (KEY_CELLS - 1 - cell_len(keys)), Style(color=palette.accent)),
        ]
        room = width - KEY_CELLS - 1
        says = clean_line(row.says)
        if room < NAME_CELLS + 24 or not says:
            return [*segments, Segment(fitted(name, room), Style(color=palette.text))]
        name = fitted(name, NAME_CELLS - 1)
        segments.append(Segment(name + " " * (NAME_CELLS - cell_len(name)), Style(color=palette.text)))
        return [*segments, Segment(fitted(says, room - NAME_CELLS), Style(color=palette.muted))]


class Finder(ModalScreen[Entry | None]):
    """Type to narrow, Enter to do it, Esc to leave."""

    field = getters.query_one(Field)
    found = getters.query_one(EntryRows)

    def __init__(
        self,
        palette: Palette,
        title: str,
        entries: Sequence[Entry],
        *,
        grouped: bool = True,
        offers: Callable[[str], list[Entry]] | None = None,
        endings: Callable[[str], list[Entry]] | None = None,
    ) -> None:
        """`offers` may turn what was typed into entries of its own, shown first; `endings` into some shown last."""
        super().__init__()
        self.endings = endings or (lambda typed: [])
        self.offers = offers or (lambda typed: [])
        self.palette = palette
        self.heading = title
        self.entries = entries
        self.grouped = grouped

    def compose(self) -> ComposeResult:
        """A field above the entries."""
        with Vertical(classes="panel finder"):
            yield Field(placeholder=f"{self.heading}: type to find")
            yield EntryRows(self.palette)
            yield Static("⏎ do it   ↑ ↓ move   Esc close", classes="hint", markup=False)

    def on_mount(self) -> None:
        """All entries, the field ready."""
        self.found.show(self.entries, grouped=self.grouped)
        self.field.focus()

    @on(Input.Changed)
    def narrow(self, changed: Input.Changed) -> None:
        """Show the entries in which every typed word occurs, names first."""
        words = changed.value.casefold().split()
        if not words:
            self.found.show(self.entries, grouped=self.grouped)
            return
        hits = [entry for entry in self.entries if all(word in entry.haystack for word in words)]
        hits.sort(
            key=lambda entry: (not entry.name.casefold().startswith(words[0]), words[0] not in entry.name.casefold())
        )
        found = [*self.offers(changed.value), *hits, *self.endings(changed.value)]
        self.found.show(found, grouped=False)

    @on(Input.Submitted)
    def choose(self) -> None:
        """Leave with the entry under the cursor."""
        self.dismiss(self.found.current)

    @on(EntryRows.Chosen)
    def choose_by_mouse(self) -> None:
        """Leave with the entry that was clicked."""
        self.dismiss(self.found.current)

    def on_key(self, event: Key) -> None:
        """Move in the list while the field has the focus; leave."""
        moves = {
            "down": 1,
            "ctrl+n": 1,
            "up": -1,
            "ctrl+p": -1,
            "pagedown": self.found.page,
            "pageup": -self.found.page,
        }
        if event.key in moves:
            event.stop()
            self.found.move_by(moves[event.key])
        elif event.key == "escape" or (event.character == "?" and not self.field.value):
            event.stop()
            event.prevent_default()
            self.dismiss(None)
