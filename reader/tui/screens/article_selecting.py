"""Selecting a passage with vim's motions or the mouse, and what is done with it."""

from __future__ import annotations

from typing import Protocol

from reader.model.highlight import COLOURS
from reader.model.selector import Span
from reader.text.cells import cluster_at
from reader.tui.commands import Place
from reader.tui.keys import Given
from reader.tui.reading.motions import word_back, word_end, word_on
from reader.tui.reading.quoting import markdown_quote
from reader.tui.reading.selection import Selection, trimmed
from reader.tui.screens.article_highlights import Highlights
from reader.tui.screens.article_places import Steps
from reader.tui.screens.article_reads import Reads
from reader.tui.screens.base import does
from reader.tui.screens.contents import Contents, Line


class Selects(Reads, Protocol):
    """A screen whose keys may mean something else while one selects."""

    def use_keys_of(self, place: Place) -> None:
        """Take the keys of another place."""


class Selecting:
    """Visual mode: two ends, motions, and what to do with the words between."""

    def __init__(self, screen: Selects, steps: Steps, highlights: Highlights) -> None:
        self.screen = screen
        self.steps = steps
        self.highlights = highlights
        self.selection: Selection | None = None

    # In and out

    @does("highlight.select")
    def by_character(self, given: Given) -> None:
        """Begin at the start of the sentence under the cursor, or at the match found."""
        self.begin(self.screen.reading.cursor_exact)

    @does("highlight.select_sentences")
    def by_sentence(self, given: Given) -> None:
        """Begin with the whole sentence under the cursor."""
        self.begin(self.screen.reading.cursor, sentences=True)

    def begin(self, anchor: int, head: int | None = None, *, sentences: bool = False) -> None:
        """Select from one offset to another, both included."""
        whole = self._sentence if sentences else self._cluster
        self._to(Selection(anchor, anchor if head is None else head, whole))
        self.screen.use_keys_of(Place.VISUAL)

    def leave(self) -> None:
        """Select nothing; the usual keys are back."""
        self.selection = None
        self.screen.view.washes.selected = None
        self.screen.view.rewash()
        self.screen.use_keys_of(Place.ARTICLE)

    @does("select.leave")
    def give_up(self, given: Given) -> None:
        """Select nothing; what was said of the selection is no longer true."""
        self.leave()
        self.screen.hush()

    @does("select.by_character", "select.by_sentence")
    def change(self, given: Given) -> None:
        """Select by the other unit; the same key again leaves."""
        if self.selection is None:
            return
        sentences = given.command.id == "select.by_sentence"
        if sentences == (self.selection.whole == self._sentence):
            self.leave()
        else:
            self.begin(self.selection.anchor, self.selection.head, sentences=sentences)

    # Motions

    @does("select.left", "select.right", "select.word", "select.word_back", "select.word_end")
    def motion(self, given: Given) -> None:
        """By characters and words."""
        plain, head, times = self.screen.reading.document.plain, self.head, given.times
        targets = {
            "select.left": lambda: self._beside(head, -times),
            "select.right": lambda: self._beside(head, times),
            "select.word": lambda: word_on(plain, head, times),
            "select.word_back": lambda: word_back(plain, head, times),
            "select.word_end": lambda: word_end(plain, head, times),
        }
        self.to(max(0, min(targets[given.command.id](), len(plain) - 1)))

    @does("select.down", "select.up")
    def row(self, given: Given) -> None:
        """By rows, in the same column."""
        window, rows = self.screen.view.viewport, given.times if given.command.id == "select.down" else -given.times
        target = window.beside(self.head, rows) if window else None
        if target is not None:
            self.to(target)

    def step(self, given: Given) -> None:
        """By sentences, paragraphs, headings, links, images and highlights."""
        target = self.steps.target(given.command.id, self.head, given.times)
        if target is not None:
            self.to(target)
        elif self.steps.may_follow(given):
            self.screen.when_whole(lambda: self.step(given))

    def end(self, given: Given) -> None:
        """To the first or last character; to the last one when all of the text is read."""
        if given.command.id == "move.top":
            self.to(0)
        else:
            self.screen.when_whole(lambda: self.to(max(0, self.screen.reading.document.length - 1)))

    @does("select.swap")
    def swap(self, given: Given) -> None:
        """Move the other end."""
        if self.selection is not None:
            self._to(self.selection.swapped())

    @property
    def head(self) -> int:
        """The moving end."""
        return self.selection.head if self.selection else self.screen.reading.cursor

    def to(self, head: int) -> None:
        """Put the moving end somewhere; the text follows it."""
        if self.selection is not None:
            self._to(self.selection.to(head))

    def _to(self, selection: Selection) -> None:
        self.selection = selection
        self.screen.view.washes.selected = selection.span
        self.screen.view.reveal(Span(selection.head, selection.head + 1))
        self.screen.view.rewash()
        self.screen.stand()

    def _beside(self, offset: int, clusters: int) -> int:
        """Return where one comes to by so many characters as people see them."""
        plain = self.screen.reading.document.plain
        for _ in range(abs(clusters)):
            start, end = cluster_at(plain, offset)
            offset = end if clusters > 0 else cluster_at(plain, max(0, start - 1))[0]
        return offset

    def _cluster(self, offset: int) -> Span:
        return Span(*cluster_at(self.screen.reading.document.plain, offset))

    def _sentence(self, offset: int) -> Span:
        return self.screen.reading.sentences.at(offset) or Span(offset, offset + 1)

    # Doing something with it

    @does(
        "select.highlight",
        "select.colour_1",
        "select.colour_2",
        "select.colour_3",
        "select.colour_4",
        "select.colour_5",
    )
    def highlight(self, given: Given) -> None:
        """Highlight it, in the colour of the key or of the count (2 Enter), or the one used last."""
        span = self._taken()
        if span is not None:
            number = given.command.id[-1]
            self.highlights.add(span, int(number) if number.isdigit() else _colour(given))

    @does("select.note")
    def note(self, given: Given) -> None:
        """Highlight it and write a note on it."""
        span = self._taken()
        made = self.highlights.add(span, _colour(given)) if span is not None else None
        if made is not None:
            self.highlights.ask_note(made)

    @does("select.copy", "select.quote")
    def copy(self, given: Given) -> None:
        """Copy it, as it was written or as a quote; rows and margins are not part of it."""
        span = self._taken()
        if span is None:
            return
        words = span.of(self.screen.reading.document.plain)
        as_quote = given.command.id == "select.quote"
        self.screen.copy(markdown_quote(words, self.screen.article) if as_quote else words)
        self.screen.say(f"copied {len(words.split()):,} words" + (" as a quote" if as_quote else ""))

    @does("select.place")
    def place(self, given: Given) -> None:
        """Put a highlight whose words are gone onto it; where there are several, ask which."""
        screen = self.screen
        orphans = screen.reading.passages.orphans
        if not orphans:
            screen.warn("no highlight of this article has lost its words")
            return
        span = self._taken()
        if span is None:
            return

        def chosen(number: int | None) -> None:
            if number is not None:
                self.highlights.put(orphans[number], span)

        if len(orphans) == 1:
            chosen(0)
        else:
            lines = [Line(" ".join(orphan.quote.exact.split()), orphan.note) for orphan in orphans]
            screen.app.push_screen(Contents(screen.session.palette, "Which highlight belongs here?", lines), chosen)

    def _taken(self) -> Span | None:
        """Return what is selected, and leave; the cursor stands there."""
        if self.selection is None:
            return None
        span = trimmed(self.screen.reading.document.plain, self.selection.span)
        self.leave()
        if not len(span):
            return None
        self.screen.put_cursor(span.start)
        return span


def _colour(given: Given) -> int | None:
    return given.count if given.count in COLOURS else None
