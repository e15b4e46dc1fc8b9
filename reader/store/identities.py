"""What tells that an article is there already: its address, or without one its title and body."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.model.article import Article
from reader.model.url import identity
from reader.store.record import Document

_PLAIN = re.compile(
    r"https?://(?:www\.)?(?!www\.)((?:[a-z0-9_-]{1,63}\.){1,8}[a-z]{2,63}(?:/(?!\.{1,2}(?:/|\Z))[-A-Za-z0-9._~]*)*)"
)
_HOST_BYTES = 250
"""Longer than that a host has no name; what is longer in all is looked at with care."""


class Addresses:
    """Ids of articles by address, compared by `url.identity`."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._ids: dict[str, set[str]] = {}
        for article in articles:
            self.add(article)

    def add(self, article: Article) -> None:
        """Note an article's address."""
        if article.url:
            self._ids.setdefault(key_of(article.url), set()).add(article.id)

    def drop(self, article: Article) -> None:
        """Forget an article's address."""
        if article.url:
            self._ids.get(key_of(article.url), set()).discard(article.id)

    def find(self, url: str) -> str | None:
        """Return the article saved from this address, the newest where there are two."""
        ids = self._ids.get(key_of(url))
        return max(ids) if ids else None


def key_of(url: str) -> str:
    """Return `identity(url)`; at once for the plain addresses that most are."""
    plain = _PLAIN.fullmatch(url)
    return plain[1].rstrip("/") if plain is not None and len(plain[1]) <= _HOST_BYTES else identity(url)


def digest_of(document: Document | None) -> object:
    """Return what names the content of an article's body."""
    body = None if document is None else document.get("body")
    return body.get("digest") if isinstance(body, dict) else None
