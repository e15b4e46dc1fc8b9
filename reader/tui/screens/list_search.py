"""Finding and narrowing in the list, while typing."""

from __future__ import annotations

from typing import Protocol

from textual.events import Key

from reader.tui.commands import BY_ID
from reader.tui.completing import queries, words
from reader.tui.keys import Given
from reader.tui.screens.base import does
from reader.tui.screens.list_moves import ListScreen
from reader.tui.screens.list_tags import Tagging
from reader.tui.screens.saving import Saving
from reader.tui.widgets.search_line import ADD_SIGN, FIND_SIGN, NAME_SIGN, NARROW_SIGN, TAG_SIGN, SearchLine


class SearchScreen(ListScreen, Protocol):
    """What the search needs of the library screen."""

    @property
    def saving(self) -> Saving:
        """What saves new articles."""

    @property
    def tagging(self) -> Tagging:
        """What renames tags and names searches."""

    def run_command(self, given: Given) -> None:
        """Run another command."""

    def query_one(self, selector: type[SearchLine]) -> SearchLine:
        """Find a widget."""


class Search:
    """The line at the bottom: `/` finds words, a backslash narrows by a query, Esc clears."""

    def __init__(self, screen: SearchScreen) -> None:
        self.screen = screen

    @property
    def line(self) -> SearchLine:
        """The line it is typed in."""
        return self.screen.query_one(SearchLine)

    @does("article.add")
    def ask_for_source(self, given: Given) -> None:
        """Ask for an address or a file to save."""
        self.line.open(ADD_SIGN, "")

    @does("list.find")
    def find(self, given: Given) -> None:
        """Find while typing."""
        self.line.open(FIND_SIGN, self.screen.shown.found, words(self.screen.session))

    @does("list.narrow")
    def narrow(self, given: Given) -> None:
        """Narrow by a query."""
        self.line.open(NARROW_SIGN, self.screen.shown.narrowed, queries(self.screen.session))

    def submitted(self, text: str) -> None:
        """Leave the field: what it found stays, what shall be saved is begun."""
        sign = self.line.sign
        if sign == NARROW_SIGN and (fault := self.screen.shown.narrowing(text).fault()) is not None:
            self.line.fault(fault, insists=True)  # nothing is lost by mending it
            return
        self.close()
        if sign == ADD_SIGN:
            self.screen.saving.start(text)
        elif sign == TAG_SIGN:
            self.screen.tagging.renamed(text)
        elif sign == NAME_SIGN:
            self.screen.tagging.named(text)

    def typed(self, text: str) -> None:
        """Show what fits so far; a query that is not whole yet shows its fault and changes nothing."""
        if not self.line.display or self.line.sign not in (FIND_SIGN, NARROW_SIGN):
            return
        shown = self.screen.shown
        wanted = shown.finding(text) if self.line.sign == FIND_SIGN else shown.narrowing(text)
        fault = wanted.fault()
        if fault is None and wanted != shown:
            self.screen.shown = wanted
            self.screen.show()
        self.line.fault(fault)
        if fault is None:
            self.tell()
        else:
            self.line.tell("")

    def tell(self) -> None:
        """Say how many were found, so far."""
        if self.line.display and self.line.sign in (FIND_SIGN, NARROW_SIGN):
            self.line.tell(f"{len(self.screen.articles.articles):,} found".replace(",", " "))

    def takes(self, event: Key) -> bool:
        """Say whether a key belongs to the open field, and do what it says."""
        if not self.line.has_focus_within:
            return False
        if self.line.takes(event):
            return True
        if event.key == "escape":
            self._forget()
            self.close()
            self.screen.show()
        elif event.key in ("tab", "shift+tab"):
            pass  # the line keeps the keys until it is closed
        elif event.key in ("down", "up"):
            self.screen.articles.move_by(1 if event.key == "down" else -1)
        else:
            return True
        event.stop()
        event.prevent_default()
        return True

    def _forget(self) -> None:
        shown = self.screen.shown
        if self.line.sign == FIND_SIGN:
            self.screen.shown = shown.finding("")
        elif self.line.sign == NARROW_SIGN:
            self.screen.shown = shown.narrowing("")

    def close(self) -> None:
        """Leave the field; the list has the keys again."""
        self.line.close()
        self.screen.articles.focus()

    @does("list.clear", "list.quit")
    def clear(self, given: Given) -> None:
        """Leave the panel, then clear the selection, the search, the narrowing; then `q` quits."""
        rows = self.screen.articles
        if self.screen.side.has_focus:
            rows.focus()
        elif rows.selected:
            rows.selected = frozenset()
            rows.refresh()
            self.screen.draw_header()
        elif self.screen.shown.found or self.screen.shown.narrowed:
            self.screen.shown = self.screen.shown.cleared()
            self.screen.show()
        elif given.command.id == "list.quit":
            self.screen.run_command(Given(BY_ID["app.quit"]))
