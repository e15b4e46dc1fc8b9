"""What an article says: its blocks, and `plain`, its visible text, the one ruler for all positions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from reader.model.selector import Span
from reader.text.links import Link, Links


class Kind(StrEnum):
    """What sort of block it is: which rules set it."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CODE = "code"
    TABLE = "table"
    IMAGE = "image"
    RULE = "rule"
    MATH = "math"


class Run(NamedTuple):
    """A stretch of a block's text with a style of its own; offsets count from the block's start."""

    start: int
    end: int
    style: int


class Frame(NamedTuple):
    """One container around a block: a quote, or an item of a list. Outermost first."""

    kind: str
    """"quote", "item", "note" or "indent"."""
    marker: str
    """What is drawn before the first row: a bullet, a number; empty in the item's later blocks."""
    width: int
    """Cells the container takes from the row."""
    done: bool = False


class Table(NamedTuple):
    """How wide a table's columns would like to be, and must be; the same for all parts of a long table."""

    natural: tuple[int, ...]
    """Cells of the widest cell, per column."""
    least: tuple[int, ...]
    """Cells of the widest word, per column."""
    align: tuple[str, ...]
    """"left", "right" or "center", per column."""
    heads: tuple[str, ...]
    """The names of the columns, for tables shown as records; may be empty strings."""


class Block(NamedTuple):
    """One thing that is set by itself: a paragraph, a heading, a table. Never changes, knows nothing of widths."""

    kind: Kind
    start: int
    """Offset of its first character in `plain`."""
    text: str
    """What is seen and selected. Lines are parted by newlines, cells of a table by tabs."""
    style: int = 0
    """Of all its text; runs add to it."""
    runs: tuple[Run, ...] = ()
    """Sorted, never overlapping; their style includes the block's."""
    frames: tuple[Frame, ...] = ()
    before: int = 0
    """Blank rows above it."""
    shared: int = 0
    """How many of its frames also hold the block before it: their bars run through the blank rows."""
    language: str = ""
    """Of code: the name of the language, as the author wrote it."""
    level: int = 0
    """Of a heading: 1 to 6."""
    table: Table | None = None

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Heading(NamedTuple):
    level: int
    span: Span
    text: str

    @property
    def offset(self) -> int:
        return self.span.start


class Image(NamedTuple):
    span: Span
    """Its words in `plain`: the alternative text, or the name of the file."""
    src: str
    alt: str
    caption: str = ""
    alone: bool = False
    """Whether it is a block of its own, not a word in a line."""


@dataclass(slots=True)
class Footnote:
    label: str
    number: int
    refs: list[Span] = field(default_factory=list)
    """Where the text points to it; the first is where to go back to."""
    note: Span | None = None
    """Its text, at the end of `plain`; None while it was not read yet, or is missing."""


