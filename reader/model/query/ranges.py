"""What follows words:, minutes:, progress:, saved:, idle: ... : ranges of numbers, ages and days.

Each value prints as it is typed, and reads what it prints.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from reader.model.late import late
from reader.model.query.errors import BadValue

_NUMBER = late(r"(\d{1,9})(k?)%?", re.ASCII | re.IGNORECASE)
_AGE = late(r"(\d{1,6})(h|d|w|m|mo|y)", re.ASCII | re.IGNORECASE)
_DATE = late(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_OTHER_DATE = late(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?|(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)
_HOURS = {"h": 1, "d": 24, "w": 24 * 7, "m": 24 * 30, "y": 24 * 365}
_SIGNS = (">=", "<=", ">", "<", "=")


@dataclass(frozen=True, slots=True)
class Numbers:
    """Whole numbers from `low` to `high`, both included; None is without bound."""

    low: int | None = None
    high: int | None = None

    def __contains__(self, number: int) -> bool:
        return (self.low is None or number >= self.low) and (self.high is None or number <= self.high)

    def __str__(self) -> str:
        if self.low is None:
            return "0.." if self.high is None else f"<{self.high + 1}"
        if self.high is None:
            return f">{self.low - 1}" if self.low else "0.."
        return str(self.low) if self.low == self.high else f"{self.low}..{self.high}"


@dataclass(frozen=True, slots=True)
class Age:
    """A length of time as people say it: 7d. A month is 30 days, a year 365."""

    count: int
    unit: str
    """One of h d w m y."""

    @property
    def length(self) -> timedelta:
        return timedelta(hours=self.count * _HOURS[self.unit])

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"


@dataclass(frozen=True, slots=True)
class Ages:
    """Longer ago than `over`, and shorter ago than `under`."""

    over: Age | None = None
    under: Age | None = None

    def __str__(self) -> str:
        if self.over and self.under:
            return f"{self.over}..{self.under}"
        return f">{self.over}" if self.over else f"<{self.under}"


@dataclass(frozen=True, slots=True)
class Days:
    """Calendar days from `first` to `last`, both included; None is without bound."""

    first: date | None = None
    last: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)

    def __str__(self) -> str:
        if self.first and self.last:
            for length in (4, 7, 10):
                short = self.first.isoformat()[:length]
                if _period(short) == self:
                    return short
            for length in (4, 7):
                one, other = self.first.isoformat()[:length], self.last.isoformat()[:length]
                if _period(one).first == self.first and _period(other).last == self.last:
                    return f"{one}..{other}"
        return f"{self.first or ''}..{self.last or ''}"


@dataclass(frozen=True, slots=True)
class DayAgo:
    """Today (0) or yesterday (1), by the reader's calendar."""

    days: int

    def __str__(self) -> str:
        return "yesterday" if self.days else "today"


@dataclass(frozen=True, slots=True)
class Never:
    """The thing has not happened, or nobody knows when."""

    def __str__(self) -> str:
        return "never"


Moments = Ages | Days | DayAgo | Never


def numbers(text: str) -> Numbers:
    """Read `>2000`, `>=2k`, `<10`, `10..90`, `10..`, `..90`, `5`; BadValue for anything else."""
    sign, rest = _sign(text)
    if sign:
        number = _number(rest, len(sign))
        return {
            ">": Numbers(low=number + 1),
            ">=": Numbers(low=number),
            "<": Numbers(high=number - 1),
            "<=": Numbers(high=number),
            "=": Numbers(number, number),
        }[sign]
    if ".." in text:
        low_text, high_text = text.split("..", 1)
        if not (low_text or high_text):
            raise BadValue("a range wants a number", "10..90, 10.. or ..90")
        low = _number(low_text, 0) if low_text else None
        high = _number(high_text, len(low_text) + 2) if high_text else None
        if low is not None and high is not None and low > high:
            raise BadValue("the range ends before it begins", f"did you mean {high_text}..{low_text}?")
        return Numbers(low, high)
    number = _number(text, 0)
    return Numbers(number, number)


