"""How the open article looks: its measure, nothing but the text, what is known of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from reader.config import NARROWEST_MEASURE, WIDEST_MEASURE
from reader.errors import ReaderError
from reader.model import Article
from reader.model.clean import clean_line
from reader.model.url import identity
from reader.store import Library
from reader.text.prose import wrap
from reader.tui.keys import Given
from reader.tui.reading.said import byline
from reader.tui.screens.article_reads import Reads
from reader.tui.screens.base import does
from reader.tui.screens.contents import LABEL_CELLS, Contents, Line

STEP = 4
"""Columns that + and - add or take."""
INFORMATION_CELLS = 58


class Changes(Reads, Protocol):
    """A screen whose parts can be hidden, and that can have work done aside."""

    def show_lines(self, shown: bool) -> None:
        """Show or hide the lines under the text."""

    def aside(self, work: Callable[[], Callable[[], None]]) -> None:
        """Do work in a thread; what it returns is done on the screen's own."""


class Looks:
    """`+ - =`, `Z`, `i`."""

    def __init__(self, screen: Changes) -> None:
        self.screen = screen
        self._zen = False

    @does("view.wider", "view.narrower", "view.measure")
    def measure(self, given: Given) -> None:
        """Set the text wider, narrower, or as the settings say; the same words stay on top."""
        view = self.screen.view
        steps = {"view.wider": STEP, "view.narrower": -STEP, "view.measure": 0}[given.command.id] * given.times
        wanted = view.geometry.measure + steps if steps else self.screen.session.config.measure
        view.measure = max(NARROWEST_MEASURE, min(wanted, WIDEST_MEASURE))
        view.relay()
        self.screen.say(f"{view.geometry.measure} columns")

    @does("view.zen")
    def zen(self, given: Given) -> None:
        """Nothing but the text, or all again."""
        self._zen = not self._zen
        self.screen.show_lines(not self._zen)

    @does("view.information")
    def information(self, given: Given) -> None:
        """Show what is known of the article; who links to it comes when it is found."""
        article, library = self.screen.article, self.screen.session.library
        facts = _facts(article, len(self.screen.reading.document.links))

        def work() -> Callable[[], None]:
            linking = _linking_to(article, library)
            return lambda: self._show(facts, linking)

        self.screen.aside(work)

    def _show(self, facts: list[Line], linking: list[Article]) -> None:
        lines = [*facts, Line("", is_told=True)]
        first = len(lines)
        lines += [
            Line(clean_line(other.title) or "Untitled", label="" if at else "Linked from")
            for at, other in enumerate(linking)
        ] or [Line("no article of this library", is_told=True, label="Linked from")]

        def answer(chosen: int | None) -> None:
            if chosen is not None and chosen >= first:
                self.screen.leave_spot()
                self.screen.go_to_article(linking[chosen - first].id)

        self.screen.app.push_screen(
            Contents(self.screen.session.palette, "Information", lines, first if linking else 0), answer
        )


def _facts(article: Article, links: int) -> list[Line]:
    """Return what is known, label by label; what is not known is left out."""
    progress = article.progress
    told = {
        "Title": clean_line(article.title) or "Untitled",
        "By": byline(article),
        "Address": clean_line(article.url or ""),
        "Saved": f"{article.saved_at.astimezone():%d %B %Y, %H:%M}".lstrip("0") + (f", from {article.source}" if article.source else ""),
        "Length": f"{article.words:,} words, {article.minutes} minutes" + (f", {links:,} link{'s' * (links > 1)}" if links else ""),
        "Language": clean_line(article.language),
        "Stands": ", ".join(
            [article.state.value, *["starred"] * article.starred, "read" if article.read else f"{progress.percent}% read"]
        ),
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


def _linking_to(article: Article, library: Library) -> list[Article]:
    """Return the articles whose text holds this one's address, the newest first."""
    if not article.url:
        return []
    key = identity(article.url)
    found: list[Article] = []
    for other in library.articles():
        if other.id == article.id:
            continue
        try:
            if key in library.body(other.id):
                found.append(other)
        except ReaderError:
            continue
    return found
