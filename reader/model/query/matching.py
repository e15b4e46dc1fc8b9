"""Turn a term into a quick test of articles."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from datetime import datetime

from reader.model.article import Article, State
from reader.model.folding import fold, haystack, needle, visible
from reader.model.query.ranges import Ages, DayAgo, Days, Moments, Never, in_ages, in_ages_by_day
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

_FENCE = re.compile(r"^[ >]*(?:[-*+]|\d+[.)])? {0,3}(?:```|~~~)", re.MULTILINE)
_INDENTED = re.compile(r"(?:\A|\n[ \t]*\n)(?: {4}|\t)\S")
_IMAGE = re.compile(r"!\[[^\]]*\][(\[]")


class Case:
    """One article being tested: what the terms ask of it, had once and only if asked."""

    __slots__ = ("_body", "_hay", "_markdown", "article", "found", "haystack_of", "now", "text")

    def __init__(
        self,
        article: Article,
        now: datetime,
        text: Callable[[], str] | None,
        found: Mapping[Words, Container[str]] | None,
        haystack_of: Callable[[Article], str],
    ) -> None:
        self.article = article
        self.now = now
        self.text = text
        self.found = found
        self.haystack_of = haystack_of
        self._hay: str | None = None
        self._markdown: str | None = None
        self._body: str | None = None

    @property
    def hay(self) -> str:
        if self._hay is None:
            self._hay = self.haystack_of(self.article)
        return self._hay

    @property
    def markdown(self) -> str:
        if self._markdown is None:
            self._markdown = self.text() if self.text else ""
        return self._markdown

    @property
    def body(self) -> str:
        if self._body is None:
            self._body = haystack([visible(self.markdown)])
        return self._body


Test = Callable[[Case], bool]


def article_haystack(article: Article) -> str:
    """Return the tokens of all that an article says of itself, without its body: worth keeping per article."""
    address = article.url.split("://", 1)[-1] if article.url else ""
    return haystack(
        (article.title, *article.authors, article.site, address, *article.tags, visible(article.note), article.excerpt)
    )


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
            tests = tuple(compiled(inner) for inner in sorted(terms, key=_cost))
            return lambda case: all(test(case) for test in tests)
        case AnyOf(terms):
            tests = tuple(compiled(inner) for inner in sorted(terms, key=_cost))
            return lambda case: any(test(case) for test in tests)
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
            return _when(field, moments)
        case Idle(ages):
            return lambda case: in_ages(ages, case.article.progress.at or case.article.saved_at, case.now)


def asks_for_text(term: Term) -> bool:
    """Say whether only the body can answer a part of the term."""
    return any(
        (isinstance(inner, Words) and not inner.field) or inner in (Has(Part.CODE), Has(Part.IMAGE))
        for inner in walk(term)
    )


def in_progress(article: Article) -> bool:
    """Begun, and not finished."""
    return not article.read and article.progress.fraction > 0


def _words_anywhere(words: Words) -> Test:
    wanted = needle(words.text, whole=words.whole)
    if wanted is None:
        return lambda case: False

    def test(case: Case) -> bool:
        if case.found is not None and words in case.found:
            return case.article.id in case.found[words]
        return wanted in case.hay or (case.text is not None and wanted in case.body)

    return test


def _words_in_field(words: Words) -> Test:
    wanted = needle(words.text, whole=words.whole)
    if wanted is None:
        return lambda case: False
    values = _FIELDS[words.field]
    return lambda case: wanted in haystack(values(case.article))


def _tagged(tag: str) -> Test:
    exact = fold(tag)
    under = exact + "/"

    def test(case: Case) -> bool:
        return any((folded := fold(each)) == exact or folded.startswith(under) for each in case.article.tags)

    return test


def _when(field: str, moments: Moments) -> Test:
    if field == "published":
        return _published(moments)
    value = _MOMENTS[field]
    match moments:
        case Never():
            return lambda case: value(case.article) is None
        case Ages():
            return lambda case: (at := value(case.article)) is not None and in_ages(moments, at, case.now)
        case DayAgo(days):
            return lambda case: (at := value(case.article)) is not None and _days_between(at, case.now) == days
        case Days():
            return lambda case: (
                (at := value(case.article)) is not None and at.astimezone(case.now.tzinfo).date() in moments
            )


def _published(moments: Moments) -> Test:
    match moments:
        case Never():
            return lambda case: case.article.published_at is None
        case Ages():
            return lambda case: (
                (day := case.article.published_at) is not None and in_ages_by_day(moments, day, case.now.date())
            )
        case DayAgo(days):
            return lambda case: (day := case.article.published_at) is not None and (case.now.date() - day).days == days
        case Days():
            return lambda case: (day := case.article.published_at) is not None and day in moments


def _days_between(at: datetime, now: datetime) -> int:
    return (now.date() - at.astimezone(now.tzinfo).date()).days


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
    Part.IMAGE: lambda case: case.article.image is not None or bool(_IMAGE.search(case.markdown)),
    Part.CODE: lambda case: bool(_FENCE.search(case.markdown) or _INDENTED.search(case.markdown)),
}
_MEASURES: dict[str, Callable[[Article], int]] = {
    "words": lambda article: article.words,
    "minutes": lambda article: article.minutes,
    "progress": lambda article: 100 if article.read else article.progress.percent,
    "highlights": lambda article: article.highlights,
}
_MOMENTS: dict[str, Callable[[Article], datetime | None]] = {
    "saved": lambda article: article.saved_at,
    "opened": lambda article: article.progress.at,
}
_FIELDS: dict[str, Callable[[Article], tuple[str, ...]]] = {
    "title": lambda article: (article.title,),
    "author": lambda article: article.authors,
    "site": lambda article: (article.site, site_of(article.url) if article.url else ""),
    "note": lambda article: (visible(article.note),),
    "source": lambda article: (article.source,),
}
