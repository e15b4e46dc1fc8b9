"""All highlights of the library: found again, chosen, and shown under their articles or by date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from textual import getters, on
from textual.app import ComposeResult
from textual.events import Key
from textual.timer import Timer
from textual.widgets import Input

from reader.errors import UsageError
from reader.model import Article
from reader.model.act import Act
from reader.model.passage import Passage
from reader.tui.background import in_background
from reader.tui.commands import BY_ID, Place
from reader.tui.gathering import Gathering
from reader.tui.keys import Given
from reader.tui.screens.base import does
from reader.tui.screens.highlights_export import Exporting
from reader.tui.screens.highlights_search import Seeking
from reader.tui.screens.moves import Moves
from reader.tui.screens.passage_acts import PassageActs
from reader.tui.screens.triage import ArticleCommands
from reader.tui.session import Session
from reader.tui.widgets.footer import Footer
from reader.tui.widgets.header import Header
from reader.tui.widgets.passage_rows import PassageRows
from reader.tui.widgets.rows import Rows
from reader.tui.widgets.search_line import SearchLine

NEXT_SLICE_S = 0.001
WARM_EVERY_S = 0.02
EMPTY = ("No highlights yet.", "In an article, h highlights the sentence under the cursor.")


class HighlightsScreen(ArticleCommands):
    """Highlights by article or by date; what is done here is done to the highlights selected, else to the one in front."""

    PLACE = Place.HIGHLIGHTS

    header = getters.query_one(Header)
    rows = getters.query_one(PassageRows)
    line = getters.query_one(SearchLine)

    def __init__(self, session: Session) -> None:
        session.gathering = self.gathering = session.gathering or Gathering(session.library)
        self.seeking, self.exporting, self.acts = Seeking(self), Exporting(self), PassageActs(self)
        super().__init__(session)
        self._slice: Timer | None = None
        self._warming: Timer | None = None
        self._is_read = False
        self._shown = False
        """Whether a first part of what is being looked for was drawn."""

    def hands(self) -> Iterable[object]:
        """Moving, searching, exporting, and what is done to highlights."""
        return (Moves(lambda: self.rows), self.seeking, self.exporting, self.acts)

    def compose(self) -> ComposeResult:
        """Header, highlights, the search line, the footer."""
        palette = self.session.palette
        yield Header(palette)
        yield PassageRows(palette, datetime.now().astimezone().date())
        yield SearchLine(palette)
        yield Footer(self.PLACE, self.session.keymap, palette)

    def on_mount(self) -> None:
        """The rows have the keys; highlights that were not read yet are read beside the interface."""
        self.rows.focus()
        self.run_worker(self._read(), exit_on_error=False)

    async def _read(self) -> None:
        self.is_reading = True
        try:
            await in_background(self.session.library.highlights)
        finally:
            self.is_reading = False
        self._is_read = True
        self.show()
        self._warming = self.set_interval(WARM_EVERY_S, self._warm)

    def _warm(self) -> None:
        if self.gathering.complete and not self.gathering.warm() and self._warming is not None:
            self._warming.pause()

    # Showing

    def library_changed(self) -> None:
        """Show what there is now; the cursor stays with its highlight."""
        if self._is_read:
            self.show()

    def show(self, keep: str | None = None) -> None:
        """Look for what the line says."""
        try:
            query = self.seeking.query()
        except UsageError as error:
            self.line.tell("")
            self.line.fault(error)
            return
        self.line.fault(None)
        self.gathering.ask(query)
        self._shown = False
        self._search_on(keep)

    def _search_on(self, keep: str | None = None) -> None:
        if self._slice is not None:
            self._slice.stop()
            self._slice = None
        if self.gathering.search():
            self._slice = self.set_timer(NEXT_SLICE_S, partial(self._search_on, keep))
        gathering = self.gathering
        fills = len(gathering.found) > self.rows.cursor + self.rows.page
        if gathering.complete or (fills and not self._shown):
            self._shown = True
            asked = self.seeking.asked
            self.rows.empty_words = (f"Nothing fits “{asked}”.", "Esc clears it.") if asked else EMPTY
            self.rows.show(gathering.found, by_date=gathering.by_date, keep=keep)
            self.tell()

    def tell(self) -> None:
        """Say above the rows how many there are, what was asked for, and how many are selected."""
        found = self.gathering.found
        articles = len({passage.article.id for passage in found})
        counts = f"{len(found):,} in {articles:,} article{'' if articles == 1 else 's'}".replace(",", " ")
        parts = [("Highlights", "text"), (counts, "muted"), *((text, "accent") for text in self.seeking.told())]
        parts += [("by date", "muted")] if self.gathering.by_date else []
        parts += [(f"{len(self.rows.selected):,} selected", "accent")] if self.rows.selected else []
        self.header.tell(parts)
        if self.line.display and not self.exporting.is_asking:
            self.line.tell(f"{len(found):,} found")

    @does("list.sort")
    def sort(self, given: Given) -> None:
        """By article, or by date."""
        self.gathering.by_date = not self.gathering.by_date
        self.show()
        self.say("sorted by date, newest first" if self.gathering.by_date else "sorted by article")

    # Typing

    @on(Input.Changed)
    def typing(self, changed: Input.Changed) -> None:
        """Show what fits so far."""
        if self.line.display and not self.exporting.is_asking:
            self.seeking.typed(changed.value)

    @on(Input.Submitted)
    def submitted(self, submitted: Input.Submitted) -> None:
        """Leave the field; what it found stays. Or write the file it names."""
        if self.exporting.is_asking:
            self.exporting.write(submitted.value)
        self.leave_line()

    def leave_line(self) -> None:
        """Hide the line; the rows have the keys."""
        self.line.close()
        self.exporting.is_asking = False
        self.rows.focus()

    def on_key(self, event: Key) -> None:
        """Esc and the arrows belong to the field while it is open."""
        if self.line.takes(event):
            return
        if not self.line.has_focus_within:
            super().on_key(event)
        elif event.key in ("escape", "down", "up"):
            event.stop()
            event.prevent_default()
            if event.key != "escape":
                self.rows.move_by(1 if event.key == "down" else -1)
            elif self.exporting.is_asking:
                self.leave_line()
            else:
                self.seeking.forget(self.line.sign)

    # Choosing

    @does("list.select")
    def select(self, given: Given) -> None:
        """Select the highlight and step on; again, unselect it."""
        self.rows.select_and_step()
        self.tell()

    @does("list.select_all")
    def select_all(self, given: Given) -> None:
        """Select all in view, or none."""
        ids = frozenset(passage.highlight.id for passage in self.gathering.found)
        self.rows.selected = frozenset() if self.rows.selected == ids else ids
        self.rows.refresh()
        self.tell()

    @does("list.clear", "list.quit")
    def back(self, given: Given) -> None:
        """Clear the selection, the search, then the narrowing, then go back."""
        if self.rows.selected:
            self.rows.selected = frozenset()
            self.rows.refresh()
            self.tell()
        elif not self.seeking.clear():
            self.dismiss()

    @on(Rows.Chosen)
    def open_by_mouse(self) -> None:
        """A second click opens."""
        self.rows.selected = frozenset()
        self.acts.open(Given(BY_ID["article.open"]))

    # What the hands ask

    def meant(self) -> list[Passage]:
        """The highlights selected, in their order; else the one under the cursor."""
        selected = self.rows.selected
        if selected:
            return [passage for passage in self.gathering.found if passage.highlight.id in selected]
        return [self.rows.current] if self.rows.current else []

    def order(self) -> list[str]:
        """The articles of the highlights in view."""
        return list(dict.fromkeys(passage.article.id for passage in self.gathering.found))

    def tags(self) -> dict[str, int]:
        """The tags of highlights."""
        return self.gathering.tags()

    def targets(self) -> list[Article]:
        """The article of the highlight under the cursor."""
        return [self.rows.current.article] if self.rows.current else []

    def report(self, act: Act) -> None:
        """Say what an act did; what it was done to is selected no more."""
        self.rows.selected = frozenset()
        super().report(act)

    def undone(self, act: Act) -> None:
        """Stand on what came back."""
        self.show(keep=act.ids[0] if act.ids else None)
