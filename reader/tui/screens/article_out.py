"""Taking an article out of the program: as a quote, through a command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Protocol

from textual.events import Key
from textual.timer import Timer

from reader.errors import ReaderError
from reader.model.clean import clean
from reader.piping import pipe
from reader.text.prose import wrap
from reader.tui.keys import Given
from reader.tui.reading.quoting import markdown_quote
from reader.tui.screens.article_finding import Asks
from reader.tui.screens.article_highlights import Highlights
from reader.tui.screens.base import does
from reader.tui.screens.contents import Contents, Line

SHOWN_LINES = 2_000


TELL_EVERY_S = 1.0


@dataclass
class _Running:
    """A command at work."""

    command: str
    since_s: float
    is_stopped: bool = False


class Pipes(Asks, Protocol):
    """A screen that can have work done aside."""

    def aside(self, work: Callable[[], Callable[[], None]]) -> None:
        """Do work in a thread; what it returns is done on the screen's own."""

    def set_timer(self, delay: float, callback: Callable[[], None]) -> Timer:
        """Call back later."""


class Out:
    """`Y` and `|`."""

    def __init__(self, screen: Pipes, highlights: Highlights) -> None:
        self.screen = screen
        self.highlights = highlights
        self._command = ""
        self._running: _Running | None = None

    @does("text.quote")
    def quote(self, given: Given) -> None:
        """Copy the highlight under the cursor, else the sentence, as a quote."""
        reading = self.screen.reading
        here = self.highlights.at_cursor()
        span = here.span if here else reading.sentences.several(reading.cursor, given.times)
        if span is not None:
            self.screen.copy(markdown_quote(span.of(reading.document.plain), self.screen.article))
            self.screen.say("copied as a quote with its source")

    @does("text.pipe")
    def pipe(self, given: Given) -> None:
        """Ask for a command."""
        self.screen.line.open("|", self._command)
        self.screen.line.field.placeholder = "a command that reads Markdown: wc -w"

    def run(self, command: str) -> None:
        """Give it the article's Markdown, and show what it says."""
        self._close()
        if not command.strip():
            return
        self._command = command
        library, article_id = self.screen.session.library, self.screen.article.id
        self._running = running = _Running(command, monotonic())

        def work() -> Callable[[], None]:
            try:
                answer = pipe(library.body(article_id), command, stopped=lambda: running.is_stopped)
            except ReaderError as error:
                reason = str(error)
                return lambda: self._ended(running, lambda: self.screen.warn(reason))
            return lambda: self._ended(running, lambda: self._show(command, answer))

        self._tell(running)
        self.screen.aside(work)

    def _tell(self, running: _Running) -> None:
        """Say that it runs, and how to stop it, as long as it does."""
        if self._running is running and not running.is_stopped:
            seconds = int(monotonic() - running.since_s)
            self.screen.say(f"running {running.command}{f', {seconds} s' if seconds else ''} … · Esc stops it")
            self.screen.set_timer(TELL_EVERY_S, lambda: self._tell(running))

    def _ended(self, running: _Running, then: Callable[[], None]) -> None:
        if self._running is running:
            self._running = None
        then()

    def takes(self, event: Key) -> bool:
        """Say whether a key belongs to the open line, and do what it says."""
        if self._running is not None and event.key == "escape" and not self.screen.line.has_focus_within:
            self._running.is_stopped = True
            event.stop()
            event.prevent_default()
            return True
        line = self.screen.line
        if not line.has_focus_within or line.sign != "|":
            return False
        if event.key == "escape":
            self._close()
            event.stop()
            event.prevent_default()
        return True

    def _close(self) -> None:
        self.screen.line.close()
        self.screen.view.focus()

    def _show(self, command: str, answer: str) -> None:
        lines = clean(answer).expandtabs(4).rstrip("\n").split("\n")[:SHOWN_LINES]
        if lines == [""]:
            self.screen.say(f"{command}: done")
            return
        self.screen.say("")
        front: object = self.screen.app.screen
        if front is not self.screen or self.screen.line.has_focus_within:
            self.screen.say(
                f"{command} is done; | and Enter show its answer"
            )  # a prompt is open: nothing is put over it
            return
        rows = [Line(text[row.start : row.end]) for text in lines for row in wrap(text, 76)]
        self.screen.app.push_screen(Contents(self.screen.session.palette, command, rows))
