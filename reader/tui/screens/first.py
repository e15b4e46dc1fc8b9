"""The first screen: the list as a side file has it, painted while everything else is loaded.

It looks as the library's screen will look that takes its place, and takes no keys: they wait for that screen. What is
imported here is what every start waits for; a test holds what that may be.
"""

from __future__ import annotations

from datetime import datetime

from rich.style import Style
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Resize
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from reader.config import Config
from reader.store.head import Head
from reader.tui.commands import Place
from reader.tui.keys import Keymap
from reader.tui.screens.widths import PREVIEW_FROM, SIDE_FROM, WISHES, side_cells
from reader.tui.themes import Palette
from reader.tui.widgets.article_list import ArticleList
from reader.tui.widgets.footer import Footer
from reader.tui.widgets.header import Header

Told = tuple[tuple[str, str], ...]
"""Words of the header, each with the name of its ink."""


class Blank(Widget):
    """Where a panel will be."""

    def __init__(self, palette: Palette, id: str) -> None:
        super().__init__(id=id)
        self.palette = palette

    def render_line(self, y: int) -> Strip:
        """Draw nothing."""
        return Strip.blank(self.size.width, Style(bgcolor=self.palette.background))


class FirstScreen(Screen[None]):
    """The inbox, newest first."""

    def __init__(self, palette: Palette, keymap: Keymap, config: Config, told: Told, head: Head) -> None:
        super().__init__()
        self._told = told
        self._palette, self._keymap, self._config, self._head = palette, keymap, config, head

    def compose(self) -> ComposeResult:
        """The header and three panes, two of them still empty."""
        palette, head = self._palette, self._head
        header = Header(palette)
        header.tell([*self._told])
        articles = ArticleList(palette, datetime.now().astimezone().date(), self._config)
        articles.articles = head.articles()
        yield header
        with Horizontal(id="panes"):
            yield Blank(palette, "side")
            yield articles
            yield Blank(palette, "preview")
        yield Footer(Place.LIST, self._keymap, palette)

    def on_resize(self, event: Resize) -> None:
        """Leave the room that the panels will take."""
        width, config = event.size.width, self._config
        wants_side, wants_preview = WISHES[config.side_panel], WISHES[config.preview]
        side, preview = self.query_one("#side"), self.query_one("#preview")
        side.display = width >= SIDE_FROM if wants_side is None else wants_side
        side.styles.width = side_cells(width)
        preview.display = width >= PREVIEW_FROM if wants_preview is None else wants_preview
        self.query_one(ArticleList).display = not (width < SIDE_FROM and preview.display)