class Section:
    """A few neighbouring blocks: the unit of laziness."""

    __slots__ = ("_blocks", "end", "start", "weight")

    def __init__(self, start: int, end: int, weight: int, blocks: Blocks) -> None:
        self.start = start
        """Offset of its first block in `plain`."""
        self.end = end
        """Where its last block ends; the newline after it belongs to the section too."""
        self.weight = weight
        """What an estimate of its height adds to its words: blank rows, which do not depend on the width."""
        self._blocks = blocks

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its blocks, unpacked when they are first looked at (`reader.text.kept`)."""
        if not isinstance(self._blocks, tuple):
            self._blocks = self._blocks(self)
        return self._blocks

    def after(self, offset: int) -> Section:
        """Return what of the section begins behind an offset."""
        blocks = tuple(block for block in self.blocks if block.start > offset)
        return Section(blocks[0].start, self.end, weight_of(blocks), blocks)


Blocks: TypeAlias = "tuple[Block, ...] | Callable[[Section], tuple[Block, ...]]"
"""The blocks of a section, or what makes them when they are asked for."""


def weight_of(blocks: Sequence[Block]) -> int:
    """Return the `weight` of a section of these blocks."""
    return sum(block.before for block in blocks) + len(blocks) // 2


class Document:
    """An article's blocks in order, perhaps still being read from its Markdown.

    It only grows: what was there keeps its place, so a reader above the end never sees a change. Lists are sorted.
    """

    def __init__(self, more: Callable[[int], bool] | None = None) -> None:
        self.sections: list[Section] = []
        self.starts: list[int] = []
        """The starts of `sections`, for bisecting."""
        self.headings: list[Heading] = []
        self.links = Links()
        self.images: list[Image] = []
        self.footnotes: list[Footnote] = []
        """By number, from 1."""
        self.anchors: dict[str, int] = {}
        """Where `#name` links lead: offsets in `plain`."""
        self.length = 0
        """Code points read so far."""
        self._more = more
        self._plain = ""
        self._joined = 0
        """How many sections `_plain` holds."""

    @property
    def complete(self) -> bool:
        """Whether all of the Markdown was read."""
        return self._more is None

    @property
    def plain(self) -> str:
        """The visible text read so far: blocks parted by newlines. The same at every width."""
        if self._joined < len(self.sections):
            missing = self.sections[self._joined :]
            self._plain += "".join(_written(block) for section in missing for block in section.blocks)
            self._joined += len(missing)
        return self._plain

    def read_on(self, characters: int = 40_000) -> bool:
        """Read about so many more characters of Markdown; False when there was nothing more to read."""
        if self._more is None:
            return False
        if not self._more(characters):
            self._more = None
        return True

    def read_all(self) -> None:
        while self.read_on(1 << 20):
            pass

    def rest_from(self, whole: Callable[[], Document]) -> None:
        """Have what was not read yet from a whole document when it is asked for, and let go of the Markdown now.

        May be called in any thread.
        """

        def more(characters: int) -> bool:
            self.complete_from(whole())
            return False

        if self._more is not None:
            self._more = more

    def append(self, blocks: list[Block]) -> None:
        """Take in the next blocks, which start where the text read so far ends."""
        self.take(Section(blocks[0].start, blocks[-1].end, weight_of(blocks), tuple(blocks)))

    def take(self, section: Section) -> None:
        """Add a section behind the others."""
        self.sections.append(section)
        self.starts.append(section.start)
        self.length = section.end

    @classmethod
    def of(cls, sections: list[Section], plain: str) -> Document:
        """Return a whole document whose text is known: one that was kept."""
        document = cls()
        for section in sections:
            document.take(section)
        document._plain, document._joined = plain, len(sections)
        return document

    def complete_from(self, whole: Document) -> None:
        """Take what was not read yet from a whole document of the same Markdown; what was there keeps its place."""
        read = self.length if self.sections else -1
        for section in whole.sections[self._first_behind(whole, read) :]:
            self.take(section if section.start > read else section.after(read))
        self.headings, self.links, self.images = whole.headings, whole.links, whole.images
        self.footnotes, self.anchors = whole.footnotes, whole.anchors
        self._plain, self._joined, self._more = whole.plain, len(self.sections), None

    @staticmethod
    def _first_behind(whole: Document, read: int) -> int:
        """Return the number of the first section of which anything stands behind `read`."""
        return bisect_right(whole.sections, read, key=lambda section: section.end)

    def blocks(self) -> Iterator[Block]:
        """Every block read so far, in order."""
        for section in self.sections:
            yield from section.blocks

    def section_at(self, offset: int) -> int:
        """Return the number of the section that holds `offset`; offsets outside the text belong to the nearest."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds `offset`, or None in an empty document; its newline belongs to a block."""
        if not self.sections:
            return None
        blocks = self.sections[self.section_at(offset)].blocks
        return blocks[max(0, bisect_right(blocks, offset, key=lambda block: block.start) - 1)]

    def heading_at(self, offset: int) -> Heading | None:
        """Return the heading under which `offset` stands, or None above the first."""
        at = bisect_right(self.headings, offset, key=lambda heading: heading.span.start)
        return self.headings[at - 1] if at else None

    def links_in(self, start: int, end: int) -> list[Link]:
        """Return the links that touch a range of `plain`."""
        return self.links.touching(start, end)

    def link_at(self, offset: int) -> Link | None:
        links = self.links_in(offset, offset + 1)
        return links[0] if links else None

    def footnote_at(self, offset: int) -> Footnote | None:
        """Return the footnote that `offset` points to or is part of."""
        for note in self.footnotes:
            spans = [*note.refs, note.note] if note.note else note.refs
            if any(span.start <= offset < span.end for span in spans):
                return note
        return None


def _written(block: Block) -> str:
    return block.text if not block.start else "\n" + block.text
