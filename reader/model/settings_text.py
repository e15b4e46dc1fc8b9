"""Help with files that people write by hand in TOML: the line a value stands on, the word that was probably meant."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

Place = tuple[str, ...]
"""Where a value stands: the names of its tables and its own."""


def nearest(word: str, words: Collection[str]) -> str:
    """Return a clause that names the right word nearest to `word` ("; did you mean …?"), or all of a few, or ""."""
    from difflib import get_close_matches

    close = get_close_matches(word.casefold(), words, n=1, cutoff=0.6)
    if close:
        return f"; did you mean {close[0]!r}?"
    return f"; it may be {', '.join(sorted(words))}" if len(words) <= 10 else ""


def toml_fault(path: object, text: str, error: ValueError) -> str:
    """Word what TOML itself finds wrong as our own faults are: with file, line, and the name that stands there."""
    import re

    lines = text.splitlines() or [""]
    told, _, at = str(error).rpartition(" (at ")
    found = re.search(r"line ([0-9]+)", at)
    line = min(int(found[1]), len(lines)) if found else len(lines)
    name, equals, value = (part.strip() for part in lines[line - 1].partition("="))
    if not equals or not name:
        name = ""
    elif not value.partition("#")[0].strip():
        return f"{path}:{line}: {name} has no value"
    told = told or str(error)
    return f"{path}:{line}: {f'{name}: ' if name else ''}{told[:1].lower()}{told[1:]}"


def flat(table: Mapping[str, object], above: Place = ()) -> Iterator[tuple[Place, object]]:
    """Yield each value with the names that lead to it: `article.archive = "a"` is a table in a table to TOML."""
    for name, value in table.items():
        place = (*above, *name.split("."))
        if isinstance(value, dict):
            yield from flat(value, place)
        else:
            yield place, value


def line_of(text: str, place: Place) -> int:
    """Return the line, from 1, on which the value at `place` begins.

    tomllib keeps no positions; but the shortest run of whole lines that is TOML and holds the value ends where the
    value ends, and the run before it ends where the value begins.
    """
    import tomllib  # not needed where nothing is wrong

    lines = text.splitlines(keepends=True)
    begin = 0
    for end in range(1, len(lines) + 1):
        try:
            read = tomllib.loads("".join(lines[:end]))
        except tomllib.TOMLDecodeError:
            continue
        if _holds(read, place):
            return begin + 1
        begin = end
    return begin + 1


def _holds(table: Mapping[str, object], place: Place) -> bool:
    return place in {above[: len(place)] for above, _ in flat(table)} or (len(place) == 1 and place[0] in table)
