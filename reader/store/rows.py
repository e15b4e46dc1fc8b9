"""Articles as rows of plain values, for `marshal`, the quickest reader Python has."""

from __future__ import annotations

import marshal
import sys
from datetime import UTC, date, datetime
from typing import Any

from reader.model.article import Article, Progress, State
from reader.model.selector import TextQuote

FIELDS = tuple(Article.__slots__)
Row = tuple[Any, ...]
FORM = f"reader list 5 {sys.version_info[:2]} {marshal.version} {len(FIELDS)}"
"""Another form of the rows, or another Python, wants another name: what is kept under the old one is not read."""
ID, SAVED_AT, STATE = FIELDS.index("id"), FIELDS.index("saved_at"), FIELDS.index("state")

_Twin: Any = type("_Twin", (), {"__slots__": FIELDS})
_from_timestamp, _from_ordinal = datetime.fromtimestamp, date.fromordinal
_STATES = {state.value: state for state in State}
_NO_PROGRESS = Progress()


def is_trashed(row: Row) -> bool:
    """Say whether an article is in the trash."""
    return bool(row[STATE] == State.TRASHED.value)


def key_of(row: Row) -> tuple[float, str]:
    """Return by what articles are ordered: when they were saved, then their id."""
    return row[SAVED_AT], row[ID]


def row_of(article: Article) -> Row:
    """Return the row of an article."""
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


def article_of(row: Row) -> Article:
    """Return the article of a row."""
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
