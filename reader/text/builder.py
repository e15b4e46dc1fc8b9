"""Block tokens become blocks: containers become frames, blank lines become air."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it.token import Token

from reader.model.selector import Span
from reader.text.document import Block, Document, Footnote, Frame, Heading, Image, Kind, Link, Run, Table
from reader.text.inline import Words, is_plain, plain_words, without_soft_breaks_in_cjk, words_of
from reader.text.markup import block_to_markdown
from reader.text.parts import is_noise, parts_of_code, parts_of_words
from reader.text.quick import quick_words
from reader.text.safe import safe
from reader.text.source import Chunk
from reader.text.style import HEADINGS, Style
from reader.text.tablereading import TableLines, joined, lines_of, measured, table_lines
from reader.text.tex import tex_to_text

SECTION_CHARACTERS = 4_000
"""About how much text a section holds; less would cost more sections, more would cost more at once."""
TABLE_PART_ROWS = 100

_BULLETS = "•◦▪▫"
_BLOCKISH = re.compile(
    r"^(?:[ \t>#|:=<$+~-]|```|\d{1,9}[.)](?:\s|$)|\*(?:\s|$)|[*_](?:[ \t]*[*_]){2}[ \t]*$"
    r"|\*[ \t]*\*[ \t]*\*|_[ \t]*_[ \t]*_|\[(?:[^\]\\]|\\.){0,999}\]:)",
    re.MULTILINE,
)
"""Lines that are, or may turn the lines before them into, something other than a paragraph."""
_HEADING = re.compile(r"(#{1,6})[ \t]+([^\n]*?)(?:[ \t]+#+)?[ \t]*$")
_NOT_IN_SLUG = re.compile(r"[^\w\- ]")


@dataclass(slots=True, eq=False)
class _Open:
    """A container while its blocks are gathered."""

    kind: str
    marker: str = ""
    width: int = 0
    done: bool = False
    used: bool = False
    number: int = 0


class Builder:
    """Fills a document from tokens."""

    def __init__(self, document: Document, env: MutableMapping[str, Any], inline: Callable[[str], list[Token]]) -> None:
        self.document = document
        self.env = env
        self.inline = inline
        self.open: list[_Open] = []
        self.before: list[_Open] = []
        """What was open around the last block."""
        self.last: Block | None = None
        self.pending: list[Block] = []
        self.size = 0
        self.at = 0
        self.notes: dict[str, list[Token]] = {}
        self.slugs: dict[str, int] = {}
        """How often each heading was met, for telling their anchors apart."""

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
        if _BLOCKISH.search(text):
            return False
        self._paragraphs(text, follows=chunk.follows)
        return True

    def code(self, text: str, info: str = "") -> None:
        language = info.split()[0].strip("{}.") if info.split() else ""
        text = safe(text).strip("\n")
        for number, part in enumerate(parts_of_code(text)):
            self.emit(Kind.CODE, Words(part), Style.CODE, language=language, follows=number > 0)

    def build(self, tokens: Sequence[Token]) -> None:
        items = _items(tokens)
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
                self._enter(token, items.get(at, 0))
            elif token.nesting == -1:
                self._leave(token)
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

    def _enter(self, token: Token, count: int) -> None:
        kind = token.type
        if kind == "blockquote_open":
            self.open.append(_Open("quote", "", 2))
        elif kind == "bullet_list_open":
            depth = sum(one.kind == "list" and not one.number for one in self.open)
            self.open.append(_Open("list", _BULLETS[depth % len(_BULLETS)], 4))
        elif kind == "ordered_list_open":
            first = int(token.attrGet("start") or 1) if token.attrGet("start") is not None else 1
            self.open.append(_Open("list", "", len(str(first + count - 1)) + 4, number=first or -1))
        elif kind == "list_item_open":
            self._enter_item()
        elif kind == "dd_open":
            self.open.append(_Open("indent", "", 4))
        elif kind == "dl_open":
            self.open.append(_Open("list"))

    def _enter_item(self) -> None:
        outer = next(one for one in reversed(self.open) if one.kind == "list")
        marker = outer.marker
        if outer.number:
            number = max(0, outer.number)
            marker = f"{number}."
            outer.number = number + 1
        self.open.append(_Open("item", marker, outer.width))

    def _leave(self, token: Token) -> None:
        if token.type in (
            "blockquote_close",
            "bullet_list_close",
            "ordered_list_close",
            "list_item_close",
            "dd_close",
            "dl_close",
        ):
            self.open.pop()

    def _leaf(self, token: Token) -> None:
        kind = token.type
        if kind in ("fence", "code_block"):
            self.code(token.content, token.info)
        elif kind == "hr":
            self.emit(Kind.RULE, Words(""), Style.RULE)
        elif kind == "html_block":
            for source in block_to_markdown(token.content):
                self._paragraphs(source)
        elif kind in ("math_block", "math_block_label"):
            self.emit(Kind.MATH, Words(tex_to_text(safe(token.content))), Style.MATH)
        elif kind == "inline":
            self.paragraph(self._read(token.content))

    def _words(self, opening: Token, inline: Token) -> None:
        content = inline.content
        if opening.type == "heading_open":
            level = int(opening.tag[1])
            self.heading(level, self._read(content, self._base() | HEADINGS[level - 1]))
            return
        if opening.type == "dt_open":
            self.emit(Kind.PARAGRAPH, self._read(content, self._base() | Style.TERM), self._base() | Style.TERM)
            return
        if self.open and self.open[-1].kind == "item" and not self.open[-1].used:
            content = self._task(content)
        self._paragraphs(content, tight=opening.hidden)

    def _paragraphs(self, content: str, *, tight: bool = False, follows: bool = False) -> None:
        """Read a paragraph, nearly always as one block."""
        for number, part in enumerate(parts_of_words(content)):
            self.paragraph(self._read(part), tight=tight, follows=follows or number > 0)

    def _task(self, content: str) -> str:
        if content[:4].lower() in ("[ ] ", "[x] "):
            self.open[-1].done = content[1] != " "
            self.open[-1].marker = "☑" if self.open[-1].done else "☐"
            return content[4:]
        return content

    def _read(self, content: str, base: int | None = None) -> Words:
        if is_plain(content):
            return Words(plain_words(content))
        style = int(self._base() if base is None else base)
        return quick_words(content, style) or self._parsed(content, style)

    def _parsed(self, content: str, style: int) -> Words:
        if is_noise(content):
            return Words(plain_words(content))
        tokens = self.inline(without_soft_breaks_in_cjk(content.strip()))
        return words_of(tokens, self._number, style)

    def _base(self) -> int:
        style = 0
        for one in self.open:
            style |= Style.QUOTE if one.kind == "quote" else Style.NOTE if one.kind == "note" else 0
        return style

    @staticmethod
    def _number(note: int) -> int:
        return note + 1

    # -- blocks

    def paragraph(self, words: Words, *, tight: bool = False, follows: bool = False) -> None:
        if not words.text:
            if any(one.kind == "item" and not one.used for one in self.open[-1:]):
                self.emit(Kind.PARAGRAPH, words, self._base(), tight=tight)
            return
        if words.images and _only_images(words):
            for number, image in enumerate(words.images):
                self._image(words, number, words.text[image.start : image.end])
            return
        self.emit(Kind.PARAGRAPH, words, self._base(), tight=tight, follows=follows)

    def heading(self, level: int, words: Words) -> None:
        if not words.text:
            return
        block = self.emit(Kind.HEADING, words, self._base() | HEADINGS[level - 1], level=level)
        self.document.headings.append(Heading(level, Span(block.start, block.end), block.text))
        slug = _NOT_IN_SLUG.sub("", block.text.lower()).strip().replace(" ", "-")
        count = self.slugs[slug] = self.slugs.get(slug, -1) + 1
        self.document.anchors.setdefault(f"{slug}-{count}" if count else slug, block.start)

    def _image(self, words: Words, number: int, text: str) -> None:
        image = words.images[number]
        caption = "" if image.title == image.alt else image.title
        style = self._base() | Style.IMAGE
        runs: tuple[Run, ...] = ()
        if caption:
            runs = (Run(len(text) + 1, len(text) + 1 + len(caption), self._base() | Style.CAPTION),)
            text = f"{text}\n{caption}"
        block = self.emit(Kind.IMAGE, Words(text, runs), style)
        for link in words.links:
            if link.start <= image.start < link.end:
                self.document.links.append(Link(Span(block.start, block.end), link.href, link.title))
        self.document.images.append(Image(Span(block.start, block.end), image.src, image.alt, caption, True))

    def _table(self, lines: TableLines, follows: bool = False) -> None:
        """Add a table; one that follows goes on with the table before it, whose names it repeats."""
        base = self._base()
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
        footnote = self._footnote(number, label)
        tokens = self.notes.pop(label, None)
        if tokens is None and "content" not in known:
            return
        first = not any(note.note for note in self.document.footnotes)
        if first:
            self.emit(Kind.RULE, Words(""), Style.NOTE | Style.RULE)
        self.open = [_Open("list"), _Open("note", f"{number + 1}.", len(str(number + 1)) + 2)]
        start = self.at
        if tokens is None:
            self.paragraph(words_of(known["tokens"], self._number, self._base()), tight=not first)
        else:
            self.build(tokens)
        self.open = []
        if self.last is not None and self.last.start >= start:
            footnote.note = Span(start + (1 if start else 0), self.last.end)

    def _footnote(self, number: int, label: str) -> Footnote:
        notes = self.document.footnotes
        while len(notes) <= number:
            notes.append(Footnote("", len(notes) + 1))
        notes[number].label = label
        return notes[number]

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
        block = Block(
            kind,
            start,
            words.text,
            int(style),
            words.runs,
            self._frames(),
            0 if follows else self._air(kind, level if kind is Kind.HEADING else 0, tight),
            self._shared(),
            language,
            level,
            table,
        )
        self._found(words, start)
        self.before, self.last, self.at = [*self.open], block, block.end
        self.pending.append(block)
        self.size += len(words.text) + 40
        if self.size > SECTION_CHARACTERS:
            self.flush()
        return block

    def _found(self, words: Words, start: int) -> None:
        for link in words.links:
            self.document.links.append(Link(Span(start + link.start, start + link.end), link.href, link.title))
        for image in words.images:
            span = Span(start + image.start, start + image.end)
            self.document.images.append(Image(span, image.src, image.alt, image.title))
        for ref in words.refs:
            label = str(self.env["footnotes"]["list"][ref.note].get("label") or ref.note + 1)
            self._footnote(ref.note, label).refs.append(Span(start + ref.start, start + ref.end))
        for name, offset in words.anchors:
            self.document.anchors.setdefault(name, start + offset)

    def _frames(self) -> tuple[Frame, ...]:
        frames = []
        for one in self.open:
            if one.kind != "list":
                frames.append(Frame(one.kind, "" if one.used else one.marker, one.width, one.done))
                one.used = True
        return tuple(frames)

    def _shared(self) -> int:
        return sum(one.kind != "list" for one in self._common())

    def _common(self) -> list[_Open]:
        common = []
        for mine, other in zip(self.open, self.before, strict=False):
            if mine is not other:
                break
            common.append(mine)
        return common

    def _air(self, kind: Kind, level: int, tight: bool) -> int:
        """Return how many blank rows stand before the next block."""
        if self.last is None:
            return 0
        common = self._common()
        if tight and any(one.kind == "list" for one in common):
            return 1 if self.last.kind in (Kind.CODE, Kind.TABLE) else 0
        if self.open and self.open[-1].kind == "indent" and self.open[-1] not in common:
            return 0
        if level and level <= 2 and self.last.kind is not Kind.HEADING:
            return 2
        return 1


def _only_images(words: Words) -> bool:
    """Whether a paragraph is pictures and nothing else."""
    rest, at = "", 0
    for image in words.images:
        rest += words.text[at : image.start]
        at = image.end
    return not (rest + words.text[at:]).strip()


def _items(tokens: Sequence[Token]) -> dict[int, int]:
    """Return how many items each list has, by the place of its opening token."""
    counts: dict[int, int] = {}
    lists: list[int] = []
    for at, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(at)
            counts[at] = 0
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            counts[lists[-1]] += 1
    return counts


def _closing(tokens: Sequence[Token], at: int) -> int:
    """Return the place of the token that closes the one at `at`."""
    level, name = tokens[at].level, tokens[at].type.replace("_open", "_close")
    return next(
        (i for i in range(at + 1, len(tokens)) if tokens[i].level == level and tokens[i].type == name), len(tokens) - 1
    )
