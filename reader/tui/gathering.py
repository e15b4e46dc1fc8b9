"""The highlights of the library that a query asks for, found a slice at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from time import perf_counter

from reader.model.act import Changes
from reader.model.passage import Passage, PassageQuery, passages_of
from reader.model.query import Haystacks, parse
from reader.store import Library

SLICE_S = 0.008
"""How long one turn may search: half a frame."""
AT_ONCE = 300
WARMING_S = 0.004
WARMED_AT_ONCE = 20
MENDED_AT_MOST = 200
"""With more changes than these, all is asked for anew."""
_ALL_ARTICLES = parse("in:all")


class Gathering:
    """What the screen of highlights shows: newest article first and by place, or newest highlight first."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._revision: str | None = None
        self._all: list[Passage] = []
        self._known: dict[str, Passage] = {}
        self._haystacks = Haystacks()
        self._warmed = 0
        """Of how many of them the words are made ready."""
        self._rest: Iterator[Passage] | None = None
        self._asked: tuple[PassageQuery, bool] | None = None
        self.by_date = False
        self.found: list[Passage] = []

    @property
    def complete(self) -> bool:
        """Whether nothing is left to be looked at."""
        return self._rest is None

    @property
    def total(self) -> int:
        """How many highlights there are."""
        return len(self._all)

    def ask(self, query: PassageQuery) -> None:
        """Look for what a query asks for; `search` does it. What narrows the last question looks at its answer only."""
        changed = self._take_in()
        if (
            not changed
            and self.complete
            and self._asked
            and self._asked[1] == self.by_date
            and query.narrows(self._asked[0])
        ):
            base: Sequence[Passage] = self.found
        else:
            base = self._all
            if self.by_date:
                base = sorted(base, key=lambda each: (each.highlight.made_at, each.highlight.id), reverse=True)
        self._asked = (query, self.by_date)
        self.found = []
        self._rest = query.select(base, now=datetime.now().astimezone(), haystacks=self._haystacks)

    def search(self, seconds: float = SLICE_S) -> bool:
        """Search on for a while; return whether anything is left."""
        until = perf_counter() + seconds
        while self._rest is not None:
            found = list(islice(self._rest, AT_ONCE))
            self.found += found
            if len(found) < AT_ONCE:
                self._rest = None
            elif perf_counter() >= until:
                break
        return self._rest is not None

    def warm(self, seconds: float = WARMING_S) -> bool:
        """Make ready what words are looked for in, for a while; return whether anything is left."""
        until = perf_counter() + seconds
        while self._warmed < len(self._all):
            for passage in self._all[self._warmed : self._warmed + WARMED_AT_ONCE]:
                self._haystacks(passage.face)
            self._warmed += WARMED_AT_ONCE
            if perf_counter() >= until:
                break
        return self._warmed < len(self._all)

    def tags(self) -> dict[str, int]:
        """Return the tags of highlights, with how many have them."""
        counted: dict[str, int] = {}
        for passage in self._all:
            for tag in passage.highlight.tags:
                counted[tag] = counted.get(tag, 0) + 1
        return counted

    def _take_in(self) -> bool:
        """Bring what is known up to date; say whether anything changed."""
        if self._revision == self._library.revision:
            return False
        changes = None if self._revision is None else self._library.changed_since(self._revision)
        self._revision = self._library.revision if changes is None else changes.revision
        if changes is None or changes.whole or not self._can_mend(changes):
            self._gather_all()
        else:
            self._mend(changes)
        return True

    def _can_mend(self, changes: Changes) -> bool:
        few = len(changes.highlights) + len(changes.articles) <= MENDED_AT_MOST
        return few and all(id in self._known for id in changes.highlights)  # where a new one belongs, the library knows

    def _gather_all(self) -> None:
        highlights, articles = self._library.highlights(), self._library.articles(_ALL_ARTICLES)
        self._all = list(passages_of(highlights, articles))
        self._known = {passage.highlight.id: passage for passage in self._all}
        self._warmed = 0

    def _mend(self, changes: Changes) -> None:
        """Make anew what changed; a place in an article changes only with its words."""
        articles = {id: self._library.article(id) for id in changes.articles}
        gone_articles, gone = set(changes.gone_articles), set(changes.gone_highlights)
        fresh = {id: self._library.find_highlight(id) for id in changes.highlights}
        mended = []
        for passage in self._all:
            id = passage.highlight.id
            if id in gone or passage.article.id in gone_articles:
                del self._known[id]
                continue
            if id in fresh or passage.article.id in articles:
                article = articles.get(passage.article.id, passage.article)
                passage = self._known[id] = Passage(fresh.get(id, passage.highlight), article)
            mended.append(passage)
        self._all = mended
