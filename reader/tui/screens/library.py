"""The library on screen: views at the left, articles in the middle, a preview at the right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Key, Resize
from textual.timer import Timer
from textual.widgets import Input

from reader.model import Article, Edit
from reader.model.act import Act
from reader.tui.commands import BY_ID, Place
from reader.tui.keys import Given
from reader.tui.listing import Listing
from reader.tui.screens.adding import Adding
from reader.tui.screens.base import does
from reader.tui.screens.finder import Entry
from reader.tui.screens.list_bulk import offers_for
from reader.tui.screens.list_loading import Loading
from reader.tui.screens.list_moves import Choosing, Moves
from reader.tui.screens.list_panels import Panels
from reader.tui.screens.list_search import Search
from reader.tui.screens.list_tags import Tagging
from reader.tui.screens.list_texts import Texts
from reader.tui.screens.triage import ArticleCommands
from reader.tui.session import Session
from reader.tui.views import (
    ALL,
    ARCHIVE,
    HIGHLIGHTS,
    IN_PROGRESS,
    INBOX,
    STANDING,
    STARRED,
    TRASH,
    Shown,
    View,
    view_of_author,
    view_of_search,
    view_of_site,
    view_of_tag,
)
from reader.tui.widgets.article_list import ArticleList, shown_title
from reader.tui.widgets.footer import Footer
from reader.tui.widgets.header import Header
from reader.tui.widgets.preview import Preview
from reader.tui.widgets.rows import Rows
from reader.tui.widgets.search_line import SearchLine
from reader.tui.widgets.side_panel import SidePanel

VIEWS = {
    "go.inbox": INBOX,
    "go.progress": IN_PROGRESS,
    "go.starred": STARRED,
    "go.archive": ARCHIVE,
    "go.all": ALL,
    "go.highlights": HIGHLIGHTS,
    "go.trash": TRASH,
}
NEXT_SLICE_S = 0.001
REPEATABLE = frozenset({"article.archive", "article.star", "article.read", "article.trash"})
ARTICLES_OFFERED = 30
COUNTED = REPEATABLE | {"article.tags"}


class LibraryScreen(ArticleCommands):
    """Browse, find, sort and triage."""

    PLACE = Place.LIST

    header = getters.query_one(Header)
    side = getters.query_one(SidePanel)
    articles = getters.query_one(ArticleList)

    def __init__(self, session: Session, query: str = "") -> None:
        self.panels = Panels(self)
        self.search = Search(self)
        self.adding = Adding(self)
        self.texts = Texts(self)
        self.tagging = Tagging(self)
        super().__init__(session)
        self.shown = Shown(ALL, narrowed=query) if query else self._as_left(INBOX)
        self.listing = Listing(session.library)
        self._slice: Timer | None = None
        self._counted: str | None = None
        """The revision at which the side panel's counts were right."""
        self._repeatable: Callable[[], object] | None = None
        self.opening = Loading(self)

    def hands(self) -> Iterable[object]:
        """Moving, choosing, panels and the search are done by objects of their own."""
        return (Moves(self), Choosing(self), self.panels, self.search, self.adding, self.tagging)

    def compose(self) -> ComposeResult:
        """Header, three panes with one thin line before the last, the search line, the footer."""
        palette = self.session.palette
        yield Header(palette)
        with Horizontal(id="panes"):
            yield SidePanel(palette)
            yield ArticleList(palette, datetime.now().astimezone().date())
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
        self.articles.today = datetime.now().astimezone().date()
        self.articles.lit = self.shown.lit()
        self.articles.empty_words = self.shown.empty_words()
        query = self.shown.query()
        if self.opening.shows_newest(query):
            return
        self._count()
        self.side.show(self.shown.view)
        self.listing.ask(query, self.texts.found_for(self.shown))
        self._search_on(keep)

    def _count(self) -> None:
        library = self.session.library
        if library.revision != self._counted:
            self._counted = library.revision
            self.side.count(library.counts(), library.searches())
            self.tagging.tally()

    def _search_on(self, keep: str | None = None) -> None:
        """Show what one more slice of the search found; the rest follows in the next turns, unless another is begun."""
        if self._slice is not None:
            self._slice.stop()
            self._slice = None
        if self.listing.search():
            self._slice = self.set_timer(NEXT_SLICE_S, partial(self._search_on, keep))
        if self.listing.can_show:
            self.articles.show(self.listing.articles, keep=keep, more=not self.listing.complete)
            self.draw_header()
            self.search.tell()
            self.panels.preview_soon()

    def go(self, view: View) -> None:
        """Bring a view to the front, its cursor at the top; highlights have a screen of their own."""
        if view == HIGHLIGHTS:
            from reader.tui.screens.highlights import HighlightsScreen  # it loads the page, as opening an article does

            self.app.push_screen(HighlightsScreen(self.session))
            return
        self.shown = self._as_left(view)
        self.articles.selected = frozenset()
        self.search.close()
        self.articles.show(())
        self.articles.move_to(0)
        self.show()

    def _as_left(self, view: View) -> Shown:
        return Shown(view, sort=self.session.remembered.order_of(view.query))

    def draw_header(self) -> None:
        """Say what is shown, how much of it there is, and how much is selected."""
        found = len(self.listing.articles)
        self.header.show(self.shown, found, self.listing.unread, len(self.articles.selected))

    def on_resize(self, event: Resize) -> None:
        """Panels come and go with the width, unless they were asked for."""
        self.panels.arrange(event.size.width)

    @on(Rows.Moved)
    def follow(self, moved: Rows.Moved) -> None:
        """The preview follows the list."""
        if moved.rows is self.articles:
            self.panels.preview_soon()

    # Acting

    def targets(self) -> list[Article]:
        """The selected articles, else the one under the cursor."""
        if self.articles.selected:
            return [article for article in self.articles.articles if article.id in self.articles.selected]
        return [self.articles.current] if self.articles.current else []

    def run_command(self, given: Given) -> None:
        """Run a command, and remember an act on articles for `.`; with a count it takes so many, from the cursor on."""
        if self.side.has_focus and self.tagging.takes(given):
            return
        if given.count and given.command.id in COUNTED and not self.articles.selected:
            rows = self.articles
            rows.selected = frozenset(each.id for each in rows.articles[rows.cursor : rows.cursor + given.count])
        super().run_command(given)
        if given.command.id in REPEATABLE:
            self._repeatable = partial(super().run_command, given)

    def edit(self, edit: Edit, articles: Sequence[Article]) -> Act | None:
        """Make one act of an edit; tags are repeated as they were given."""
        act = super().edit(edit, articles)
        if act is not None and (edit.add_tags or edit.remove_tags):
            self._repeatable = lambda: self.edit(edit, self.targets())
        return act

    def report(self, act: Act) -> None:
        """Say what was done; a selection has served once an act took it."""
        self.articles.selected = frozenset()
        super().report(act)

    def undone(self, act: Act) -> None:
        """Put the cursor on what came back."""
        self.show(keep=act.ids[0] if act.ids else None)

    @does("list.repeat")
    def repeat(self, given: Given) -> None:
        """Do the last act again, here."""
        if self._repeatable is None:
            self.say("nothing to repeat yet")
        else:
            self._repeatable()

    # Opening

    @does("article.open")
    def open(self, given: Given) -> None:
        """Open the article, or the view, under the cursor."""
        if not self.side.has_focus:
            self._open(self.articles.current)
        elif self.side.current is not None:
            self.go(self.side.current)
            self.articles.focus()
        else:
            self.side.fold()

    @on(Rows.Chosen)
    def open_by_mouse(self, chosen: Rows.Chosen) -> None:
        """A second click opens."""
        chosen.rows.focus()
        self.open(Given(BY_ID["article.open"]))

    def _open(self, article: Article | None) -> None:
        from reader.tui.screens.article import ArticleScreen  # the list is painted before the page is loaded

        if article is not None:
            order = [listed.id for listed in self.articles.articles]
            screen = self.attempt(lambda: ArticleScreen(self.session, article.id, order))
            if screen is not None:
                self.app.push_screen(screen)

    def came_back(self, article_id: str) -> None:
        """An article was left: its row gets the cursor."""
        self.show(keep=article_id)

    # Keys that work from the search field, and views

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

    @does("go.inbox", "go.progress", "go.starred", "go.archive", "go.all", "go.highlights", "go.trash")
    def go_to_view(self, given: Given) -> None:
        """Bring a standing view to the front."""
        self.go(VIEWS[given.command.id])

    def more_entries(self) -> list[Entry]:
        """Views, tags and articles, for the palette."""
        library = self.session.library
        entries = [Entry(view.name, "", "", "View", partial(self.go, view)) for view in STANDING]
        entries += [
            Entry(f"{search.name}", search.query, "", "Search", partial(self.go, view_of_search(search)))
            for search in library.searches()
        ]
        tallies = self.tagging.tallies
        entries += [Entry(f"#{tag}", "", "", "Tag", partial(self.go, view_of_tag(tag))) for tag in tallies.tags]
        entries += [Entry(site, "", "", "Site", partial(self.go, view_of_site(site))) for site in tallies.sites]
        entries += [Entry(name, "", "", "Author", partial(self.go, view_of_author(name))) for name in tallies.authors]
        return entries

    def offers(self, typed: str) -> list[Entry]:
        """The palette takes `add ADDRESS` at its word, and an act with a query."""
        verb, _, source = typed.strip().partition(" ")
        if verb == "add" and source:
            return [Entry(f"Add {source}", "", "", "", partial(self.adding.start, source))]
        return offers_for(self, typed)

    def endings(self, typed: str) -> list[Entry]:
        """The articles that the palette finds by what is typed."""
        return [
            Entry(shown_title(article), "", "", "Article", partial(self._open, article))
            for article in self.listing.holding(typed, ARTICLES_OFFERED)
        ]
