"""The rest of a long article, read behind its first screen, and kept so that it need not be read again."""

from __future__ import annotations

from collections.abc import Callable

from reader.text.document import Document
from reader.tui.reading.opened import Unkept, read_whole
from reader.tui.reading.passages import Passages
from reader.tui.screens.article_reads import ReadsAside


class ReadingOn:
    """What waits for the end of the text is done when it has come."""

    def __init__(self, screen: ReadsAside, then: Callable[[], None]) -> None:
        self.screen = screen
        self._then = then

    def begin(self, unkept: Unkept | None) -> None:
        """An article was opened; `unkept` is its text where that is not kept yet."""
        document = self.screen.reading.document
        if unkept is None:
            self.screen.links_changed()
            return
        library, shelf, article_id = self.screen.session.library, self.screen.session.shelf, self.screen.article.id

        def work() -> Callable[[], None]:
            whole = read_whole(unkept, shelf)
            Passages.find(library.highlights(article_id), whole.plain, complete=True)  # what it takes is kept ready
            return lambda: self._take(document, whole)

        self.screen.aside(work)

    def _take(self, document: Document, whole: Document) -> None:
        """All of the text is read: what waited for its end is done."""
        if not document.complete:
            document.complete_from(whole)
        screen = self.screen
        if screen.reading.document is not document:
            return  # another article is open by now
        if screen.reading.passages.waiting:
            screen.passages_changed()
        screen.links_changed()
        screen.stand()
        self._then()
