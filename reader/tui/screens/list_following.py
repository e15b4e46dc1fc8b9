"""Keeping the list at where the library is: at once where little changed, else beside the interface."""

from __future__ import annotations

from typing import Any

from reader.tui.background import AT_ONCE_S, in_background
from reader.tui.listing import Listing


class Following:
    """Takes in what changed in the library, here or elsewhere; nobody waits for more than a frame."""

    def __init__(self, screen: Any, listing: Listing) -> None:
        self.screen = screen
        self.listing = listing
        self._is_under_way = False

    def take_in(self) -> bool:
        """Take in what changed; False where it is looked up in a thread: the list shows itself again when it is there."""
        if self._is_under_way:
            return False
        with self.screen.session.library.at_hand(AT_ONCE_S) as is_free:
            if is_free and self._is_little():
                self.listing.take(self.listing.known.news())
                return True
        self._is_under_way = True
        self.screen.run_worker(self._take_in(), name="take in what changed")
        return False

    def _is_little(self) -> bool:
        known = self.listing.known
        return known.is_little_news() if self.listing.is_loaded else self.listing.is_small

    async def caught_up(self) -> None:
        """Take in what changed in a thread, and come back when it is known."""
        if not self._is_under_way:
            self._is_under_way = True
            try:
                self.listing.take(await in_background(self.listing.known.news))
            finally:
                self._is_under_way = False

    async def _take_in(self) -> None:
        self._is_under_way = False
        await self.caught_up()
        if self.screen.is_mounted:
            self.screen.show()
