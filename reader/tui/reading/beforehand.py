"""A reading of an article before the library is opened: what its first page shows, and no more."""

from __future__ import annotations

from reader.model.article import Article
from reader.store.head import Texts
from reader.text.layout import first_offset
from reader.tui.reading.place import FAR_CHARACTERS
from reader.tui.reading.reading import Reading
from reader.tui.reading.shelf import Shelf


def reading_of(article: Article, texts: Texts, shelf: Shelf, characters: int) -> Reading | None:
    """Return a reading of an article of which `characters` at its beginning fill a screen; None where it takes more to
    know what its page shows: highlights, or all of a long text that is not kept."""
    if article.highlights:
        return None
    stamp = texts.stamp(article.id)
    document = shelf.take(stamp) if stamp else None
    if document is None:
        body = texts.beginning(article.id) if article.progress.offset <= FAR_CHARACTERS else ""
        if not body.strip():
            return None
        from reader.text.blocks import begin  # not loaded where a page was kept

        document = begin(body, characters)
    reading = Reading.resume(article, document)
    reading.first = first_offset(document, article.title)
    return reading
