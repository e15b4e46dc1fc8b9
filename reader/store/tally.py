"""How many articles stand where and have which tag, kept up article by article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from reader.model.act import Counts
from reader.model.article import Article, State
from reader.model.query import in_progress


class Tally:
    """The counts of a library."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._places: Counter[str] = Counter()
        self._tags: Counter[str] = Counter()
        self._sorted: dict[str, int] | None = None
        for article in articles:
            self.add(article)

    def add(self, article: Article) -> None:
        """Count an article in."""
        self._count(article, 1)

    def drop(self, article: Article) -> None:
        """Count an article out, as it was when it was counted in."""
        self._count(article, -1)

    @property
    def counts(self) -> Counts:
        """How many articles stand where."""
        return Counts(**{name: self._places[name] for name in Counts.__slots__})

    @property
    def tags(self) -> dict[str, int]:
        """How many articles have each tag, the trashed left out, sorted by tag."""
        if self._sorted is None:
            names = sorted((tag for tag, count in self._tags.items() if count), key=lambda tag: (tag.casefold(), tag))
            self._sorted = {tag: self._tags[tag] for tag in names}
        return dict(self._sorted)

    def _count(self, article: Article, by: int) -> None:
        places = self._places
        places["highlights"] += by * article.highlights
        if article.state is State.TRASHED:
            places["trashed"] += by
            return
        places["all"] += by
        places["inbox"] += by * (article.state is State.INBOX)
        places["archived"] += by * (article.state is State.ARCHIVED)
        places["unread"] += by * (not article.read)
        places["in_progress"] += by * in_progress(article)
        places["starred"] += by * article.starred
        for tag in article.tags:
            self._tags[tag] += by
            self._sorted = None
