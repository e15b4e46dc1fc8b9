"""Rows of articles in bundles, oldest saved first: a change writes a bundle or two anew, not the rows of the library."""

from __future__ import annotations

import marshal
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from reader.store.rows import Row, key_of

ROWS = 500
"""Rows that are written together."""

Key = tuple[bytes, str]
Bundle = tuple[Key, bytes]
"""The key of the first row, and the rows."""


def bundled(rows: Sequence[Row]) -> list[Bundle]:
    """Return sorted rows in bundles."""
    parts = (rows[at : at + ROWS] for at in range(0, len(rows), ROWS))
    return [(key_of(part[0]), marshal.dumps(list(part))) for part in parts]


def rows_of(bundle: Bundle) -> list[Row]:
    """Return the rows of a bundle."""
    rows: list[Row] = marshal.loads(bundle[1])
    return rows


def newest(bundles: Sequence[Bundle], limit: int) -> Iterator[Row]:
    """Yield the last rows, the newest first."""
    for bundle in reversed(bundles):
        for row in reversed(rows_of(bundle)):
            if limit <= 0:
                return
            limit -= 1
            yield row


def changed(bundles: Sequence[Bundle], rows: Mapping[Key, Row | None], known: frozenset[str]) -> list[Bundle] | None:
    """Return bundles with some rows put in or, for None, taken out.

    Of the ids in `known` a row must be there already under the same key; None where it is not.
    """
    firsts = [key for key, _ in bundles]
    by_bundle: dict[int, list[Key]] = {}
    for key in rows:
        by_bundle.setdefault(max(0, bisect_right(firsts, key) - 1), []).append(key)
    made = list(bundles)
    for place in sorted(by_bundle, reverse=True):  # from the end, so that the places before stay what they are
        there = {key_of(row): row for row in (rows_of(bundles[place]) if bundles else ())}
        for key in by_bundle[place]:
            row = rows[key]
            if (there.pop(key, None) is None) is (key[1] in known):
                return None
            if row is not None:
                there[key] = row
        made[place : place + 1] = bundled([there[key] for key in sorted(there)])
    return made
