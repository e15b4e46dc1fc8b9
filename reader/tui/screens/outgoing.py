"""Out of the program: the browser and the clipboard. Both may be slow, so both are asked in a thread."""

from __future__ import annotations

from functools import partial
from typing import Any

from reader import outside
from reader.errors import ReaderError
from reader.tui.background import in_background
from reader.tui.keys import Given
from reader.tui.screens.base import does


class Outgoing:
    """`o` and `yy` on a screen with articles."""

    def __init__(self, screen: Any) -> None:
        self.screen = screen

    @does("article.browser")
    def browse(self, given: Given) -> None:
        """Open the original page."""
        article = self.screen.only("One article at a time")
        if article is None:
            return
        if article.url:
            self.open(article.url)
        else:
            self.screen.warn("This article has no address")

    def open(self, url: str) -> None:
        """Open an address in the browser, and say so once it answers."""
        self.screen.say(f"opening {url} …")
        self.screen.run_worker(self._open(url), name="browser", exit_on_error=False)

    async def _open(self, url: str) -> None:
        try:
            await in_background(partial(outside.open_in_browser, url))
        except ReaderError as error:
            self.screen.warn(str(error))
        else:
            self.screen.say(f"opened {url} in the browser")

    @does("article.copy_address")
    def copy_address(self, given: Given) -> None:
        """Copy the addresses of the articles."""
        addresses = [article.url for article in self.screen.targets() if article.url]
        if not addresses:
            self.screen.warn("This article has no address")
            return
        self.copy("\n".join(addresses))
        self.screen.say(f"copied {addresses[0]}" if len(addresses) == 1 else f"copied {len(addresses)} addresses")

    def copy(self, text: str) -> None:
        """Copy, by the terminal's own way (OSC 52) and by a clipboard program where there is one."""
        self.screen.app.copy_to_clipboard(text)
        self.screen.run_worker(self._copy(text), name="clipboard", group="clipboard", exit_on_error=False)

    async def _copy(self, text: str) -> None:
        try:
            await in_background(partial(outside.copy, text))
        except ReaderError:
            return  # the terminal has it already
