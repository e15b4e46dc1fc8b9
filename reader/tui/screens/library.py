"""The library on screen: views at the left, articles in the middle, a preview at the right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Key, Resize
from textual.widgets import Input

from reader.model import Article, Edit
from reader.model.act import Act
from reader.tui.commands import BY_ID, Place
from reader.tui.keys import Given
from reader.tui.listing import Listing
from reader.tui.screens.list_acting import Acting
from reader.tui.screens.list_going import Going, Offering
from reader.tui.screens.list_loading import Loading
from reader.tui.screens.list_moves import Choosing, Jumping
from reader.tui.screens.list_panels import Panels
from reader.tui.screens.list_search import Search
from reader.tui.screens.list_showing import Showing
from reader.tui.screens.list_tags import Tagging
from reader.tui.screens.list_texts import Texts
from reader.tui.screens.moves import Moves
from reader.tui.screens.triage import ArticleCommands
from reader.tui.session import Session
from reader.tui.views import ALL, Shown, View
from reader.tui.widgets.article_list import ArticleList
from reader.tui.widgets.footer import Footer
from reader.tui.widgets.header import Header, counted
from reader.tui.widgets.preview import Preview
from reader.tui.widgets.rows import Rows
from reader.tui.widgets.search_line import SearchLine
from reader.tui.widgets.side_panel import SidePanel


class LibraryScreen(ArticleCommands):
    """Browse, find, sort and triage."""

    PLACE = Place.LIST

    header = getters.query_one(Header)
    side = getters.query_one(SidePanel)
    articles = getters.query_one(ArticleList)

    def __init__(self, session: Session, query: str = "") -> None:
        self.panels = Panels(self)
        self.search = Search(self)
        self.texts = Texts(self)
        self.tagging = Tagging(self)
        self.going = Going(self)
        self.acting = Acting(self)
        super().__init__(session)
        self.offering = Offering(self, self.going)
        self.shown = Shown(ALL, narrowed=query) if query else self.going.at_start()
        self.listing = Listing(session.library)
        self.showing = Showing(self, self.listing)
        self.opening = Loading(self)

    def hands(self) -> Iterable[object]:
        """Moving, choosing, panels and the search are done by objects of their own."""
        return (
            Moves(lambda: self.side if self.side.has_focus else self.articles),
            Jumping(self), Choosing(self), self.going, self.acting,
            self.panels, self.search, self.tagging,
        )  # fmt: skip

    def compose(self) -> ComposeResult:
        """Header, three panes with one thin line before the last, the search line, the footer."""
        palette = self.session.palette
        header = Header(palette)
        header.tell([*self.session.begun])
        yield header
        with Horizontal(id="panes"):
            yield SidePanel(palette)
            yield ArticleList(palette, datetime.now().astimezone().date(), self.session.config)
            yield Preview(palette)
        yield SearchLine(palette)
        yield Footer(self.PLACE, self.session.keymap, palette)

    def on_mount(self) -> None:
        """The list has the keys from the start."""
        self.articles.focus()

    # Showing

    def library_changed(self) -> None:
        """Draw the list, the counts and the preview anew; the cursor stays with its article."""
        self.show()

    def show(self, *, keep: str | None = None) -> None:
        """Show what the view, the narrowing and the search leave; the cursor goes to `keep` where that is given."""
        self.showing.show(keep)

    async def caught_up(self) -> None:
        """Know what a long act changed before it is told."""
        await self.showing.following.caught_up()

    def go(self, view: View) -> None:
        """Bring a view to the front."""
        self.going.go(view)

    def draw_header(self) -> None:
        """Say what is shown, how much of it there is, and how much is selected."""
        counts, selected = counted(len(self.listing.articles), self.listing.unread), len(self.articles.selected)
        chosen = [(f"{selected:,} selected".replace(",", " "), "accent")] if selected else []
        self.header.tell([(self.shown.view.name, "text"), (counts, "muted"), *self.shown.parts(), *chosen])

    def on_resize(self, event: Resize) -> None:
        """Panels come and go with the width, unless they were asked for."""
        self.panels.arrange(event.size.width)

    @on(Rows.Moved)
    def follow(self, moved: Rows.Moved) -> None:
        """The preview follows the list."""
        if moved.rows is self.articles:
            self.showing.moved()
            self.panels.preview_soon()

    # Acting

    def targets(self) -> list[Article]:
        """The selected articles, else the one under the cursor."""
        if self.articles.selected:
            return self.articles.chosen()
        return [self.articles.current] if self.articles.current else []

    def run_command(self, given: Given) -> None:
        """Run a command; in the side panel some mean its rows."""
        if self.side.has_focus and self.tagging.takes(given):
            return
        self.acting.before(given)
        super().run_command(given)
        self.acting.after(given, super().run_command)

    def edit(self, edit: Edit, articles: Sequence[Article]) -> Act | None:
        """Make one act of an edit."""
        act = super().edit(edit, articles)
        self.acting.edited(edit, act)
        return act

    def report(self, act: Act) -> None:
        """Say what was done; a selection has served once an act took it."""
        self.articles.selected = frozenset()
        super().report(act)

    def undone(self, act: Act) -> None:
        """Put the cursor on what came back."""
        self.show(keep=act.ids[0] if act.ids else None)

    @on(Rows.Chosen)
    def open_by_mouse(self, chosen: Rows.Chosen) -> None:
        """A second click opens."""
        chosen.rows.focus()
        self.going.open(Given(BY_ID["article.open"]))

    def came_back(self, article_id: str) -> None:
        """An article was left: its row gets the cursor."""
        self.show(keep=article_id)

    # The line at the bottom

    def on_key(self, event: Key) -> None:
        """Esc and the arrows belong to the search field while it is open."""
        if not self.search.takes(event):
            super().on_key(event)

    @on(Input.Changed)
    def typing(self, changed: Input.Changed) -> None:
        """Show what fits so far."""
        self.search.typed(changed.value)

    @on(Input.Submitted)
    def submitted(self, submitted: Input.Submitted) -> None:
        """Leave the field; what it found stays."""
        self.search.submitted(submitted.value)
