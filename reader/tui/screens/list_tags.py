"""Tags, sites, authors and saved searches from the side panel: counted behind the interface, renamed, merged, removed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from textual.timer import Timer

from reader.store import Library
from reader.tui.completing import Completer, names
from reader.tui.keys import Given
from reader.tui.screens.base import does
from reader.tui.tallies import Tallies
from reader.tui.widgets.search_line import NAME_SIGN, TAG_SIGN

NEXT_SLICE_S = 0.002


def saved_names(library: Library) -> Completer:
    """Complete the names of searches that are saved: the name of one replaces it."""
    return names(lambda: [search.name for search in library.searches()], "replaces it")


class Tagging:
    """`t` on a tag of the side panel renames it, or merges it into another; `D` removes it, or a saved search."""

    def __init__(self, screen: Any) -> None:
        self.screen = screen
        self.tallies = Tallies()
        self._turn = 0
        """That of the counts which are shown."""
        self._timer: Timer | None = None
        self._renames = ""

    # Counting

    def tally(self) -> None:
        """Count what is not counted yet, a slice at a turn, and show the counts where they changed."""
        known = self.screen.listing.known
        tallying = known.tallying
        tallying.ask(known.searches, known.articles, datetime.now().astimezone())
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if tallying.count():
            self._timer = self.screen.set_timer(NEXT_SLICE_S, self.tally)
        elif tallying.turn != self._turn:
            self._turn = tallying.turn
            self.tallies = self.screen.session.tallies = tallying.tallies
            self.screen.side.tally(self.tallies)

    # Changing

    def takes(self, given: Given) -> bool:
        """Say whether a command means a row of the side panel, and do it."""
        row = self.screen.side.row
        if given.command.id not in ("article.tags", "article.trash") or row is None:
            return False
        if row.tag and given.command.id == "article.tags":
            self._renames = row.tag
            tags = names(lambda: self.tallies.tags, "merges the two")
            self.screen.search.line.open(TAG_SIGN, row.tag, tags)
        elif row.tag:
            self.rename(row.tag, "")
        elif row.search is not None and given.command.id == "article.trash":
            self._report(self.screen.attempt(lambda: self.screen.session.library.delete_search(row.search.id)))
        else:
            self.screen.say("t renames a tag, D removes it; both can be undone")
        return True

    def renamed(self, new: str) -> None:
        """The new name of the tag was typed; the name of another tag merges the two."""
        if new.strip() and new.strip() != self._renames:
            self.rename(self._renames, new.strip())

    def rename(self, name: str, new: str) -> None:
        """Rename, merge or remove a tag, and those nested under it, in one act: it may be on every article."""
        library = self.screen.session.library
        self.screen.in_thread(f"the tag #{name}", lambda: library.rename_tag(name, new))

    def _report(self, act: Any) -> None:
        if act is not None:
            self.screen.report(act)

    # Saved searches

    @does("list.save_search")
    def ask_for_name(self, given: Given) -> None:
        """Ask for the name of what is shown."""
        if not self._shown():
            self.screen.warn("nothing to save yet: narrow the list by a query first")
            return
        shown = self.screen.shown
        offered, known = shown.narrowed or shown.found, saved_names(self.screen.session.library)
        self.screen.search.line.open(NAME_SIGN, offered, known, is_offered=True)

    def named(self, name: str) -> None:
        """The name was typed."""
        if name.strip():
            library = self.screen.session.library
            self._report(self.screen.attempt(lambda: library.save_search(name.strip(), self._shown())))

    def _shown(self) -> str:
        shown = self.screen.shown
        return str(shown.query()) if shown.narrowed or shown.found else ""
