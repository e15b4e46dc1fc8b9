"""What is done between two keys, while nobody waits: the next page is set and drawn, garbage is looked for."""

from __future__ import annotations

import gc
from collections.abc import Sequence

from rich.console import Console

from reader.tui.reading.page import SideNote
from reader.tui.reading.washes import Washes
from reader.tui.reading.window import Window
from reader.tui.widgets.drawing import Drawing

THRESHOLDS = (700, 10, 500)
"""The first two are Python's. The third, for all objects there are, is so high because those are looked through at each opening."""


class Ahead:
    """Looks on the way that one went last."""

    def __init__(self) -> None:
        self.step = 1
        """1 for one who reads on, -1 for one who goes back."""
        self._settled = False
        """Whether all garbage was looked for since the article was opened."""

    def begin(self) -> None:
        """Another article is opened."""
        self.step, self._settled = 1, False
        gc.set_threshold(*THRESHOLDS)

    def look(
        self, drawing: Drawing, window: Window, washes: Washes, notes: Sequence[SideNote], console: Console
    ) -> None:
        """Draw the page behind the one that is shown, so that the next key finds its lines.

        A collection in the midst of a key would cost as much as the key, or thrice that; here nobody waits for it.
        """
        for strip in drawing.lines_ahead(window.beyond(self.step), washes, notes):
            strip.render(console)
        gc.collect(1 if self._settled else 2)
        self._settled = True
