"""How many articles stand where and have which tag, kept up article by article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from reader.model.act import Counts
from reader.model.article import Article, State
from reader.model.query import in_progress


class Tally:
    """The counts of a library."""

    def __init__(self, articles: Collection[Article]) -> None:
        # the same as adding them one by one, and several times as quick
        kept = [article for article in articles if article.state is not State.TRASHED]
        states = Counter(article.state for article in kept)
        self._places = {
            "all": len(kept),
            "inbox": states[State.INBOX],
            "archived": states[State.ARCHIVED],
            "unread": sum(not article.read for article in kept),
            "in_progress": sum(map(in_progress, kept)),
            "starred": sum(article.starred for article in kept),
            "trashed": len(articles) - len(kept),
            "highlights": sum(article.highlights for article in articles),
        }
        self._tags = Counter(tag for article in kept for tag in article.tags)
        self._sorted: dict[str, int] | None = None

    def add(self, article: Article) -> None:
        """Count an article in."""
        self._count(article, 1)

    def drop(self, article: Article) -> None:
        """Count an article out, as it was when it was counted in."""
        self._count(article, -1)

    @property
    def counts(self) -> Counts:
        """How many articles stand where."""
        return Counts(**self._places)

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
