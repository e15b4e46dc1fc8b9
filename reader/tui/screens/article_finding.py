"""Finding words in the open article."""

from __future__ import annotations

from typing import Protocol

from textual.events import Key

from reader.model.selector import Span
from reader.tui.keys import Given
from reader.tui.reading.finder import Finder, Lit
from reader.tui.screens.article_reading_on import ReadingOn
from reader.tui.screens.article_reads import Reads
from reader.tui.screens.base import does
from reader.tui.widgets.search_line import SearchLine


class Asks(Reads, Protocol):
    """A screen with a line to type in."""

    @property
    def line(self) -> SearchLine:
        """The line."""

    def found(self, span: Span) -> None:
        """A match was gone to."""

    @property
    def reading_on(self) -> ReadingOn:
        """What knows whether the text is whole."""


class Finding:
    """`/` lights all places of some words, n and N go through them."""

    def __init__(self, screen: Asks) -> None:
        self.screen = screen
        self.finder = Finder()
        self._from = 0
        """Where one was when one began to type."""

    @does("text.find")
    def ask(self, given: Given) -> None:
        """Find while typing."""
        self._from = self.screen.reading.place
        self.screen.line.open("/", "")
        self.screen.line.field.placeholder = "words in this article"

    def typed(self, words: str) -> None:
        """Light what fits so far, and show the first place after where one was."""
        self.look(words)
        self.screen.line.tell(self.finder.told())
        match = self.finder.step(1, self._cursor - 1)
        if match is not None:
            self._show(match)
        else:
            self.screen.view.go_to(self._from)
        self.screen.line.tell(self.finder.told())

    def look(self, words: str) -> None:
        """Look for words in the whole article, and light them."""
        document = self.screen.reading.document
        if words.strip() and not self.screen.reading_on.is_long:
            document.read_all()
        self.finder.look(document.plain, words)
        self.light()

    def look_again(self) -> None:
        """The text is whole: there may be more to find, and one stays on the match one stands on."""
        match = self.finder.match
        if self.finder.matches is None or self.finder.is_held:
            return
        self.look(self.finder.query)
        if match is not None:
            self.finder.stand_on(match)
            self.light()
        self.screen.line.tell(self.finder.told())

    def show_found(self, lit: Lit) -> None:
        """Light what a search of all articles found in this one, and stand on one of them; n and N go through it."""
        self.finder.hold(lit)
        if self.finder.match is not None:
            self._go(self.finder.match)

    def light(self) -> None:
        """Draw the matches."""
        washes = self.screen.view.washes
        washes.matches, washes.current = self.finder.matches, self.finder.match
        self.screen.view.rewash()
        self.screen.stand()

    def keep(self) -> None:
        """Leave the line; stand on the match."""
        self._close()
        if self.finder.match is None:
            if self.finder.query.strip():
                self.screen.warn(f"“{self.finder.query}” is not in this article")
            self.drop()
            return
        match = self.finder.match
        self.screen.view.go_to(self._from)
        self.screen.leave_spot()
        self._go(match)

    def drop(self) -> None:
        """Light nothing."""
        self.finder.clear()
        self.light()

    def takes(self, event: Key) -> bool:
        """Say whether a key belongs to the open line, and do what it says."""
        line = self.screen.line
        if not line.has_focus_within or line.sign != "/":
            return False
        if event.key == "escape":
            self._close()
            self.drop()
            self.screen.view.go_to(self._from)
            event.stop()
            event.prevent_default()
        return True

    @does("text.find_next", "text.find_previous")
    def step(self, given: Given) -> None:
        """To the next match, or the one before; round the ends."""
        if self.finder.matches is None and self.finder.query.strip():
            self.look(self.finder.query)
        match = self.finder.step(
            given.times if given.command.id == "text.find_next" else -given.times, self.screen.reading.cursor_exact
        )
        if match is None:
            self.screen.warn("nothing to find yet; / asks" if not self.finder.query else "not found")
            return
        self.screen.leave_spot()
        self._go(match)

    @property
    def _cursor(self) -> int:
        return self._from

    def _go(self, match: Span) -> None:
        self._show(match)
        self.screen.found(match)

    def _show(self, match: Span) -> None:
        self.light()
        self.screen.view.reveal(match)

    def _close(self) -> None:
        self.screen.line.close()
        self.screen.view.focus()
