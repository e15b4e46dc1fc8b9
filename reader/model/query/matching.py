"""Turn a term into a quick test of articles."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from datetime import MAXYEAR, UTC, datetime, time, timedelta, tzinfo
from functools import lru_cache, reduce

from reader.model.article import Article, State
from reader.model.folding import fold, haystack, needle, visible
from reader.model.query.ranges import Age, Ages, DayAgo, Days, Moments, Never, in_ages_by_day
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
_INSTANT = timedelta(microseconds=1)
_BEFORE_ALL = datetime(1, 1, 2, tzinfo=UTC)
_IMAGE = re.compile(r"!\[[^\]]*\][(\[]")


class Case:
    """The article being tested, and what may be asked about it. One serves a whole run: `article` moves on."""

    __slots__ = ("_body", "_body_of", "_hay", "_hay_of", "article", "found", "haystack_of", "now", "text_of")

    def __init__(
        self,
        article: Article,
        now: datetime,
        text_of: Callable[[str], str] | None,
        found: Mapping[Term, Container[str]] | None,
        haystack_of: Callable[[Article], str],
    ) -> None:
        self.article = article
        self.now = now
        self.text_of = text_of
        self.found = found
        self.haystack_of = haystack_of
        self._hay = self._body = ""
        self._hay_of: Article | None = None
        self._body_of: Article | None = None

    @property
    def hay(self) -> str:
        if self._hay_of is not self.article:
            self._hay, self._hay_of = self.haystack_of(self.article), self.article
        return self._hay

    @property
    def hay_is_kept(self) -> bool:
        """Whether the haystack costs less than making that of one field."""
        return self.haystack_of is not article_haystack

    @property
    def markdown(self) -> str:
        return self.text_of(self.article.id) if self.text_of else ""

    @property
    def body(self) -> str:
        if self._body_of is not self.article:
            self._body, self._body_of = haystack([visible(self.markdown)]), self.article
        return self._body

    def body_has(self, part: Part) -> bool:
        """Say whether the body holds code, or an image."""
        if self.found is not None and (known := self.found.get(Has(part))) is not None:
            return self.article.id in known
        return part in parts_in(self.markdown)


Test = Callable[[Case], bool]


def parts_in(markdown: str) -> set[Part]:
    """Return which of code and image a body holds."""
    found = set()
    fenced = ("```" in markdown or "~~~" in markdown) and _FENCE.search(markdown)
    if fenced or (("    " in markdown or "\t" in markdown) and _INDENTED.search(markdown)):
        found.add(Part.CODE)
    if "![" in markdown and _IMAGE.search(markdown):
        found.add(Part.IMAGE)
    return found


def article_fields(article: Article) -> dict[str, tuple[str, ...]]:
    """Return what an article says of itself, by field: where free words are looked for beside the body."""
    address = article.url.split("://", 1)[-1] if article.url else ""
    return {
        "title": (article.title,),
        "author": article.authors,
        "site": (article.site, site_of(article.url) if article.url else ""),
        "address": (address,),
        "tags": article.tags,
        "note": (visible(article.note),),
        "excerpt": (article.excerpt,),
    }


def article_haystack(article: Article) -> str:
    """Return the tokens of all that an article says of itself, without its body: worth keeping per article."""
    return haystack(value for values in article_fields(article).values() for value in values)


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
            return _when(field, moments)
        case Idle(ages):
            return _between(lambda article: article.progress.at or article.saved_at, lambda now: _age_bounds(ages, now))


def asks_for_text(term: Term) -> bool:
    """Say whether only the body can answer a part of the term."""
    return any(
        (isinstance(inner, Words) and not inner.field) or inner in (Has(Part.CODE), Has(Part.IMAGE))
        for inner in walk(term)
    )


def in_progress(article: Article) -> bool:
    """Say whether an article was opened, and not read to the end."""
    return not article.read and (article.progress.at is not None or article.progress.fraction > 0)


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
        return wanted in haystack(values(case.article))

    return test


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


def _when(field: str, moments: Moments) -> Test:
    if field == "published":
        return _published(moments)
    value = _MOMENTS[field]
    match moments:
        case Never():
            return lambda case: value(case.article) is None
        case Ages():
            return _between(value, lambda now: _age_bounds(moments, now))
        case DayAgo(days):
            return _between(value, lambda now: _day_bounds(Days(*[now.date() - timedelta(days)] * 2), now.tzinfo))
        case Days():
            return _between(value, lambda now: _day_bounds(moments, now.tzinfo))


Bounds = tuple[datetime | None, datetime | None]


def _between(value: Callable[[Article], datetime | None], bounds: Callable[[datetime], Bounds]) -> Test:
    """Test that a moment lies between two bounds, which hang on now and are told once for each now.

    The earlier bound is included, the later one not."""
    known: list[tuple[datetime, Bounds]] = []

    def test(case: Case) -> bool:
        at = value(case.article)
        if at is None:
            return False
        if not known or known[0][0] is not case.now:
            known[:] = [(case.now, bounds(case.now))]
        early, late = known[0][1]
        return (early is None or at >= early) and (late is None or at < late)

    return test


def _age_bounds(ages: Ages, now: datetime) -> Bounds:
    early = _ago(ages.under, now)
    return early and early + _INSTANT, _ago(ages.over, now)


def _ago(age: Age | None, now: datetime) -> datetime | None:
    if age is None:
        return None
    try:
        return now.astimezone(UTC) - age.length
    except OverflowError:
        return _BEFORE_ALL


def _day_bounds(days: Days, zone: tzinfo | None) -> Bounds:
    """Return the first moment of the first day and that after the last, by the clock of `zone`."""
    early = late = None
    if days.first and days.first.year > 1:
        early = datetime.combine(days.first, time.min, zone)
    if days.last and days.last.year < MAXYEAR:
        late = datetime.combine(days.last + timedelta(days=1), time.min, zone)
    return early, late


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
