"""The commands that mend a text; what does them is loaded with the first of them, for few starts need it."""

from __future__ import annotations

from typing import Any

from reader.tui.keys import Given
from reader.tui.screens.base import does


class Mending:
    """`U`, `X`, `ge` and `gv`."""

    def __init__(self, screen: Any) -> None:
        self.screen = screen

    @does("article.refetch")
    def refetch(self, given: Given) -> None:
        """Have the page again, and offer its text."""
        self._mender().refetch()

    @does("article.extract")
    def extract(self, given: Given) -> None:
        """Choose an extractor; what it finds is offered."""
        self._mender().extract()

    @does("article.edit_text")
    def edit_text(self, given: Given) -> None:
        """Edit the Markdown in one's own editor."""
        self._mender().edit_text()

    @does("article.versions")
    def versions(self, given: Given) -> None:
        """Show the texts there were; the chosen one is compared, and may be put back."""
        self._mender().versions()

    def _mender(self) -> Any:
        from reader.tui.screens.mender import Mender

        return Mender(self.screen)
