"""Letters on targets in view: one types them to choose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from reader.tui.reading.letters import Letters
from reader.tui.screens.article_reads import Reads


class Lettering:
    """At most one question at a time; while it stands, all keys are its own."""

    def __init__(self, screen: Reads) -> None:
        self.screen = screen
        self.mode = ""
        """What is being chosen, for the line under the text."""
        self._letters: Letters[tuple[int, Any]] | None = None
        self._then: Callable[[Any], None] | None = None

    @property
    def is_asking(self) -> bool:
        return self._letters is not None

    @property
    def typed(self) -> str:
        return self._letters.typed if self._letters else ""

    def ask(self, mode: str, targets: Sequence[tuple[int, Any]], then: Callable[[Any], None]) -> None:
        """Put letters over the characters at the offsets; `then` gets what stands beside the chosen one."""
        self.mode, self._letters, self._then = mode, Letters.on(targets), then
        self.screen.hush()
        self._show()

    def take(self, token: str) -> None:
        """Take a key: a letter leads on, anything else leaves."""
        if self._letters is None:
            return
        if len(token) != 1 or not self._letters.leads(token):
            self.leave()
            return
        chosen = self._letters.type(token)
        if chosen is None:
            self._show()
            return
        then = self._then
        self.leave()
        if then is not None:
            then(chosen[1])

    def leave(self) -> None:
        """Take the letters away."""
        self.mode, self._letters, self._then = "", None, None
        self._show()

    def _show(self) -> None:
        shown = self._letters.shown() if self._letters else []
        self.screen.view.label({target[0]: label for label, target in shown})
        self.screen.stand()
