"""The first screen where one goes on reading: the page as it will be, painted while everything else is loaded.

It looks as the article's screen will look that takes its place, and takes no keys: they wait for that screen.
"""

from __future__ import annotations

from datetime import UTC, datetime

from rich.style import Style
from textual.app import ComposeResult
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from reader.model.article import WORDS_PER_MINUTE, Article
from reader.tui.commands import Place
from reader.tui.keys import Keymap
from reader.tui.reading.ago import here_words
from reader.tui.still import Still, strips_of
from reader.tui.themes import Palette
from reader.tui.widgets.footer import Footer
from reader.tui.widgets.position import PositionLine, Standing


class Lines(Widget):
    """Lines that were drawn before."""

    DEFAULT_CSS = "Lines { height: 1fr; width: 1fr; }"

    def __init__(self, palette: Palette, lines: list[Strip]) -> None:
        super().__init__()
        self._ground = Style(bgcolor=palette.background)
        self._lines = lines

    def render_line(self, y: int) -> Strip:
        """Draw one."""
        width = self.size.width
        line = self._lines[y] if y < len(self._lines) else Strip.blank(width, self._ground)
        return line.adjust_cell_length(width, self._ground)


def left(article: Article, still: Still, palette: Palette) -> Lines:
    """Return the page one left."""
    here = here_words(still.offset, article.progress.at, datetime.now(UTC))
    return Lines(palette, strips_of(still.lines_here if here else still.lines, here))


class FirstPage(Screen[None]):
    """An article, before it can be read in."""

    def __init__(self, palette: Palette, keymap: Keymap, article: Article, text: Widget) -> None:
        super().__init__()
        self._palette, self._keymap, self._article, self._text = palette, keymap, article, text

    def compose(self) -> ComposeResult:
        """The text, the line under it, the footer."""
        yield self._text
        position = PositionLine(self._palette)
        position.standing = _standing(self._article)
        yield position
        yield Footer(Place.ARTICLE, self._keymap, self._palette)


def _standing(article: Article) -> Standing:
    part = article.progress.fraction
    minutes = 0 if part >= 1.0 else max(1, round(article.words * (1 - part) / WORDS_PER_MINUTE))
    return Standing(article.title, part, minutes)
