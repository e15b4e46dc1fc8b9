"""The rest of a long article, read behind its first screen, and kept so that it need not be read again.

Until it is read, who goes to the end is shown the last paragraphs alone, a glance that knows no offsets of the whole text:
one can page in it, and what needs the whole text waits for that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol

from reader.text.document import Document
from reader.text.layout import lay_out
from reader.tui.gallery import Gallery
from reader.tui.keys import Given
from reader.tui.reading.opened import Unkept, read_whole
from reader.tui.reading.page import Page
from reader.tui.reading.passages import Passages
from reader.tui.reading.said import Role, Said
from reader.tui.screens.article_reads import ReadsAside

LONG_CHARACTERS = 100_000
"""Shorter texts are read while one waits: some hundredths of a second."""
BACK = frozenset({"move.top", "text.back"})
"""Out of a glance to where one was."""
GLANCING = (
    "move.",
    "text.half_",
    "view.wider",
    "view.narrower",
    "view.measure",
    "view.zen",
    "view.theme",
    "view.redraw",
)
LEAVING = ("article.close", "app.quit", "go.")
NEEDING_ALL = frozenset({"text.contents"})


class LooksAgain(Protocol):
    """What looks for words in the text."""

    def look_again(self) -> None:
        """More of the text is there."""


class Runs(ReadsAside, Protocol):
    """A screen that runs commands."""

    @property
    def finding(self) -> LooksAgain:
        """What looks for words."""

    def run_command(self, given: Given) -> None:
        """Run a command."""

    def show_passages(self) -> None:
        """Draw the highlights as they were placed."""


class ReadingOn:
    """What waits for the end of the text is done when it has come."""

    def __init__(self, screen: Runs, then: Callable[[], None]) -> None:
        self.screen = screen
        self._then = then
        self.held: list[Callable[[], None]] = []
        """What waits for the whole text."""
        self._long: Unkept | None = None
        """What is being read, where it is long."""
        self._glance: Document | None = None
        self._page: Page | None = None
        self._gallery: Gallery | None = None
        """What the glance stands in the place of."""

    def begin(self, unkept: Unkept | None) -> None:
        """An article was opened; `unkept` is its text where that is not kept yet."""
        self.drop()
        document = self.screen.reading.document
        if unkept is None:
            self.screen.links_changed()
            return
        self._long = unkept if len(unkept.body) > LONG_CHARACTERS else None
        library, shelf, article_id = self.screen.session.library, self.screen.session.shelf, self.screen.article.id

        def work() -> Callable[[], None]:
            whole = read_whole(unkept, shelf, document)
            Passages.find(library.highlights(article_id), whole.plain, complete=True)  # what it takes is kept ready
            return lambda: self._take(document, whole)

        self.screen.aside(work)

    def drop(self) -> None:
        """Another article is opened, or none: what waited for this one's end is forgotten."""
        self._long = self._glance = self._page = self._gallery = None
        self.held.clear()

    def when_whole(self, then: Callable[[], None]) -> None:
        """Do something that takes the whole text: at once, or where that is long and still being read, when it is there."""
        if self.is_long:
            self.screen.say("reading the whole text …")
            self.held.append(then)
        else:
            self.screen.reading.document.read_all()
            then()

    @property
    def is_long(self) -> bool:
        """Whether a long text is being read, which nobody should wait for."""
        return self._long is not None

    # The end

    @property
    def is_glancing(self) -> bool:
        """Whether the last paragraphs are on screen while the text is still being read."""
        return self._glance is not None

    def to_end(self) -> None:
        """Show the last rows; where a long text is still being read, a glance at them, or when it is read."""
        view = self.screen.view
        if self._glance is None and self._long is not None and view.page is not None:
            from reader.text.ending import ending  # the parser is not loaded where pages are kept

            self._glance = ending(self._long.body)  # which says nothing where it was let go of a moment ago
            if self._glance is None:
                self.when_whole(view.to_end)
                return
            self._page, self._gallery, view.gallery = view.page, view.gallery, None
            width = view.page.width
            told = Said(Role.HINT, "… what stands above is still being read")
            layout = lay_out(self._glance, width, view.page.layout.setting)
            view.turn_to(
                replace(view.page, document=self._glance, layout=layout, here=None, beginning=(told,)), 0, notes=()
            )
        view.to_end()

    def holds(self, given: Given) -> bool:
        """Say whether a command has to wait for the whole text; it is run when that is there."""
        command = given.command.id
        if self._glance is None:
            if not self.is_long or command not in NEEDING_ALL:
                return False
        elif command in BACK:
            self._come_back()
            return False
        elif command.startswith((*GLANCING, *LEAVING)):
            return False
        self.when_whole(partial(self.screen.run_command, given))
        return True

    def _take(self, document: Document, whole: Document) -> None:
        """All of the text is read: what waited for its end is done."""
        if not document.complete:
            document.complete_from(whole)
        screen = self.screen
        if screen.reading.document is not document:
            return  # another article is open by now
        self._long = None
        if self._glance is not None:
            self._stay(self._glance, document)
        if screen.reading.passages.waiting:
            screen.passages_changed()
        screen.links_changed()
        screen.finding.look_again()
        screen.stand()
        self._then()
        held, self.held = self.held, []
        for then in held:
            then()

    def _stay(self, glance: Document, document: Document) -> None:
        """Put the whole text under the glance: the same rows stay on screen."""
        view = self.screen.view
        above, first = view.viewport.first_text() if view.viewport else (0, 0)
        tail = glance.plain[first:]
        self._come_back()
        if document.plain.endswith(tail):
            view.go_to(document.length - len(tail), rows_above=above)
        else:
            view.to_end()

    def _come_back(self) -> None:
        """Show the page again that the glance stands for."""
        page, self._glance, self._page = self._page, None, None
        if page is not None:
            self.screen.view.gallery = self._gallery
            self.screen.view.turn_to(page, self.screen.reading.place, notes=self.screen.reading.passages.notes())
            self.screen.show_passages()
