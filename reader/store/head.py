"""What the first screen shows, in a side file of its own: painted before the library is opened, or what opens it is loaded.

It is believed only while library.json and all journals are, to the system's knowledge, the very files it was made from.
So it can be old, and is then not used; it cannot be wrong. It lies in the user's own cache folder.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from reader.model.article import Article, State
from reader.model.clean import clean
from reader.store.files import Folder, neighbour_of
from reader.store.rows import FORM, Row, article_of, row_of
from reader.store.side import Side
from reader.store.stamps import BODY_NAME, stamp_of

NAME = "head"
INBOX, OPENED = 120, 60
"""More rows than any screen has; and the articles one probably goes on with."""
MOST_BYTES = 256 << 20
BEGINNING = 200_000
"""Bytes of a long text that are enough for a first screen, whatever block they end in."""
_FORM = f"{FORM} head 1"

Signature = tuple[Any, ...]


class Head(NamedTuple):
    """The beginning of the inbox, and the articles that were opened last."""

    counts: Mapping[str, int]
    """The fields of `Counts`."""
    inbox: Sequence[Row]
    """Newest first, as rows."""
    opened: Sequence[Row]
    texts: Mapping[str, str]
    """The body files of all these, by id."""
    unread: int
    """Of the inbox, all of it."""

    def articles(self) -> list[Article]:
        """Return the articles of the inbox."""
        return [article_of(row) for row in self.inbox]

    def article(self, id: str) -> Article | None:
        """Return an article by its whole id; None where it is not among these."""
        return next((article_of(row) for rows in (self.opened, self.inbox) for row in rows if row[0] == id), None)

    def read_last(self) -> Article | None:
        """Return the article that was read last and is not in the trash; None where it is not among these."""
        articles = (article_of(row) for row in reversed(self.opened))
        return next((article for article in articles if article.state is not State.TRASHED), None)


def head_of(library: Path) -> Head | None:
    """Return what the first screen shows of a library; None where it has to be opened to know."""
    path = library.resolve()
    return read(Side(path), signature_of(path))


class Texts:
    """The texts of the articles of a head, as the library would give them, which is not opened for it."""

    def __init__(self, library: Path, head: Head) -> None:
        neighbour = Folder(neighbour_of(library.resolve()))
        self._articles = Folder(neighbour.path / "articles", below=neighbour)
        self._names = head.texts

    def stamp(self, id: str) -> str:
        """Return what names the text of an article (`Library.body_stamp`); "" where it cannot be seen."""
        try:
            return stamp_of(self._articles, self._names.get(id, ""))
        except OSError:
            return ""

    def beginning(self, id: str) -> str:
        """Return the Markdown of an article, of a long one perhaps the beginning alone: what stands behind that would
        change nothing in it. "" where it cannot be had this way."""
        name = self._names.get(id, "")
        try:
            data = self._articles.read(name, most=MOST_BYTES) if BODY_NAME.fullmatch(name) else b""
        except OSError:
            return ""  # opening it as usual tells what is wrong
        if len(data) > 2 * BEGINNING and b"]:" not in data:  # nothing is defined further on that the beginning may use
            blank = data.find(b"\n\n", BEGINNING)
            data = data[:blank] if blank > 0 else data
        return clean(data.decode("utf-8", "replace"))


def sign_of_text(library: Path, head: Head, id: str) -> Signature | None:
    """Return what the system says of the body file of an article of the head; None where it cannot be seen."""
    neighbour = Folder(neighbour_of(library.resolve()))
    try:
        return _sign(Folder(neighbour.path / "articles", below=neighbour), head.texts.get(id) or "")
    except OSError:
        return None


def signature_of(library: Path) -> Signature | None:
    """Return what the system says of the files of a library; None where there are none, or they cannot be seen."""
    folder, neighbour = Folder(library.parent), Folder(neighbour_of(library))
    journals = Folder(neighbour.path / "journal", below=neighbour)
    try:
        file = _sign(folder, library.name)
        return file and (file, *((name, _sign(journals, name)) for name in journals.names() if name.endswith(".jsonl")))
    except OSError:
        return None


def keep(
    side: Side,
    signature: Signature | None,
    counts: Mapping[str, int],
    articles: Sequence[Article],
    text_of: Callable[[str], str],
) -> None:
    """Write the side file; `articles` are all of the library, newest first, and `text_of` gives the body file of an id."""
    if signature is None:
        return
    inbox = [article for article in articles if article.state is State.INBOX]
    opened = sorted((article for article in articles if article.progress.at is not None), key=_last_opened)[-OPENED:]
    shown = inbox[:INBOX]
    rows = [[row_of(article) for article in chosen] for chosen in (shown, opened)]
    texts = {article.id: text_of(article.id) for article in (*shown, *opened)}
    unread = sum(not article.read for article in inbox)
    side.keep(NAME, marshal.dumps((_FORM, signature, dict(counts), *rows, texts, unread)))


def read(side: Side, signature: Signature | None) -> Head | None:
    """Return what was kept of the library whose files have this signature; None where there is nothing."""
    data = side.read(NAME) if signature is not None else None
    if data is None:
        return None
    try:
        form, of, *kept = marshal.loads(data)
    except (ValueError, EOFError, TypeError):
        return None
    return Head(*kept) if (form, of) == (_FORM, signature) else None


def _sign(folder: Folder, name: str) -> Signature | None:
    status = folder.status(name)
    if status is None:
        return None
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _last_opened(article: Article) -> float:
    return article.progress.at.timestamp() if article.progress.at is not None else 0.0
