"""Jumping in the list and choosing from it."""

from __future__ import annotations

import random
from functools import partial
from typing import Protocol

from reader.tui.keys import Given
from reader.tui.screens.base import does
from reader.tui.screens.finder import Entry, Finder
from reader.tui.session import Session
from reader.tui.views import SORTS, USUAL, Shown
from reader.tui.widgets.article_list import ArticleList
from reader.tui.widgets.side_panel import SidePanel


class ListScreen(Protocol):
    """What these hands need of the library screen."""

    shown: Shown
    session: Session

    def choose(self, finder: Finder) -> None:
        """Ask for one of the finder's entries, and do it."""

    @property
    def articles(self) -> ArticleList:
        """The list in the middle."""

    @property
    def side(self) -> SidePanel:
        """The panel at the left."""

    def show(self, *, keep: str | None = None) -> None:
        """Draw the list anew."""

    def draw_header(self) -> None:
        """Draw the counts anew."""

    def say(self, message: str) -> None:
        """Tell what was done."""


class Jumping:
    """Jumps in the list."""

    def __init__(self, screen: ListScreen) -> None:
        self.screen = screen

    @does("list.next_found")
    def next_found(self, given: Given) -> None:
        """Articles down."""
        self.screen.articles.move_by(given.times)

    @does("list.previous_found")
    def previous_found(self, given: Given) -> None:
        """Articles up."""
        self.screen.articles.move_by(-given.times)

    @does("article.next_unread")
    def next_unread(self, given: Given) -> None:
        """The next unread article, round the end."""
        rows = self.screen.articles
        count = len(rows.articles)
        order = (index % count for index in range(rows.cursor + 1, rows.cursor + 1 + count))
        found = next((index for index in order if not rows.articles[index].read), None)
        if found is None:
            self.screen.say("all read here")
        else:
            rows.move_to(found)

    @does("article.random")
    def chance(self, given: Given) -> None:
        """Any article of this view."""
        if self.screen.articles.articles:
            self.screen.articles.move_to(random.randrange(len(self.screen.articles.articles)))


class Choosing:
    """Selecting, sorting, and clearing what was selected or searched."""

    def __init__(self, screen: ListScreen) -> None:
        self.screen = screen
        self._range_from = ""
        """The id of the article at which a range begins."""

    @does("list.select")
    def select(self, given: Given) -> None:
        """Select or unselect, and go on to the next."""
        rows = self.screen.articles
        meant = rows.articles[rows.cursor : rows.cursor + given.times]
        rows.selected ^= {article.id for article in meant}
        rows.move_to(rows.cursor + len(meant))
        rows.refresh()
        self.screen.draw_header()

    @does("list.select_range")
    def select_range(self, given: Given) -> None:
        """Begin a range; again, select all from its beginning to the cursor."""
        rows, here = self.screen.articles, self.screen.articles.current
        if here is None:
            return
        ids = [article.id for article in rows.articles]
        if self._range_from not in ids:
            self._range_from = here.id
            self.screen.say("range begun; V again selects to where the cursor is then")
            return
        first, last = sorted((ids.index(self._range_from), rows.cursor))
        self._range_from = ""
        rows.selected |= frozenset(ids[first : last + 1])
        rows.refresh()
        self.screen.draw_header()
        self.screen.say(f"{len(rows.selected):,} selected · Esc lets go".replace(",", " "))

    @does("list.select_all")
    def select_all(self, given: Given) -> None:
        """Select all in view; where all are, none."""
        rows = self.screen.articles
        everything = frozenset(article.id for article in rows.articles)
        rows.selected = frozenset() if rows.selected == everything else everything
        rows.refresh()
        self.screen.draw_header()

    @does("list.sort")
    def sort(self, given: Given) -> None:
        """Choose an order; the cursor stays with its article, and the view keeps the order."""
        now = self.screen.shown.sort or USUAL
        entries = [
            Entry(words[0].upper() + words[1:], "as it is now" if key == now else "", "", "", partial(self._take, key))
            for key, words in SORTS.items()
        ]
        self.screen.choose(Finder(self.screen.session.palette, "Sort by", entries, grouped=False))

    def _take(self, sort: str) -> None:
        shown = self.screen.shown = self.screen.shown.sorted_by(sort)
        self.screen.session.remembered.keep_order(shown.view.query, shown.sort)
        self.screen.show()
        self.screen.say(f"sorted by {shown.sort_words()}")
