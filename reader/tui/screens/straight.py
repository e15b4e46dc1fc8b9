"""An article opened at the start, over a list that nobody has seen yet."""

from __future__ import annotations

from asyncio import sleep
from collections.abc import Callable

from reader.errors import ReaderError
from reader.tui.background import in_background
from reader.tui.screens.article import ArticleScreen, kept_page
from reader.tui.screens.triage import ArticleCommands

LOOK_EVERY_S = 0.004
PATIENCE = 2_500
"""Looks after which the page is shown as far as it is: ten seconds."""


async def ready(below: ArticleCommands, article_id: str) -> ArticleScreen | None:
    """Return the page with an article, all drawn, so that it can be shown in one step; None where the article is gone."""
    try:
        article = below.session.library.article(article_id)
    except ReaderError:
        return None  # another program took it away just now
    page = kept_page(below)
    await _until(lambda: page.is_mounted and bool(page.query("ArticleView")) and bool(page.view.size.width))
    page.open(article)
    await _until(lambda: not page.opening.is_under_way)
    if await in_background(page.opening.colours_wait):
        page.view.set_anew()
    return page


async def _until(done: Callable[[], bool]) -> None:
    for _ in range(PATIENCE):
        if done():
            return
        await sleep(LOOK_EVERY_S)
