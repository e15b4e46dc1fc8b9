"""The fields of the query language: one table, from which come reading, completion, hints and the docs."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from reader.model.folding import needle
from reader.model.query.errors import BadValue
from reader.model.query.ranges import ages, moments, numbers
from reader.model.query.sorting import Sort, SortKey
from reader.model.query.terms import Address, Flag, Has, Idle, Is, Language, Measure, Part, Tagged, Term, When, Words
from reader.model.tags import tag

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Field:
    """A name before a colon, and what its value means."""

    name: str
    means: str
    """What it asks, as a clause for help and completion."""
    example: str
    read: Callable[[str, bool], Term]
    """Read a value, and whether it was in quotes; BadValue where it does not fit."""
    choices: tuple[str, ...] = ()
    """All or the usual values, for completion."""
    aliases: tuple[str, ...] = ()


def _words(field: str) -> Callable[[str, bool], Term]:
    def read(value: str, quoted: bool) -> Term:
        if needle(value) is None:
            raise BadValue(f"there is no word in {value!r}", "letters and digits are looked for")
        return Words(value, quoted, field)

    return read


def _tagged(value: str, quoted: bool) -> Term:
    made = tag(value)
    if not made:
        raise BadValue(f"{value!r} is no tag")
    return Tagged(made)


def _address(value: str, quoted: bool) -> Term:
    return Address(value)


def _language(value: str, quoted: bool) -> Term:
    code = value.lower().replace("_", "-").split("-")[0]
    if not (code.isascii() and code.isalpha() and 2 <= len(code) <= 3):
        hint = f"did you mean lang:{known}?" if (known := _LANGUAGES.get(code)) else "say en, fr, ja, ..."
        raise BadValue(f"{value!r} is not the code of a language", hint)
    return Language(code)


def _measure(field: str) -> Callable[[str, bool], Term]:
    return lambda value, quoted: Measure(field, numbers(value))


def _when(field: str) -> Callable[[str, bool], Term]:
    return lambda value, quoted: When(field, moments(value))


def _is(value: str, quoted: bool) -> Term:
    return Is(_choice(Flag, value, _FLAG_ALIASES, "is"))


def _in(value: str, quoted: bool) -> Term:
    return Is(_choice(Flag, value, _FLAG_ALIASES, "in"))


def _has(value: str, quoted: bool) -> Term:
    return Has(_choice(Part, value, _PART_ALIASES, "has"))


def _idle(value: str, quoted: bool) -> Term:
    return Idle(ages(value))


def read_sort(value: str) -> Sort:
    """Read what follows sort:; a minus before it turns the order round."""
    reverse = value.startswith("-")
    word = value.removeprefix("-").lower()
    if word in ("newest", "oldest"):
        return Sort(SortKey.SAVED, reverse is not (word == "oldest"))
    return Sort(_choice(SortKey, word, _SORT_ALIASES, "sort"), reverse)


def read_limit(value: str) -> int:
    """Read what follows limit:, at least 1."""
    if value.isascii() and value.isdigit() and len(value) < 10 and int(value) > 0:
        return int(value)
    raise BadValue(f"{value!r} is no number of articles", "say limit:10")


def field_named(name: str) -> Field | None:
    """Return the field people mean by `name`, whatever its case, or None."""
    return _BY_NAME.get(name.lower())


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that was probably meant, or None."""
    folded = word.lower()
    pool = list(known)
    close = difflib.get_close_matches(folded, pool, n=1, cutoff=0.6)
    if close:
        return close[0]
    return next((name for name in pool if len(folded) > 1 and name.startswith(folded)), None)


def _choice(choices: type[Choice], value: str, aliases: dict[str, str], name: str) -> Choice:
    word = value.lower().replace("-", "").replace("_", "").replace(" ", "")
    try:
        return choices(aliases.get(word, word))
    except ValueError:
        near = nearest(word, [*choices, *aliases])
        hint = f"did you mean {name}:{aliases.get(near, near)}?" if near else f"say one of {', '.join(choices)}"
        raise BadValue(f"{name}: does not know {value!r}", hint) from None


_FLAG_ALIASES = {
    "new": "unread", "finished": "read", "archive": "archived", "star": "starred", "favourite": "starred",
    "favorite": "starred", "trash": "trashed", "deleted": "trashed", "started": "inprogress", "progress": "inprogress",
    "all": "anywhere", "any": "anywhere",
}  # fmt: skip
_PART_ALIASES = {
    "highlight": "highlights", "notes": "note", "images": "image", "picture": "image", "tag": "tags",
    "link": "url", "address": "url", "authors": "author", "published": "date",
}  # fmt: skip
_SORT_ALIASES = {
    "words": "length", "minutes": "length", "added": "saved", "date": "published", "name": "title", "authors": "author",
}  # fmt: skip
_LANGUAGES = {
    "english": "en", "french": "fr", "français": "fr", "german": "de", "deutsch": "de", "spanish": "es", "español": "es",
    "italian": "it", "japanese": "ja", "chinese": "zh", "arabic": "ar", "portuguese": "pt", "dutch": "nl",
    "russian": "ru", "korean": "ko", "hebrew": "he", "polish": "pl", "swedish": "sv", "turkish": "tr", "hindi": "hi",
}  # fmt: skip
_AGES = ("<1d", "<7d", "<30d", ">30d", ">1y")

FIELDS = (
    Field("title", "the title has these words", 'title:"slow reading"', _words("title")),
    Field("author", "an author has these words", "author:woolf", _words("author"), aliases=("by", "authors")),
    Field("site", "the site or its host has these words", "site:example.org", _words("site"), aliases=("domain",)),
    Field("url", "the address holds this", "url:/2026/", _address),
    Field("tag", "it has this tag, or one under it", "tag:reading", _tagged, aliases=("tags",)),
    Field("note", "its note has these words", "note:quote", _words("note"), aliases=("notes",)),
    Field("lang", "it is in this language", "lang:fr", _language, aliases=("language",)),
    Field("is", "where it stands", "is:unread", _is, choices=tuple(Flag)),
    Field("in", "where it stands (the same as is:)", "in:inbox", _in, choices=("inbox", "archive", "trash", "all")),
    Field("has", "it comes with this", "has:highlights", _has, choices=tuple(Part)),
    Field("words", "how many words", "words:>2000", _measure("words"), choices=("<1000", ">2000", "1000..5000")),
    Field("minutes", "how many minutes to read", "minutes:<10", _measure("minutes"), choices=("<5", "<10", ">30")),
    Field("progress", "how many percent are read", "progress:10..90", _measure("progress"), choices=("0", "10..90", ">90")),
    Field("highlights", "how many highlights", "highlights:>3", _measure("highlights"), choices=(">0", ">3")),
    Field("saved", "when it was saved", "saved:<7d", _when("saved"), choices=("today", "yesterday", *_AGES)),
    Field("published", "when it was published", "published:2025", _when("published"), choices=("today", *_AGES, "never")),
    Field("opened", "when it was last opened", "opened:<7d", _when("opened"), choices=("today", "yesterday", *_AGES, "never")),
    Field("idle", "how long ago it was last touched", "idle:>30d", _idle, choices=(">7d", ">30d", ">1y")),
    Field("source", "where it came from", "source:web", _words("source"), choices=("web", "file", "stdin")),
)  # fmt: skip
SETTINGS = ("sort", "limit")
"""Names before a colon that arrange the answer instead of asking something."""
_BY_NAME = {name: field for field in FIELDS for name in (field.name, *field.aliases)}
FIELD_NAMES = (*_BY_NAME, *SETTINGS)
