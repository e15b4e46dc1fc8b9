"""Moving over an open article by rows and pages."""

from __future__ import annotations

from typing import Protocol

from reader.tui.keys import Given
from reader.tui.screens.article_reading_on import ReadingOn
from reader.tui.screens.base import does
from reader.tui.widgets.article_view import ArticleView

CONTEXT_ROWS = 2
"""Rows of the last page that stay on screen, so that the eye finds its line."""


class Moved(Protocol):
    """What is moved over."""

    @property
    def view(self) -> ArticleView:
        """The text."""

    @property
    def reading_on(self) -> ReadingOn:
        """What knows the end of the text."""

    def leave_spot(self) -> None:
        """Remember where one is, before a jump."""


class Moving:
    """Rows, pages, both ends."""

    def __init__(self, screen: Moved) -> None:
        self.screen = screen

    @does("move.down", "move.up")
    def line(self, given: Given) -> None:
        """Rows."""
        self.screen.view.scroll_rows(given.times if given.command.id == "move.down" else -given.times)

    @does("move.page_down", "move.page_up", "move.half_down", "move.half_up", "text.half_down", "text.half_up")
    def page(self, given: Given) -> None:
        """Pages, with two rows of the last one kept, and half pages."""
        height = self.screen.view.size.height
        rows = max(1, height - CONTEXT_ROWS if "page" in given.command.id else height // 2)
        self.screen.view.scroll_rows((rows if given.command.id.endswith("down") else -rows) * given.times)

    @does("move.top", "move.bottom")
    def end(self, given: Given) -> None:
        """The title, or the last words."""
        self.screen.leave_spot()
        if given.command.id == "move.top":
            self.screen.view.go_to(0)
        else:
            self.screen.reading_on.to_end()
