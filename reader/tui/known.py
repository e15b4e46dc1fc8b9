"""All articles of the library as the interface knows them: looked up beside it, taken over between two of its turns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from operator import attrgetter

from reader.errors import ArticleNotFound
from reader.model import Article
from reader.model.act import Counts
from reader.model.query import NEWEST_FIRST, Sort, parse
from reader.model.saved import SavedSearch
from reader.store import Library
from reader.tui.background import collector_resting, let_go
from reader.tui.tallies import Tallying

FEW = 100
"""So many changes are mended one by one; where there are more, everything is looked up anew."""
_EVERYTHING = parse("in:all")
_id = attrgetter("id")


@dataclass(frozen=True, slots=True)
class News:
    """What is different in the library, ready to be taken over."""

    revision: str
    counts: Counts
    searches: Sequence[SavedSearch]
    articles: list[Article]
    """All, as they are now."""
    before: Mapping[str, Article]
    """What changed, as it was known before."""
    fresh: Sequence[Article]
    """And as it is now; what is gone is not among them."""
    by_id: dict[str, Article] | None
    """All by their ids, where more changed than is told one by one."""

    @property
    def is_whole(self) -> bool:
        """Whether anything may be different: `before` and `fresh` tell nothing."""
        return self.by_id is not None


class Known:
    """What the interface knows of the library. It asks nothing of the library itself but `news`, which may be slow."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.revision: str | None = None
        """None until all articles are known."""
        self.articles: list[Article] = []
        """Newest saved first, the trashed among them."""
        self.by_id: dict[str, Article] = {}
        self.counts = Counts()
        self.searches: Sequence[SavedSearch] = ()
        self.tallying = Tallying()
        """How many articles each tag, site and author has."""

    def is_little_news(self) -> bool:
        """Say whether `news` would answer at once; asks the library, which must be at hand."""
        touched = None if self.revision is None else self._library.touched_since(self.revision)
        return touched is not None and touched <= FEW

    def news(self) -> News | None:
        """Return what changed in the library; None where nothing did. May be asked in a thread, one at a time."""
        library = self._library
        if self.revision == library.revision:
            return None
        if self.revision is None or not self.is_little_news():
            return self._whole()
        changes = library.changed_since(self.revision)
        fresh = []
        for id in changes.articles:
            with suppress(ArticleNotFound):  # it went since; the next news tells of that
                fresh.append(library.article(id))
        changed = (*changes.articles, *changes.gone_articles)
        before = {id: self.by_id[id] for id in changed if id in self.by_id}
        articles = mended(self.articles, before, fresh) if changed else self.articles
        return News(changes.revision, library.counts(), library.searches(), articles, before, fresh, None)

    def _whole(self) -> News:
        library = self._library
        with collector_resting():
            revision = library.revision  # what changes while all is read is taken in later
            articles = library.articles(_EVERYTHING)
            by_id = {article.id: article for article in articles}
            counts, searches = library.counts(), library.searches()
        return News(revision, counts, searches, articles, {}, (), by_id)

    def take(self, news: News) -> None:
        """Know it from now on."""
        self.revision, self.counts, self.searches = news.revision, news.counts, news.searches
        old, self.articles = self.articles, news.articles
        if news.by_id is not None:
            let_go(old, self.by_id)
            self.by_id = news.by_id
            self.tallying.anew(self.articles)
            return
        for id in news.before:
            del self.by_id[id]
        self.by_id.update(zip(map(_id, news.fresh), news.fresh, strict=True))
        if news.before or news.fresh:
            self.tallying.change(news.before.values(), news.fresh)


def mended(
    articles: Sequence[Article], before: Mapping[str, Article], fresh: Iterable[Article], sort: Sort = NEWEST_FIRST
) -> list[Article]:
    """Return `articles`, which stand in an order, without those of `before` (as they were) but with the `fresh`.

    Costs a copy and a search for each change, whatever the length.
    """
    kept = list(articles)
    for article in before.values():
        place = place_of(kept, article, sort)
        if place < len(kept) and kept[place].id == article.id:
            del kept[place]
    for article in fresh:
        kept.insert(place_of(kept, article, sort), article)
    return kept


def place_of(articles: Sequence[Article], article: Article, sort: Sort) -> int:
    """Return where an article stands, or belongs, among `articles`, which are in that order."""
    low, high = 0, len(articles)
    while low < high:
        middle = (low + high) // 2
        if sort.precedes(articles[middle], article):
            low = middle + 1
        else:
            high = middle
    return low
