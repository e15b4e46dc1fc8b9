"""Turn a term into a quick test of articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, reduce

from reader.model.article import Article, State
from reader.model.folding import fold, haystack, needle, visible
from reader.model.query.case import Case, Test
from reader.model.query.moments import idle, when
from reader.model.query.terms import (
    Address,
    All,
    AnyOf,
    Flag,
    Has,
    Idle,
    Is,
    Language,
    Measure,
    Not,
    Part,
    Tagged,
    Term,
    When,
    Words,
    walk,
)
from reader.model.url import site_of


def compiled(term: Term) -> Test:
    """Return the test of a term, quick parts first."""
    match term:
        case Words("", _, _):
            raise AssertionError("words are never empty")
        case Words(_, _, ""):
            return _words_anywhere(term)
        case Words():
            return _words_in_field(term)
        case All(terms):
            return reduce(_both, [compiled(inner) for inner in sorted(terms, key=_cost)] or [_FLAGS[Flag.ANYWHERE]])
        case AnyOf(terms):
            return reduce(_either, [compiled(inner) for inner in sorted(terms, key=_cost)])
        case Not(inner):
            test = compiled(inner)
            return lambda case: not test(case)
        case Is(flag):
            return _FLAGS[flag]
        case Has(part):
            return _PARTS[part]
        case Tagged(tag):
            return _tagged(tag)
        case Address(part):
            folded = fold(part)
            return lambda case: case.article.url is not None and folded in fold(case.article.url)
        case Language(code):
            return lambda case: case.article.language == code
        case Measure(field, numbers):
            value = _MEASURES[field]
            return lambda case: value(case.article) in numbers
        case When(field, moments):
            return when(field, moments)
        case Idle(ages):
            return idle(ages)


def asks_for_text(term: Term) -> bool:
    """Say whether only the body can answer a part of the term."""
    return any(
        (isinstance(inner, Words) and not inner.field) or inner in (Has(Part.CODE), Has(Part.IMAGE))
        for inner in walk(term)
    )


def in_progress(article: Article) -> bool:
    """Say whether an article was opened, and not read to the end."""
    return not article.read and (article.progress.at is not None or article.progress.fraction > 0)


def _sites(article: Article) -> Iterator[str]:
    yield article.site
    if article.url:
        yield site_of(article.url)


def _both(one: Test, other: Test) -> Test:
    return lambda case: one(case) and other(case)


def _either(one: Test, other: Test) -> Test:
    return lambda case: one(case) or other(case)


def _words_anywhere(words: Words) -> Test:
    wanted = needle(words.text, whole=words.whole)
    if wanted is None:
        return lambda case: False

    def test(case: Case) -> bool:
        if case.found is not None and words in case.found:
            return case.article.id in case.found[words]
        return wanted in case.hay or (case.text_of is not None and wanted in case.body)

    return test


def _words_in_field(words: Words) -> Test:
    wanted = needle(words.text, whole=words.whole)
    if wanted is None:
        return lambda case: False
    values = _FIELDS[words.field]
    in_hay = words.field != "source"

    def test(case: Case) -> bool:
        if case.found is not None and words in case.found:
            return case.article.id in case.found[words]
        if in_hay and case.hay_is_kept and wanted not in case.hay:
            return False
        return any(wanted in _haystack_of(value) for value in values(case.article))

    return test


@lru_cache(maxsize=10_000)
def _haystack_of(value: str) -> str:
    return haystack([value])


def _tagged(tag: str) -> Test:
    exact = fold(tag)
    under = exact + "/"

    def test(case: Case) -> bool:
        for each in case.article.tags:
            folded = _folded_tag(each)
            if folded == exact or folded.startswith(under):
                return True
        return False

    return test


@lru_cache(maxsize=20_000)
def _folded_tag(tag: str) -> str:
    return fold(tag)


def _cost(term: Term) -> int:
    """Rank terms by what they cost to test."""
    if asks_for_text(term):
        return 3
    if isinstance(term, All | AnyOf | Not):
        return 1 if not any(isinstance(inner, Words) for inner in walk(term)) else 2
    return 2 if isinstance(term, Words | Address) else 0


_FLAGS: dict[Flag, Test] = {
    Flag.UNREAD: lambda case: not case.article.read,
    Flag.READ: lambda case: case.article.read,
    Flag.INBOX: lambda case: case.article.state is State.INBOX,
    Flag.ARCHIVED: lambda case: case.article.state is State.ARCHIVED,
    Flag.TRASHED: lambda case: case.article.state is State.TRASHED,
    Flag.STARRED: lambda case: case.article.starred,
    Flag.TAGGED: lambda case: bool(case.article.tags),
    Flag.UNTAGGED: lambda case: not case.article.tags,
    Flag.IN_PROGRESS: lambda case: in_progress(case.article),
    Flag.OPENED: lambda case: case.article.progress.at is not None,
    Flag.ANYWHERE: lambda case: True,
}
_PARTS: dict[Part, Test] = {
    Part.HIGHLIGHTS: lambda case: case.article.highlights > 0,
    Part.NOTE: lambda case: bool(case.article.note),
    Part.TAGS: lambda case: bool(case.article.tags),
    Part.URL: lambda case: case.article.url is not None,
    Part.AUTHOR: lambda case: bool(case.article.authors),
    Part.DATE: lambda case: case.article.published_at is not None,
    Part.IMAGE: lambda case: case.article.image is not None or case.body_has(Part.IMAGE),
    Part.CODE: lambda case: case.body_has(Part.CODE),
}
_MEASURES: dict[str, Callable[[Article], int]] = {
    "words": lambda article: article.words,
    "minutes": lambda article: article.minutes,
    "progress": lambda article: 100 if article.read else article.progress.percent,
    "highlights": lambda article: article.highlights,
}
_FIELDS: dict[str, Callable[[Article], Iterable[str]]] = {
    "title": lambda article: (article.title,),
    "author": lambda article: article.authors,
    "site": _sites,
    "note": lambda article: (visible(article.note),),
    "source": lambda article: (article.source,),
}
