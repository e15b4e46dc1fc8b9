"""Which panels stand beside the list, and what the preview shows."""

from __future__ import annotations

from typing import Any

from textual.timer import Timer

from reader.errors import ReaderError
from reader.model import Article, Highlight
from reader.store import Library
from reader.tui.keys import Given
from reader.tui.screens.base import does
from reader.tui.screens.widths import PREVIEW_FROM, SIDE_FROM, WISHES, side_cells
from reader.tui.widgets.preview import Preview, most_marked

PREVIEW_DELAY_S = 0.04
READ_AT_ONCE = 10_000
"""In larger libraries the first highlight asked for makes the store read all: longer than a preview may take."""


class Panels:
    """The side panel and the preview: shown by width, or as they were asked for."""

    def __init__(self, screen: Any) -> None:
        self.screen = screen
        self._wants_side: bool | None = None
        self._wants_preview: bool | None = None
        self._are_asked = False
        self._timer: Timer | None = None
        self.page_is_loaded = False
        """Whether what draws text is there; until then the preview shows no opening lines."""

    @property
    def preview(self) -> Preview:
        """The panel at the right."""
        preview: Preview = self.screen.query_one(Preview)
        return preview

    def arrange(self, width: int) -> None:
        """Show what fits `width`; where list and preview do not fit side by side, the preview asked for covers the list."""
        if not self._are_asked:
            config, self._are_asked = self.screen.session.config, True
            self._wants_side, self._wants_preview = WISHES[config.side_panel], WISHES[config.preview]
        side, articles = self.screen.side, self.screen.articles
        narrow = width < SIDE_FROM
        side.display = not narrow if self._wants_side is None else self._wants_side
        side.styles.width = side_cells(width)
        self.preview.display = width >= PREVIEW_FROM if self._wants_preview is None else self._wants_preview
        articles.display = not (narrow and self.preview.display)

    @does("view.side_panel")
    def toggle_side(self, given: Given) -> None:
        """Show or hide the side panel."""
        self._wants_side = not self.screen.side.display
        self.arrange(self.screen.size.width)
        self.screen.articles.focus()

    @does("view.preview")
    def toggle_preview(self, given: Given) -> None:
        """Show or hide the preview."""
        self._wants_preview = not self.preview.display
        self.arrange(self.screen.size.width)
        self.preview_soon()

    @does("view.next_panel")
    def next_panel(self, given: Given) -> None:
        """From the list to the side panel and back."""
        goes_back = self.screen.side.has_focus or not self.screen.side.display
        (self.screen.articles if goes_back else self.screen.side).focus()

    @does("go.tags")
    def go_to_tags(self, given: Given) -> None:
        """Put the keys into the tags of the side panel."""
        self._wants_side = True
        self.arrange(self.screen.size.width)
        self.screen.side.focus()
        self.screen.side.go_to_tags()

    def preview_soon(self) -> None:
        """Draw the preview once the cursor rests: paging through the list costs no reading of files."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.screen.set_timer(PREVIEW_DELAY_S, self._draw_preview)

    def _draw_preview(self) -> None:
        if (
            not self.preview.display
            or not self.page_is_loaded
            or self.screen.opening.is_under_way
            or self.screen.session.busy
        ):
            return  # it is drawn once all is there
        with self.screen.session.library.at_hand(0.0) as is_free:
            if is_free:
                self._draw(self.screen.articles.current)
            else:
                self.preview_soon()

    def _draw(self, article: Article | None) -> None:
        body = ""
        if article is not None and article.words:
            try:
                body = self.screen.session.library.body(article.id)
            except ReaderError:
                body = ""  # the article's own screen says what is wrong
        self.preview.show(article, body, most_marked(self._highlights(article)))

    def _highlights(self, article: Article | None) -> list[Highlight]:
        library: Library = self.screen.session.library
        if article is None or not article.highlights or library.counts().all > READ_AT_ONCE:
            return []
        return library.highlights(article.id)
