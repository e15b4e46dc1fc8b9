"""What the list shows: the answer to a query, found a slice at a time and kept right as the library changes.

A library of 100,000 articles takes longer to search than a frame lasts. So the first slice answers at once with what
fills the screen, the rest follows in turns of the loop, and the next key may call it off. What was found stays and is
mended article by article when the library changes, never asked for anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from time import perf_counter

from reader.model import Article
from reader.model.query import NEWEST_FIRST, Found, Haystacks, Query, narrows, parse
from reader.store import Library

SLICE_S = 0.008
"""How long one turn may search: half a frame."""
AT_ONCE = 500
"""Articles between two looks at the clock."""
WARMED_AT_ONCE = 100
NEWEST = 200
"""As many as the library knows at once: more than any screen has."""
_EVERYTHING = parse("in:all")
Stopped = Callable[[], bool]
"""Says that nobody waits for the answer any more."""


def never() -> bool:
    """Somebody always waits."""
    return False


class Listing:
    """The articles a query asks for, in its order."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._revision: str | None = None
        self._all: list[Article] = []
        """Newest saved first, the trashed among them."""
        self._fresh: list[Article] = []
        """What the last look at the library found changed."""
        self._before: dict[str, datetime] = {}
        """When those and what is gone were saved, as was known before."""
        self._haystacks = Haystacks()
        self._query = _EVERYTHING
        self._saved: dict[str, datetime] = {}
        """When each article of the base was saved: where it stands in the base."""
        self._words: Found | None = None
        """What a search index knows of the query's words; without it they are looked for in all but the texts."""
        self._found: list[Article] = []
        self.unread = 0
        """How many of what was found so far are unread."""
        self._rest: Iterator[list[Article]] | None = None
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

    # Loading

    @property
    def is_loaded(self) -> bool:
        """Whether all articles are known."""
        return self._revision is not None

    def first_screen(self, query: Query) -> bool:
        """Show the newest that a query asks for, before all articles are known; False where that is no less work."""
        if query.sort is not None or query.limit is not None or query.reaches_trash:
            return False
        newest = self._library.newest(NEWEST)
        if len(newest) < NEWEST:
            return False
        self._found = list(query.select(newest, now=datetime.now().astimezone(), haystack_of=self._haystacks))
        self._count()
        return True

    def load(self) -> tuple[str, list[Article]]:
        """Return all articles of the library, for `take`; slow in a large one, and may be called in a thread."""
        revision = self._library.revision  # what changes while they are read is taken in later
        return revision, self._library.articles(_EVERYTHING)

    def take(self, loaded: tuple[str, list[Article]]) -> None:
        """Take in what `load` returned."""
        self._revision, self._all = loaded
        self._saved = {article.id: article.saved_at for article in self._all}

    def warm(self) -> Iterator[int]:
        """Get ready for the first letter typed, a few articles at a turn; may be gone through in a thread."""
        articles = self._all
        for at in range(0, len(articles), WARMED_AT_ONCE):
            for article in articles[at : at + WARMED_AT_ONCE]:
                self._haystacks(article)
            yield at

    def holding(self, typed: str, most: int, stopped: Stopped = never) -> list[Article]:
        """Return the newest articles in which all typed words occur, but for their texts; for a thread."""
        words = [
            f'"{word}"' for word in typed.replace('"', " ").replace("\\", " ").split() if any(map(str.isalnum, word))
        ]
        if not self.is_loaded or not words:
            return []
        query = parse(" ".join(word[1:-1] if word[1:-1].isalnum() else word for word in words).lower())
        return self._looked_for(query, stopped, most) or []

    def answer(self, query: Query, stopped: Stopped = never) -> list[Article] | None:
        """Return what a query asks for, but for the words of texts, as of now; None where it was stopped. For a thread."""
        found = self._looked_for(query, stopped)
        return None if found is None else (query.sort or NEWEST_FIRST).arrange(found)[: query.limit]

    def _looked_for(self, query: Query, stopped: Stopped, most: int | None = None) -> list[Article] | None:
        now = datetime.now().astimezone()
        articles = self._all if self.is_loaded else self._library.articles(_EVERYTHING)
        found: list[Article] = []
        for some in _slices(articles):
            if stopped():
                return None
            found += query.select(some, now=now, haystack_of=self._haystacks)
            if most is not None and len(found) >= most:
                return found[:most]
        return found

    # Searching

    def ask(self, query: Query, words: Found | None = None) -> None:
        """Look for what a query asks for, taking in what changed in the library; `search` does it."""
        changed = self._take_in()
        now = datetime.now().astimezone()
        same_words, self._words = words is self._words, words
        if (
            query == self._query
            and same_words
            and self.complete
            and changed is not None
            and (not changed or query.limit is None)
        ):
            if changed:
                self._mend(changed, now)
            return
        base = self._found if same_words and self._reuses(query, changed) else self._all
        self._query = query
        select = partial(query.select, now=now, found=words, haystack_of=self._haystacks)
        self._rest = (list(select(some)) for some in _slices(base))
        self._found, self.unread = [], 0
        self._arranged = query.sort is None

    def search(self, seconds: float = SLICE_S) -> bool:
        """Search on for a while; return whether anything is left."""
        until = perf_counter() + seconds
        while self._rest is not None:
            found = next(self._rest, None)
            if found is None:
                self._rest = None
                self._finish()
                break
            self._found += found
            self.unread += sum(not article.read for article in found)
            if perf_counter() >= until:
                break
        return self._rest is not None

    def _finish(self) -> None:
        query = self._query
        if query.sort is not None:
            self._found = query.sort.arrange(self._found)
        if query.limit is not None:
            self._found = self._found[: query.limit]
            self._count()
        self._arranged = True

    def _count(self) -> None:
        self.unread = sum(not article.read for article in self._found)

    def _reuses(self, query: Query, changed: frozenset[str] | None) -> bool:
        """Whether all that is asked for is among what was found: so each letter typed looks at less."""
        whole = self.complete and self._query.limit is None and changed == frozenset()
        return whole and self._query.sort is None and narrows(query, self._query)

    def _take_in(self) -> frozenset[str] | None:
        """Bring the base up to date; return the ids of what changed, None where that cannot be told."""
        if self._revision == self._library.revision:
            return frozenset()
        if self._revision is None:
            self.take(self.load())
            return None
        changes = self._library.changed_since(self._revision)
        self._revision = changes.revision
        if changes.whole:
            self.take((changes.revision, self._library.articles(_EVERYTHING)))
            return None
        changed = frozenset(changes.articles) | frozenset(changes.gone_articles)
        self._fresh = [self._library.article(id) for id in changes.articles]
        self._before = {id: self._saved[id] for id in changed if id in self._saved}
        self._all = mended(self._all, self._before, self._fresh)
        for id in changes.gone_articles:
            self._saved.pop(id, None)
        self._saved.update((article.id, article.saved_at) for article in self._fresh)
        return changed

    def _mend(self, changed: frozenset[str], now: datetime) -> None:
        fresh = list(self._query.select(self._fresh, now=now, found=self._words, haystack_of=self._haystacks))
        if self._query.sort is None:
            self._found = mended(self._found, self._before, fresh)
        else:
            kept = [article for article in self._found if article.id not in changed]
            self._found = self._query.sort.arrange([*kept, *fresh]) if fresh else kept
        self._count()


def _slices(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    return (articles[at : at + AT_ONCE] for at in range(0, len(articles), AT_ONCE))


def mended(articles: Sequence[Article], before: Mapping[str, datetime], fresh: Iterable[Article]) -> list[Article]:
    """Return `articles`, newest first, without those of `before` (when each was saved) but with the `fresh`.

    Costs a copy and a search for each change, whatever the length.
    """
    kept = list(articles)
    for id, saved_at in before.items():
        place = _place(kept, (saved_at, id))
        if place < len(kept) and kept[place].id == id:
            del kept[place]
    for article in fresh:
        kept.insert(_place(kept, _newness(article)), article)
    return kept


def _place(articles: Sequence[Article], key: tuple[datetime, str]) -> int:
    """Return where what was saved then stands, or belongs, among `articles`, newest first."""
    low, high = 0, len(articles)
    while low < high:
        middle = (low + high) // 2
        if _newness(articles[middle]) > key:
            low = middle + 1
        else:
            high = middle
    return low


def _newness(article: Article) -> tuple[datetime, str]:
    return article.saved_at, article.id
