"""What the index answers: ids of articles that hold words, in the order they are wanted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from reader.model.query import Found, Query, Words
from reader.model.query.terms import Has, Part, Term, walk
from reader.search.asking import expression, is_indexed


def newest(connection: sqlite3.Connection, asked: str) -> Iterator[tuple[str, float]]:
    cursor = connection.execute(
        "SELECT docs.id FROM words CROSS JOIN docs ON docs.place = words.rowid WHERE words MATCH ? ORDER BY words.rowid",
        (asked,),
    )
    return ((id, 0.0) for (id,) in cursor)


def has_more_than(connection: sqlite3.Connection, asked: str, count: int) -> bool:
    """Say whether more articles than that answer; looks at no more of them."""
    (found,) = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)", (asked, count + 1)
    ).fetchone()
    return bool(found > count)


def prominent_first(connection: sqlite3.Connection, asked: str) -> Iterator[tuple[str, float]]:
    """Yield hits with the words where they count most, newest first, and then all others, newest first."""
    given = set()
    prominent = f"({{title author tags note}} : ({asked}))"
    if " NOT " in asked:  # what shall not be there shall not be in the text either
        prominent += f" AND ({asked})"
    for wanted in (prominent, asked):
        for id, _ in newest(connection, wanted):
            if id not in given:
                given.add(id)
                yield id, 0.0


def ranked(connection: sqlite3.Connection, asked: str, limit: int) -> Iterator[tuple[str, float]]:
    """Yield hits best first; more are fetched only when the first ones did not last."""
    done, take = 0, limit * 2
    while True:
        rows = connection.execute(
            "SELECT docs.id, found.rank FROM"
            " (SELECT rowid, rank FROM words WHERE words MATCH ? ORDER BY rank, rowid LIMIT ? OFFSET ?) AS found"
            " CROSS JOIN docs ON docs.place = found.rowid ORDER BY found.rank, found.rowid",
            (asked, take, done),
        ).fetchall()
        yield from ((id, -rank) for id, rank in rows)
        if len(rows) < take:
            return
        done, take = done + take, take * 8


def answers(connection: sqlite3.Connection, query: Query) -> Found:
    """Return the answers of the index for the terms it knows best."""
    found: dict[Term, set[str]] = {}
    for term in walk(query.term):
        if isinstance(term, Words) and is_indexed(term) and term not in found:
            found[term] = {id for id, _ in newest(connection, expression(term))}
        elif isinstance(term, Has) and term.part in (Part.CODE, Part.IMAGE):
            rows = connection.execute(f"SELECT id FROM docs WHERE {term.part}")
            found[term] = {id for (id,) in rows}
    return found
