"""The rest of a long article, read behind its first screen, and kept so that it need not be read again."""

from __future__ import annotations

from collections.abc import Callable

from reader.text.kept import pack, unpack
from reader.tui.screens.article_reads import ReadsAside


class ReadingOn:
    """Knows whether the open article is kept yet."""

    def __init__(self, screen: ReadsAside) -> None:
        self.screen = screen
        self._unkept = ""

    def begin(self, unkept: str) -> None:
        """An article was opened; `unkept` is its body where its document is not kept yet."""
        self._unkept = unkept

    def completed(self) -> None:
        """All of the text is read: what waited for its end is done."""
        screen = self.screen
        if screen.reading.passages.waiting:
            screen.passages_changed()
        screen.links_changed()
        screen.stand()
        self._keep_page()

    def _keep_page(self) -> None:
        """Keep what was read from Markdown, so that it need not be read again; its blocks make room for it."""
        body, document, shelf = self._unkept, self.screen.reading.document, self.screen.session.shelf
        self._unkept = ""
        if not body or not document.plain:
            return

        def work() -> Callable[[], None]:
            packed = pack(document)
            shelf.keep(body, packed)
            kept = unpack(packed)
            return lambda: document.fold(kept) if kept is not None else None

        self.screen.aside(work)