def ages(text: str) -> Ages:
    """Read `<7d`, `>30d`, `7d` (the same as `<7d`) or `7d..30d`; BadValue for anything else."""
    sign, rest = _sign(text)
    if sign == "=":
        raise BadValue("an age is never exact", f"did you mean <{rest}?")
    if sign:
        age = _age(rest, len(sign))
        return Ages(over=age) if sign[0] == ">" else Ages(under=age)
    if ".." in text:
        over_text, under_text = text.split("..", 1)
        if not (over_text or under_text):
            raise BadValue("a range wants an age", "7d..30d")
        over = _age(over_text, 0) if over_text else None
        under = _age(under_text, len(over_text) + 2) if under_text else None
        if over and under and over.length > under.length:
            raise BadValue("the range ends before it begins", f"did you mean {under_text}..{over_text}?")
        return Ages(over, under)
    return Ages(under=_age(text, 0))


def moments(text: str) -> Moments:
    """Read an age, a day, month or year (`2025`, `2025-01`, `2025-01-31`), a range of them, one side of one
    (`>2025-01` is after January), `today`, `yesterday` or `never`; BadValue for anything else."""
    word = text.lower()
    if word in ("today", "yesterday"):
        return DayAgo(int(word == "yesterday"))
    if word in ("never", "none", "unknown"):
        return Never()
    sign, rest = _sign(text)
    if any(_AGE.fullmatch(part) for part in rest.split("..", 1)):
        return ages(text)
    if sign:
        period = _read_period(rest, len(sign))
        first, last = period.first or date.min, period.last or date.max
        return {
            ">": lambda: Days(first=_next_day(last)),
            ">=": lambda: Days(first=first),
            "<": lambda: Days(last=_day_before(first)),
            "<=": lambda: Days(last=last),
            "=": lambda: period,
        }[sign]()
    if ".." in text:
        first_text, last_text = text.split("..", 1)
        if not (first_text or last_text):
            raise BadValue("a range wants a date", "2025-01..2025-03")
        begin = _read_period(first_text, 0).first if first_text else None
        end = _read_period(last_text, len(first_text) + 2).last if last_text else None
        if begin and end and begin > end:
            raise BadValue("the range ends before it begins", f"did you mean {last_text}..{first_text}?")
        return Days(begin, end)
    return _read_period(text, 0)


def in_ages_by_day(span: Ages, day: date, today: date) -> bool:
    """Say whether `day` lies as long before today as `span` asks; days have no hours, so `<7d` reaches back over six
    whole days before today. The future counts as just now."""
    ago = today - day
    return (span.over is None or ago > span.over.length) and (span.under is None or ago < span.under.length)


def _sign(text: str) -> tuple[str, str]:
    sign = next((sign for sign in _SIGNS if text.startswith(sign)), "")
    return sign, text[len(sign) :]


def _number(text: str, offset: int) -> int:
    match = _NUMBER.fullmatch(text)
    if not match:
        raise BadValue(
            f"{text!r} is not a number" if text else "a number is missing", "say >2000, <10 or 10..90", offset
        )
    return int(match[1]) * (1000 if match[2] else 1)


def _age(text: str, offset: int) -> Age:
    match = _AGE.fullmatch(text)
    if not match:
        hint = f"did you mean {text}d?" if text.isascii() and text.isdigit() else "say 12h, 7d, 2w, 3m or 1y"
        raise BadValue(f"{text!r} is not a length of time" if text else "a length of time is missing", hint, offset)
    return Age(int(match[1]), match[2][0].lower())


def _read_period(text: str, offset: int) -> Days:
    if not _DATE.fullmatch(text):
        raise BadValue(f"{text!r} is not a date" if text else "a date is missing", _hint_for_date(text), offset)
    try:
        return _period(text)
    except ValueError:
        raise BadValue(f"there is no day {text}", _hint_for_date(text), offset) from None


def _period(text: str) -> Days:
    """Return the year, month or day that `text` names; ValueError where the calendar has none."""
    year, month, day = (int(part) if part else None for part in _DATE.fullmatch(text).groups())  # type: ignore[union-attr]
    assert year is not None
    if month is None:
        return Days(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return Days(date(year, month, day), date(year, month, day))


def _hint_for_date(text: str) -> str:
    if other := _OTHER_DATE.fullmatch(text):
        year, month, day = (other[1], other[2], other[3]) if other[1] else (other[6], other[5], other[4])
        return f"did you mean {'-'.join(part.zfill(2) for part in (year, month, day) if part)}?"
    if text.isascii() and text.isdigit() and len(text) < 4:
        return f"did you mean {text}d, the last {text} days?"
    return "say 2025, 2025-01, 2025-01-31, today, <7d or >30d"


def _next_day(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else date.max


def _day_before(day: date) -> date:
    return day - timedelta(days=1) if day > date.min else date.min
