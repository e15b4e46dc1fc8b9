"""All highlights of the library: found again, noted, coloured, tagged, copied, opened where they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from textual import getters, on
from textual.app import ComposeResult
from textual.events import Key
from textual.timer import Timer
from textual.widgets import Input

from reader.errors import ReaderError, UsageError
from reader.model import Article, Edit, Highlight, HighlightEdit
from reader.model.act import Act
from reader.model.passage import Passage, PassageQuery
from reader.model.placement import Places
from reader.text.blocks import begin
from reader.tui.commands import BY_ID, TRIAGE, Command, Place
from reader.tui.completing import queries, words
from reader.tui.gathering import Gathering
from reader.tui.keys import Given
from reader.tui.reading.quoting import markdown_quote
from reader.tui.screens.article import read_article
from reader.tui.screens.base import does
from reader.tui.screens.note_prompt import NotePrompt
from reader.tui.screens.tag_prompt import TagPrompt
from reader.tui.screens.triage import ArticleCommands
from reader.tui.session import Session
from reader.tui.views import sought
from reader.tui.widgets.footer import Footer
from reader.tui.widgets.header import Header
from reader.tui.widgets.passage_rows import PassageRows
from reader.tui.widgets.rows import Rows
from reader.tui.widgets.search_line import FIND_SIGN, NARROW_SIGN, SearchLine

NEXT_SLICE_S = 0.001
EMPTY = ("No highlights yet.", "In an article, h highlights the sentence under the cursor.")


class HighlightsScreen(ArticleCommands):
    """Highlights by article or by date; what is done here is done to the highlight under the cursor."""

    PLACE = Place.HIGHLIGHTS

    header = getters.query_one(Header)
    rows = getters.query_one(PassageRows)
    line = getters.query_one(SearchLine)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.gathering = Gathering(session.library)
        self.narrowed = self.found = ""
        self._slice: Timer | None = None
        self._shown = False
        """Whether a first part of what is being looked for was drawn."""

    def compose(self) -> ComposeResult:
        """Header, highlights, the search line, the footer."""
        palette = self.session.palette
        yield Header(palette)
        yield PassageRows(palette, datetime.now().astimezone().date())
        yield SearchLine(palette)
        yield Footer(self.PLACE, self.session.keymap, palette)

    def on_mount(self) -> None:
        """The rows have the keys."""
        self.rows.focus()

    # Showing

    def library_changed(self) -> None:
        """Show what there is now; the cursor stays with its highlight."""
        self.show()

    def show(self, keep: str | None = None) -> None:
        """Look for what the line says."""
        try:
            query = self._query()
        except UsageError as error:
            self.line.tell("")
            self.line.fault(error)
            return
        self.line.fault(None)
        self.gathering.ask(query)
        self._shown = False
        self._search_on(keep)

    def _query(self) -> PassageQuery:
        words = " ".join(sought(word) for word in self.found.split() if word.strip('"'))
        return PassageQuery.parse(f"{self.narrowed} {words}".strip())

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
            asked = self.found or self.narrowed
            self.rows.empty_words = (f"Nothing fits “{asked.strip()}”.", "Esc clears it.") if asked else EMPTY
            self.rows.show(gathering.found, by_date=gathering.by_date, keep=keep)
            self._tell()

    def _tell(self) -> None:
        found = self.gathering.found
        articles = len({passage.article.id for passage in found})
        counts = f"{len(found):,} in {articles:,} article{'' if articles == 1 else 's'}".replace(",", " ")
        asked = [(text, "accent") for text in (self.narrowed, f"/{self.found}" if self.found else "") if text]
        order = [("by date", "muted")] if self.gathering.by_date else []
        self.header.tell([("Highlights", "text"), (counts, "muted"), *asked, *order])
        if self.line.display:
            self.line.tell(f"{len(found):,} found")

    # Typing

    @does("list.find", "list.narrow")
    def ask(self, given: Given) -> None:
        """Find by words, or narrow by a query."""
        is_find = given.command.id == "list.find"
        completer = (words if is_find else queries)(self.session)
        self.line.open(FIND_SIGN if is_find else NARROW_SIGN, self.found if is_find else self.narrowed, completer)

    @on(Input.Changed)
    def typing(self, changed: Input.Changed) -> None:
        """Show what fits so far."""
        is_find = self.line.sign == FIND_SIGN
        if self.line.display and changed.value != (self.found if is_find else self.narrowed):
            self.found, self.narrowed = (changed.value, self.narrowed) if is_find else (self.found, changed.value)
            self.show()

    @on(Input.Submitted)
    def submitted(self) -> None:
        """Leave the field; what it found stays."""
        self._close_line()

    def on_key(self, event: Key) -> None:
        """Esc and the arrows belong to the field while it is open."""
        if self.line.takes(event):
            return
        if not self.line.has_focus_within:
            super().on_key(event)
        elif event.key in ("escape", "down", "up"):
            event.stop()
            event.prevent_default()
            if event.key == "escape":
                self._forget(self.line.sign)
            else:
                self.rows.move_by(1 if event.key == "down" else -1)

    def _forget(self, sign: str) -> None:
        self._close_line()
        self.found = "" if sign == FIND_SIGN else self.found
        self.narrowed = "" if sign == NARROW_SIGN else self.narrowed
        self.show()

    def _close_line(self) -> None:
        self.line.close()
        self.rows.focus()

    @does("list.clear", "list.quit")
    def back(self, given: Given) -> None:
        """Clear the search, then the narrowing, then go back."""
        if self.found:
            self._forget(FIND_SIGN)
        elif self.narrowed:
            self._forget(NARROW_SIGN)
        else:
            self.dismiss()

    @does("list.sort")
    def sort(self, given: Given) -> None:
        """By article, or by date."""
        self.gathering.by_date = not self.gathering.by_date
        self.show()
        self.say("sorted by date, newest first" if self.gathering.by_date else "sorted by article")

    # Moving

    @does("move.down", "move.up")
    def step(self, given: Given) -> None:
        """Passages down or up."""
        self.rows.move_by(given.times if given.command.id == "move.down" else -given.times)

    @does("move.page_down", "move.page_up", "move.half_down", "move.half_up")
    def page(self, given: Given) -> None:
        """Pages and half pages."""
        lines = self.rows.page if "page" in given.command.id else max(1, self.rows.page // 2)
        self.rows.move_to(self.rows.cursor + (lines if given.command.id.endswith("down") else -lines) * given.times)

    @does("move.top", "move.bottom")
    def end(self, given: Given) -> None:
        """The first or last passage."""
        self.rows.move_to(0 if given.command.id == "move.top" else self.rows.row_count() - 1)

    # Opening

    @does("article.open")
    def open(self, given: Given) -> None:
        """Open the article at the passage."""
        here = self.rows.current
        if here is not None:
            order = list(dict.fromkeys(passage.article.id for passage in self.gathering.found))
            at = self.attempt(lambda: self._offset_of(here.highlight))
            read_article(self, here.article.id, order, at=at)

    @on(Rows.Chosen)
    def open_by_mouse(self) -> None:
        """A second click opens."""
        self.open(Given(BY_ID["article.open"]))

    def _offset_of(self, highlight: Highlight) -> int | None:
        """Return where a passage stands today; only as much of the article is read as that takes."""
        document = begin(self.session.library.body(highlight.article_id))
        while document.length < highlight.span.end + 100 and document.read_on():
            pass
        placed = Places(document.plain, whole=document.complete).place(highlight.quote, highlight.span)
        if placed.span is None and not document.complete:
            document.read_all()
            placed = Places(document.plain).place(highlight.quote, highlight.span)
        if placed.span is None:
            self.warn("these words are gone from the text; they stand at its end")
            return max(0, document.length - 1)
        return placed.span.start

    # Acting on the highlight

    def targets(self) -> list[Article]:
        """The article of the highlight under the cursor."""
        here = self.rows.current
        return [here.article] if here else []

    def can_run(self, command: Command) -> bool:
        """Articles are not triaged here: what is under the cursor is a highlight."""
        return super().can_run(command) and (command.group != TRIAGE or command.id in _HERE)

    def run_command(self, given: Given) -> None:
        """Run a command, unless it is one of those."""
        if given.command.group != TRIAGE or given.command.id in _HERE:
            super().run_command(given)

    def _here(self) -> Passage | None:
        if self.rows.current is None:
            self.warn("No highlight here")
        return self.rows.current

    @does("article.note")
    def note(self, given: Given) -> None:
        """Ask for the note of the highlight."""
        here = self._here()
        if here is not None:

            def answer(note: str | None) -> None:
                self._keep(here.highlight, note)

            self.app.push_screen(NotePrompt(self.session.palette, here.words, here.highlight.note), answer)

    @does("article.note_in_editor")
    def note_in_editor(self, given: Given) -> None:
        """Write the note of the highlight in one's own editor."""
        here = self._here()
        if here is not None:
            self._keep(here.highlight, self.in_editor(here.highlight.note))

    def _keep(self, highlight: Highlight, note: str | None) -> None:
        if note is not None and note != highlight.note:
            self._change(highlight, HighlightEdit(note=note))

    @does("article.tags")
    def tags(self, given: Given) -> None:
        """Ask for tags of the highlight."""
        here = self._here()
        if here is None:
            return

        def answer(edit: Edit | None) -> None:
            if edit is not None:
                self._change(here.highlight, HighlightEdit(add_tags=edit.add_tags, remove_tags=edit.remove_tags))

        known = {**self.session.library.tags(), **self.gathering.tags()}
        tagged = replace(here.article, title=here.words, tags=here.highlight.tags)
        self.app.push_screen(TagPrompt(self.session.palette, [tagged], known), answer)

    @does("select.colour_1", "select.colour_2", "select.colour_3", "select.colour_4", "select.colour_5")
    def colour(self, given: Given) -> None:
        """Give the highlight another colour."""
        here = self._here()
        if here is not None:
            self._change(here.highlight, HighlightEdit(colour=int(given.command.id[-1])))

    @does("highlight.remove")
    def unhighlight(self, given: Given) -> None:
        """Remove the highlight; z brings it back."""
        here = self._here()
        if here is not None:
            self._done(lambda: self.session.library.remove_highlights([here.highlight.id]))

    @does("text.quote")
    def quote(self, given: Given) -> None:
        """Copy the passage as a Markdown quote with its source."""
        here = self._here()
        if here is not None:
            self.copy(markdown_quote(here.highlight.quote.exact, here.article))
            self.say("copied as a quote with its source")

    def undone(self, act: Act) -> None:
        """Stand on what came back."""
        self.show(keep=act.ids[0] if act.ids else None)

    def _change(self, highlight: Highlight, edit: HighlightEdit) -> None:
        self._done(lambda: self.session.library.update_highlights([highlight.id], edit))

    def _done(self, work: Callable[[], Act | None]) -> None:
        try:
            act = work()
        except ReaderError as error:
            self.warn(str(error))
            return
        if act is not None:
            self.report(act)


_HERE = frozenset({"history.undo", "history.redo", "list.sort"})
