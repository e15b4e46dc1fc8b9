"""The order a query asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from heapq import merge
from itertools import islice
from operator import attrgetter, itemgetter
from typing import Any
from zlib import crc32

from reader.model.article import Article
from reader.model.folding import fold

SLICE = 1_000
"""Articles between two looks at the clock."""


class SortKey(StrEnum):
    """What follows sort:; each has the direction people mean when they name it."""

    SAVED = "saved"
    PUBLISHED = "published"
    OPENED = "opened"
    TITLE = "title"
    AUTHOR = "author"
    SITE = "site"
    LENGTH = "length"
    PROGRESS = "progress"
    RANDOM = "random"


@dataclass(frozen=True, slots=True)
class Sort:
    """An order of articles: dates newest first, names from A, lengths from the shortest, progress from the furthest."""

    key: SortKey
    reverse: bool = False

    def __str__(self) -> str:
        return f"sort:{'-' if self.reverse else ''}{self.key}"

    def arrange(self, articles: Iterable[Article], *, seed: int = 0) -> list[Article]:
        """Return the articles in this order. What has no date, name or place comes last either way round, and equals
        stand newest saved first. `seed` makes one random order of many, the same each time it is asked for."""
        return [article for some in self.arranging(articles, seed=seed) for article in some]

    def arranging(
        self, articles: Iterable[Article], *, seed: int = 0, newest_first: bool = False
    ) -> Iterator[list[Article]]:
        """Yield the articles in this order a few at a time, and now and then nothing while there is work to be done:
        100,000 articles take longer to sort than a key may wait. `newest_first` says that they come so."""
        found = articles if isinstance(articles, list) else list(articles)
        if not newest_first:
            found = sorted(found, key=_newness, reverse=True)
        if self.key is SortKey.SAVED:
            found = found[::-1] if self.reverse else found
            yield from (found[at : at + SLICE] for at in range(0, len(found), SLICE))
            return
        value, descends = self._value(seed)
        runs: list[list[tuple[Any, Article]]] = []
        unknown: list[Article] = []
        for at in range(0, len(found), SLICE):
            run = []
            for article in found[at : at + SLICE]:
                key = value(article)
                if key is None or key == "":
                    unknown.append(article)
                else:
                    run.append((key, article))
            run.sort(key=_first, reverse=descends)
            runs.append(run)
            yield []
        merged = merge(*runs, key=_first, reverse=descends)  # equals keep the order of the runs: newest first
        while some := [article for _, article in islice(merged, SLICE)]:
            yield some
        yield from (unknown[at : at + SLICE] for at in range(0, len(unknown), SLICE))

    def precedes(self, one: Article, other: Article, *, seed: int = 0) -> bool:
        """Say whether `one` stands before `other` in this order."""
        is_newer = _newness(one) > _newness(other)
        if self.key is SortKey.SAVED:
            return _newness(one) < _newness(other) if self.reverse else is_newer
        value, descends = self._value(seed)
        key, against = value(one), value(other)
        is_known, other_known = key not in (None, ""), against not in (None, "")
        if is_known is not other_known:
            return is_known
        if not is_known or key == against:
            return is_newer
        return bool(key > against) if descends else bool(key < against)

    def _value(self, seed: int) -> tuple[Callable[[Article], Any], bool]:
        """Return what is compared, and whether the greatest comes first."""
        if self.key is SortKey.RANDOM:
            return lambda article: crc32(f"{seed}:{article.id}".encode()), self.reverse
        value, descends = _ORDERS[self.key]
        return value, descends is not self.reverse


NEWEST_FIRST = Sort(SortKey.SAVED)


_newness = attrgetter("saved_at", "id")
_first = itemgetter(0)


@lru_cache(maxsize=200_000)
def _folded(text: str) -> str:
    return fold(text)


def _author(article: Article) -> str:
    return _folded(article.authors[0]) if article.authors else ""


def _published(article: Article) -> date | None:
    return article.published_at


def _opened(article: Article) -> datetime | None:
    return article.progress.at and article.progress.at.astimezone(UTC)


_ORDERS: dict[SortKey, tuple[Callable[[Article], Any], bool]] = {
    SortKey.PUBLISHED: (_published, True),
    SortKey.OPENED: (_opened, True),
    SortKey.TITLE: (lambda article: _folded(article.title), False),
    SortKey.AUTHOR: (_author, False),
    SortKey.SITE: (lambda article: _folded(article.site), False),
    SortKey.LENGTH: (lambda article: article.words, False),
    SortKey.PROGRESS: (lambda article: article.progress.fraction or None, True),
}
"""Each key's value, and whether the greatest comes first."""
