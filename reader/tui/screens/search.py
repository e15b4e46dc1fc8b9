"""Search the text of every article: words above, hits below, Enter opens at what was found."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from textual import getters, on
from textual.app import ComposeResult
from textual.events import Key
from textual.widgets import Input

from reader.model import Article
from reader.model.act import Act
from reader.model.query import parse
from reader.tui.commands import BY_ID, Place
from reader.tui.completing import queries
from reader.tui.keys import Given, token_of
from reader.tui.screens.article import read_article
from reader.tui.screens.base import does
from reader.tui.screens.list_tags import saved_names
from reader.tui.screens.moves import Moves
from reader.tui.screens.triage import ArticleCommands
from reader.tui.searching import Searching
from reader.tui.session import Session
from reader.tui.widgets.footer import Footer
from reader.tui.widgets.found_rows import FoundRows
from reader.tui.widgets.rows import Rows
from reader.tui.widgets.search_line import NAME_SIGN, SEARCH_SIGN, SearchLine

EDITING = frozenset(
    {"left", "right", "home", "end", "backspace", "delete", "space", "ctrl+a", "ctrl+e", "ctrl+k", "ctrl+u", "ctrl+w"}
)
"""Keys that belong to the field while it is typed in, whatever they mean among the hits."""
HINT = ("Words, “phrases”, or a query:  lamp -oil tag:sea saved:<30d", "The best come first; Ctrl+T brings the newest.")


class SearchScreen(ArticleCommands):
    """The field has the keys first; Tab gives them to the hits, where articles are archived, starred and tagged."""

    PLACE = Place.SEARCH

    line = getters.query_one(SearchLine)
    rows = getters.query_one(FoundRows)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.searching = Searching(session.library, self.run_worker)

    def hands(self) -> Iterable[object]:
        """Moving among the hits is as everywhere."""
        return (Moves(lambda: self.rows),)

    def compose(self) -> ComposeResult:
        """The line of words, the hits, the footer."""
        palette = self.session.palette
        yield SearchLine(palette)
        yield FoundRows(palette, datetime.now().astimezone().date(), self.session.config.dates)
        yield Footer(self.PLACE, self.session.keymap, palette)

    def on_mount(self) -> None:
        """What was searched for last stands there, ready to be typed over."""
        self.searching.changed = self.draw
        self._open_line()
        self.line.field.select_all()
        self.searching.ask(self.session.sought)
        self.searching.catch_up()

    def on_unmount(self) -> None:
        """Nobody waits for answers any more."""
        self.searching.close()

    # Showing

    def draw(self) -> None:
        """Show what was found so far, and how far the index is."""
        searching = self.searching
        if not self.query(FoundRows):
            return  # an answer that comes while the screen is being left
        self.rows.hint = HINT if not searching.text.strip() else ("Nothing found.",) if searching.total == 0 else ()
        self.rows.show(searching.hits, searching.found, searching.words)
        if self.line.sign == SEARCH_SIGN:
            self.line.fault(searching.wrong)
            self.line.tell(searching.fault or self._told(), is_error=bool(searching.fault))
        self.searching.want(self.rows.in_view)

    def _told(self) -> str:
        searching = self.searching
        parts = []
        if searching.indexing and searching.indexing[1]:
            done, of = searching.indexing
            parts.append(f"indexing {done:,} of {of:,}")
        if searching.text.strip():
            if searching.total is not None:
                parts.append(f"{searching.total:,} article{'' if searching.total == 1 else 's'}")
            parts.append(searching.order_words)
        return " · ".join(parts).replace(",", " ")

    def library_changed(self) -> None:
        """The index takes in what changed, and the search is asked again."""
        if self.is_mounted and self.searching.changed == self.draw:
            self.searching.catch_up()

    @on(Rows.Moved)
    def follow(self) -> None:
        """Rows that come into view get their excerpts; near the end more hits are fetched."""
        self.searching.want(self.rows.in_view)
        if self.rows.cursor + self.rows.page >= len(self.searching.hits):
            self.searching.more()

    # Typing

    def _open_line(self) -> None:
        self.line.open(SEARCH_SIGN, self.session.sought, queries(self.session))

    def on_key(self, event: Key) -> None:
        """Keys that type nothing are commands while the field is open, too."""
        if self.line.takes(event):
            return
        token = token_of(event)
        if not self.line.field.has_focus or token is None or len(token) == 1 or token in EDITING:
            super().on_key(event)
        elif token != "enter" and self.session.keymap.meaning(self.PLACE, (token,)) is not None:
            event.stop()
            event.prevent_default()
            if token == "escape" and self.line.sign == NAME_SIGN:
                self._open_line()
            else:
                self.press(token)

    @on(Input.Changed)
    def typing(self, changed: Input.Changed) -> None:
        """Search for what is typed so far."""
        if self.line.sign == SEARCH_SIGN and changed.value != self.session.sought:
            self.session.sought = changed.value
            self.searching.ask(changed.value)

    @on(Input.Submitted)
    def submitted(self, submitted: Input.Submitted) -> None:
        """Enter opens what the cursor stands on, or saves the search under the name that was typed."""
        if self.line.sign == NAME_SIGN:
            self._save(submitted.value.strip())
        elif self.searching.wrong is not None:
            self.line.fault(self.searching.wrong, insists=True)
        else:
            self.open(Given(BY_ID["article.open"]))

    @does("list.save_search")
    def ask_for_name(self, given: Given) -> None:
        """Ask for the name under which the search is kept."""
        if self.searching.wrong is not None:
            self.line.fault(self.searching.wrong, insists=True)
        elif not self.session.sought.strip():
            self.warn("nothing to save yet: type what to search for")
        elif self.line.sign != NAME_SIGN:
            self.line.open(NAME_SIGN, self.session.sought, saved_names(self.session.library), is_offered=True)

    def _save(self, name: str) -> None:
        query = str(parse(self.session.sought))
        self._open_line()
        act = self.attempt(lambda: self.session.library.save_search(name or query, query))
        if act is not None:
            self.report(act)

    @does("search.field")
    def to_field(self, given: Given) -> None:
        """Type other words."""
        self.line.field.focus()

    @does("search.rows")
    def to_rows(self, given: Given) -> None:
        """Give the keys to the hits, or back to the words."""
        (self.line.field if self.rows.has_focus else self.rows).focus()

    @does("search.order")
    def order(self, given: Given) -> None:
        """Best first, or newest first."""
        self.searching.order()

    @does("search.close")
    def back(self, given: Given) -> None:
        """Back to where one was."""
        self.dismiss()

    # The hits

    def targets(self) -> list[Article]:
        """The article under the cursor, as the library has it now."""
        article = self.rows.current
        known = None if article is None else self.attempt(lambda: self.session.library.article(article.id))
        return [] if known is None else [known]

    def undone(self, act: Act) -> None:
        """Stand on what came back."""
        super().undone(act)
        if act.ids:
            self.rows.stand_on(act.ids[0])

    @does("article.open")
    def open(self, given: Given) -> None:
        """Open the article at what was found, all places lit."""
        article = self.rows.current
        if article is None:
            return
        found = self.searching.found.get(article.id)
        lit = None if found is None else found.lit(self.searching.text)
        order = [hit.id for hit in self.searching.hits]
        read_article(self, article.id, order, lit=lit)

    @on(Rows.Chosen)
    def open_by_mouse(self) -> None:
        """A second click opens."""
        self.open(Given(BY_ID["article.open"]))

    def came_back(self, article_id: str) -> None:
        """An article was left: its row gets the cursor."""
        self.rows.stand_on(article_id)
        self.rows.focus()
