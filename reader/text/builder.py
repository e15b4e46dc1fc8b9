"""Block tokens become blocks: containers become frames, blank lines become air."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence
from typing import Any

from reader.model.selector import Span
from reader.text.containers import Containers, items_of_lists
from reader.text.document import Block, Document, Kind, Run, Table
from reader.text.landmarks import Landmarks
from reader.text.parts import is_noise, parts_of_code, parts_of_words
from reader.text.quick import quick_words
from reader.text.quickblocks import BLOCKISH
from reader.text.safe import safe
from reader.text.source import Chunk
from reader.text.style import HEADINGS, Style
from reader.text.tablereading import TableLines, joined, lines_of, measured, table_lines
from reader.text.tokens import Token
from reader.text.words import Words, is_plain, plain_words, without_soft_breaks_in_cjk

SECTION_CHARACTERS = 4_000
"""About how much text a section holds; less would cost more sections, more would cost more at once."""
TABLE_PART_ROWS = 100

_HEADING = re.compile(r"(#{1,6})[ \t]+([^\n]*?)(?:[ \t]+#+)?[ \t]*$")


class Builder:
    """Fills a document from tokens."""

    def __init__(
        self, document: Document, env: MutableMapping[str, Any], inline: Callable[[str], Sequence[Any]]
    ) -> None:
        self.document = document
        self.env = env
        self.inline = inline
        self.around = Containers()
        self.marks = Landmarks(document, env)
        self.last: Block | None = None
        self.pending: list[Block] = []
        self.size = 0
        self.at = 0
        self.notes: dict[str, list[Token]] = {}
        """What footnotes say, by label, until it is their turn."""

    # -- chunks

    def simple(self, chunk: Chunk) -> bool:
        """Take a chunk that is one paragraph, heading or table without the parser; False if it is none of these."""
        text = chunk.text
        if text.startswith("#"):
            match = _HEADING.fullmatch(text)
            if match is None or not match[2] or match[2].startswith("#"):
                return False
            level = len(match[1])
            self.heading(level, self._read(match[2], HEADINGS[level - 1]))
            return True
        if "|" in text and (lines := table_lines(chunk.head + text)):
            self._table(lines, chunk.follows)
            return True
        if BLOCKISH.search(text):
            return False
        self._paragraphs(text, follows=chunk.follows)
        return True

    def code(self, text: str, info: str = "") -> None:
        language = info.split()[0].strip("{}.") if info.split() else ""
        text = safe(text).strip("\n")
        for number, part in enumerate(parts_of_code(text)):
            self.emit(Kind.CODE, Words(part), Style.CODE, language=language, follows=number > 0)

    def build(self, tokens: Sequence[Token]) -> None:
        items = items_of_lists(tokens)
        at = 0
        while at < len(tokens):
            token = tokens[at]
            kind = token.type
            if kind == "footnote_reference_open":
                close = _closing(tokens, at)
                self.notes.setdefault(token.meta["label"], list(tokens[at + 1 : close]))
                at = close
            elif kind in ("heading_open", "paragraph_open", "dt_open"):
                self._words(token, tokens[at + 1])
                at += 2
            elif kind == "table_open":
                close = _closing(tokens, at)
                self._table(lines_of(tokens[at:close]))
                at = close
            elif token.nesting == 1:
                self.around.enter(token, items.get(at, 0))
            elif token.nesting == -1:
                self.around.leave(token)
            else:
                self._leaf(token)
            at += 1

    def finish(self) -> None:
        """Add the footnotes, which were kept for the end, and the last section."""
        known = self.env.get("footnotes", {}).get("list", {})
        number = 0
        while number < len(known):
            self._note(number, known[number])
            number += 1
        for label in [*self.notes]:
            self._note(number, {"label": label})
            number += 1
        self.flush()

    def flush(self) -> None:
        """Hand what was gathered to the document."""
        if self.pending:
            self.document.append(self.pending)
            self.pending, self.size = [], 0

    # -- tokens

    def _leaf(self, token: Token) -> None:
        kind = token.type
        if kind in ("fence", "code_block"):
            self.code(token.content, token.info)
        elif kind == "hr":
            self.emit(Kind.RULE, Words(""), Style.RULE)
        elif kind == "html_block":
            from reader.text.markup import block_to_markdown

            for source in block_to_markdown(token.content):
                self._paragraphs(source)
        elif kind in ("math_block", "math_block_label"):
            from reader.text.tex import tex_to_text

            self.emit(Kind.MATH, Words(tex_to_text(safe(token.content))), Style.MATH)
        elif kind == "inline":
            self.paragraph(self._read(token.content))

    def _words(self, opening: Token, inline: Token) -> None:
        content = inline.content
        if opening.type == "heading_open":
            level = int(opening.tag[1])
            self.heading(level, self._read(content, self.around.style | HEADINGS[level - 1]))
            return
        if opening.type == "dt_open":
            self.emit(
                Kind.PARAGRAPH, self._read(content, self.around.style | Style.TERM), self.around.style | Style.TERM
            )
            return
        self._paragraphs(self.around.without_box(content), tight=opening.hidden)

    def _paragraphs(self, content: str, *, tight: bool = False, follows: bool = False) -> None:
        """Read a paragraph, nearly always as one block."""
        for number, part in enumerate(parts_of_words(content)):
            self.paragraph(self._read(part), tight=tight, follows=follows or number > 0)

    def _read(self, content: str, base: int | None = None) -> Words:
        if is_plain(content):
            return Words(plain_words(content))
        style = int(self.around.style if base is None else base)
        return quick_words(content, style) or self._parsed(content, style)

    def _parsed(self, content: str, style: int) -> Words:
        if is_noise(content):
            return Words(plain_words(content))
        from reader.text.inline import words_of

        tokens = self.inline(without_soft_breaks_in_cjk(content.strip()))
        return words_of(tokens, self._number, style)

    @staticmethod
    def _number(note: int) -> int:
        return note + 1

    # -- blocks

    def paragraph(self, words: Words, *, tight: bool = False, follows: bool = False) -> None:
        if not words.text:
            if self.around.is_new_item:
                self.emit(Kind.PARAGRAPH, words, self.around.style, tight=tight)
            return
        if words.images and _only_images(words):
            for number, image in enumerate(words.images):
                self._image(words, number, words.text[image.start : image.end])
            return
        self.emit(Kind.PARAGRAPH, words, self.around.style, tight=tight, follows=follows)

    def heading(self, level: int, words: Words) -> None:
        if not words.text:
            return
        block = self.emit(Kind.HEADING, words, self.around.style | HEADINGS[level - 1], level=level)
        self.marks.heading(block)

    def _image(self, words: Words, number: int, text: str) -> None:
        image = words.images[number]
        caption = "" if image.title == image.alt else image.title
        style = self.around.style | Style.IMAGE
        runs: tuple[Run, ...] = ()
        if caption:
            runs = (Run(len(text) + 1, len(text) + 1 + len(caption), self.around.style | Style.CAPTION),)
            text = f"{text}\n{caption}"
        block = self.emit(Kind.IMAGE, Words(text, runs), style)
        self.marks.picture(words, number, block, caption)

    def _table(self, lines: TableLines, follows: bool = False) -> None:
        """Add a table; one that follows goes on with the table before it, whose names it repeats."""
        base = self.around.style
        head = [self._cell(cell, base | Style.TABLE_HEAD) for cell in lines.head]
        rows = [[self._cell(cell, base) for cell in row] for row in lines.rows]
        follows = follows and self.last is not None and self.last.kind is Kind.TABLE
        if follows and self.last is not None:
            table = self.last.table
        else:
            rows.insert(0, head)
            table = measured(rows, lines.align)
        for number, at in enumerate(range(0, len(rows), TABLE_PART_ROWS)):
            first = not number and not follows
            words = joined(rows[at : at + TABLE_PART_ROWS], base | Style.TABLE_HEAD if first else 0)
            self.emit(Kind.TABLE, words, base, table=table, follows=not first, level=int(first))

    def _cell(self, content: str, style: int) -> Words:
        words = self._read(content, style)
        return words._replace(text=words.text.replace("\n", " ").replace("\t", " "))

    def _note(self, number: int, known: MutableMapping[str, Any]) -> None:
        label = str(known.get("label") or number + 1)
        footnote = self.marks.footnote(number, label)
        tokens = self.notes.pop(label, None)
        if tokens is None and "content" not in known:
            return
        first = not any(note.note for note in self.document.footnotes)
        if first:
            self.emit(Kind.RULE, Words(""), Style.NOTE | Style.RULE)
        self.around.begin_note(number + 1)
        above = self.last
        if tokens is None:
            from reader.text.inline import words_of

            self.paragraph(words_of(known["tokens"], self._number, self.around.style), tight=not first)
        else:
            self.build(tokens)
        self.around.end_note()
        if self.last is not None and self.last is not above:  # a note may say nothing
            footnote.note = Span(above.end + 1 if above is not None else 0, self.last.end)

    def emit(
        self,
        kind: Kind,
        words: Words,
        style: int,
        *,
        tight: bool = False,
        follows: bool = False,
        level: int = 0,
        language: str = "",
        table: Table | None = None,
    ) -> Block:
        """Add a block; `follows` says that it goes on with the one before it."""
        start = self.at + 1 if self.last is not None else 0
        air = self.around.air(self.last, level if kind is Kind.HEADING else 0, tight=tight)
        block = Block(
            kind,
            start,
            words.text,
            int(style),
            words.runs,
            self.around.frames(),
            0 if follows else air,
            self.around.shared,
            language,
            level,
            table,
        )
        self.marks.found(words, start)
        self.around.stood()
        self.last, self.at = block, block.end
        self.pending.append(block)
        self.size += len(words.text) + 40
        if self.size > SECTION_CHARACTERS:
            self.flush()
        return block


def _only_images(words: Words) -> bool:
    """Whether a paragraph is pictures and nothing else."""
    rest, at = "", 0
    for image in words.images:
        rest += words.text[at : image.start]
        at = image.end
    return not (rest + words.text[at:]).strip()


def _closing(tokens: Sequence[Token], at: int) -> int:
    """Return the place of the token that closes the one at `at`."""
    level, name = tokens[at].level, tokens[at].type.replace("_open", "_close")
    return next(
        (i for i in range(at + 1, len(tokens)) if tokens[i].level == level and tokens[i].type == name), len(tokens) - 1
    )
