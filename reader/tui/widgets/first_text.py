"""The text of an article at its place, drawn before what one reads it with is loaded.

The rows are those that the article view draws there. It takes no keys and no mouse.
"""

from __future__ import annotations

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from reader.config import Config
from reader.text.layout import lay_out
from reader.tui.reading.colours import Colours
from reader.tui.reading.geometry import arrange
from reader.tui.reading.page import Page
from reader.tui.reading.reading import Reading
from reader.tui.reading.sight import TIGHT_BELOW_ROWS, here_in, setting_of, window_at
from reader.tui.reading.washes import Washes
from reader.tui.themes import Palette
from reader.tui.widgets.drawing import Drawing
from reader.tui.widgets.paint import Ink


class FirstText(Widget):
    """One page of it."""

    DEFAULT_CSS = "FirstText { height: 1fr; width: 1fr; }"

    def __init__(self, palette: Palette, config: Config, reading: Reading) -> None:
        super().__init__()
        self._palette, self._config, self._reading = palette, config, reading

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw all of it: nobody asks for a part, and nobody twice."""
        return self.lines()[crop.y : crop.bottom]

    def lines(self) -> list[Strip]:
        """Return the lines of the page at the present size."""
        reading, config, (width, height) = self._reading, self._config, self.size
        article, document = reading.article, reading.document
        geometry = arrange(width, config.measure, margin=config.margin)
        layout = lay_out(document, geometry.measure, setting_of(config, article, Colours()))
        here, words = here_in(reading)
        tight = height < TIGHT_BELOW_ROWS
        page = Page(article, document, layout, layout.width, here=here, here_words=words, tight=tight)
        window = window_at(page, reading.place, height)
        reading.stand_on(reading.place)
        washes = Washes(document, cursor=reading.stand_within(window.span))
        return Drawing(Ink(self._palette), geometry, lambda row: ()).lines(window, washes, (), height)
