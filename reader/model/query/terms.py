"""The parts of a query: frozen values that print as they are typed, and as `parse` reads them again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from reader.model.query.ranges import Ages, Moments, Numbers

BARE = re.compile(r"[^\s()\"“”„«»#-][^\s()\"“”„«»]*")
"""What needs no quotes as a value."""
_LOOKS_LIKE_FIELD = re.compile(r"[A-Za-z]+:(?!//)")
OPERATORS = ("AND", "OR", "NOT")


class Flag(StrEnum):
    """What follows is:."""

    UNREAD = "unread"
    READ = "read"
    INBOX = "inbox"
    ARCHIVED = "archived"
    STARRED = "starred"
    TRASHED = "trashed"
    TAGGED = "tagged"
    UNTAGGED = "untagged"
    IN_PROGRESS = "inprogress"
    OPENED = "opened"
    ANYWHERE = "anywhere"
    """Any article, the trashed too."""


class Part(StrEnum):
    """What follows has:."""

    HIGHLIGHTS = "highlights"
    NOTE = "note"
    IMAGE = "image"
    CODE = "code"
    TAGS = "tags"
    URL = "url"
    AUTHOR = "author"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Words:
    """Words looked for in one field, or everywhere where `field` is empty."""

    text: str
    whole: bool = False
    """Typed in quotes: a phrase whose last word is whole; otherwise the last word may go on."""
    field: str = ""
    """"", "title", "author", "site", "note" or "source"."""

    def __str__(self) -> str:
        if self.field:
            return f"{self.field}:{_quoted(self.text) if self.whole else self.text}"
        return _quoted(self.text) if self.whole else self.text


@dataclass(frozen=True, slots=True)
class Tagged:
    """Has this tag, or one nested under it."""

    tag: str

    def __str__(self) -> str:
        return f"tag:{value(self.tag)}"


@dataclass(frozen=True, slots=True)
class Address:
    """The address holds this, letter for letter but for case."""

    part: str

    def __str__(self) -> str:
        return f"url:{value(self.part)}"


@dataclass(frozen=True, slots=True)
class Language:
    """Is written in this language, told by its code."""

    code: str

    def __str__(self) -> str:
        return f"lang:{self.code}"


@dataclass(frozen=True, slots=True)
class Is:
    """Stands where the flag says."""

    flag: Flag

    def __str__(self) -> str:
        return f"is:{self.flag}"


@dataclass(frozen=True, slots=True)
class Has:
    """Comes with this part."""

    part: Part

    def __str__(self) -> str:
        return f"has:{self.part}"


@dataclass(frozen=True, slots=True)
class Measure:
    """A count lies in a range."""

    field: str
    """"words", "minutes", "progress" (percent) or "highlights"."""
    numbers: Numbers

    def __str__(self) -> str:
        return f"{self.field}:{self.numbers}"


@dataclass(frozen=True, slots=True)
class When:
    """Something happened at a time."""

    field: str
    """"saved", "published" or "opened"."""
    moments: Moments

    def __str__(self) -> str:
        return f"{self.field}:{self.moments}"


@dataclass(frozen=True, slots=True)
class Idle:
    """Was last touched (opened, or else saved) so long ago."""

    ages: Ages

    def __str__(self) -> str:
        return f"idle:{self.ages}"


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but this."""

    term: Term

    def __str__(self) -> str:
        return f"-{_grouped(self.term)}"


@dataclass(frozen=True, slots=True)
class All:
    """All of these; none of them is any article."""

    terms: tuple[Term, ...] = ()

    def __str__(self) -> str:
        return " ".join(_grouped(term) for term in self.terms)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these."""

    terms: tuple[Term, ...]

    def __str__(self) -> str:
        return " OR ".join(f"({term})" if isinstance(term, AnyOf) else str(term) for term in self.terms)


Term = Words | Tagged | Address | Language | Is | Has | Measure | When | Idle | Not | All | AnyOf


def all_of(terms: list[Term]) -> Term:
    """Join terms by AND, without nesting."""
    flat = [inner for term in terms for inner in (term.terms if isinstance(term, All) else (term,))]
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def any_of(terms: list[Term]) -> Term:
    """Join terms by OR, without nesting; at least one term."""
    flat = [inner for term in terms for inner in (term.terms if isinstance(term, AnyOf) else (term,))]
    return flat[0] if len(flat) == 1 else AnyOf(tuple(flat))


def negated(term: Term) -> Term:
    """Turn a term round; twice is not at all."""
    return term.term if isinstance(term, Not) else Not(term)


def walk(term: Term) -> Iterator[Term]:
    """Yield a term and all terms inside it."""
    yield term
    if isinstance(term, All | AnyOf):
        for inner in term.terms:
            yield from walk(inner)
    elif isinstance(term, Not):
        yield from walk(term.term)


def is_bare_word(text: str) -> bool:
    """Say whether `text`, typed without quotes, is read as itself."""
    return bool(BARE.fullmatch(text)) and text not in OPERATORS and not _LOOKS_LIKE_FIELD.match(text)


def value(text: str) -> str:
    """Return `text` as it is typed after a colon, in quotes where it needs them."""
    return text if BARE.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _grouped(term: Term) -> str:
    return f"({term})" if isinstance(term, All | AnyOf) else str(term)
