"""An article made ready to be shown: its text, where one stopped in it, its highlights.

No screen is needed for it, so that a thread can do it while the interface answers keys.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass

from reader import store
from reader.errors import ReaderError
from reader.model import Article
from reader.text.document import Document
from reader.text.layout import first_offset
from reader.tui.reading.passages import Passages
from reader.tui.reading.place import FAR_CHARACTERS
from reader.tui.reading.reading import Reading
from reader.tui.reading.said import Role, Said
from reader.tui.reading.shelf import Shelf


@dataclass
class Unkept:
    """The body of an article whose document is not kept yet, and the name it is kept by."""

    body: str
    """Let go of as soon as it was read: a long one is as much again as its document."""
    stamp: str


@dataclass(frozen=True)
class Opened:
    """What a screen needs to show an article."""

    reading: Reading
    fault: Sequence[Said] = ()
    """What is said where there is no text."""
    unkept: Unkept | None = None
    """What is still to be read to its end and kept."""

    @property
    def article(self) -> Article:
        return self.reading.article


def make_ready(library: store.Library, shelf: Shelf, article: Article, at: int | None = None) -> Opened:
    """Read an article from the library: a kept document at once, else the beginning of its text, as far as `at`."""
    document, unkept, fault = _document(library, shelf, article, article.progress.offset if at is None else at)
    while document.length < (at or 0) + 2_000 and document.read_on():
        pass
    reading = Reading.resume(article, document)
    reading.first = first_offset(document, article.title)
    found = library.highlights(article.id)
    reading.passages = Passages.find(found, document.plain, complete=document.complete)
    return Opened(reading, fault, unkept)


def read_whole(unkept: Unkept, shelf: Shelf, begun: Document | None = None) -> Document:
    """Return the whole document of a body, keep it, and let go of the body; so does `begun`, its beginning."""
    from reader.text.apart import read_packed  # not loaded where a page was kept
    from reader.text.kept import unpack

    packed = read_packed(unkept.body)
    shelf.keep(unkept.stamp, packed)
    whole: Future[Document] = Future()
    if begun is not None:
        begun.rest_from(whole.result)
    unkept.body = ""
    try:
        document = unpack(packed)
        assert document is not None, "what was just packed can be unpacked"
        whole.set_result(document)
    except BaseException as error:
        whole.set_exception(error)
        raise
    return document


def _document(
    library: store.Library, shelf: Shelf, article: Article, upto: int
) -> tuple[Document, Unkept | None, Sequence[Said]]:
    """Return the document, what is still to be read of it, and what to say where there is no text."""
    stamp = ""
    with suppress(ReaderError):
        stamp = library.body_stamp(article.id)
    kept = shelf.take(stamp) if stamp else None
    if kept is not None:
        return kept, None, ()
    body, fault = _body(library, article)
    if not body:
        return Document(), None, fault
    unkept = Unkept(body, stamp)
    if upto > FAR_CHARACTERS:
        del body  # it is let go of while it is read
        return read_whole(unkept, shelf), None, ()
    from reader.text.blocks import begin  # not loaded where a page was kept

    return begin(body), unkept, ()


def _body(library: store.Library, article: Article) -> tuple[str, Sequence[Said]]:
    """Return the text, and what to say where there is none."""
    try:
        body = library.body(article.id)
    except ReaderError as error:
        return "", [Said(Role.WORDS, "The text of this article cannot be read."), Said(Role.HINT, str(error))]
    if body.strip():
        return body, ()
    hint = "Saved without text; o opens the page in the browser." if article.url else "Saved without text."
    return "", [Said(Role.HINT, hint)]
