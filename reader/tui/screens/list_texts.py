"""What the search index knows of the words one narrows the list by: so that they are found in the texts too."""

from __future__ import annotations

from functools import partial
from typing import Any

from reader.errors import ReaderError
from reader.model.query import Found, Query, parse
from reader.tui.background import in_background
from reader.tui.views import Shown


class Texts:
    """Asks the index beside the interface; until it answers, the list shows what titles, tags and notes say."""

    def __init__(self, screen: Any) -> None:
        self.screen = screen
        self._for: tuple[str, str] = ("", "")
        """The narrowing and the revision that was asked about last."""
        self._found: Found | None = None
        self._of = ""
        """The narrowing that `_found` answers."""

    def found_for(self, shown: Shown) -> Found | None:
        """Return what the index knows, None while it does not; a better answer shows itself when it is there."""
        narrowing = f"{shown.view.query} {shown.narrowed}".strip()
        query = parse(f"({shown.view.query}) {shown.narrowed}" if shown.view.query else shown.narrowed)
        if not query.asks_for_text:
            self._for, self._found, self._of = (narrowing, ""), None, narrowing
            return None
        wanted = (narrowing, self.screen.listing.known.revision or "")
        if wanted != self._for:
            self._for = wanted
            self.screen.run_worker(self._ask(query, wanted), name="words in texts")
        return self._found if self._of == narrowing else None

    async def _ask(self, query: Query, wanted: tuple[str, str]) -> None:
        try:
            found = await in_background(partial(self._answer, query, wanted))
        except ReaderError as error:
            if wanted == self._for:
                self.screen.warn(str(error))
            return
        if wanted == self._for and self.screen.is_mounted:
            self._found, self._of = found, wanted[0]
            self.screen.show()

    def _answer(self, query: Query, wanted: tuple[str, str]) -> Found:
        from reader.search.apart import catch_up  # SQLite is loaded by the first words
        from reader.tui.searching import index_of

        def given_up() -> bool:
            return wanted != self._for

        index = index_of(self.screen.session.library)
        catch_up(index, cancelled=given_up)
        return index.found(query, cancelled=given_up)
