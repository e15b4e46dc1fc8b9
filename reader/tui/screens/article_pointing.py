"""The mouse over an open article: dragging selects, a click follows a link or puts the cursor."""

from __future__ import annotations

from typing import Protocol

from reader.model import Span
from reader.tui.screens.article_links import Links
from reader.tui.screens.article_reads import Reads
from reader.tui.screens.article_selecting import Selecting
from reader.tui.widgets.dragging import Dragging


class Selects(Reads, Protocol):
    """A screen on which one selects and follows."""

    selecting: Selecting
    links: Links


class Pointing:
    """Takes what the text tells of the mouse."""

    def __init__(self, screen: Selects) -> None:
        self.screen = screen

    def take(self, told: Dragging.Pressed) -> None:
        """Answer to one thing the mouse did."""
        if isinstance(told, Dragging.Clicked):
            self._click(told)
        elif isinstance(told, Dragging.Dragged):
            self.screen.selecting.to(told.offset)
        elif isinstance(told, Dragging.Dropped):
            if self.screen.selecting.selection is not None:
                self.screen.say("y copies · ⏎ or 1-5 highlights · Esc leaves")
        else:
            self.screen.selecting.begin(told.offset)

    def _click(self, clicked: Dragging.Clicked) -> None:
        """One follows a link or puts the cursor; two select the word, three the sentence."""
        screen = self.screen
        if screen.selecting.selection is not None and clicked.chain == 1:
            screen.selecting.leave()
            screen.hush()
        elif clicked.chain > 1:
            span: Span | None = screen.reading.sentences.at(clicked.offset) if clicked.chain > 2 else None
            screen.select(span or screen.reading.word_at(clicked.offset))
        elif link := screen.reading.document.link_at(clicked.offset):
            screen.links.follow(link)
        else:
            screen.put_cursor(clicked.offset)
