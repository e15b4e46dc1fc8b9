"""Putting on screen what the list finds: slice by slice, the cursor staying with its article."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from textual.timer import Timer

from reader.tui.listing import Listing
from reader.tui.screens.list_following import Following

NEXT_SLICE_S = 0.001


class Showing:
    """What the library screen draws whenever its view, its words or the library are others."""

    def __init__(self, screen: Any, listing: Listing) -> None:
        self.screen = screen
        self.listing = listing
        self.following = Following(screen, listing)
        self._slice: Timer | None = None
        self._keep: str | None = None
        """The article that the cursor stays with, until it is moved."""
        self._owed: str | None = None
        """The article that the cursor shall go to once what changed is known."""
        self._counted: str | None = None
        """The revision at which the side panel's counts were right."""

    def show(self, keep: str | None) -> None:
        """Show what the view, the narrowing and the search leave; the cursor goes to `keep` where that is given."""
        screen, shown = self.screen, self.screen.shown
        screen.articles.today = datetime.now().astimezone().date()
        screen.articles.lit = shown.lit()
        screen.articles.empty_words = shown.empty_words()
        query = shown.query()
        self._owed = keep or self._owed
        if screen.session.busy:
            return  # shown anew when it is done
        if screen.opening.shows_newest(query):
            return
        keep = self._owed
        if self.following.take_in():
            self._owed = None
        counts = self.listing.known.counts
        screen.articles.empty_words = shown.empty_words(is_new=counts.all + counts.trashed == 0)
        self._count()
        screen.side.show(shown.view)
        self._keep = keep or (screen.articles.current.id if screen.articles.current else None)
        self.listing.ask(query, screen.texts.found_for(shown))
        screen.tagging.tally()
        self._search_on()

    def moved(self) -> None:
        """The cursor was moved: it stays where it is."""
        self._keep = self._owed = None

    def _count(self) -> None:
        known = self.listing.known
        if known.revision != self._counted:
            self._counted = known.revision
            self.screen.side.count(known.counts, known.searches)

    def _search_on(self) -> None:
        """Show what one more slice of the search found; the rest follows in the next turns, unless another is begun."""
        if self._slice is not None:
            self._slice.stop()
            self._slice = None
        screen, listing = self.screen, self.listing
        if listing.search():
            self._slice = screen.set_timer(NEXT_SLICE_S, self._search_on)
        if listing.can_show(to_keep=self._keep is not None):
            screen.articles.show(
                listing.articles, keep=self._keep, more=not listing.complete, index_of=listing.index_of
            )
            screen.draw_header()
            screen.search.tell()
            screen.panels.preview_soon()
