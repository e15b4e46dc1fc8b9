"""From Markdown to a `Document`, all at once or a little at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping, Sequence
from functools import cache, partial
from typing import Any

from reader.text.builder import Builder
from reader.text.document import Document
from reader.text.quickblocks import quick_tokens
from reader.text.source import Chunk, chunks, definitions

FIRST_CHARACTERS = 8_000
"""How much is read at first: enough for any screen."""

_WIDE_TABLE = re.compile(r"^(?:[^|\n]*\|){150}", re.MULTILINE)
"""The parser fills up short rows, so that a table of many columns costs more than its text has signs."""


def parse(markdown: str) -> Document:
    """Return all that `markdown` says. Any text is Markdown: there are no errors."""
    document = begin(markdown)
    document.read_all()
    return document


def begin(markdown: str, characters: int = FIRST_CHARACTERS) -> Document:
    """Return the beginning of what `markdown` says; `Document.read_on` reads the rest.

    Reading on only adds to the end: the result is the same as of `parse`.
    """
    document = begun(Parser(markdown))
    document.read_on(characters)
    return document


def begun(parser: Parser) -> Document:
    """Return the document that a parser fills; nothing is read yet."""
    document = Document(parser.read)
    parser.builder = Builder(document, parser.env, partial(_inline, parser.env))  # no circle: it goes with its text
    return document


class Parser:
    """Markdown on its way into a document: where reading stopped, and what was defined."""

    builder: Builder

    def __init__(self, markdown: str, defined: Sequence[str] = ()) -> None:
        """`defined` are paragraphs of link definitions that stand elsewhere."""
        source = markdown.replace("\r\n", "\n").replace("\r", "\n") if "\r" in markdown else markdown
        self.chunks: Iterator[Chunk] = chunks(source)
        self.env: MutableMapping[str, Any] = {}
        notes, links = definitions(source)
        if notes:
            self.env["footnotes"] = {"refs": {f":{label}": -1 for label in notes}, "list": {}}
        for paragraphs in (*links, *defined):
            self.blocks(paragraphs)

    def read(self, characters: int) -> bool:
        """Read about so many characters more; False when that was all."""
        for chunk in self.chunks:
            characters -= len(chunk.text) + 1
            if chunk.fence is not None:
                self.builder.code(chunk.text, chunk.fence)
            elif not self.builder.simple(chunk):
                self.builder.build(quick_tokens(chunk.text) or self.blocks(chunk.text))
            if characters <= 0:
                self.builder.flush()
                return True
        self.builder.finish()
        return False

    def blocks(self, text: str) -> list[Any]:
        """Return the block tokens of Markdown, what is inside lines not yet parsed."""
        tokens: list[Any] = []
        markdown = _markdown(tables=not _WIDE_TABLE.search(text))
        markdown.block.parse(text, markdown, self.env, tokens)
        return tokens


def _inline(env: MutableMapping[str, Any], text: str) -> list[Any]:
    """Return the tokens of one stretch of words."""
    tokens: list[Any] = []
    markdown = _markdown()
    markdown.inline.parse(text, markdown, env, tokens)
    return tokens


@cache
def _markdown(tables: bool = True) -> Any:
    from markdown_it import MarkdownIt  # a text of plain paragraphs needs none of it
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": 60})
    markdown.enable(["table", "strikethrough"] if tables else ["strikethrough"])
    markdown.use(footnote_plugin, move_to_end=False)
    markdown.use(deflist_plugin)
    markdown.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    return markdown
