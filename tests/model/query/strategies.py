"""Queries and articles for Hypothesis to make."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from reader.model import Article, Progress, State
from reader.model.clean import clean_line
from reader.model.folding import needle
from reader.model.query.query import Query
from reader.model.query.ranges import Age, Ages, DayAgo, Days, Moments, Never, Numbers
from reader.model.query.sorting import Sort, SortKey
from reader.model.query.terms import (
    Address,
    All,
    Flag,
    Has,
    Idle,
    Is,
    Language,
    Measure,
    Part,
    Tagged,
    Term,
    When,
    Words,
    all_of,
    any_of,
    is_bare_word,
    negated,
)
from reader.model.tags import tag

NOW = datetime(2026, 3, 15, 12, 0, tzinfo=UTC)

WORDS = st.sampled_from(
    [
        "reading",
        "read",
        "Rêver",
        "slow",
        "the garden",
        "東京",
        "東京都の本",
        "कविता",
        "don't",
        "C++ tips",
        "œuvre",
        "a",
        "2025",
        "x_y",
    ]
)


def texts() -> st.SearchStrategy[str]:
    return st.one_of(WORDS, st.text(max_size=12)).map(clean_line).filter(lambda text: needle(text) is not None)


def words(fields: tuple[str, ...] = ("", "title", "author", "site", "note", "source")) -> st.SearchStrategy[Words]:
    def make(text: str, field: str, whole: bool) -> Words:
        return Words(text, whole or not is_bare_word(text), field)

    return st.builds(make, texts(), st.sampled_from(fields), st.booleans())


ages = st.builds(Age, st.integers(0, 500), st.sampled_from("hdwmy"))


def _ages(one: Age | None, other: Age | None) -> Ages:
    if one and other and one.length > other.length:
        one, other = other, one
    return Ages(one, other) if one or other else Ages(under=Age(7, "d"))


age_spans = st.builds(_ages, st.none() | ages, st.none() | ages)
dates = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def _days(one: date | None, other: date | None) -> Days:
    if one and other:
        return Days(min(one, other), max(one, other))
    return Days(one, other) if one or other else Days(first=date(2025, 1, 1))


periods = st.sampled_from(
    [
        Days(date(2025, 1, 1), date(2025, 12, 31)),
        Days(date(2024, 2, 1), date(2024, 2, 29)),
        Days(date(2024, 1, 1), date(2025, 12, 31)),
    ]
)
days = st.one_of(periods, st.builds(_days, st.none() | dates, st.none() | dates))
moments: st.SearchStrategy[Moments] = st.one_of(age_spans, days, st.builds(DayAgo, st.integers(0, 1)), st.just(Never()))


def _numbers(one: int | None, other: int | None) -> Numbers:
    if one is not None and other is not None:
        return Numbers(min(one, other), max(one, other))
    return Numbers(one, other) if one is not None or other is not None else Numbers(low=0)


numbers = st.builds(_numbers, st.none() | st.integers(0, 9_999), st.none() | st.integers(0, 9_999))

leaves: st.SearchStrategy[Term] = st.one_of(
    words(),
    st.builds(Tagged, texts().map(tag).filter(bool)),
    st.builds(Address, st.sampled_from(["/2026/", "example.org", "a b", "x(y)", 'q"r'])),
    st.builds(Language, st.sampled_from(["en", "fr", "ja"])),
    st.builds(Is, st.sampled_from(Flag)),
    st.builds(Has, st.sampled_from(Part)),
    st.builds(Measure, st.sampled_from(["words", "minutes", "progress", "highlights"]), numbers),
    st.builds(When, st.sampled_from(["saved", "published", "opened"]), moments),
    st.builds(Idle, age_spans),
)


def terms() -> st.SearchStrategy[Term]:
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(all_of),
            st.lists(inner, min_size=1, max_size=3).map(any_of),
            inner.map(negated),
        ),
        max_leaves=8,
    )


sorts = st.builds(Sort, st.sampled_from(SortKey), st.booleans())


def queries() -> st.SearchStrategy[Query]:
    return st.builds(Query, terms() | st.just(All()), st.none() | sorts, st.none() | st.integers(1, 10_000))


lines = st.one_of(WORDS, st.lists(WORDS, max_size=4).map(" ".join), st.text(max_size=20).map(clean_line))


def articles() -> st.SearchStrategy[Article]:
    times = st.integers(0, 900 * 24).map(lambda hours: NOW - timedelta(hours=hours))
    return st.builds(
        Article,
        id=st.integers(10**16, 10**17 - 1).map(str),
        title=lines,
        saved_at=times,
        url=st.none() | st.sampled_from(["https://example.org/2026/garden", "https://fr.wikipedia.org/wiki/R%C3%AAve"]),
        authors=st.lists(lines, max_size=2).map(tuple),
        site=lines,
        published_at=st.none() | st.dates(date(2023, 1, 1), date(2026, 3, 15)),
        language=st.sampled_from(["", "en", "fr", "ja"]),
        excerpt=lines,
        image=st.none() | st.just("https://example.org/a.png"),
        source=st.sampled_from(["web", "file", "stdin"]),
        words=st.integers(0, 10_000),
        state=st.sampled_from(State),
        starred=st.booleans(),
        read=st.booleans(),
        tags=st.lists(lines.map(tag).filter(bool), max_size=3).map(lambda tags: tuple(sorted(set(tags)))),
        note=lines,
        progress=st.builds(Progress, fraction=st.floats(0, 1), at=st.none() | times),
        highlights=st.integers(0, 5),
    )
