"""The JSON of articles, highlights and acts: names and order are a contract with scripts (docs/cli.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from reader.model import Article, Highlight
from reader.model.act import Act
from reader.model.placement import Placed, place_all

Json = dict[str, object]


def article_json(article: Article, highlights: Iterable[Json], body: str | None) -> Json:
    """Return an article as scripts know it; `body` is Markdown, None where it was not asked for."""
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "authors": list(article.authors),
        "site": article.site,
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "saved_at": moment(article.saved_at),
        "language": article.language,
        "excerpt": article.excerpt,
        "words": article.words,
        "state": str(article.state),
        "starred": article.starred,
        "read": article.read,
        "tags": list(article.tags),
        "note": article.note,
        "progress": article.progress.percent,
        "highlights": list(highlights),
        "body": body,
    }


def highlights_json(highlights: Sequence[Highlight], plain: str) -> list[Json]:
    """Return highlights of one article as scripts know them, with where their words stand now in `plain`, its visible
    text. An orphan, whose words are gone, has the place where they stood."""
    return [
        _highlight_json(highlight, placed)
        for highlight, placed in zip(highlights, placed_in(plain, highlights), strict=True)
    ]


def placed_in(plain: str, highlights: Sequence[Highlight]) -> list[Placed]:
    """Return where the highlights of one article stand in its visible text."""
    return place_all([(highlight.quote, highlight.span) for highlight in highlights], plain)


def _highlight_json(highlight: Highlight, placed: Placed) -> Json:
    span = placed.span or highlight.span
    return {
        "id": highlight.id,
        "article_id": highlight.article_id,
        "exact": highlight.quote.exact,
        "prefix": highlight.quote.prefix,
        "suffix": highlight.quote.suffix,
        "start": span.start,
        "end": span.end,
        "placed": str(placed.where),
        "colour": highlight.colour,
        "note": highlight.note,
        "tags": list(highlight.tags),
        "made_at": moment(highlight.made_at),
    }


def act_json(act: Act) -> Json:
    """Return an entry of the history."""
    return {"revision": act.revision, "at": moment(act.at), "label": act.label, "ids": list(act.ids)}


def moment(at: datetime) -> str:
    """Return a time as ISO 8601 in UTC, to the second, ending in Z."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
