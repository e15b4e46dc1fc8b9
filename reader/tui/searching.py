"""Search every text beside the interface: each letter calls the search before it off, and the index catches up meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from time import monotonic, sleep
from typing import Any
from weakref import WeakKeyDictionary

from reader.errors import ArticleNotFound, ReaderError, UsageError
from reader.model import Article
from reader.model.folding import visible
from reader.model.query import Query, parse
from reader.search import Excerpt, Index, SearchStopped, excerpt_of, spans_of
from reader.search.apart import catch_up
from reader.store import Library
from reader.text.blocks import parse as parse_markdown
from reader.tui.background import in_background
from reader.tui.reading.finder import Lit

FIRST_HITS = 60
"""How many hits are fetched at first; the rest when one goes there."""
RANKED_FROM = 3
"""Letters from which on the best come first; fewer find half the library, and the newest come first."""
SAY_EVERY_S = 0.1
ASK_AGAIN_S = 2.0
BREATH_S = 0.002
"""How long catching up waits after each batch, so that keys are answered meanwhile."""
AT_A_TIME = 4
EXCERPT_CELLS = 400

_INDEXES: WeakKeyDictionary[Library, Index] = WeakKeyDictionary()


def index_of(library: Library) -> Index:
    """Return the search index of a library; one for all screens."""
    if library not in _INDEXES:
        _INDEXES[library] = Index(library)
    return _INDEXES[library]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in one article."""

    excerpt: Excerpt
    in_note: bool = False
    """The words stand in a note, not in the text."""

    def lit(self, words: str) -> Lit | None:
        """Return what to light in the text, standing on what the excerpt shows; None where the words are not in it."""
        spans, marks = self.excerpt.spans, self.excerpt.marks
        if self.in_note or not spans or not marks:
            return None
        steps = [mark.start - marks[0].start for mark in marks]
        shown = (
            number
            for number, span in enumerate(spans)
            if [each.start - span.start for each in spans[number : number + len(marks)]] == steps
        )
        return Lit(words, spans, next(shown, 0))


