"""Index: finds words in all articles. Derived from the library, and catches up with it by itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self

from reader.errors import ArticleNotFound, ReaderError
from reader.model import Article
from reader.model.query import Found, Query, parse
from reader.search import schema
from reader.search.answering import answers, has_more_than, newest, prominent_first, ranked
from reader.search.asking import divided
from reader.search.catching_up import Progress, catch_up, faults, is_current, touched
from reader.search.excerpt import Excerpt, excerpt_of, spans_of
from reader.store import Library
from reader.store.side import Side

_EVERYTHING = parse("in:all")
LIMIT = 50
WEIGHED = 500
"""So many articles are weighed against each other at most: weighing looks at every place of every word."""
_STEPS = 1_000
"""SQLite's own steps between two looks at whether the caller still wants an answer: some hundred hits."""


class SearchStopped(ReaderError):
    """The caller does not want the answer any more."""


class IndexUnusable(ReaderError):
    """The index could not be read or written (a full disk, a folder without permission)."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"the search index {path} cannot be used: {reason}")
        self.path = path


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that answers a search."""

    article_id: str
    score: float = 0.0
    """How well it answers, greater is better; 0 where it was not weighed."""


class Index:
    """The search index of one library, in the platform's cache folder: never beside the library, which may be synced.

    May be shared by threads: one may catch up while another searches. The file may be deleted at any time.
    """

    def __init__(self, library: Library, path: Path | None = None) -> None:
        self.library = library
        self.path = path or Side(library.path).folder.path / "search.sqlite"
        self._reading = RLock()
        self._writing = RLock()
        self._reader: sqlite3.Connection | None = None
        self._writer: sqlite3.Connection | None = None
        self._is_damaged = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        with self._writing, self._reading:
            for connection in (self._reader, self._writer):
                if connection is not None:
                    connection.close()
            self._reader = self._writer = None

    def remove(self) -> None:
        """Throw the index away; the next search makes it again."""
        with self._writing, self._reading:
            self.close()
            schema.remove(self.path)
            self._is_damaged = False

    def is_current(self) -> bool:
        """Whether the index knows all that the library knows; where not, `catch_up` has something to do."""
        with self._reads() as connection:
            return is_current(connection, self.library)

    def how_much(self) -> int:
        """Return about how many articles `catch_up` has to look at; 0 where the file cannot be read."""
        with suppress(IndexUnusable), self._reads() as connection:
            return touched(connection, self.library)
        return 0

    @contextmanager
    def left_to_another(self) -> Iterator[None]:
        """Leave the file to another process for writing; what it wrote, or made anew, is read afterwards."""
        with self._writing:
            try:
                yield
            finally:
                self.close()

    def catch_up(self, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None) -> None:
        """Take in what changed in the library. `progress` is told how many articles are done, of how many.

        Raises SearchStopped as soon as `cancelled` says so; what was done until then stays.
        """
        with self._writing, self._guarded():
            for attempt in (1, 2):
                try:
                    if self._is_damaged:
                        self.remove()
                    if not catch_up(self._connection_for_writing(), self.library, progress, cancelled):
                        raise SearchStopped("stopped while the index was catching up")
                    return
                except sqlite3.OperationalError:
                    raise
                except sqlite3.DatabaseError:
                    if attempt == 2:
                        raise
                    self.remove()

    def search(
        self,
        query: Query | str,
        limit: int = LIMIT,
        *,
        newest_first: bool = False,
        catch_up: bool = True,
        now: datetime | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[Hit]:
        """Return the articles that answer a query, best first or newest saved first, at most `limit`.

        The query may hold any terms of the language; its own order plays no part. With `catch_up` the index first takes
        in what changed; without, the answer may be older (see `is_current`). Words that more than `WEIGHED` articles hold
        tell nothing apart: best are then the newest with them in title, author, tags or note, and after these the newest
        of the others. Raises QueryError, SearchStopped.
        """
        if isinstance(query, str):
            query = parse(query)
        if catch_up:
            self.catch_up(cancelled=cancelled)
        now = now or datetime.now().astimezone()
        limit = min(limit, query.limit or limit)
        asked, rest = divided(query)
        with self._reads(cancelled) as connection:
            found = answers(connection, rest)
            if not asked:
                known = rest.apply(self.library.articles(_EVERYTHING), now=now, found=found)
                return [Hit(article.id) for article in known[:limit]]
            if newest_first:
                pages = newest(connection, asked)
            elif has_more_than(connection, asked, WEIGHED):
                pages = prominent_first(connection, asked)
            else:
                pages = ranked(connection, asked, limit)
            return self._kept(pages, rest, limit, now, found)

    def articles(
        self,
        query: Query,
        *,
        catch_up: bool = True,
        now: datetime | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[Article]:
        """Return what `library.articles(query)` returns, without reading the bodies. Raises SearchStopped."""
        if now is None and not query.asks_for_text:
            return self.library.articles(query)
        if catch_up:
            self.catch_up(cancelled=cancelled)
        now = now or datetime.now().astimezone()
        asked, rest = divided(query)
        with self._reads(cancelled) as connection:
            found = answers(connection, rest)
            if not asked:
                return rest.apply(self.library.articles(_EVERYTHING), now=now, found=found)
            if query.sort is None and query.limit is not None:
                hits = self._kept(newest(connection, asked), rest, query.limit, now, found)
                return list(self._there(hit.article_id for hit in hits))
            ids = [id for id, _ in newest(connection, asked)]
        return rest.apply(self._there(ids), now=now, found=found)

    def count(self, query: Query, *, now: datetime | None = None, cancelled: Callable[[], bool] | None = None) -> int:
        """Return how many articles answer, as of when the index last caught up; puts none in order. Raises SearchStopped."""
        now = now or datetime.now().astimezone()
        asked, rest = divided(query)
        with self._reads(cancelled) as connection:
            found = answers(connection, rest)
            if asked:
                among = self._there(id for id, _ in newest(connection, asked))
            else:
                among = iter(self.library.articles(_EVERYTHING))
            count = sum(1 for _ in rest.select(among, now=now, found=found))
        return count if query.limit is None else min(count, query.limit)

    def found(self, query: Query, *, cancelled: Callable[[], bool] | None = None) -> Found:
        """Return what `Query.select` needs to answer without bodies: for each term the index knows, the ids that have it.

        As of when the index last caught up. Raises SearchStopped.
        """
        with self._reads(cancelled) as connection:
            return answers(connection, query)

    def excerpt(self, article_id: str, query: Query | str) -> Excerpt:
        """Return where the free words of a query stand in an article, and the lines around them.

        Reads and parses the body: for rows that are seen. Raises ArticleNotFound, LibraryDamaged.
        """
        from reader.text.blocks import parse as parse_markdown

        query = parse(query) if isinstance(query, str) else query
        plain = parse_markdown(self.library.body(article_id)).plain
        return excerpt_of(plain, spans_of(plain, query.words))

    def faults(self) -> list[str]:
        """Compare the index with the library, word by word; return what is wrong, in sentences. Slow: for `doctor`.

        Empty where there is no index yet: none is no fault.
        """
        if not self.path.exists():
            return []
        self.catch_up()
        with self._writing, self._guarded():
            return faults(self._connection_for_writing(), self.library)

    def _kept(
        self, pages: Iterator[tuple[str, float]], rest: Query, limit: int, now: datetime, found: Found
    ) -> list[Hit]:
        """Return the hits that the rest of the query lets through, as many as are wanted."""
        scores: dict[str, float] = {}

        def articles() -> Iterator[Article]:
            for id, score in pages:
                with suppress(ArticleNotFound):
                    scores[id] = score
                    yield self.library.article(id)

        hits: list[Hit] = []
        for article in rest.select(articles(), now=now, found=found):
            hits.append(Hit(article.id, scores[article.id]))
            if len(hits) == limit:
                break
        return hits

    def _there(self, ids: Iterable[str]) -> Iterator[Article]:
        for id in ids:
            with suppress(ArticleNotFound):
                yield self.library.article(id)

    def _connection_for_writing(self) -> sqlite3.Connection:
        if self._writer is not None and not self.path.exists():
            self.close()
        if self._writer is None:
            self._writer = schema.connect(self.path)
        return self._writer

    @contextmanager
    def _reads(self, cancelled: Callable[[], bool] | None = None) -> Iterator[sqlite3.Connection]:
        with self._reading, self._guarded():
            if self._reader is not None and not self.path.exists():
                self._reader.close()
                self._reader = None
            if self._reader is None:
                self._reader = schema.connect(self.path)
            if cancelled is not None:
                if cancelled():
                    raise SearchStopped("stopped before searching")
                self._reader.set_progress_handler(lambda: int(cancelled()), _STEPS)
            try:
                yield self._reader
            except sqlite3.OperationalError as error:
                if "interrupted" in str(error):
                    raise SearchStopped("stopped while searching") from error
                raise
            except sqlite3.DatabaseError:
                self._is_damaged = True  # the next catching up makes it again
                raise
            finally:
                if cancelled is not None and self._reader is not None:
                    self._reader.set_progress_handler(None, 0)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise IndexUnusable(self.path, str(error)) from error
