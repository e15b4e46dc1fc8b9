"""What is known of the open article, and who in the library links to it."""

from __future__ import annotations

import re
from collections.abc import Callable

from reader.errors import ReaderError
from reader.model import Article
from reader.model.clean import clean_line
from reader.model.direction import RTL
from reader.model.provenance import MADE, Made
from reader.model.url import identity
from reader.store import Library
from reader.text.prose import wrap
from reader.tui.bylines import byline
from reader.tui.keys import Given
from reader.tui.screens.article_reads import ReadsAside
from reader.tui.screens.base import does
from reader.tui.screens.contents import LABEL_CELLS, Contents, Line

INFORMATION_CELLS = 58
_ADDRESS_END = re.compile(r"[\s<>\"\\]")
_ADDRESS_START = re.compile(r"https?://[^\s<>\"(\[]*\Z", re.IGNORECASE)
_TRAILING = ")]}.,;:!?'*_"


class Information:
    """`i`."""

    def __init__(self, screen: ReadsAside) -> None:
        self.screen = screen

    @does("view.information")
    def show(self, given: Given) -> None:
        """Show what is known of the article; who links to it comes when it is found."""
        article, library = self.screen.article, self.screen.session.library
        facts = [
            *_facts(article, len(self.screen.reading.document.links), _text(article, library)),
            Line("", is_told=True),
        ]
        looking = Line("looking through the library …", is_told=True, label="Linked from")
        linking: list[Article] = []

        def answer(chosen: int | None) -> None:
            if chosen is not None and 0 <= chosen - len(facts) < len(linking):
                self.screen.leave_spot()
                self.screen.go_to_article(linking[chosen - len(facts)].id)

        panel = Contents(self.screen.session.palette, "Information", [*facts, looking])
        self.screen.app.push_screen(panel, answer)

        def work() -> Callable[[], None]:
            linking.extend(linking_to(article, library))
            lines = [
                Line(clean_line(other.title) or "Untitled", label="" if at else "Linked from")
                for at, other in enumerate(linking)
            ] or [Line("no article of this library", is_told=True, label="Linked from")]
            return lambda: panel.tell([*facts, *lines], len(facts) if linking else 0)

        self.screen.aside(work)


def _text(article: Article, library: Library) -> str:
    """Say where the text comes from, where it is not simply as it was saved."""
    try:
        told = library.provenance(article.id)
    except ReaderError:
        return ""
    earlier = len(told.versions)
    if not earlier and told.made is Made.SAVED:
        return ""
    return f"{MADE[told.made]}; {earlier} earlier one{'s' * (earlier != 1)} kept"


def linking_to(article: Article, library: Library) -> list[Article]:
    """Return the articles whose text links to this one, the newest first."""
    if not article.url:
        return []
    key = identity(article.url)
    found: list[Article] = []
    for other in library.articles():
        if other.id != article.id:
            try:
                if _links(library.body(other.id), key):
                    found.append(other)
            except ReaderError:
                continue
    return found


def _links(body: str, key: str) -> bool:
    """Whether a body holds an address of this identity, in whatever spelling, and not only the beginning of a longer one."""
    path = key.partition("://")[2] or key
    at = body.find(path)
    while at >= 0:
        before = _ADDRESS_START.search(body, max(0, at - 200), at)
        if before is not None:
            end = _ADDRESS_END.search(body, at)
            address = body[before.start() : end.start() if end else len(body)][:4_000]
            if any(_is(address[:stop], key) for stop in _stops(address, len(path) + at - before.start())):
                return True
        at = body.find(path, at + 1)
    return False


def _stops(address: str, least: int) -> list[int]:
    """Return where an address may end that stands in brackets or before a full stop."""
    inside = [least + at for at, sign in enumerate(address[least:]) if sign in _TRAILING]
    return [*inside[:8], len(address)]


def _is(address: str, key: str) -> bool:
    try:
        return identity(address) == key
    except ValueError:
        return False


def _facts(article: Article, links: int, text: str) -> list[Line]:
    """Return what is known, label by label; what is not known is left out."""
    progress = article.progress
    told = {
        "Title": clean_line(article.title) or "Untitled",
        "By": byline(article),
        "Address": clean_line(article.url or ""),
        "Saved": f"{article.saved_at.astimezone():%d %B %Y, %H:%M}".lstrip("0") + (f", from {article.source}" if article.source else ""),
        "Length": f"{article.words:,} words, {article.minutes:,} minute{'s' * (article.minutes > 1)}" + (f", {links:,} link{'s' * (links > 1)}" if links else ""),
        "Language": ", ".join(filter(None, [clean_line(article.language), "right to left" * (article.direction == RTL)])),
        "Stands": ", ".join(
            [article.state.value, *["starred"] * article.starred, "read" if article.read else f"{progress.percent}% read"]
        ),
        "Text": text,
        "Tags": " ".join(f"#{tag}" for tag in article.tags),
        "Highlights": str(article.highlights or ""),
        "Note": clean_line(article.note),
        "Id": article.id,
    }  # fmt: skip
    lines: list[Line] = []
    for label, text in told.items():
        rows = [text[row.start : row.end] for row in wrap(text, INFORMATION_CELLS - LABEL_CELLS)] if text else []
        lines += [Line(row, label="" if at else label, is_told=True) for at, row in enumerate(rows)]
    return lines
