"""How many articles each tag, site, author and language has: what the side panel shows below the views."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from heapq import nsmallest

from reader.model import Article, State
from reader.model.saved import SavedSearch
from reader.tui.search_counts import SearchCounts

SLICE = 1_000


@dataclass(frozen=True, slots=True)
class Tallies:
    """Counts of articles that are not in the trash."""

    tags: Mapping[str, int] = field(default_factory=dict)
    """Each tag with those nested under it, an article once; parents are there where only their children are used. Sorted."""
    sites: Mapping[str, int] = field(default_factory=dict)
    """In no order; `commonest` tells those with most."""
    authors: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    searches: Mapping[str, int] = field(default_factory=dict)
    """Saved searches by their ids; those that ask for words of texts are not counted."""


class Tallying:
    """Counts once, a slice at a time, and then follows what changes."""

    def __init__(self) -> None:
        self._tags: Counter[str] = Counter()
        self._sites: Counter[str] = Counter()
        self._authors: Counter[str] = Counter()
        self._languages: Counter[str] = Counter()
        self._by_name: dict[str, int] | None = None
        self._rest: Iterator[None] = iter(())
        self._searches = SearchCounts()
        self.turn = 0
        """Grows when something is counted otherwise."""
        self.complete = True

    def anew(self, articles: list[Article]) -> None:
        """Begin to count articles; `count` does it."""
        for counter in (self._tags, self._sites, self._authors, self._languages):
            counter.clear()
        self._rest, self.complete = self._counting(articles), False
        self._searches.anew(articles)
        self.turn += 1

    def ask(self, searches: Sequence[SavedSearch], articles: Sequence[Article], now: datetime) -> None:
        """Count these saved searches too, among all articles there are."""
        if self._searches.ask(searches, articles, now):
            self.turn += 1

    def count(self) -> bool:
        """Count some more; return whether anything is left."""
        if not self.complete:
            self.complete = next(self._rest, self) is self
            return True
        return self._searches.count()

    def change(self, before: Collection[Article], after: Collection[Article]) -> None:
        """Take in that articles became others; what is still being counted is added to it."""
        self._searches.change(before, after)
        for article in before:
            self._add(article, -1)
        for article in after:
            self._add(article, 1)
        self.turn += 1

    @property
    def tallies(self) -> Tallies:
        """The counts as they are now: views of what goes on changing."""
        if self._by_name is None:
            named = sorted(
                self._tags.items(), key=lambda item: [(part.casefold(), part) for part in item[0].split("/")]
            )
            self._by_name = dict(named)
        return Tallies(self._by_name, self._sites, self._authors, self._languages, self._searches.counts)

    def _counting(self, articles: list[Article]) -> Iterator[None]:
        for at in range(0, len(articles), SLICE):
            for article in articles[at : at + SLICE]:
                self._add(article, 1)
            yield

    def _add(self, article: Article, by: int) -> None:
        if article.state is State.TRASHED:
            return
        if article.tags:
            self._by_name = None
            _count(self._tags, {line for tag in article.tags for line in lineage(tag)}, by)
        _count(self._authors, article.authors, by)
        _count(self._sites, (article.site,) if article.site else (), by)
        _count(self._languages, (article.language,) if article.language else (), by)


def _count(counter: Counter[str], names: Iterable[str], by: int) -> None:
    for name in names:
        counter[name] += by
        if not counter[name]:
            del counter[name]


def tallied(articles: Collection[Article]) -> Tallies:
    """Count all at once."""
    tallying = Tallying()
    tallying.change((), articles)
    return tallying.tallies


def commonest(counts: Mapping[str, int], most: int) -> list[tuple[str, int]]:
    """Return the names with the greatest counts, the greatest first; equals by name."""
    return nsmallest(most, counts.items(), key=lambda item: (-item[1], item[0]))


def lineage(tag: str) -> list[str]:
    """Return a tag and all it is nested under: "a/b/c" is in "a" and in "a/b"."""
    parts = tag.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
