"""The start: the newest articles are painted at once, all others and the page are loaded behind them."""

from __future__ import annotations

import gc
from importlib import import_module
from time import sleep
from typing import Any

from reader.model.query import Query
from reader.tui.background import in_background

PAGE_AFTER_S, LOAD_AFTER_S = 0.05, 0.25
"""After the first screen is painted; and after its preview is, which the reading of the library would keep waiting."""
BREATH_S = 0.006
READING = ("Reading the library …",)
PAGE = "reader.tui.screens.article"


class Loading:
    """What the library screen does until all articles are known."""

    def __init__(self, screen: Any) -> None:
        self.screen = screen
        self._begun = self.is_warm = False
        self.is_under_way = False
        """Whether the library is being read in a thread: asking it now would wait for that."""

    def shows_newest(self, query: Query) -> bool:
        """Show the first screen of a large library at once; False where everything is known, or soon enough."""
        listing = self.screen.listing
        if listing.is_loaded:
            return False
        if not self._begun:
            self._begun = True
            self._begin(after_s=LOAD_AFTER_S if listing.first_screen(query) else PAGE_AFTER_S)
        if not self.is_under_way:
            return False
        if not listing.first_screen(query):  # another order, another end: all have to be known
            self.screen.articles.empty_words = READING
            self.screen.articles.show(())
            return True
        self.screen.articles.show(listing.articles)
        self.screen.panels.preview_soon()
        return True

    def _begin(self, *, after_s: float) -> None:
        screen = self.screen
        screen.set_timer(PAGE_AFTER_S, lambda: screen.run_worker(self._load_page(), name="load the page"))
        if screen.listing.is_small:
            screen.set_timer(LOAD_AFTER_S, self._ready)
        else:
            self.is_under_way = True
            screen.set_timer(after_s, lambda: screen.run_worker(self._load(), name="load the library"))

    async def _load(self) -> None:
        news = await in_background(self.screen.listing.known.news)
        self.is_under_way = False
        self.screen.listing.take(news)
        if self.screen.is_mounted:
            self.screen.show()
            self._ready()

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
