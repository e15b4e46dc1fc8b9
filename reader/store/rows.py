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
FORM = f"reader list 7 {sys.version_info[:2]} {marshal.version} {len(FIELDS)}"
"""Another form of the rows, or another Python, wants another name: what is kept under the old one is not read."""
ID, SAVED_AT, STATE = FIELDS.index("id"), FIELDS.index("saved_at"), FIELDS.index("state")

_Twin: Any = type("_Twin", (), {"__slots__": FIELDS})
_from_ordinal = date.fromordinal
_from_state: Any = datetime
"""The way of `pickle`: ten bytes in the order of time, four times as quick as a timestamp."""
_shared: dict[Any, Any] = {}
"""One object for all that are equal: `marshal` writes it once, and makes it once."""
_SHARED_KEPT = 20_000
_STATES = {state.value: state for state in State}
_NO_PROGRESS = Progress()


def is_trashed(row: Row) -> bool:
    """Say whether an article is in the trash."""
    return bool(row[STATE] == State.TRASHED.value)


def key_of(row: Row) -> tuple[bytes, str]:
    """Return by what articles are ordered: when they were saved, then their id."""
    return row[SAVED_AT], row[ID]


def row_of(article: Article) -> Row:
    """Return the row of an article."""
    # in the order of the fields; one expression, because a checkpoint makes as many of them as there are articles
    published_at, updated_at, progress = article.published_at, article.updated_at, article.progress
    if len(_shared) > _SHARED_KEPT:
        _shared.clear()
    one = _shared.setdefault
    tags, site, language, source = article.tags, article.site, article.language, article.source
    return (
        article.id,
        article.title,
        _state(article.saved_at),
        article.url,
        one(article.authors, article.authors),
        one(site, site),
        None if published_at is None else published_at.toordinal(),
        None if updated_at is None else updated_at.toordinal(),
        one(language, language),
        article.direction,
        article.excerpt,
        article.image,
        one(source, source),
        article.words,
        article.state._value_,
        article.starred,
        article.read,
        one(tags, tags) if tags in _shared else one(tags, tuple([one(tag, tag) for tag in tags])),
        article.note,
        None if progress is _NO_PROGRESS or progress == _NO_PROGRESS else _place_row(progress),
        article.highlights,
    )


def _state(moment: datetime) -> Any:
    return (moment if moment.tzinfo is UTC else moment.astimezone(UTC)).__reduce__()[1][0]


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
        made.direction,
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
    made.saved_at = _from_state(saved_at, UTC)
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
