"""A query that was read: a value that prints itself, tests articles and puts them in order."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from reader.model.article import Article, State
from reader.model.folding import needle
from reader.model.query.case import Case, Test, article_haystack
from reader.model.query.matching import asks_for_text, compiled
from reader.model.query.sorting import NEWEST_FIRST, Sort
from reader.model.query.terms import All, Flag, Is, Term, Words, all_of, walk

Found = Mapping[Term, Container[str]]
"""Answers of a search index: for `Words` (and has:code, has:image) of a query, the ids of the articles that have them."""


@dataclass(frozen=True)
class Query:
    """What to show, in which order, and how many. Two queries are equal when they ask the same in the same words."""

    term: Term = All()
    sort: Sort | None = None
    limit: int | None = None
    """At least 1; None is all."""

    def __str__(self) -> str:
        parts = (str(self.term), str(self.sort or ""), f"limit:{self.limit}" if self.limit else "")
        if self.term == All():
            return " ".join(part for part in parts[1:] if part)
        return " ".join(part for part in parts if part)

    def matches(
        self,
        article: Article,
        *,
        now: datetime,
        text: Callable[[], str] | None = None,
        found: Found | None = None,
        haystack_of: Callable[[Article], str] = article_haystack,
    ) -> bool:
        """Say whether the query asks for `article`; sort and limit play no part.

        Days are days of the time zone of `now`. `text` gives the Markdown body, and is called only where the answer
        hangs on it; without it, or the answers of an index in `found`, words are looked for in all but the body.
        `haystack_of` may be a `Haystacks`, which remembers.
        """
        if article.state is State.TRASHED and not self.reaches_trash:
            return False
        text_of = (lambda _: text()) if text else None
        return self._test(Case(article, now, text_of, found, haystack_of))

    def select(
        self,
        articles: Iterable[Article],
        *,
        now: datetime,
        text: Callable[[str], str] | None = None,
        found: Found | None = None,
        haystack_of: Callable[[Article], str] = article_haystack,
    ) -> Iterator[Article]:
        """Yield the articles the query asks for, in the order they came; the quick way to test many.

        `text` gives the body of an article's id. A caller that may be cancelled stops iterating.
        """
        test, reaches_trash = self._test, self.reaches_trash
        case: Case | None = None
        for article in articles:
            if article.state is State.TRASHED and not reaches_trash:
                continue
            if case is None:
                case = Case(article, now, text, found, haystack_of)
            case.article = article
            if test(case):
                yield article

    def apply(
        self,
        articles: Iterable[Article],
        *,
        now: datetime,
        text: Callable[[str], str] | None = None,
        found: Found | None = None,
        haystack_of: Callable[[Article], str] = article_haystack,
        seed: int = 0,
    ) -> list[Article]:
        """Return the articles the query asks for, in its order (newest saved first where it names none), within its
        limit. `text` gives the body of an article's id; `seed` chooses among random orders."""
        kept = list(self.select(articles, now=now, text=text, found=found, haystack_of=haystack_of))
        return (self.sort or NEWEST_FIRST).arrange(kept, seed=seed)[: self.limit]

    @cached_property
    def reaches_trash(self) -> bool:
        """Whether trashed articles may answer: only where the query speaks of the trash itself (`is:trashed`,
        `in:trash`, `in:all`). Every other query leaves them out."""
        return any(inner in (Is(Flag.TRASHED), Is(Flag.ANYWHERE)) for inner in walk(self.term))

    @cached_property
    def asks_for_text(self) -> bool:
        """Whether a part of the answer may lie in the bodies: free words, has:code, has:image."""
        return asks_for_text(self.term)

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """The words that are looked for everywhere, each once, in order: what a search index can answer."""
        return tuple(dict.fromkeys(inner for inner in walk(self.term) if isinstance(inner, Words) and not inner.field))

    @cached_property
    def _test(self) -> Test:
        return compiled(self.term)

    def and_also(self, other: Query) -> Query:
        """Return the query that asks for both; order and limit are the other's where it has them."""
        return Query(all_of([self.term, other.term]), other.sort or self.sort, other.limit or self.limit)


def narrows(query: Query, earlier: Query) -> bool:
    """Say whether all that `query` asks for is among what `earlier` asked for, so that only those need testing again.

    True as a query grows by a letter or a term; False where it cannot be told.
    """
    if earlier.limit is not None or (query.reaches_trash and not earlier.reaches_trash):
        return False
    return all(any(_within(one, other) for one in _conjuncts(query.term)) for other in _conjuncts(earlier.term))


def _conjuncts(term: Term) -> tuple[Term, ...]:
    return term.terms if isinstance(term, All) else (term,)


def _within(term: Term, earlier: Term) -> bool:
    if term == earlier:
        return True
    if not (isinstance(term, Words) and isinstance(earlier, Words)) or earlier.field not in ("", term.field):
        return False
    if term.field == "source" and not earlier.field:
        return False  # free words are not looked for in the source
    longer, shorter = needle(term.text, whole=term.whole), needle(earlier.text, whole=earlier.whole)
    return longer is not None and shorter is not None and shorter in longer


class Haystacks:
    """The haystacks of articles, kept as long as the articles stay as they are."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Article, str]] = {}

    def __call__(self, article: Article) -> str:
        kept = self._kept.get(article.id)
        if kept is not None and kept[0] is article:
            return kept[1]
        made = article_haystack(article)
        self._kept[article.id] = (article, made)
        return made

    def forget(self, ids: Iterable[str]) -> None:
        """Drop the haystacks of articles that are gone."""
        for gone in ids:
            self._kept.pop(gone, None)
