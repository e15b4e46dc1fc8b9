"""What the list shows: the answer to a query, found a slice at a time and kept right as the library changes.

A library of 100,000 articles takes longer to search than a frame lasts. So the first slice answers at once with what
fills the screen, the rest follows in turns of the loop, and the next key may call it off. What was found stays and is
mended article by article when the library changes, never asked for anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from time import perf_counter

from reader.model import Article
from reader.model.query import Haystacks, Query, narrows, parse
from reader.store import Library

SLICE_S = 0.008
"""How long one turn may search: half a frame."""
AT_ONCE = 500
"""Articles between two looks at the clock."""
_EVERYTHING = parse("in:all")


class Listing:
    """The articles a query asks for, in its order."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._revision: str | None = None
        self._all: list[Article] = []
        """Newest saved first, the trashed among them."""
        self._fresh: list[Article] = []
        """What the last look at the library found changed."""
        self._haystacks = Haystacks()
        self._query = _EVERYTHING
        self._found: list[Article] = []
        self._rest: Iterator[Article] | None = None
        self._arranged = True

    @property
    def articles(self) -> Sequence[Article]:
        """What was found so far; whole once `complete`."""
        return self._found

    @property
    def complete(self) -> bool:
        """Whether nothing is left to be looked at."""
        return self._rest is None

    @property
    def can_show(self) -> bool:
        """Whether what was found so far stands in the order asked for."""
        return self._arranged

    def ask(self, query: Query) -> None:
        """Look for what a query asks for, taking in what changed in the library; `search` does it."""
        changed = self._take_in()
        now = datetime.now().astimezone()
        if query == self._query and self.complete and changed is not None and (not changed or query.limit is None):
            if changed:
                self._mend(changed, now)
            return
        base = self._found if self._reuses(query, changed) else self._all
        self._query = query
        self._rest = query.select(list(base) if base is self._found else base, now=now, haystack_of=self._haystacks)
        self._found = []
        self._arranged = query.sort is None

    def search(self, seconds: float = SLICE_S) -> bool:
        """Search on for a while; return whether anything is left."""
        until = perf_counter() + seconds
        while self._rest is not None:
            slice_ = list(islice(self._rest, AT_ONCE))
            self._found += slice_
            if len(slice_) < AT_ONCE:
                self._rest = None
                self._finish()
            elif perf_counter() >= until:
                break
        return self._rest is not None

    def _finish(self) -> None:
        query = self._query
        if query.sort is not None:
            self._found = query.sort.arrange(self._found)
        if query.limit is not None:
            self._found = self._found[: query.limit]
        self._arranged = True

    def _reuses(self, query: Query, changed: frozenset[str] | None) -> bool:
        """Whether all that is asked for is among what was found: so each letter typed looks at less."""
        whole = self.complete and self._query.limit is None and changed == frozenset()
        return whole and self._query.sort is None and narrows(query, self._query)

    def _take_in(self) -> frozenset[str] | None:
        """Bring the base up to date; return the ids of what changed, None where that cannot be told."""
        if self._revision == self._library.revision:
            return frozenset()
        if self._revision is None:
            self._all = self._library.articles(_EVERYTHING)
            self._revision = self._library.revision
            return None
        changes = self._library.changed_since(self._revision)
        self._revision = changes.revision
        if changes.whole:
            self._all = self._library.articles(_EVERYTHING)
            return None
        changed = frozenset(changes.articles) | frozenset(changes.gone_articles)
        self._fresh = [self._library.article(id) for id in changes.articles]
        self._all = _mended(self._all, changed, self._fresh)
        return changed

    def _mend(self, changed: frozenset[str], now: datetime) -> None:
        fresh = list(self._query.select(self._fresh, now=now, haystack_of=self._haystacks))
        if self._query.sort is None:
            self._found = _mended(self._found, changed, fresh)
        else:
            kept = [article for article in self._found if article.id not in changed]
            self._found = self._query.sort.arrange([*kept, *fresh]) if fresh else kept


def _mended(articles: Sequence[Article], changed: frozenset[str], fresh: Sequence[Article]) -> list[Article]:
    """Return `articles`, newest first, without the changed ones but with the `fresh`."""
    if not changed:
        return list(articles)
    kept = [article for article in articles if article.id not in changed]
    if not fresh:
        return kept
    merged = []
    waiting = sorted(fresh, key=_newness, reverse=True)
    at = 0
    for article in waiting:
        place = _place(kept, article, at)
        merged += kept[at:place]
        merged.append(article)
        at = place
    return merged + kept[at:]


def _place(articles: Sequence[Article], article: Article, low: int) -> int:
    """Return where `article` belongs among `articles`, newest first, from `low` on."""
    high = len(articles)
    while low < high:
        middle = (low + high) // 2
        if _newness(articles[middle]) > _newness(article):
            low = middle + 1
        else:
            high = middle
    return low


def _newness(article: Article) -> tuple[datetime, str]:
    return article.saved_at, article.id
