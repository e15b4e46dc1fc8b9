"""The file of the index: an SQLite database that is thrown away whenever it is not as it should be."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

VERSION = 2
"""Goes up when tables or tokens change; an index of another version is made again."""

COLUMNS = ("title", "author", "site", "address", "tags", "note", "excerpt", "body")
"""In the order of `article_fields`, the body last."""
WEIGHTS = (8.0, 4.0, 2.0, 1.0, 4.0, 4.0, 0.5, 1.0)
"""How much a word in each column counts for the rank; the excerpt is the body's beginning once more."""

# Tokens come folded and cut (`model.folding`), joined by spaces, so the plainest tokenizer keeps them as they are:
# what the index finds is what a scan finds, on every version of SQLite. The tokens are kept beside the index, packed,
# because an FTS5 table without content wants them back to forget a row.
_TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE docs (
    place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, saved INTEGER NOT NULL,
    digest BLOB NOT NULL, source BLOB NOT NULL DEFAULT x'', packed BLOB NOT NULL, code INTEGER NOT NULL, image INTEGER NOT NULL
);
CREATE INDEX docs_saved ON docs (saved, id);
CREATE INDEX docs_code ON docs (id) WHERE code;
CREATE INDEX docs_image ON docs (id) WHERE image;
CREATE TABLE marks (id TEXT PRIMARY KEY, article TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX marks_article ON marks (article);
CREATE VIRTUAL TABLE words USING fts5 (
    {", ".join(COLUMNS)}, content = '', tokenize = 'ascii', prefix = '1 2 3'
);
INSERT INTO words (words, rank) VALUES ('rank', 'bm25({", ".join(str(weight) for weight in WEIGHTS)})');
INSERT INTO words (words, rank) VALUES ('hashsize', {32 << 20});
PRAGMA user_version = {VERSION};
"""


def connect(path: Path) -> sqlite3.Connection:
    """Open the index at `path`, making it where there is none of this version. Raises sqlite3.Error, OSError."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        return _opened(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            raise
        remove(path)
        return _opened(path)


def remove(path: Path) -> None:
    """Throw the index away."""
    for suffix in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).unlink()


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("BEGIN IMMEDIATE")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == 0:
            for statement in _TABLES.split(";"):
                connection.execute(statement)
        connection.execute("COMMIT")
        if version not in (0, VERSION):
            raise sqlite3.DatabaseError(f"version {version}")
        connection.execute("SELECT count(*) FROM meta").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection
