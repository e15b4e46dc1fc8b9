"""Highlights that were never written down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from reader.model import Article, Highlight, Span, TextQuote
from reader.model.passage import Passage
from reader.model.review import Review

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=400)


def passage(number: int, article: int | None = None, review: Review | None = None, **more: object) -> Passage:
    """Return a highlight in an article of its own, or in a numbered one."""
    home = Article(id=str(article or 1000 + number), title="Lamps", saved_at=LONG_AGO)
    fields: dict[str, object] = {"made_at": LONG_AGO, "review": review, **more}
    return Passage(
        Highlight(id=str(number), article_id=home.id, quote=TextQuote("lit at dusk"), span=Span(2, 13), **fields),  # type: ignore[arg-type]
        home,
    )


def reviewed(days_ago: float, for_days: float, times: int = 2) -> Review:
    """Return an answer given so long ago, due so many days after it."""
    at = NOW - timedelta(days=days_ago)
    return Review(at, at + timedelta(days=for_days), stability=for_days, difficulty=5.0, times=times)
