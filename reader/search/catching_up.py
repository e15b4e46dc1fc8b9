"""Bring the index where the library is, a batch at a time: a kill between two batches costs one batch at most."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from reader.errors import ArticleNotFound
from reader.model import Article
from reader.model.query import parse
from reader.search.entries import Entry, source_of
from reader.search.writing import NoRoom, forget, put
from reader.store import Library

BATCH = 200
"""Articles written at a time: more are quicker, and lose more to a kill."""
Progress = Callable[[int, int], None]
_EVERYTHING = parse("in:all")


def is_current(connection: sqlite3.Connection, library: Library) -> bool:
    return bool(library.revision == _kept(connection, "revision"))


def touched(connection: sqlite3.Connection, library: Library) -> int:
    """Return about how many articles may be others than the index knows: all where that cannot be told at once."""
    revision = _kept(connection, "revision")
    if revision == library.revision:
        return 0
    since = None if revision is None else library.touched_since(revision)
    return library.counts().all if since is None else since


def catch_up(
    connection: sqlite3.Connection,
    library: Library,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> bool:
    """Take in what changed since the index last knew; False where `cancelled` ended it before."""
    try:
        return _caught_up(connection, library, progress, cancelled)
    except NoRoom:
        with _transaction(connection):
            _empty(connection)
        return _caught_up(connection, library, progress, cancelled)


def faults(connection: sqlite3.Connection, library: Library) -> list[str]:
    """Return how the index differs from what it should hold, in sentences."""
    found = []
    kept = dict(connection.execute("SELECT id, digest FROM docs"))
    for article in library.articles(_EVERYTHING):
        digest = kept.pop(article.id, None)
        if digest is None:
            found.append(f"the search index lacks “{article.title}” ({article.id})")
        elif digest != Entry.of(article, library.text(article.id)).digest:
            found.append(f"the search index has other words for “{article.title}” ({article.id})")
    found += [f"the search index holds {id}, which is not in the library" for id in sorted(kept)]
    try:
        connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
        (indexed,) = connection.execute("SELECT count(*) FROM words_docsize").fetchone()
        (listed,) = connection.execute("SELECT count(*) FROM docs").fetchone()
        if indexed != listed:
            found.append(f"the search index lists {listed} articles and has the words of {indexed}")
    except sqlite3.DatabaseError as error:
        found.append(f"the search index contradicts itself: {error}")
    return found


def _caught_up(
    connection: sqlite3.Connection,
    library: Library,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> bool:
    revision = _kept(connection, "revision")
    if revision == library.revision:
        return True
    if revision is None:
        target, todo, gone = _from_nothing(connection, library)
    else:
        target, todo, gone = _since(connection, library, revision)
    if gone:
        with _transaction(connection):
            forget(connection, gone)
    for at in range(0, len(todo), BATCH):
        if not _take_in(connection, library, todo[at : at + BATCH], cancelled):
            return False
        if progress is not None:
            progress(min(at + BATCH, len(todo)), len(todo))
    with _transaction(connection):
        _keep(connection, "revision", target)
    return True


def _from_nothing(connection: sqlite3.Connection, library: Library) -> tuple[str, list[str], list[str]]:
    """What to do where no index was ever finished: go on where the making of it ended.

    What it holds is at least as new as the revision at which its making began, so that is the one to go on from.
    """
    target = _kept(connection, "begun")
    if target is None:
        target = library.revision
        with _transaction(connection):
            _empty(connection)
            _keep(connection, "begun", target)
    known = {id for (id,) in connection.execute("SELECT id FROM docs")}
    there = [article.id for article in library.articles(_EVERYTHING)]
    return target, [id for id in there if id not in known], sorted(known - set(there))


def _since(connection: sqlite3.Connection, library: Library, revision: str) -> tuple[str, list[str], list[str]]:
    changes = library.changed_since(revision)
    todo = dict.fromkeys(changes.articles)
    gone = set(changes.gone_articles)
    if changes.whole:
        gone |= {id for (id,) in connection.execute("SELECT id FROM docs")} - todo.keys()
        return changes.revision, list(todo), sorted(gone)
    for id in (*changes.highlights, *changes.gone_highlights):
        row = connection.execute("SELECT article FROM marks WHERE id = ?", (id,)).fetchone()
        if row is not None:
            todo[row[0]] = None
    if changes.highlights:
        changed = set(changes.highlights)
        todo.update(dict.fromkeys(each.article_id for each in library.highlights() if each.id in changed))
    return changes.revision, [id for id in todo if id not in gone], sorted(gone)


def _take_in(
    connection: sqlite3.Connection, library: Library, ids: Sequence[str], cancelled: Callable[[], bool] | None
) -> bool:
    """Put one batch of articles in; those that went away meanwhile, out. False where `cancelled` ended it before."""
    entries: list[tuple[Article, Entry]] = []
    sources: list[tuple[bytes, str]] = []
    gone: list[str] = []
    marks: list[tuple[str, str]] = []
    known = _sources(connection, ids)
    for id in ids:
        if cancelled is not None and cancelled():
            return False
        try:
            article = library.article(id)
            source = source_of(article, library)
            if source == known.get(id):
                continue  # an archived article has the same words
            entries.append((article, Entry.of(article, library.text(id))))
            sources.append((source, id))
        except ArticleNotFound:
            gone.append(id)
            continue
        if article.highlights:
            marks += [(highlight.id, id) for highlight in library.highlights(id) if highlight.note]
    if not entries and not gone:
        return True
    with _transaction(connection):
        forget(connection, gone)
        put(connection, entries)
        connection.executemany("UPDATE docs SET source = ? WHERE id = ?", sources)
        _keep_marks(connection, [article.id for article, _ in entries], marks)
    return True


def _sources(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, bytes]:
    """Return of what the index made its entries of these articles."""
    asked = ", ".join("?" * len(ids))
    return dict(connection.execute(f"SELECT id, source FROM docs WHERE id IN ({asked})", tuple(ids)))


def _keep_marks(connection: sqlite3.Connection, ids: Iterable[str], marks: Iterable[tuple[str, str]]) -> None:
    """Remember whose highlights have notes: a highlight that is gone does not say where it was."""
    connection.executemany("DELETE FROM marks WHERE article = ?", ((id,) for id in ids))
    connection.executemany("INSERT OR REPLACE INTO marks (id, article) VALUES (?, ?)", marks)


def _kept(connection: sqlite3.Connection, key: str) -> str | None:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def _keep(connection: sqlite3.Connection, key: str, value: str) -> None:
    connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))


def _empty(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
    for table in ("docs", "marks", "meta"):
        connection.execute(f"DELETE FROM {table}")


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
