"""An article copied into a text file becomes a Draft."""

from __future__ import annotations

from reader.ingest import excerpt, language
from reader.model import Draft
from reader.model.clean import clean, clean_line
from reader.model.words import count_words


def draft(text: str, *, name: str, url: str | None = None, title: str | None = None) -> Draft:
    """Return the article that `text` holds; `name` is the file's, the title of last resort."""
    head, _, body = clean(text).strip().partition("\n")
    body = body.strip()
    return Draft(
        title=clean_line(title or head or name),
        body=body,
        url=url,
        language=language.detect(body),
        excerpt=excerpt.of(body),
        source="file",
        words=count_words(body),
    )
