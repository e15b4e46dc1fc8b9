"""Finding words in the open article."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from textual.events import Key

from reader.model.selector import Span
from reader.text import find
from reader.tui.keys import Given
from reader.tui.reading.finder import Finder, Lit
from reader.tui.screens.article_reading_on import LONG_CHARACTERS, ReadingOn
from reader.tui.screens.article_reads import ReadsAside
from reader.tui.screens.base import does
from reader.tui.widgets.search_line import SearchLine


class Asks(ReadsAside, Protocol):
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
        self.held: list[Callable[[], None]] = []
        """What waits until the whole text was looked through."""
        self._is_looking = False
        """Whether a thread looks through the text."""

    @does("text.find")
    def ask(self, given: Given) -> None:
        """Find while typing."""
        self._from = self.screen.reading.place
        self.screen.line.open("/", "")
        self.screen.line.field.placeholder = "words in this article"

    def typed(self, words: str) -> None:
        """Light what fits so far, and show the first place after where one was."""
        self.look(words, self._from)
        self._show_first()

    def _show_first(self) -> None:
        match = self.finder.step(1, self._from - 1)
        if match is not None:
            self._show(match)
        else:
            self.screen.view.go_to(self._from)
        self.screen.line.tell(self.finder.told())

    def look(self, words: str, at: int = 0) -> None:
        """Look for words in the whole article, and light them: in a long one behind an offset at once, elsewhere aside."""
        self.held.clear()
        document = self.screen.reading.document
        if words.strip() and not self.screen.reading_on.is_long:
            document.read_all()
        plain = document.plain
        if len(plain) <= LONG_CHARACTERS or not words.strip():
            self.finder.look(plain, words)
        else:
            self.finder.look_near(plain, words, at)
            self._look_aside()
        self.light()

    def _look_aside(self) -> None:
        """Look through the whole text in a thread; one at a time, for the words that are wanted last."""
        if self._is_looking:
            return
        self._is_looking = True
        words, text = self.finder.query, self.finder.text(self.screen.reading.document.plain)

        def work() -> Callable[[], None]:
            matches = text.find(words)
            return lambda: self._found(words, text, matches)

        self.screen.aside(work)

    def _found(self, words: str, text: find.Finder, matches: find.Matches) -> None:
        """Take what is everywhere, where that is still wanted."""
        self._is_looking = False
        finder = self.finder
        if not finder.is_partial:
            return
        if words != finder.query or text is not finder.text(self.screen.reading.document.plain):
            self._look_aside()
            return
        finder.complete(matches)
        if finder.match is None and self._is_asking:
            self._show_first()
        self.light()
        self.screen.line.tell(finder.told())
        held, self.held = self.held, []
        for then in held:
            then()

    def _when_found(self, then: Callable[[], None]) -> None:
        """Do something that takes all matches, as soon as they are known."""
        if self.finder.is_partial:
            self.held.append(then)
        else:
            then()

    def look_again(self) -> None:
        """The text is whole: there may be more to find, and one stays on the match one stands on."""
        match = self.finder.match
        if self.finder.matches is None or self.finder.is_held:
            return
        self.look(self.finder.query, self._from if match is None else match.start)
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
            self._when_found(self._go_to_kept)
        else:
            self._go_to_kept()

    def _go_to_kept(self) -> None:
        match = self.finder.match or self.finder.step(1, self._from - 1)
        if match is None:
            if self.finder.query.strip():
                self.screen.warn(f"“{self.finder.query}” is not in this article")
            self.drop()
            return
        self.screen.view.go_to(self._from)
        self.screen.leave_spot()
        self._go(match)

    def drop(self) -> None:
        """Light nothing."""
        self.held.clear()
        self.finder.clear()
        self.light()

    def leave(self) -> None:
        """The article is left: light nothing, and let go of its text."""
        self.finder.forget_text()
        self.drop()

    def takes(self, event: Key) -> bool:
        """Say whether a key belongs to the open line, and do what it says."""
        if not self._is_asking:
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
            self.look(self.finder.query, self.screen.reading.cursor_exact)
        self._when_found(partial(self._step, given))

    def _step(self, given: Given) -> None:
        match = self.finder.step(
            given.times if given.command.id == "text.find_next" else -given.times, self.screen.reading.cursor_exact
        )
        if match is None:
            self.screen.warn("nothing to find yet; / asks" if not self.finder.query else "not found")
            return
        self.screen.leave_spot()
        self._go(match)

    @property
    def _is_asking(self) -> bool:
        line = self.screen.line
        return line.has_focus_within and line.sign == "/"

    def _go(self, match: Span) -> None:
        self._show(match)
        self.screen.found(match)

    def _show(self, match: Span) -> None:
        self.light()
        self.screen.view.reveal(match)

    def _close(self) -> None:
        self.screen.line.close()
        self.screen.view.focus()
