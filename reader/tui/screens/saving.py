"""What every screen can do with sources: save one, and look through those that failed."""

from __future__ import annotations

from functools import partial
from typing import Any

from reader import ingest
from reader.model.url import is_web_address
from reader.tui.keys import Given
from reader.tui.screens.base import does
from reader.tui.screens.contents import Contents, Line
from reader.tui.screens.finder import Entry, Finder


class Saving:
    """`gf`, and the way to the saver of the session."""

    def __init__(self, screen: Any) -> None:
        self.screen = screen

    def start(self, source: str) -> None:
        """Begin to save an address or a file; of a book it is asked first whether its chapters are articles."""
        source = source.strip()
        if source and ingest.is_book(source):
            whole, chapters = ingest.Parts(), ingest.Parts(per_chapter=True)
            entries = [
                Entry(
                    "One article",
                    "for the whole book, its chapters under headings",
                    "",
                    "",
                    partial(self._start, source, whole),
                ),
                Entry("Many articles", "one for each chapter", "", "", partial(self._start, source, chapters)),
            ]
            self.screen.choose(Finder(self.screen.session.palette, "This is a book", entries, grouped=False))
        elif source:
            self._start(source)

    def save_link(self, address: str, linked_from: str) -> None:
        """Save the page a link of the article at `linked_from` leads to; files of this machine, and what is in its own
        network, are not an article's to name."""
        if is_web_address(address):
            self.screen.session.saver.start(address, self.screen.app, linked_from=linked_from)
        else:
            self.screen.warn(f"only web addresses are saved, not {address}")

    @does("go.failures")
    def show_failures(self, given: Given) -> None:
        """Show what could not be saved, and why; Enter tries again."""
        failures = self.screen.session.saver.failures
        if not failures:
            nothing = [Line("Nothing failed: all that was asked for is saved.", is_told=True)]
            self.screen.app.push_screen(Contents(self.screen.session.palette, "Not saved", nothing))
            return
        entries = [
            Entry(failure.source, failure.reason, "", "", partial(self.start, failure.source))
            for failure in reversed(failures)
        ]
        self.screen.choose(Finder(self.screen.session.palette, "Not saved; Enter tries again", entries, grouped=False))

    def _start(self, source: str, parts: ingest.Parts | None = None) -> None:
        self.screen.session.saver.start(source, self.screen.app, parts)
