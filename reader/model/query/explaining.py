"""Say in plain words what a query asks for."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model.query.query import Query
from reader.model.query.ranges import Age, Ages, DayAgo, Days, Moments, Never, Numbers
from reader.model.query.sorting import NEWEST_FIRST, Sort, SortKey
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
)


def explain(query: Query) -> str:
    """Return one sentence: which articles, in which order, how many."""
    subject = "Every article" if query.term == All() else f"Articles {_clause(query.term)}"
    parts = [subject if query.reaches_trash else f"{subject}, outside the trash", _order(query.sort or NEWEST_FIRST)]
    if query.limit:
        parts.append(f"at most {query.limit:,}")
    return ", ".join(parts) + "."


def _clause(term: Term) -> str:
    """Return a term as words that may follow "articles"."""
    match term:
        case Words():
            return _words(term)
        case Tagged(tag):
            return f"tagged “{tag}” or under it"
        case Address(part):
            return f"with “{part}” in the address"
        case Language(code):
            return f"in the language “{code}”"
        case Is(flag):
            return _FLAGS[flag]
        case Has(part):
            return f"with {_PARTS[part]}"
        case Measure(field, numbers):
            return _measure(field, numbers)
        case When(field, moments):
            return _when(field, moments)
        case Idle(ages):
            return f"last touched {_ages(ages)}"
        case Not(inner):
            return _denied(inner)
        case All(terms):
            return _joined([f"({_clause(one)})" if isinstance(one, AnyOf) else _clause(one) for one in terms], "and")
        case AnyOf(terms):
            clauses = [f"({_clause(one)})" if isinstance(one, All) else _clause(one) for one in terms]
            return f"either {_joined(clauses, 'or')}"


def _denied(term: Term) -> str:
    clause = _clause(term)
    if isinstance(term, All | AnyOf):
        return f"not ({clause})"
    return f"without {clause[5:]}" if clause.startswith("with ") else f"not {clause}"


def _words(words: Words) -> str:
    looked_for = f"the phrase “{words.text}”" if words.whole else f"words that begin “{words.text}”"
    return f"with {looked_for}{_PLACES[words.field]}"


def _measure(field: str, numbers: Numbers) -> str:
    unit = _UNITS[field]
    low, high = numbers.low, numbers.high
    if low is not None and low == high:
        return f"with {low:,} {unit}"
    if low is not None and high is not None:
        return f"with {low:,} to {high:,} {unit}"
    if high is not None:
        return f"with fewer than {high + 1:,} {unit}"
    return f"with more than {low - 1:,} {unit}" if low else f"with any number of {unit}"


def _when(field: str, moments: Moments) -> str:
    match moments:
        case Never():
            return f"{field} nobody knows when" if field == "published" else f"never {field}"
        case DayAgo():
            return f"{field} {moments}"
        case Ages():
            return f"{field} {_ages(moments)}"
        case Days(first, last):
            if first and last:
                return f"{field} on {first}" if first == last else f"{field} from {first} to {last}"
            return f"{field} on or after {first}" if first else f"{field} on or before {last}"


def _ages(ages: Ages) -> str:
    if ages.over and ages.under:
        return f"between {_age(ages.over)} and {_age(ages.under)} ago"
    if ages.over:
        return f"more than {_age(ages.over)} ago"
    return f"less than {_age(ages.under)} ago" if ages.under else "at any time"


def _age(age: Age) -> str:
    return f"{age.count:,} {_AGE_UNITS[age.unit]}{'' if age.count == 1 else 's'}"


def _order(sort: Sort) -> str:
    forward, backward = _ORDERS[sort.key]
    return backward if sort.reverse else forward


def _joined(clauses: Sequence[str], word: str) -> str:
    if len(clauses) < 2:
        return "".join(clauses) or "of any kind"
    return f"{', '.join(clauses[:-1])} {word} {clauses[-1]}"


_FLAGS = {
    Flag.UNREAD: "not read to the end",
    Flag.READ: "read to the end",
    Flag.INBOX: "in the inbox",
    Flag.ARCHIVED: "in the archive",
    Flag.STARRED: "starred",
    Flag.TRASHED: "in the trash",
    Flag.TAGGED: "with tags",
    Flag.UNTAGGED: "without tags",
    Flag.IN_PROGRESS: "begun but not finished",
    Flag.OPENED: "opened before",
    Flag.ANYWHERE: "anywhere, the trash too",
}
_PARTS = {
    Part.HIGHLIGHTS: "highlights",
    Part.NOTE: "a note",
    Part.IMAGE: "an image",
    Part.CODE: "code",
    Part.TAGS: "tags",
    Part.URL: "an address",
    Part.AUTHOR: "an author",
    Part.DATE: "a date of publication",
}
_PLACES = {
    "": "",
    "title": " in the title",
    "author": " in an author's name",
    "site": " in the site",
    "note": " in the note",
    "source": " in the name of where it came from",
}
_UNITS = {
    "words": "words",
    "minutes": "minutes to read",
    "progress": "percent read",
    "highlights": "highlights",
}
_AGE_UNITS = {"h": "hour", "d": "day", "w": "week", "m": "month", "y": "year"}
_ORDERS = {
    SortKey.SAVED: ("newest saved first", "oldest saved first"),
    SortKey.PUBLISHED: ("newest published first", "oldest published first"),
    SortKey.OPENED: ("last opened first", "longest unopened first"),
    SortKey.TITLE: ("by title", "by title from the end"),
    SortKey.AUTHOR: ("by author", "by author from the end"),
    SortKey.SITE: ("by site", "by site from the end"),
    SortKey.LENGTH: ("shortest first", "longest first"),
    SortKey.PROGRESS: ("furthest read first", "least read first"),
    SortKey.RANDOM: ("in random order", "in random order"),
}