class Searching:
    """One search at a time: what it asks, what it found so far, and how far the index is."""

    def __init__(self, library: Library, start: Callable[[Coroutine[Any, Any, None]], object]) -> None:
        """`start` runs a coroutine in the loop of the interface."""
        self.library = library
        self.index = index_of(library)
        self.text = ""
        self.newest_first: bool | None = None
        """None lets the number of letters decide."""
        self.hits: Sequence[Article] = ()
        self.total: int | None = None
        """How many articles there are; None until they are counted."""
        self.fault = ""
        """Why there is no answer: the index cannot be read."""
        self.wrong: UsageError | None = None
        """What is wrong with the words."""
        self.indexing: tuple[int, int] | None = None
        """Articles the index has taken in, of how many; None when it is where the library is."""
        self.is_weighed = False
        """Whether the hits were weighed against each other; words that very many articles hold tell nothing apart."""
        self.found: dict[str, Found] = {}
        self.changed: Callable[[], None] = lambda: None
        """Called in the loop whenever something of the above is different."""
        self._start = start
        self._query = Query()
        self._turn = 0
        self._is_over = False
        self._wanted: tuple[str, ...] = ()
        self._filling = False
        self._limit = FIRST_HITS
        self._said_at = self._asked_at = 0.0

    @property
    def by_rank(self) -> bool:
        """Whether the best come first."""
        if self.newest_first is not None:
            return not self.newest_first
        return len(self.text.strip()) >= RANKED_FROM

    @property
    def order_words(self) -> str:
        """The order of the hits, as one says it."""
        if not self.by_rank or not self._query.words:
            return "newest first"
        return "best first" if self.is_weighed or not self.hits else "titles first, then newest"

    @property
    def words(self) -> Query:
        """The query whose words are lit."""
        return self._query

    def ask(self, text: str) -> None:
        """Search for other words; what the last ones found stays until the answer is there."""
        try:
            query = parse(text)
        except UsageError as error:
            self.wrong = error
            self._turn += 1
            self.changed()
            return
        self.fault, self.wrong = "", None
        if query != self._query:
            self.found = {}
        self.text, self._query, self._limit = text, query, FIRST_HITS
        self._again()

    def order(self) -> None:
        """Take the other order."""
        self.newest_first = self.by_rank
        self._again()

    def more(self) -> None:
        """Fetch more hits, where there are more."""
        if self.total is not None and len(self.hits) < self.total and len(self.hits) >= self._limit:
            self._limit *= 8
            self._again()

    def close(self) -> None:
        """Call everything off."""
        self._is_over = True
        self._turn += 1

    # Searching

    def _again(self) -> None:
        self._turn += 1
        self._asked_at = monotonic()
        if self.text.strip():
            self._start(self._search(self._turn))
        else:
            self.hits, self.total = (), None
            self.changed()

    async def _search(self, turn: int) -> None:
        def stopped() -> bool:
            return turn != self._turn

        query, limit, newest_first = self._query, self._limit, not self.by_rank
        ask = partial(self._hits, query, limit, newest_first=newest_first, stopped=stopped)
        try:
            hits = await in_background(ask)
            if stopped():
                return
            self.hits, self.total = hits, len(hits) if len(hits) < limit else self.total
            if len(hits) == limit:
                self.total = None
                self.changed()
                self.total = await in_background(partial(self._count, query, stopped))
        except SearchStopped:
            return
        except ReaderError as error:
            self.fault = str(error)
        if not stopped():
            self.changed()

    def _hits(self, query: Query, limit: int, *, newest_first: bool, stopped: Callable[[], bool]) -> Sequence[Article]:
        found = self.index.search(query, limit, newest_first=newest_first, catch_up=False, cancelled=stopped)
        if not stopped():
            self.is_weighed = any(hit.score for hit in found)
        hits = []
        for hit in found:
            with suppress(ArticleNotFound):
                hits.append(self.library.article(hit.article_id))
        return hits

    def _count(self, query: Query, stopped: Callable[[], bool]) -> int:
        return self.index.count(query, cancelled=stopped)

    # The index

    def catch_up(self) -> None:
        """Take in what changed in the library, then search again."""
        if self.indexing is None:
            self.indexing = (0, 0)
            self._start(self._catch_up(asyncio.get_running_loop()))

    async def _catch_up(self, loop: asyncio.AbstractEventLoop) -> None:
        def progress(done: int, of: int) -> None:
            loop.call_soon_threadsafe(self._progressed, done, of)
            sleep(BREATH_S)

        try:
            await in_background(partial(self._caught_up, progress))
        except SearchStopped:
            return
        except ReaderError as error:
            self.fault = str(error)
        self.indexing = None
        if not self._is_over:
            self._again()

    def _caught_up(self, progress: Callable[[int, int], None]) -> None:
        while not self.index.is_current():  # the library may change meanwhile
            catch_up(self.index, progress, cancelled=lambda: self._is_over)

    def _progressed(self, done: int, of: int) -> None:
        if self._is_over:
            return
        self.indexing = (done, of)
        now = monotonic()
        if now - self._asked_at > ASK_AGAIN_S:
            self._again()
        if now - self._said_at > SAY_EVERY_S:
            self._said_at = now
            self.changed()

    # Excerpts

    def want(self, ids: Iterable[str]) -> None:
        """Make the excerpts of the rows in view, and of no others."""
        self._wanted = tuple(id for id in ids if id not in self.found)
        if self._wanted and not self._filling:
            self._filling = True
            self._start(self._fill())

    async def _fill(self) -> None:
        try:
            while self._wanted and not self._is_over:
                ids, query = self._wanted[:AT_A_TIME], self._query
                made = await in_background(partial(self._excerpts, ids, query))
                self._wanted = tuple(id for id in self._wanted if id not in ids)
                if query == self._query and not self._is_over:
                    self.found.update(made)
                    self.changed()
        finally:
            self._filling = False

    def _excerpts(self, ids: Sequence[str], query: Query) -> dict[str, Found]:
        made = {}
        for id in ids:
            with suppress(ReaderError):
                made[id] = found_in(self.library, id, query)
        return made


def found_in(library: Library, article_id: str, query: Query) -> Found:
    """Return what the words of a query find in an article: in its text, else in its notes, else its beginning.

    Reads and parses the body. Raises ArticleNotFound, LibraryDamaged.
    """
    plain = parse_markdown(library.body(article_id)).plain
    spans = spans_of(plain, query.words)
    if not spans:
        notes = [library.article(article_id).note, *(each.note for each in library.highlights(article_id))]
        for note in notes:
            words = visible(note)
            if in_note := spans_of(words, query.words):
                return Found(excerpt_of(words, in_note, EXCERPT_CELLS), in_note=True)
    return Found(excerpt_of(plain, spans, EXCERPT_CELLS))
