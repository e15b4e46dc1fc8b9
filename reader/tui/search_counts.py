"""How many articles each saved search has: counted once, a slice at a time, then followed as articles change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from reader.errors import UsageError
from reader.model import Article
from reader.model.query import Query, parse
from reader.model.saved import SavedSearch

SLICE = 1_000
FRESH = timedelta(minutes=5)
"""Searches may ask for "the last seven days": after so long all are counted again."""


class SearchCounts:
    """Counts of the searches that a record of an article answers; those that ask for words of texts have none."""

    def __init__(self) -> None:
        self._searches: Sequence[SavedSearch] = ()
        self._queries: Mapping[str, Query] = {}
        self._counts: dict[str, int] = {}
        self._now = datetime.min.replace(tzinfo=UTC)
        self._rest: Iterator[None] = iter(())
        self.complete = True

    def ask(self, searches: Sequence[SavedSearch], articles: Sequence[Article], now: datetime) -> bool:
        """Count these searches anew where they are others than before, or it was long ago; say whether they are."""
        if tuple(searches) == tuple(self._searches) and (not self._queries or now - self._now < FRESH):
            return False
        self._searches, self._now = searches, now
        self._queries = dict(_countable(searches))
        self.anew(articles)
        return True

    def anew(self, articles: Sequence[Article]) -> None:
        """Begin to count articles; `count` does it."""
        self._counts = dict.fromkeys(self._queries, 0)
        self._rest, self.complete = self._counting(articles), not self._queries

    def count(self) -> bool:
        """Count some more; return whether anything is left."""
        if not self.complete:
            self.complete = next(self._rest, self) is self
        return not self.complete

    def change(self, before: Iterable[Article], after: Iterable[Article]) -> None:
        """Take in that articles became others; what is still being counted is added to it."""
        for articles, by in ((before, -1), (after, 1)):
            for id, query in self._queries.items():
                self._counts[id] += by * sum(1 for _ in query.select(articles, now=self._now))

    @property
    def counts(self) -> Mapping[str, int]:
        """How many each search has, by its id; none while they are being counted."""
        if not self.complete:
            return {}
        return {id: min(count, self._queries[id].limit or count) for id, count in self._counts.items()}

    def _counting(self, articles: Sequence[Article]) -> Iterator[None]:
        for at in range(0, len(articles), SLICE):
            self.change((), articles[at : at + SLICE])
            yield


def _countable(searches: Iterable[SavedSearch]) -> Iterator[tuple[str, Query]]:
    for search in searches:
        try:
            query = parse(search.query)
        except UsageError:
            continue  # written by a later Reader, or by hand
        if not query.asks_for_text:
            yield search.id, query
