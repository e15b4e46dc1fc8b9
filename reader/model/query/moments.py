"""Tests of when something happened: terms become bounds, told once for each now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import MAXYEAR, UTC, datetime, time, timedelta, tzinfo

from reader.model.article import Article
from reader.model.query.case import Case, Test
from reader.model.query.ranges import Age, Ages, DayAgo, Days, Moments, Never, in_ages_by_day

_INSTANT = timedelta(microseconds=1)
_BEFORE_ALL = datetime(1, 1, 2, tzinfo=UTC)


def idle(ages: Ages) -> Test:
    """Test how long ago an article was last touched."""
    return _between(lambda article: article.progress.at or article.saved_at, lambda now: _age_bounds(ages, now))


def when(field: str, moments: Moments) -> Test:
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


_MOMENTS: dict[str, Callable[[Article], datetime | None]] = {
    "saved": lambda article: article.saved_at,
    "opened": lambda article: article.progress.at,
}
