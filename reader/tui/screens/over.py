"""Screens that open over whichever one is in front, and give it back: all highlights, the review."""

from __future__ import annotations

from typing import Any

from reader.tui.commands import Place
from reader.tui.keys import Given
from reader.tui.screens.base import does


class Over:
    """`gh` and `gr`, from anywhere: an open article stays open under them."""

    def __init__(self, screen: Any) -> None:
        self.screen = screen

    @does("go.highlights")
    def highlights(self, given: Given) -> None:
        """Show all highlights."""
        from reader.tui.screens.highlights import HighlightsScreen  # it opens articles, which are such screens too

        if self.screen.PLACE is not Place.HIGHLIGHTS:
            self.screen.app.push_screen(HighlightsScreen(self.screen.session))

    @does("go.review")
    def review(self, given: Given) -> None:
        """Show what comes back today."""
        from reader.tui.screens.review import ReviewScreen

        if self.screen.PLACE is not Place.REVIEW:
            self.screen.app.push_screen(ReviewScreen(self.screen.session))
