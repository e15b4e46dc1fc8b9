"""The order a query asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any
from zlib import crc32

from reader.model.article import Article
from reader.model.folding import fold


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
        newest_first = sorted(articles, key=_saved, reverse=True)
        if self.key is SortKey.RANDOM:
            return sorted(
                newest_first, key=lambda article: crc32(f"{seed}:{article.id}".encode()), reverse=self.reverse
            )
        if self.key is SortKey.SAVED:
            return newest_first[::-1] if self.reverse else newest_first
        value, descends = _ORDERS[self.key]
        known, unknown = [], []
        for article in newest_first:
            key = value(article)
            if key is None or key == "":
                unknown.append(article)
            else:
                known.append((key, article))
        known.sort(key=lambda pair: pair[0], reverse=descends is not self.reverse)
        return [article for _, article in known] + unknown


NEWEST_FIRST = Sort(SortKey.SAVED)


_saved = attrgetter("saved_at", "id")


def _author(article: Article) -> str:
    return fold(article.authors[0]) if article.authors else ""


def _published(article: Article) -> date | None:
    return article.published_at


def _opened(article: Article) -> datetime | None:
    return article.progress.at and article.progress.at.astimezone(UTC)


_ORDERS: dict[SortKey, tuple[Callable[[Article], Any], bool]] = {
    SortKey.PUBLISHED: (_published, True),
    SortKey.OPENED: (_opened, True),
    SortKey.TITLE: (lambda article: fold(article.title), False),
    SortKey.AUTHOR: (_author, False),
    SortKey.SITE: (lambda article: fold(article.site), False),
    SortKey.LENGTH: (lambda article: article.words, False),
    SortKey.PROGRESS: (lambda article: article.progress.fraction or None, True),
}
"""Each key's value, and whether the greatest comes first."""
