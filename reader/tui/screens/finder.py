"""One panel to find a thing by typing: all keys (`?`), and everything one can do or go to (`:`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Protocol

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.widgets import Input, Static

from reader.errors import UsageError
from reader.model.clean import clean_line
from reader.model.query import Completion
from reader.tui.commands import commands_in, shown_keys
from reader.tui.completing import Completing
from reader.tui.keys import Given
from reader.tui.screens.base import CommandScreen
from reader.tui.screens.panel import Panel
from reader.tui.themes import Palette
from reader.tui.widgets.field import Field
from reader.tui.widgets.rows import PanelRows, fitted
from reader.tui.widgets.under_line import UnderLine

KEY_CELLS = 16
NAME_CELLS = 20


@dataclass(frozen=True)
class Entry:
    """A thing that can be found and run."""

    name: str
    says: str
    keys: str
    group: str
    run: Callable[[], None]

    @cached_property
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

    def show(self, entries: Iterable[Entry], *, grouped: bool, keep: bool = False) -> None:
        """Show these entries, from the top unless the place is kept."""
        self.rows = []
        group = ""
        for entry in entries:
            if grouped and entry.group != group:
                self.rows += ([""] if self.rows else []) + [entry.group]
                group = entry.group
            self.rows.append(entry)
        if not keep:
            self.cursor = self.top = 0
        self.move_to(self.cursor)

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
        column = KEY_CELLS if row.keys or row.group else 1  # what is offered for these very words begins at the left
        keys = fitted(row.keys, max(column - 2, 0))  # a cell stays between keys and name
        segments = [
            Segment(" " + keys + " " * (column - 1 - cell_len(keys)), Style(color=palette.accent)),
        ]
        room = width - column - 1
        says = clean_line(row.says)
        if room < NAME_CELLS + 24 or not says:
            return [*segments, Segment(fitted(name, room), Style(color=palette.text))]
        cells = max(NAME_CELLS, min(cell_len(name) + 2, room // 2)) if not row.keys else NAME_CELLS
        name = fitted(name, cells - 1)
        segments.append(Segment(name + " " * (cells - cell_len(name)), Style(color=palette.text)))
        return [*segments, Segment(fitted(says, room - cells), Style(color=palette.muted))]


class Source(Protocol):
    """What offers entries besides those there are from the start: acts with a query, articles."""

    def completer(self, typed: str, cursor: int) -> list[Completion]:
        """Return what the piece being typed may become."""

    def fault(self, typed: str) -> tuple[UsageError, int] | None:
        """Return what is wrong with a query in what is typed, and where that begins."""

    def is_asked(self, typed: str) -> bool:
        """Say whether what is typed is the source's own, to be completed."""

    async def offers(self, typed: str, stopped: Callable[[], bool]) -> list[Entry]:
        """Return what comes first for these very words; `stopped` says that others are typed by now."""

    async def endings(self, typed: str, stopped: Callable[[], bool]) -> list[Entry]:
        """Return what comes last for these words."""


class Finder(Panel[Entry | None]):
    """Type to narrow, Enter to do it, Esc to leave."""

    field = getters.query_one(Field)
    under = getters.query_one(UnderLine)
    found = getters.query_one(EntryRows)

    def __init__(
        self,
        palette: Palette,
        title: str,
        entries: Sequence[Entry],
        *,
        grouped: bool = True,
        source: Source | None = None,
    ) -> None:
        super().__init__(palette)
        self.source = source
        self.heading = title
        self.entries = entries
        self.grouped = grouped
        self._turn = 0
        self._is_asking = False
        """Whether what the source offers is on its way."""
        self._waits = False
        """Whether Enter was pressed meanwhile."""

    def compose(self) -> ComposeResult:
        """A field above the entries, and between them what it may become."""
        with Vertical(classes="panel finder"):
            yield Field(placeholder=self.heading)
            yield UnderLine(self.palette, indent=1)
            yield EntryRows(self.palette)
            yield Static("⏎ do it   ↑ ↓ move   Esc close", classes="hint", markup=False)

    def on_mount(self) -> None:
        """All entries, the field ready."""
        self.completing = Completing(self.field, self.under)
        if self.source is not None:
            self.completing.completer = self.source.completer
        self._show(self.entries, grouped=self.grouped)
        self.field.focus()

    def _show(self, entries: Sequence[Entry], *, grouped: bool, keep: bool = False) -> None:
        self.found.show(entries, grouped=grouped, keep=keep)
        self.under.hint = "" if entries else "Nothing found."
        self.under.refresh()

    @on(Input.Changed)
    def narrow(self, changed: Input.Changed) -> None:
        """Show the entries in which every typed word occurs, names first; what the source offers follows."""
        typed = changed.value
        self._turn += 1
        self._waits = self._is_asking = False
        words = typed.casefold().split()
        if not words:
            self.completing.under.offer(())
            self.completing.fault(None)
            self._show(self.entries, grouped=self.grouped)
            return
        hits = [entry for entry in self.entries if all(word in entry.haystack for word in words)]
        hits.sort(
            key=lambda entry: (not entry.name.casefold().startswith(words[0]), words[0] not in entry.name.casefold())
        )
        if self.source is None:
            self._show(hits, grouped=False)
            return
        wrong = self.source.fault(typed)
        self.completing.typed(typed if self.source.is_asked(typed) else "")
        self.completing.fault(None if wrong is None else wrong[0], lead=0 if wrong is None else wrong[1])
        if not self.source.is_asked(typed):
            self._show(hits, grouped=False)
        self._is_asking = True
        self.run_worker(self._ask(self.source, typed, hits, self._turn), name="offers", exit_on_error=False)

    async def _ask(self, source: Source, typed: str, hits: list[Entry], turn: int) -> None:
        def stopped() -> bool:
            return turn != self._turn

        offered = await source.offers(typed, stopped)
        if not stopped():
            self._show([*offered, *hits], grouped=False)
            ended = await source.endings(typed, stopped)
            if ended and not stopped():
                self._show([*offered, *hits, *ended], grouped=False, keep=True)
        if not stopped():
            self._is_asking = False
            if self._waits:
                self.choose()

    @on(Input.Submitted)
    def choose(self) -> None:
        """Leave with the entry under the cursor; what is being asked for is waited for, what is wrong is told."""
        if self._is_asking:
            self._waits = True
        elif self.source is not None and (wrong := self.source.fault(self.field.value)) is not None:
            self.completing.fault(wrong[0], lead=wrong[1], insists=True)
        else:
            self.dismiss(self.found.current)

    @on(EntryRows.Chosen)
    def choose_by_mouse(self) -> None:
        """Leave with the entry that was clicked."""
        self.dismiss(self.found.current)

    def on_key(self, event: Key) -> None:
        """Complete, move in the list while the field has the focus, leave."""
        if self.completing.takes(event):
            return
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
