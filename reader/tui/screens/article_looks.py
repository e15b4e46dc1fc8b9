"""How the open article looks: its measure and margins, how its lines are set, nothing but the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from reader.config.settings import MOST_LEADING, NARROWEST_MEASURE, WIDEST_MEASURE
from reader.tui.keys import Given
from reader.tui.remembered import LOOKS
from reader.tui.screens.article_reads import Reads
from reader.tui.screens.base import does

STEP = 4
"""Columns that + and - add or take."""
MARGINS = (0, 2, 4, 8, 16)
"""What `M` goes through."""


class Changes(Reads, Protocol):
    """A screen whose parts can be hidden."""

    def show_lines(self, shown: bool) -> None:
        """Show or hide the lines under the text."""


class Looks:
    """`+ - =`, `M`, `L`, `W`, `_`, `Z`. What they change holds in the next run too; the same words stay on top."""

    def __init__(self, screen: Changes, set_anew: Callable[[], None]) -> None:
        self.screen = screen
        self._set_anew = set_anew
        self._zen = False

    @does("view.wider", "view.narrower", "view.measure")
    def measure(self, given: Given) -> None:
        """Set the text wider, narrower, or as the settings say."""
        view = self.screen.view
        steps = {"view.wider": STEP, "view.narrower": -STEP, "view.measure": 0}[given.command.id] * given.times
        wanted = view.geometry.measure + steps if steps else self.screen.session.settings.measure
        wanted = max(NARROWEST_MEASURE, min(wanted, WIDEST_MEASURE))
        if steps > 0:
            wanted = max(
                wanted, self.screen.session.config.measure
            )  # a narrow screen takes nothing from what was chosen
        self._change("measure", wanted)
        self.screen.say(f"{view.geometry.measure} columns")

    @does("view.margins")
    def margins(self, given: Given) -> None:
        """Leave more free beside the text, and after the most, none."""
        wanted = next((margin for margin in MARGINS if margin > self.screen.session.config.margin), MARGINS[0])
        self._change("margin", wanted)
        self.screen.say(f"margins of {wanted} columns at least")

    @does("view.leading")
    def leading(self, given: Given) -> None:
        """Put more space between the lines of a paragraph, and after the most, none."""
        wanted = (self.screen.session.config.leading + 1) % (MOST_LEADING + 1)
        self._change("leading", wanted)
        self.screen.say(("single line spacing", "double line spacing", "triple line spacing")[wanted])

    @does("view.justify")
    def justify(self, given: Given) -> None:
        """Make both edges of the text straight, or only the left one."""
        self._change("justify", not self.screen.session.config.justify)
        self.screen.say("both edges straight" if self.screen.session.config.justify else "right edge ragged")

    @does("view.hyphenate")
    def hyphenate(self, given: Given) -> None:
        """Part long words at the end of a line, or leave them whole."""
        self._change("hyphenate", not self.screen.session.config.hyphenate)
        self.screen.say("long words are parted" if self.screen.session.config.hyphenate else "words stay whole")

    @does("view.usual")
    def usual(self, given: Given) -> None:
        """Forget what keys changed: all looks as the settings say."""
        for name in LOOKS:
            if name != "theme":
                self._change(name, getattr(self.screen.session.settings, name))
        self.screen.session.change("theme", self.screen.session.settings.theme)
        self.screen.say("as the settings say; the theme from the next start on")

    @does("view.zen")
    def zen(self, given: Given) -> None:
        """Nothing but the text, or all again."""
        self._zen = not self._zen
        self.screen.show_lines(not self._zen)

    def _change(self, name: str, value: Any) -> None:
        session, view = self.screen.session, self.screen.view
        session.change(name, value)
        view.measure, view.margin = session.config.measure, session.config.margin
        if name in ("leading", "justify", "hyphenate"):
            self._set_anew()
        else:
            view.relay()
