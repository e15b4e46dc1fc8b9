"""What is met in the words of blocks and can be gone to: headings, links, pictures, footnotes, anchors."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any

from reader.model.selector import Span
from reader.text.document import Block, Document, Footnote, Heading, Image
from reader.text.links import Link
from reader.text.words import Words

_NOT_IN_SLUG = re.compile(r"[^\w\- ]")


class Landmarks:
    """Enters them in a document, at their places in its text."""

    def __init__(self, document: Document, env: MutableMapping[str, Any]) -> None:
        """`env` is the parser's: it knows the labels of footnotes."""
        self.document = document
        self.env = env
        self._slugs: dict[str, int] = {}
        """How often each heading was met, for telling their anchors apart."""

    def heading(self, block: Block) -> None:
        """Enter a heading, and the anchor that its words make."""
        self.document.headings.append(Heading(block.level, Span(block.start, block.end), block.text))
        slug = _NOT_IN_SLUG.sub("", block.text.lower()).strip().replace(" ", "-")
        count = self._slugs[slug] = self._slugs.get(slug, -1) + 1
        self.document.anchors.setdefault(f"{slug}-{count}" if count else slug, block.start)

    def found(self, words: Words, start: int) -> None:
        """Enter what was found in the words of a block that begins at `start`."""
        for link in words.links:
            self.document.links.append(Link(Span(start + link.start, start + link.end), link.href, link.title))
        for image in words.images:
            span = Span(start + image.start, start + image.end)
            self.document.images.append(Image(span, image.src, image.alt, image.title))
        for ref in words.refs:
            label = str(self.env["footnotes"]["list"][ref.note].get("label") or ref.note + 1)
            self.footnote(ref.note, label).refs.append(Span(start + ref.start, start + ref.end))
        for name, offset in words.anchors:
            self.document.anchors.setdefault(name, start + offset)

    def picture(self, words: Words, number: int, block: Block, caption: str) -> None:
        """Enter one of the pictures in some words, which is a block of its own, and the link around it."""
        image, span = words.images[number], Span(block.start, block.end)
        for link in words.links:
            if link.start <= image.start < link.end:
                self.document.links.append(Link(span, link.href, link.title))
        self.document.images.append(Image(span, image.src, image.alt, caption, True))

    def footnote(self, number: int, label: str) -> Footnote:
        """Return the footnote of a number, counted from 0, made where it is met first."""
        notes = self.document.footnotes
        while len(notes) <= number:
            notes.append(Footnote("", len(notes) + 1))
        notes[number].label = label
        return notes[number]
