"""What tells that an article is there already: its address, or without one its body."""

from __future__ import annotations

from collections.abc import Iterable

from reader.model.article import Article
from reader.model.url import identity
from reader.store.record import Document


class Addresses:
    """Ids of articles by address, compared by `url.identity`."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._ids: dict[str, set[str]] = {}
        for article in articles:
            self.add(article)

    def add(self, article: Article) -> None:
        """Note an article's address."""
        if article.url:
            self._ids.setdefault(identity(article.url), set()).add(article.id)

    def drop(self, article: Article) -> None:
        """Forget an article's address."""
        if article.url:
            self._ids.get(identity(article.url), set()).discard(article.id)

    def find(self, url: str) -> str | None:
        """Return the article saved from this address, the newest where there are two."""
        ids = self._ids.get(identity(url))
        return max(ids) if ids else None


def digest_of(document: Document | None) -> object:
    """Return what names the content of an article's body."""
    body = None if document is None else document.get("body")
    return body.get("digest") if isinstance(body, dict) else None
