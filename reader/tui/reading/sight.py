"""A place in an open article as it is seen: a window with that place on top, and what lies over it."""

from __future__ import annotations

from datetime import UTC, datetime

from reader.config import Config
from reader.model.article import Article
from reader.text.setting import Colour, Setting
from reader.tui.reading.ago import here_words
from reader.tui.reading.page import Page
from reader.tui.reading.reading import Reading
from reader.tui.reading.viewport import Position
from reader.tui.reading.window import Window

TIGHT_BELOW_ROWS = 14
"""Lower screens leave out the air around the title."""


def setting_of(config: Config, article: Article, colour: Colour) -> Setting:
    """Return how the text of an article is set."""
    return Setting(
        justify=config.justify,
        hyphenate=config.hyphenate,
        language=article.language,
        direction=article.direction,
        leading=config.leading,
        title=article.title,
        colour=colour,
    )


def here_in(reading: Reading) -> tuple[int | None, str]:
    """Return where to say that one was here, and the words for it."""
    words = here_words(reading.place, reading.article.progress.at, datetime.now(UTC))
    return reading.place if words else None, words


def window_at(page: Page, place: int, height: int) -> Window:
    """Return the window that is shown where an article is opened at a place."""
    window = Window(page, height, Position(0, 0))
    window.put(page.top_for(place) if place else Position(0, 0))
    return window
