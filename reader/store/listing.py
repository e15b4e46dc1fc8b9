"""The list as a side file: opening a large library without reading it. Derived, deletable, never trusted over the file.

It is believed only while library.json is, to the system's knowledge, the very file it was made from: same inode, size
and times. Articles are rows (`rows.py`); it lies in the user's own cache folder, where no other machine writes.
"""

from __future__ import annotations

import gc
import marshal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from reader.model.article import Article, State
from reader.store.checkpoint import Meta
from reader.store.rows import FORM, Row, article_of, row_of
from reader.store.side import Side

NAME = "list"
ALL = "list.all"
HEAD = 200
"""More rows than any screen has."""


@dataclass(frozen=True)
class Listing:
    """All articles of one checkpoint."""

    signature: tuple[int, ...]
    """What the system said of library.json."""
    meta: Meta
    sum: str
    head: list[Row]
    """The newest that are not in the trash, newest first: a first screen, whatever the size of the library."""
    texts: dict[str, str]
    """The body files of the head, by id."""
    side: Side

    def articles(self) -> list[Article] | None:
        """Return all articles, oldest saved first; None where their side file is gone or of another checkpoint."""
        data = self.side.read(ALL)
        try:
            form, total, rows = marshal.loads(data or b"")
        except (ValueError, EOFError, TypeError):
            return None
        return [article_of(row) for row in rows] if (form, total) == (FORM, self.sum) else None

    def newest(self) -> list[Article]:
        """Return the articles of the head."""
        return [article_of(row) for row in self.head]


def keep(
    side: Side,
    signature: tuple[int, ...],
    meta: Meta,
    total: str,
    articles: list[Article],
    text_of: Callable[[str], str],
) -> None:
    """Write the side files of articles, oldest saved first; `text_of` gives the body file of an id."""
    head = [article for article in reversed(articles[-HEAD * 2 :]) if article.state is not State.TRASHED][:HEAD]
    texts = {article.id: text_of(article.id) for article in head}
    about = (meta.schema, meta.epoch, meta.seen, total)
    side.keep(ALL, marshal.dumps((FORM, total, [row_of(article) for article in articles])))
    side.keep(NAME, marshal.dumps((FORM, signature, about, [row_of(article) for article in head], texts)))


def read(side: Side, signature: tuple[int, ...] | None) -> Listing | None:
    """Return the listing of the library.json that has this signature; None where there is none."""
    data = side.read(NAME) if signature is not None else None
    if data is None:
        return None
    try:
        form, of, (schema, epoch, seen, total), head, texts = marshal.loads(data)
    except (ValueError, EOFError, TypeError):
        return None
    if form != FORM or of != signature:
        return None
    return Listing(of, Meta(schema, epoch, seen), total, head, texts, side)


@contextmanager
def collector_off() -> Iterator[None]:
    """Make many values without the garbage collector looking through them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
