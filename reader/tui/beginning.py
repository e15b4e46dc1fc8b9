"""What a start shows first: the list, or the page one left, from side files; what has to be opened for it else."""

from __future__ import annotations

import shutil
from pathlib import Path

from textual.screen import Screen
from textual.widget import Widget

from reader import store
from reader.errors import NothingToResume
from reader.model.article import Article
from reader.store.head import Head, Texts
from reader.tui.session import Session

INBOX = "is:inbox"
"""The view one begins in, as its order is remembered."""


def first_of(
    session: Session, path: Path, resume: str | None, head: Head | None
) -> tuple[Article | None, Screen[None] | None]:
    """Return the article to open, and the screen to paint at once. Without one the library is opened here, and now."""
    if resume is None:
        if head is not None and not session.remembered.order_of(INBOX):
            return None, _first_list(session, head)
        session.open()
        return None, None
    article = (head.article(resume) if resume else head.read_last()) if head else None
    first = _first_page(session, path, head, article) if head and article else None
    if first is None:
        library = session.library
        article = library.find_article(resume) if resume else _read_last(library)
    return article, first


def _first_list(session: Session, head: Head) -> Screen[None]:
    from reader.tui.screens.first import FirstScreen
    from reader.tui.widgets.header import counted

    session.begun = (("Inbox", "text"), (counted(head.counts["inbox"], head.unread), "muted"))
    return FirstScreen(session.palette, session.keymap, session.config, session.begun, head)


def _first_page(session: Session, path: Path, head: Head, article: Article) -> Screen[None] | None:
    text = _left(session, path, head, article) or _read(session, path, head, article)
    if text is None:
        return None
    from reader.tui.screens.first_page import FirstPage

    return FirstPage(session.palette, session.keymap, article, text)


def _left(session: Session, path: Path, head: Head, article: Article) -> Widget | None:
    """Return the page as one left it; None where it was not kept, or does not fit any more."""
    from reader.tui.still import look_of, still_of

    still = still_of(path, head, article.id)
    if still is None or still.look != look_of(session.config, session.palette, _size()):
        return None
    from reader.tui.screens.first_page import left

    return left(article, still, session.palette)


def _read(session: Session, path: Path, head: Head, article: Article) -> Widget | None:
    """Return the page as its text has it; None where the library must be opened to know."""
    from reader.tui.reading.beforehand import reading_of
    from reader.tui.widgets.first_text import FirstText

    columns, lines = _size()
    characters = lines * min(columns, session.config.measure)
    reading = reading_of(article, Texts(path, head), session.shelf, characters)
    return None if reading is None else FirstText(session.palette, session.config, reading)


def _read_last(library: store.Library) -> Article:
    begun = [article for article in library.articles() if article.progress.at is not None]
    if not begun:
        raise NothingToResume()
    return max(begun, key=lambda article: article.progress.at.timestamp() if article.progress.at else 0.0)


def _size() -> tuple[int, int]:
    """Return columns and lines, as Textual asks for them."""
    columns, lines = shutil.get_terminal_size()
    return columns, lines
