"""What the list shows: the answer to a query, found a slice at a time and kept right as the library changes.

A library of 100,000 articles takes longer to search than a frame lasts. So the first slice answers at once with what
fills the screen, the rest follows in turns of the loop, and the next key may call it off. What was found stays and is
mended article by article where little changed; only after large acts it is asked for anew, a slice at a time again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from time import perf_counter

from reader.model import Article
from reader.model.query import NEWEST_FIRST, Found, Haystacks, Query, narrows, parse
from reader.store import Library
from reader.tui.known import Known, News, mended, place_of

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
        self.known = Known(library)
        self._newest: list[Article] | None = None
        """What the library knew at once, before all articles are known."""
        self._haystacks = Haystacks()
        self._query = _EVERYTHING
        self._words: Found | None = None
        """What a search index knows of the query's words; without it they are looked for in all but the texts."""
        self._found: list[Article] = []
        self.unread = 0
        """How many of what was found so far are unread."""
        self._rest: Iterator[list[Article]] | None = None
        self._is_ordering = False
        """Whether what was found is being put in order; what is in it stands right."""
        self._is_stale = True
        """Whether more changed than can be mended in what was found."""

    @property
    def articles(self) -> Sequence[Article]:
        """What was found so far; whole once `complete`."""
        return self._found

    @property
    def complete(self) -> bool:
        """Whether nothing is left to be looked at."""
        return self._rest is None

    def can_show(self, *, to_keep: bool) -> bool:
        """Say whether what was found so far stands in the order asked for; `to_keep` an article's place, all is needed."""
        return self.complete or self._query.sort is None or (self._is_ordering and not to_keep)

    # Loading

    @property
    def is_loaded(self) -> bool:
        """Whether all articles are known."""
        return self.known.revision is not None

    def first_screen(self, query: Query) -> bool:
        """Show the newest that a query asks for, before all articles are known; False where that is no less work."""
        if query.sort is not None or query.limit is not None or query.reaches_trash:
            return False
        if self.is_small:
            return False
        self._found = list(query.select(self.newest(), now=datetime.now().astimezone(), haystack_of=self._haystacks))
        self._count()
        return True

    @property
    def is_small(self) -> bool:
        """Whether all articles are known as soon as the newest are."""
        return len(self.newest()) < NEWEST

    def newest(self) -> list[Article]:
        """Return the newest articles as they were at the start: of a large library `NEWEST`, else all."""
        if self._newest is None:
            self._newest = self._library.newest(NEWEST)
        return self._newest

    def take(self, news: News | None) -> None:
        """Know what `known.news` found, and mend what was found by it where it is little."""
        if news is None:
            return
        self.known.take(news)
        if news.is_whole or not self.complete or self._query.limit is not None:
            self._is_stale = True
            if news.is_whole and not self.complete:
                self.ask(self._query, self._words)  # what was being looked through is let go of
        elif not self._is_stale and (news.before or news.fresh):
            self._mend(news)

    def warm(self) -> Iterator[int]:
        """Get ready for the first letter typed, a few articles at a turn; may be gone through in a thread."""
        articles = self.known.articles
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
        # a list of our own: the other may be let go of meanwhile
        articles = [*self.known.articles] if self.is_loaded else self._library.articles(_EVERYTHING)
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
        """Look for what a query asks for among the articles that are known; `search` does it."""
        now = datetime.now().astimezone()
        same_words, self._words = words is self._words, words
        if query == self._query and same_words and self.complete and not self._is_stale:
            return
        base = self._found if same_words and self._reuses(query) else self.known.articles
        self._is_stale = False
        self._query = query
        select = partial(query.select, now=now, found=words, haystack_of=self._haystacks)
        self._rest = (list(select(some)) for some in _slices(base))
        self._found, self.unread = [], 0
        self._is_ordering = False

    def search(self, seconds: float = SLICE_S) -> bool:
        """Search on for a while; return whether anything is left."""
        until = perf_counter() + seconds
        while self._rest is not None:
            found = next(self._rest, None)
            if found is None:
                self._rest = None
                if self._is_ordering:
                    self._ended()
                else:
                    self._searched()
                continue
            self._found += found
            if not self._is_ordering:
                self.unread += sum(not article.read for article in found)
            if perf_counter() >= until:
                break
        return self._rest is not None

    def _searched(self) -> None:
        """All is found: order it, a slice at a time."""
        query = self._query
        if query.sort is not None:
            self._rest = query.sort.arranging(self._found, newest_first=True)
            self._found, self._is_ordering = [], True
        else:
            self._ended()

    def _ended(self) -> None:
        self._is_ordering = False
        if self._query.limit is not None:
            self._found = self._found[: self._query.limit]
            self._count()

    def _count(self) -> None:
        self.unread = sum(not article.read for article in self._found)

    def _reuses(self, query: Query) -> bool:
        """Whether all that is asked for is among what was found: so each letter typed looks at less."""
        whole = self.complete and not self._is_stale and self._query.limit is None
        return whole and self._query.sort is None and narrows(query, self._query)

    def _mend(self, news: News) -> None:
        now = datetime.now().astimezone()
        select = partial(self._query.select, now=now, found=self._words, haystack_of=self._haystacks)
        before = {id: article for id, article in news.before.items() if self._stood(article)}
        fresh = list(select(news.fresh))
        self._found = mended(self._found, before, fresh, self._query.sort or NEWEST_FIRST)
        self.unread += sum(not each.read for each in fresh) - sum(not each.read for each in before.values())

    def _stood(self, article: Article) -> bool:
        """Say whether an article was among what was found."""
        at = place_of(self._found, article, self._query.sort or NEWEST_FIRST)
        return at < len(self._found) and self._found[at].id == article.id

    def index_of(self, id: str) -> int | None:
        """Return where an article stands in what was found; None where it does not."""
        article = self.known.by_id.get(id)
        if article is None or not self.complete:
            return None
        at = place_of(self._found, article, self._query.sort or NEWEST_FIRST)
        return at if at < len(self._found) and self._found[at].id == id else None


def _slices(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    return (articles[at : at + AT_ONCE] for at in range(0, len(articles), AT_ONCE))
