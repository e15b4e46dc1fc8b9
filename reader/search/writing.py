"""Put articles into the index, and take them out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from reader.model import Article
from reader.search.entries import Entry, unpacked
from reader.search.schema import COLUMNS

STEP = 64
"""Room left between neighbouring places; small, because places are stored as differences."""
_MIDDLE = 1 << 40
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NAMES = ", ".join(COLUMNS)
_MARKS = ", ".join("?" * len(COLUMNS))


class NoRoom(Exception):
    """No place is left between two articles: the index has to be made again."""


def put(connection: sqlite3.Connection, entries: Sequence[tuple[Article, Entry]]) -> None:
    """Put articles in, or in place of what the index knew of them. Places grow from the newest saved to the oldest,
    so that reading in their order is reading newest first. Raises NoRoom."""
    rows: list[tuple[int, tuple[str, ...] | None, tuple[str, ...]]] = []
    fresh: list[tuple[Article, Entry]] = []
    for article, entry in entries:
        known = connection.execute(
            "SELECT place, saved, digest, packed FROM docs WHERE id = ?", (article.id,)
        ).fetchone()
        if known is None:
            fresh.append((article, entry))
            continue
        place, saved, digest, packed = known
        if saved != _moment(article):
            forget(connection, [article.id])
            fresh.append((article, entry))
        elif digest != entry.digest:
            rows.append((place, unpacked(packed), entry.columns))
            connection.execute(
                "UPDATE docs SET digest = ?, packed = ?, code = ?, image = ? WHERE place = ?",
                (entry.digest, entry.packed, entry.code, entry.image, place),
            )
    rows += [
        (_settled(connection, article, entry), None, entry.columns) for article, entry in _in_order(connection, fresh)
    ]
    for place, before, after in sorted(rows, key=lambda row: row[0]):  # FTS5 writes quickest in ascending order
        if before is not None:
            _unsay(connection, place, before)
        connection.execute(f"INSERT INTO words (rowid, {_NAMES}) VALUES (?, {_MARKS})", (place, *after))


def forget(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Take articles out."""
    for id in ids:
        known = connection.execute("SELECT place, packed FROM docs WHERE id = ?", (id,)).fetchone()
        if known is not None:
            _unsay(connection, known[0], unpacked(known[1]))
            connection.execute("DELETE FROM docs WHERE place = ?", (known[0],))
        connection.execute("DELETE FROM marks WHERE article = ?", (id,))


def _unsay(connection: sqlite3.Connection, place: int, columns: Sequence[str]) -> None:
    connection.execute(
        f"INSERT INTO words (words, rowid, {_NAMES}) VALUES ('delete', ?, {_MARKS})",
        (place, *columns),
    )


def _in_order(connection: sqlite3.Connection, fresh: list[tuple[Article, Entry]]) -> list[tuple[Article, Entry]]:
    """Return new articles so that each next one lies beyond all others where it can: then it needs no gap."""
    ordered = sorted(fresh, key=lambda pair: (pair[0].saved_at, pair[0].id))
    (oldest,) = connection.execute("SELECT min(saved) FROM docs").fetchone()
    if oldest is None:
        return ordered[::-1]
    older = [pair for pair in ordered if _moment(pair[0]) < oldest]
    return older[::-1] + ordered[len(older) :]


def _settled(connection: sqlite3.Connection, article: Article, entry: Entry) -> int:
    """Find a place between the neighbours in time, and write the article's row."""
    key = (_moment(article), article.id)
    newer = connection.execute(
        "SELECT place FROM docs WHERE (saved, id) > (?, ?) ORDER BY saved, id LIMIT 1", key
    ).fetchone()
    older = connection.execute(
        "SELECT place FROM docs WHERE (saved, id) < (?, ?) ORDER BY saved DESC, id DESC LIMIT 1", key
    ).fetchone()
    if newer and older:
        place = (newer[0] + older[0]) // 2
        if place == newer[0]:
            raise NoRoom
    elif newer:
        place = newer[0] + STEP
    else:
        place = older[0] - STEP if older else _MIDDLE
    connection.execute(
        "INSERT INTO docs (place, id, saved, digest, packed, code, image) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (place, article.id, key[0], entry.digest, entry.packed, entry.code, entry.image),
    )
    return int(place)


def _moment(article: Article) -> int:
    """Return the time of saving in whole microseconds."""
    return (article.saved_at - _EPOCH) // timedelta(microseconds=1)
