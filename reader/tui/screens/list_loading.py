"""The start: the newest articles are painted at once, all others and the page are loaded behind them."""

from __future__ import annotations

import gc
from importlib import import_module
from time import sleep
from typing import Any

from reader.model import Article
from reader.model.query import Query
from reader.tui.background import in_background

PAGE_AFTER_S, LOAD_AFTER_S = 0.05, 0.25
"""After the first screen is painted; and after its preview is, which the reading of the library would keep waiting."""
BREATH_S = 0.006
PAGE = "reader.tui.screens.article"


class Loading:
    """What the library screen does until all articles are known."""

    def __init__(self, screen: Any) -> None:
        self.screen = screen
        self._begun = self.is_warm = False
        self.is_under_way = False
        """Whether the library is being read in a thread: asking it now would wait for that."""

    def shows_newest(self, query: Query) -> bool:
        """Show the first screen of a large library at once; False where everything is known, or shall be waited for."""
        screen = self.screen
        if screen.listing.is_loaded:
            return False
        if self._begun:
            return self.is_under_way and screen.listing.first_screen(query) and self._show()
        self._begun = True
        screen.set_timer(PAGE_AFTER_S, lambda: screen.run_worker(self._load_page(), name="load the page"))
        if not screen.listing.first_screen(query):
            screen.set_timer(LOAD_AFTER_S, self._ready)
            return False
        self.is_under_way = True
        screen.set_timer(LOAD_AFTER_S, lambda: screen.run_worker(self._load(), name="load the library"))
        return self._show()

    def _show(self) -> bool:
        self.screen.articles.show(self.screen.listing.articles)
        self.screen.panels.preview_soon()
        return True

    async def _load(self) -> None:
        loaded = await in_background(self._read)
        self.is_under_way = False
        if not self.screen.listing.is_loaded:
            self.screen.listing.take(loaded)
        if self.screen.is_mounted:
            self.screen.show()
            self._ready()

    def _read(self) -> tuple[str, list[Article]]:
        loaded: tuple[str, list[Article]] = self.screen.listing.load()
        library = self.screen.session.library
        library.counts()  # the first time these cost as much as reading does; here nobody waits for them
        library.searches()
        return loaded

    def _ready(self) -> None:
        """What is there now stays: the garbage collector need not look through it again and again."""
        gc.freeze()
        gc.enable()
        self.screen.run_worker(in_background(self._warm), name="get ready to find")

    def _warm(self) -> None:
        for _ in self.screen.listing.warm():
            if not self.screen.is_running:
                return
            sleep(BREATH_S)  # keys go first
        self.is_warm = True
        gc.freeze()

    async def _load_page(self) -> None:
        """Load what draws text while nobody waits for it; then the preview can be drawn."""
        page = await in_background(lambda: import_module(PAGE))
        page.kept_page(self.screen)
        await in_background(page.warm)
        self.screen.panels.page_is_loaded = True
        self.screen.panels.preview_soon()
