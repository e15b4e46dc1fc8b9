"""What may be meant by the piece of a query that is being typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest

from reader.model.folding import fold
from reader.model.query.fields import FIELDS, field_named
from reader.model.query.sorting import SortKey
from reader.model.query.terms import BARE, value

MOST = 12

_PIECE = re.compile(
    r"(?:^|[\s(])-*(?:"
    r"(?P<hash>\#[^\s()\"]*)"
    r"|(?P<field>[A-Za-z]+):(?:\"(?P<quoted>(?:\\.|[^\"\\])*)|(?P<value>[^\s()\"]*))"
    r"|(?P<word>[^\W\d_]*))$"
)
_WORD = re.compile(r"[^\s\"]*$")
_REST = re.compile(r"[^\s()\"]*")
_REST_QUOTED = re.compile(r"(?:\\.|[^\"\\\s])*\"?")


@dataclass(frozen=True, slots=True)
class Completion:
    """Something the piece under the cursor may become."""

    text: str
    """What to put in place of `start` to `end` of the query; a field ends in its colon, ready for a value."""
    start: int
    end: int
    means: str = ""
    """A few words for people; "" where the text says it all."""

    def apply(self, query: str) -> tuple[str, int]:
        """Return the query with this in place, and where the cursor goes."""
        return query[: self.start] + self.text + query[self.end :], self.start + len(self.text)


Names = Mapping[str, int] | Iterable[str]
"""Names with how many articles have them, or names alone, likeliest first."""


def complete(
    text: str,
    cursor: int,
    *,
    tags: Names = (),
    sites: Names = (),
    authors: Names = (),
    languages: Names = (),
    most: int = MOST,
) -> list[Completion]:
    """Return what the piece before `cursor` (a code point offset) may become, likeliest first; may be empty.

    Never raises: a query being typed is rarely right.
    """
    piece = _PIECE.search(text[:cursor])
    if piece is None or _inside_phrase(text[:cursor], piece):
        return []
    names = {"tag": tags, "tags": tags, "site": sites, "author": authors, "lang": languages}
    if piece["hash"] is not None:
        start, typed = piece.start("hash"), piece["hash"][1:]
        found = [
            (f"#{name}" if BARE.fullmatch(name) else f"tag:{value(name)}", means)
            for name, means in _ranked(typed, tags)
        ]
    elif piece["field"] is not None:
        start = piece.start("field")
        typed = piece["quoted"] if piece["quoted"] is not None else piece["value"]
        found = _values(piece["field"], typed, names)
    else:
        start, typed = piece.start("word"), piece["word"]
        found = _openings(typed, tags)
    rest = _REST_QUOTED if piece["quoted"] is not None else _REST
    match = rest.match(text, cursor)
    end = match.end() if match else cursor
    typed_now = text[start:end]
    return [Completion(name, start, end, means) for name, means in found if name != typed_now][:most]


def names_beginning(text: str, cursor: int, names: Mapping[str, Names], *, most: int = MOST) -> list[Completion]:
    """Return the names that the word before `cursor` begins, each telling what it is: for a search by words alone."""
    piece = _WORD.search(text[:cursor])
    if piece is None or not piece[0]:
        return []
    end = _REST.match(text, cursor)
    found = [
        (name, f"{kind}, {means}" if means else kind)
        for kind, known in names.items()
        for name, means in _ranked(piece[0], known, most, rank=0)
    ]
    return [
        Completion(name, piece.start(), end.end() if end else cursor, means)
        for name, means in found
        if name != piece[0]
    ][:most]


def _openings(typed: str, tags: Names) -> list[tuple[str, str]]:
    """What a bare word may open: a field, a flag, a tag."""
    found = [(f"{field.name}:", field.means) for field in FIELDS if field.name.startswith(typed.lower())]
    found += [(f"{name}:", means) for name, means in _SETTINGS.items() if name.startswith(typed.lower())]
    if typed:
        flags = field_named("is")
        assert flags is not None
        found += [(f"is:{flag}", "") for flag in flags.choices if flag.startswith(typed.lower())]
        found += [(f"tag:{value(name)}", means) for name, means in _ranked(typed, tags)]
    return found


def _values(name: str, typed: str, names: Mapping[str, Names]) -> list[tuple[str, str]]:
    """What may follow a field's colon."""
    if name.lower() == "sort":
        return [
            (f"sort:{way}{key}", "") for way in ("", "-") for key in SortKey if f"{way}{key}".startswith(typed.lower())
        ]
    field = field_named(name)
    if field is None:
        return []
    if field.name in names:
        return [(f"{name}:{value(each)}", means) for each, means in _ranked(typed, names[field.name])]
    return [(f"{name}:{choice}", "") for choice, _ in _ranked(typed, field.choices)]


def _ranked(typed: str, names: Names, most: int = MOST, *, rank: int = 2) -> list[tuple[str, str]]:
    """Return the names that fit, with how many articles have them: those that begin so, then those whose part begins
    so, then those that hold it, up to `rank`; within each the likelier first."""
    counts = names if isinstance(names, Mapping) else dict.fromkeys(names, 0)
    folded = fold(typed)
    inside = re.compile(rf"\b{re.escape(folded)}")
    ranked: list[tuple[int, int, int, str]] = []
    for place, (name, count) in enumerate(counts.items()):
        known = _folded(name)
        if folded not in known:
            continue
        fits = 0 if known.startswith(folded) else 1 if inside.search(known) else 2
        if fits <= rank:
            ranked.append((fits, -count, place, name))
    return [(name, _counted(-count)) for _, count, _, name in nsmallest(most + 1, ranked)]


@lru_cache(maxsize=60_000)
def _folded(name: str) -> str:
    return fold(name)


def _counted(count: int) -> str:
    return "" if not count else f"{count:,} article{'' if count == 1 else 's'}".replace(",", " ")


def _inside_phrase(before: str, piece: re.Match[str]) -> bool:
    """Say whether the piece only seems to begin: it stands inside an open quotation mark."""
    ahead = before[: piece.start()]
    return (ahead.count('"') - ahead.count('\\"')) % 2 == 1


_SETTINGS = {"sort": "the order", "limit": "at most so many"}
