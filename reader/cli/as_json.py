"""The JSON of articles, highlights and acts: names and order are a contract with scripts (docs/cli.md)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from reader.model import Article, Highlight, Span
from reader.model.act import Act

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


def highlight_json(highlight: Highlight, plain: str) -> Json:
    """Return a highlight as scripts know it, with where its words stand now in `plain`, the visible text of its article.

    An orphan, whose words are gone, has the place where they stood.
    """
    span, placed = place(highlight, plain)
    return {
        "id": highlight.id,
        "article_id": highlight.article_id,
        "exact": highlight.quote.exact,
        "prefix": highlight.quote.prefix,
        "suffix": highlight.quote.suffix,
        "start": span.start,
        "end": span.end,
        "placed": placed,
        "colour": highlight.colour,
        "note": highlight.note,
        "tags": list(highlight.tags),
        "made_at": moment(highlight.made_at),
    }


def place(highlight: Highlight, plain: str) -> tuple[Span, str]:
    """Return where a highlight's words stand in `plain`, and whether that is "exact", "moved" or "orphan"."""
    if highlight.span.of(plain) == highlight.quote.exact:
        return highlight.span, "exact"
    found = highlight.quote.find(plain, near=highlight.span.start)
    return (found, "moved") if found else (highlight.span, "orphan")


def act_json(act: Act) -> Json:
    """Return an entry of the history."""
    return {"revision": act.revision, "at": moment(act.at), "label": act.label, "ids": list(act.ids)}


def moment(at: datetime) -> str:
    """Return a time as ISO 8601 in UTC, to the second, ending in Z."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
