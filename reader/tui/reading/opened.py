"""An article made ready to be shown: its text, where one stopped in it, its highlights.

No screen is needed for it, so that a thread can do it while the interface answers keys.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.errors import ReaderError
from reader.model import Article
from reader.store import Library
from reader.text.document import Document
from reader.text.layout import first_offset
from reader.tui.reading.passages import Passages
from reader.tui.reading.reading import Reading
from reader.tui.reading.said import Role, Said
from reader.tui.reading.shelf import Shelf


@dataclass(frozen=True)
class Opened:
    """What a screen needs to show an article."""

    reading: Reading
    fault: Sequence[Said] = ()
    """What is said where there is no text."""
    unkept: str = ""
    """The body of an article whose document is not kept yet."""

    @property
    def article(self) -> Article:
        return self.reading.article


def make_ready(library: Library, shelf: Shelf, article: Article) -> Opened:
    """Read an article from the library: a kept document at once, else the beginning of its text."""
    body, fault = _body(library, article)
    document, unkept = _document(shelf, body)
    reading = Reading.resume(article, document)
    reading.first = first_offset(document, article.title)
    found = library.highlights(article.id)
    reading.passages = Passages.find(found, document.plain, complete=document.complete)
    return Opened(reading, fault, unkept)


def _body(library: Library, article: Article) -> tuple[str, Sequence[Said]]:
    """Return the text, and what to say where there is none."""
    try:
        body = library.body(article.id)
    except ReaderError as error:
        return "", [Said(Role.WORDS, "The text of this article cannot be read."), Said(Role.HINT, str(error))]
    if body.strip():
        return body, ()
    hint = "Saved without text; o opens the page in the browser." if article.url else "Saved without text."
    return "", [Said(Role.HINT, hint)]


def _document(shelf: Shelf, body: str) -> tuple[Document, str]:
    """Return the document, and its body where it is still to be kept."""
    if not body:
        return Document(), ""
    kept = shelf.take(body)
    if kept is not None:
        return kept, ""
    from reader.text.blocks import begin  # not loaded where a page was kept

    return begin(body), body
