"""Saving the page of a link to the inbox without leaving the article."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from reader.errors import ReaderError
from reader.model.act import quoted
from reader.model.url import is_web_address
from reader.tui.screens.article_reads import Reads


class Fetches(Reads, Protocol):
    """A screen that can have work done aside."""

    def aside(self, work: Callable[[], Callable[[], None]]) -> None:
        """Do work in a thread; what it returns is done on the screen's own."""


class Saving:
    """Fetches in a thread; the library is told on the screen's own."""

    def __init__(self, screen: Fetches) -> None:
        self.screen = screen

    def save(self, address: str) -> None:
        """Save the page at an address."""
        if not is_web_address(address):
            self.screen.warn(f"only web addresses are saved, not {address}")
            return
        self.screen.say(f"fetching {address} …")

        def work() -> Callable[[], None]:
            from reader.ingest import ingest

            try:
                added = self.screen.session.library.add(ingest(address))
            except ReaderError as error:
                reason = str(error)
                return lambda: self.screen.warn(reason)
            words = "saved" if added.is_new else "there already:"
            return lambda: self._saved(f"{words} {quoted(added.article.title)}")

        self.screen.aside(work)

    def _saved(self, words: str) -> None:
        self.screen.say(words)
        self.screen.links_changed()
