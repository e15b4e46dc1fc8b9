"""Which articles have a tag: so that a question for a tag does not go through all of them."""

from __future__ import annotations

from collections.abc import Iterable

from reader.model.article import Article
from reader.model.folding import fold
from reader.model.query import Query
from reader.model.query.terms import All, Tagged, Term


class TagIndex:
    """Ids of articles by folded tag."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._ids: dict[str, set[str]] = {}
        self._folded: dict[str, str] = {}
        for article in articles:
            self.add(article)

    def add(self, article: Article) -> None:
        """Note an article's tags."""
        for tag in article.tags:
            self._ids.setdefault(self._fold(tag), set()).add(article.id)

    def drop(self, article: Article) -> None:
        """Forget an article's tags."""
        for tag in article.tags:
            self._ids.get(self._fold(tag), set()).discard(article.id)

    def candidates(self, query: Query) -> set[str] | None:
        """Return the only ids that may answer the query; None where any may."""
        terms = query.term.terms if isinstance(query.term, All) else (query.term,)
        found = [self._under(term.tag) for term in terms if isinstance(term, Tagged)]
        return min(found, key=len) if found else None

    def _under(self, tag: str) -> set[str]:
        exact = self._fold(tag)
        ids = [of for known, of in self._ids.items() if known == exact or known.startswith(exact + "/")]
        return set().union(*ids)

    def _fold(self, tag: str) -> str:
        folded = self._folded.get(tag)
        if folded is None:
            folded = self._folded[tag] = fold(tag)
        return folded


def asks_for_a_tag(term: Term) -> bool:
    """Say whether the index can narrow a question."""
    return any(isinstance(part, Tagged) for part in (term.terms if isinstance(term, All) else (term,)))
