"""The list as a side file: opening a large library without reading it. Derived, deletable, never trusted over the file.

It is believed only while library.json is, to the system's knowledge, the very file it was made from: same inode, size
and times. Articles are rows for `marshal`, in bundles, so that a change writes few of them anew; it lies in the user's
own cache folder, where no other machine writes.
"""

from __future__ import annotations

import gc
import marshal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from reader.model.article import Article
from reader.store.bundles import Bundle, newest, rows_of
from reader.store.checkpoint import Meta
from reader.store.lines import Places
from reader.store.rows import FORM, Row, article_of, is_trashed
from reader.store.side import Side

NAME = "list"
ALL = "list.all"
MARKS = "list.marks"
HEAD = 200
"""More rows than any screen has."""


@dataclass(frozen=True)
class Listing:
    """All articles of one checkpoint."""

    signature: tuple[int, ...]
    """What the system said of library.json."""
    meta: Meta
    sum: str
    head: bytes
    """The rows of the newest that are not in the trash, newest first: a first screen, whatever the size of the library;
    and the body files of these, by id. Taken apart when someone asks."""
    places: dict[str, Places]
    """Where lines are in library.json."""
    side: Side

    def articles(self) -> list[Article] | None:
        """Return all articles, oldest saved first; None where their side file is gone or of another checkpoint."""
        bundles = self.bundles()
        return None if bundles is None else [article_of(row) for bundle in bundles for row in rows_of(bundle)]

    def newest(self) -> list[Article]:
        """Return the articles of the head, newest first."""
        return [article_of(row) for row in self._opened[0]]

    def text_name(self, id: str) -> str | None:
        """Return the body file of an article of the head; None for others."""
        return self._opened[1].get(id)

    def bundles(self) -> list[Bundle] | None:
        """Return the rows of all articles; None as `articles`."""
        found = self._read(ALL)
        return found if isinstance(found, list) else None

    def marks(self) -> dict[str, str] | None:
        """Return the article of each highlight, by id; None as `articles`."""
        found = self._read(MARKS)
        return found if isinstance(found, dict) else None

    @cached_property
    def _opened(self) -> tuple[list[Row], dict[str, str]]:
        rows, texts = marshal.loads(self.head)
        return rows, texts

    def _read(self, name: str) -> object:
        try:
            form, total, content = marshal.loads(self.side.read(name) or b"")
        except (ValueError, EOFError, TypeError):
            return None
        return content if (form, total) == (FORM, self.sum) else None


@dataclass(frozen=True)
class Rest:
    """What is kept beside the list itself."""

    places: Mapping[str, Places]
    marks: Mapping[str, str]
    """The article of each highlight, by id."""
    text_of: Callable[[str], str]
    """Gives the body file of an article."""


def keep(side: Side, signature: tuple[int, ...], meta: Meta, total: str, bundles: Sequence[Bundle], rest: Rest) -> None:
    """Write the side files of a library.json."""
    head = [row for row in newest(bundles, HEAD * 2) if not is_trashed(row)][:HEAD]
    texts = {row[0]: rest.text_of(row[0]) for row in head}
    about = (meta.schema, meta.epoch, meta.seen, meta.others, total)
    places = {table: tuple(place) for table, place in rest.places.items()}
    for name, content in ((ALL, list(bundles)), (MARKS, dict(rest.marks))):
        side.keep(name, marshal.dumps((FORM, total, content)))
    side.keep(NAME, marshal.dumps((FORM, signature, about, marshal.dumps((head, texts)), places)))


def read(side: Side, signature: tuple[int, ...] | None) -> Listing | None:
    """Return the listing of the library.json that has this signature; None where there is none."""
    data = side.read(NAME) if signature is not None else None
    if data is None:
        return None
    try:
        form, of, (schema, epoch, seen, others, total), head, places = marshal.loads(data)
    except (ValueError, EOFError, TypeError):
        return None
    if form != FORM or of != signature:
        return None
    known = {table: Places(*place) for table, place in places.items()}
    return Listing(of, Meta(schema, epoch, seen, others), total, head, known, side)


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
