"""The JSON of articles and acts: names and order are a contract with scripts (docs/cli.md)."""

from __future__ import annotations

from collections.abc import Iterable

from reader.export.highlights import Json, moment
from reader.model import Article
from reader.model.act import Act


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
        "direction": article.direction,
    }


def act_json(act: Act) -> Json:
    """Return an entry of the history."""
    return {"revision": act.revision, "at": moment(act.at), "label": act.label, "ids": list(act.ids)}
