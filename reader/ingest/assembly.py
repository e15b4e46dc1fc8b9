"""Put a regular tree together: words go into paragraphs, paragraphs into blocks, and inline parts hold across both.

Words may be said anywhere; where no paragraph is open, one begins. What is open around them (a link, emphasis) is opened
again in each paragraph that begins before its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from reader.ingest.tree import Element

_ZERO_WIDTH = re.compile("(?<![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])\u200b")


@dataclass(slots=True)
class Assembly:
    """A tree that grows at its end."""

    target: Element
    paragraph: Element | None = None
    """Where words go now; None between blocks."""
    wrappers: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Inline elements that are open; each new paragraph opens them again (a link may hold blocks)."""
    fixed: bool = False
    """True inside a heading, term or cell: blocks in it make no new paragraphs."""
    after_break: bool = False
    words: list[str] = field(default_factory=list)
    """Words not yet put into the tree: many small pieces are joined once."""

    def text(self, text: str) -> None:
        """Say words; white space alone begins no paragraph."""
        if not text.strip(" \t\n\r\f\v"):
            if self.paragraph is not None:
                self.append(" ")
            return
        self._begin_paragraph()
        self.after_break = False
        self.append(_ZERO_WIDTH.sub("", text))

    def lit(self, markdown: str) -> None:
        """Say finished Markdown."""
        self.leaf("lit").text = markdown

    def end_paragraph(self) -> None:
        if self.fixed:
            if self.paragraph is not None:
                self.append(" ")
            return
        self._put_words()
        self.paragraph = None
        self.after_break = False

    def line_break(self) -> None:
        """One break is a line's end, two are a paragraph's."""
        if self.paragraph is None:
            return
        if self.fixed:
            self.append(" ")
        elif self.after_break:
            self.end_paragraph()
        else:
            self._put_words()
            add(self._cursor(), "br")
            self.after_break = True

    @contextmanager
    def within(self, tag: str, **attributes: str) -> Iterator[None]:
        """Put what follows into a new block that holds blocks."""
        outer = self.target
        self.target = self.new(tag)
        self.target.attrib.update(attributes)
        yield
        self.end_paragraph()
        self.target = outer

    @contextmanager
    def words_alone(self, tag: str) -> Iterator[Element]:
        """Put what follows into one new block of words alone."""
        outer, wrappers = self.target, self.wrappers
        self.target = self.paragraph = self.new(tag)
        self.wrappers = [wrapper for wrapper in wrappers if wrapper[0] == "a"]
        self.fixed = True
        for name, attributes in self.wrappers:
            add(self._deepest(), name).attrib.update(attributes)
        yield self.target
        self._put_words()
        self.target, self.wrappers, self.fixed, self.paragraph = outer, wrappers, False, None

    @contextmanager
    def open(self, tag: str, **attributes: str) -> Iterator[None]:
        """Wrap what follows, in this paragraph and in those that begin before the end."""
        self._put_words()
        self.wrappers = [*self.wrappers, (tag, attributes)]
        if self.paragraph is not None:
            add(self._cursor(-1), tag).attrib.update(attributes)
        yield
        self._put_words()
        self.wrappers = self.wrappers[:-1]

    def is_open(self, tag: str) -> bool:
        return any(name == tag for name, _ in self.wrappers)

    def leaf(self, tag: str) -> Element:
        """Return a new inline element that stands among the words."""
        self._begin_paragraph()
        self._put_words()
        self.after_break = False
        return add(self._cursor(), tag)

    def append(self, text: str) -> None:
        """Add to the open paragraph as it is."""
        self.words.append(text)

    def new(self, tag: str) -> Element:
        """Return a new block."""
        return add(self.target, tag)

    def _begin_paragraph(self) -> None:
        if self.paragraph is None:
            self.paragraph = self.new("p")
            for name, attributes in self.wrappers:
                add(self._deepest(), name).attrib.update(attributes)

    def _deepest(self) -> Element:
        at = self.paragraph
        assert at is not None
        while (inner := _last(at)) is not None:
            at = inner
        return at

    def _cursor(self, depth: int = 0) -> Element:
        """Return the open inline element, as deep as the wrappers go (less `depth`)."""
        at = self.paragraph
        assert at is not None
        for _ in range(len(self.wrappers) + depth):
            at = _last(at)
        return at

    def _put_words(self) -> None:
        """Put the waiting words where they were said."""
        if not self.words:
            return
        text, self.words = "".join(self.words), []
        at = self._cursor()
        last = _last(at)
        if last is not None:
            last.tail = (last.tail or "") + text
        else:
            at.text = (at.text or "") + text


def add(parent: Element, tag: str) -> Element:
    """Return a new last child of `parent`."""
    child = parent.makeelement(tag)
    parent.append(child)
    return child


def _last(element: Element) -> Element | None:
    """Return the last child; unlike `len`, this does not count them all."""
    return next(element.iterchildren(reversed=True), None)
