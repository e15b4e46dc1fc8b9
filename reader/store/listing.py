"""The list as a side file: opening a large library without reading it. Derived, deletable, never trusted over the file.

It is believed only while library.json is, to the system's knowledge, the very file it was made from: same inode, size
and times. Articles are rows of plain values for `marshal`, the quickest reader Python has; it lies in the user's own
cache folder, where no other machine writes.
"""

from __future__ import annotations

import gc
import marshal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from reader.model.article import Article, Progress, State
from reader.model.selector import TextQuote
from reader.store.checkpoint import Meta
from reader.store.side import Side

NAME = "list"
ALL = "list.all"
HEAD = 200
"""More rows than any screen has."""
_FORM = f"reader list 3 {sys.version_info[:2]} {marshal.version}"
_FIELDS = tuple(Article.__slots__)
_Twin: Any = type("_Twin", (), {"__slots__": _FIELDS})
_from_timestamp, _from_ordinal = datetime.fromtimestamp, date.fromordinal
_STATES = {state.value: state for state in State}
_NO_PROGRESS = Progress()

Row = tuple[Any, ...]


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
        return [_article(row) for row in rows] if (form, total) == (_FORM, self.sum) else None

    def newest(self) -> list[Article]:
        """Return the articles of the head."""
        return [_article(row) for row in self.head]


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
    side.keep(ALL, marshal.dumps((_FORM, total, _rows(articles))))
    side.keep(NAME, marshal.dumps((_FORM, signature, about, _rows(head), texts)))


def read(side: Side, signature: tuple[int, ...] | None) -> Listing | None:
    """Return the listing of the library.json that has this signature; None where there is none."""
    data = side.read(NAME) if signature is not None else None
    if data is None:
        return None
    try:
        form, of, (schema, epoch, seen, total), head, texts = marshal.loads(data)
    except (ValueError, EOFError, TypeError):
        return None
    if form != _FORM or of != signature:
        return None
    return Listing(of, Meta(schema, epoch, seen), total, head, texts, side)


def _rows(articles: Iterable[Article]) -> list[Row]:
    return [_row(article) for article in articles]


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


def _row(article: Article) -> Row:
    # in the order of the fields; one expression, because a checkpoint makes as many of them as there are articles
    published_at, updated_at, progress = article.published_at, article.updated_at, article.progress
    return (
        article.id,
        article.title,
        article.saved_at.timestamp(),
        article.url,
        article.authors,
        article.site,
        None if published_at is None else published_at.toordinal(),
        None if updated_at is None else updated_at.toordinal(),
        article.language,
        article.excerpt,
        article.image,
        article.source,
        article.words,
        article.state._value_,
        article.starred,
        article.read,
        article.tags,
        article.note,
        None if progress is _NO_PROGRESS or progress == _NO_PROGRESS else _place_row(progress),
        article.highlights,
    )


def _place_row(progress: Progress) -> Row:
    quote, at = progress.quote, progress.at
    return (
        progress.fraction,
        progress.offset,
        (quote.exact, quote.prefix, quote.suffix),
        None if at is None else at.timestamp(),
    )


def _article(row: Row) -> Article:
    # frozen values are slow to make by their own way: a twin of the same slots is filled and then becomes one
    made = _Twin()
    (
        made.id,
        made.title,
        saved_at,
        made.url,
        made.authors,
        made.site,
        published_at,
        updated_at,
        made.language,
        made.excerpt,
        made.image,
        made.source,
        made.words,
        state,
        made.starred,
        made.read,
        made.tags,
        made.note,
        progress,
        made.highlights,
    ) = row
    made.saved_at = _from_timestamp(saved_at, UTC)
    made.published_at = None if published_at is None else _from_ordinal(published_at)
    made.updated_at = None if updated_at is None else _from_ordinal(updated_at)
    made.state = _STATES[state]
    made.progress = _NO_PROGRESS if progress is None else _place(progress)
    made.__class__ = Article
    article: Article = made
    return article


def _place(value: Row) -> Progress:
    fraction, offset, quote, at = value
    return Progress(fraction, offset, TextQuote(*quote), None if at is None else datetime.fromtimestamp(at, UTC))
