"""Where the reading cursor can stand: sentences, one after the other across the blocks of an article."""

from __future__ import annotations

from reader.model.selector import Span
from reader.text import sentences
from reader.text.document import Block, Document


class Sentences:
    """What `)` and `(` go through; reads on where the text read so far ends."""

    def __init__(self, document: Document, language: str = "", first: int = 0) -> None:
        """`first` is the first offset that is drawn: a title said twice is left out of the page."""
        self.document = document
        self.first = first
        self._sentences = sentences.Sentences(document, language)

    def at(self, offset: int) -> Span | None:
        """Return the sentence that holds `offset`, or the one before the white space there; None where there is no text."""
        self._read_to(offset)
        return self._sentences.at(max(offset, self.first))

    def step(self, offset: int, count: int) -> Span | None:
        """Return the sentence `count` after the one at `offset` (before it when negative), or the last there is."""
        span = self.at(offset)
        for _ in range(abs(count)):
            following = self._beside(span, count > 0) if span else None
            if following is None:
                break
            span = following
        return span

    def several(self, offset: int, count: int) -> Span | None:
        """Return `count` sentences from the one at `offset` on, as one span."""
        first, last = self.at(offset), self.step(offset, count - 1)
        return Span(first.start, last.end) if first and last else None

    def paragraph(self, offset: int) -> Span | None:
        """Return the words of the block that holds `offset`."""
        self._read_to(offset)
        block = self.document.block_at(offset)
        return _words(block) if block else None

    def between(self, start: int, end: int) -> list[Span]:
        """Return the sentences that begin in a range, in order."""
        found: list[Span] = []
        span = self.at(start)
        while span is not None and span.start < end:
            if span.start >= start:
                found.append(span)
            span = self._beside(span, True)
        return found

    def _beside(self, span: Span, forward: bool) -> Span | None:
        if forward:
            self._read_to(span.end + 1)
            start = self._sentences.next_start(span.start)
        else:
            start = self._sentences.previous_start(span.start)
        return None if start is None or start < self.first else self._sentences.at(start)

    def _read_to(self, offset: int) -> None:
        while offset >= self.document.length and self.document.read_on():
            pass


def _words(block: Block) -> Span | None:
    text = block.text
    start = block.start + len(text) - len(text.lstrip())
    end = block.start + len(text.rstrip())
    return Span(start, end) if end > start else None
