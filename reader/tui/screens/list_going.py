"""Going to views and opening what is under the cursor; and what the palette offers for going there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from reader.errors import UsageError
from reader.model import Article
from reader.model.query import Completion, names_beginning
from reader.tui.background import in_background
from reader.tui.keys import Given
from reader.tui.screens.base import does
from reader.tui.screens.finder import Entry
from reader.tui.screens.list_bulk import BulkActs
from reader.tui.views import (
    ALL,
    ARCHIVE,
    HIGHLIGHTS,
    IN_PROGRESS,
    INBOX,
    STANDING,
    STARRED,
    TRASH,
    USUAL,
    Shown,
    View,
    view_of_author,
    view_of_search,
    view_of_site,
    view_of_tag,
)
from reader.tui.widgets.article_list import shown_title

VIEWS = {
    "go.inbox": INBOX,
    "go.progress": IN_PROGRESS,
    "go.starred": STARRED,
    "go.archive": ARCHIVE,
    "go.all": ALL,
    "go.highlights": HIGHLIGHTS,
    "go.trash": TRASH,
}
NAMED = {id.removeprefix("go."): view for id, view in VIEWS.items()}
"""By the names that the settings have for them."""
ARTICLES_OFFERED, NAMES_OFFERED = 30, 8


class Going:
    """From view to view, and into an article."""

    def __init__(self, screen: Any) -> None:
        self.screen = screen

    @does("go.inbox", "go.progress", "go.starred", "go.archive", "go.all", "go.highlights", "go.trash")
    def go_to_view(self, given: Given) -> None:
        """Bring a standing view to the front."""
        self.go(VIEWS[given.command.id])

    def go(self, view: View) -> None:
        """Bring a view to the front, its cursor at the top; highlights have a screen of their own."""
        screen = self.screen
        if view == HIGHLIGHTS:
            from reader.tui.screens.highlights import HighlightsScreen  # it loads the page, as opening an article does

            screen.app.push_screen(HighlightsScreen(screen.session))
            return
        screen.shown = self.as_left(view)
        screen.articles.selected = frozenset()
        screen.search.close()
        screen.articles.show(())
        screen.articles.move_to(0)
        screen.show()

    def as_left(self, view: View) -> Shown:
        """Return a view in the order it was left in."""
        session = self.screen.session
        usual = next((session.config.sort.get(name, "") for name, known in NAMED.items() if known == view), "")
        return Shown(view, sort=session.remembered.order_of(view.query) or ("" if usual == USUAL else usual))

    def at_start(self) -> Shown:
        """Return the view that the settings begin with."""
        return self.as_left(NAMED[self.screen.session.config.start])

    @does("article.open")
    def open(self, given: Given) -> None:
        """Open the article, or the view, under the cursor."""
        screen = self.screen
        if not screen.side.has_focus:
            self.open_article(screen.articles.current)
        elif screen.side.current is not None:
            self.go(screen.side.current)
            screen.articles.focus()
        else:
            screen.side.fold()

    def open_article(self, article: Article | None) -> None:
        """Open an article, the others of the view beside it."""
        from reader.tui.screens.article import read_article  # the list is painted before the page is loaded
        from reader.tui.screens.article_neighbours import Ids

        if article is not None:
            read_article(self.screen, article.id, Ids(self.screen.articles.articles))


class Offering:
    """What the palette has in the list, besides commands."""

    def __init__(self, screen: Any, going: Going) -> None:
        self.screen = screen
        self.going = going
        self._bulk = BulkActs(screen)

    def entries(self) -> list[Entry]:
        """Return views, saved searches, tags, sites and authors."""
        go, tallies = self.going.go, self.screen.tagging.tallies
        entries = [Entry(view.name, "", "", "View", partial(go, view)) for view in STANDING]
        entries += [
            Entry(search.name, search.query, "", "Search", partial(go, view_of_search(search)))
            for search in self.screen.session.library.searches()
        ]
        entries += [Entry(f"#{tag}", "", "", "Tag", partial(go, view_of_tag(tag))) for tag in tallies.tags]
        return entries

    def completer(self, typed: str, cursor: int) -> list[Completion]:
        """Complete the query of an act."""
        return self._bulk.completer(typed, cursor)

    def fault(self, typed: str) -> tuple[UsageError, int] | None:
        """Return what is wrong with the query of an act."""
        return self._bulk.fault(typed)

    def is_asked(self, typed: str) -> bool:
        """Say whether an act with a query is typed."""
        return self._bulk.is_asked(typed)

    async def offers(self, typed: str, stopped: Callable[[], bool]) -> list[Entry]:
        """Return what is offered first: `add ADDRESS`, taken at its word, and an act with a query."""
        verb, _, source = typed.strip().partition(" ")
        if verb == "add" and source:
            return [Entry(f"Add {source}", "", "", "", partial(self.screen.saving.start, source))]
        return await self._bulk.offers(typed, stopped)

    async def endings(self, typed: str, stopped: Callable[[], bool]) -> list[Entry]:
        """Return what is offered last: the articles that what is typed finds."""
        if self.is_asked(typed):
            return []
        known = self.screen.session.tallies
        names = {"site": known.sites, "author": known.authors}
        named = await in_background(partial(names_beginning, typed, len(typed), names, most=NAMES_OFFERED))
        entries = []
        for each in named:
            is_site = each.means.startswith("site")
            view = (view_of_site if is_site else view_of_author)(each.text)
            entries.append(Entry(each.text, "", "", "Site" if is_site else "Author", partial(self.going.go, view)))
        if stopped():
            return []
        found = await in_background(partial(self.screen.listing.holding, typed, ARTICLES_OFFERED, stopped))
        entries += [
            Entry(shown_title(article), "", "", "Article", partial(self.going.open_article, article))
            for article in found
        ]
        return entries
