"""Document and width to rows, and positions both ways between the screen and `plain`; only as much as is looked at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple, overload

from reader.text.document import Block, Document, Kind, Section
from reader.text.rows import Row
from reader.text.setters import set_block
from reader.text.setting import Setting

MOST_SECTIONS = 100
"""How many sections are kept set, about 400,000 characters; the heights of all that were set are kept anyway."""


class Cell(NamedTuple):
    """A place on the endless page: row and column, from 0."""

    row: int
    column: int


class Stretch(NamedTuple):
    """Cells of one row, end excluded: what a highlight or a match covers there."""

    row: int
    start: int
    end: int


class Layout:
    """The rows of a document at one width. Sections are set when they are first looked at; until then their height is
    an estimate, so `height` and row numbers may change when more is set (`version` grows then): an offset is the place
    to hold on to, and `settle` says where it is."""

    def __init__(self, document: Document, width: int, setting: Setting) -> None:
        self.document = document
        self.width = max(1, width)
        self.setting = setting
        self.version = 0
        """Grows when row numbers have changed: a section turned out higher or lower, or the document grew."""
        self._sections: dict[int, SetSection] = {}
        self._heights: list[int] = []
        self._exact: list[bool] = []
        self._tops: list[int] = [0]

    @property
    def height(self) -> int:
        """Rows in all: exact for what was set, an estimate for the rest."""
        self._sync()
        return self._tops[-1]

    def rows(self, first: int, count: int) -> list[Row]:
        """Return `count` rows from row `first`, fewer at the end. Sets what they touch."""
        self._settle_rows(first, count)
        rows: list[Row] = []
        end = min(first + count, self._tops[-1])
        at = max(0, first)
        while at < end:
            number = self._section_of_row(at)
            section, top = self._set(number), self._tops[number]
            upto = min(end, top + section.height)
            rows += (section.row(row - top) for row in range(at, upto))
            at = upto
        return rows

    def settle(self, offset: int, above: int, below: int) -> int:
        """Set the rows around an offset, so many above and below, and return its row number, which is exact among them."""
        self._sync()
        row = self.row_of(offset)
        while True:
            version = self.version
            self._settle_rows(row - above, above + below + 1)
            row = self.row_of(offset)
            if version == self.version:
                return row

    def section(self, number: int) -> SetSection:
        """Return a section's rows, by its number in the document; exact whatever was estimated around it."""
        self._sync()
        return self._set(number)

    def row_of(self, offset: int) -> int:
        """Return the number of the row that holds `offset`; its section is set."""
        self._sync()
        if not self._heights:
            return 0
        number = min(self.document.section_at(offset), len(self._heights) - 1)
        section = self._set(number)
        return self._tops[number] + section.row_of(offset)

    def cell_of(self, offset: int) -> Cell:
        """Return where the character at `offset` is drawn."""
        number = self.row_of(offset)
        row = self.row(number)
        return Cell(number, row.column_of(offset) if row else 0)

    def row(self, number: int) -> Row | None:
        """Return one row, or None outside the page."""
        rows = self.rows(number, 1) if number >= 0 else []
        return rows[0] if rows else None

    def offset_at(self, row: int, column: int) -> int:
        """Return the offset of the character drawn there; of the nearest one where none is."""
        found = self.row(min(max(row, 0), max(0, self.height - 1)))
        return found.offset_at(column) if found else 0

    def cells_of(self, start: int, end: int, first: int, count: int) -> list[Stretch]:
        """Return the cells that show the text from `start` to `end`, on `count` rows from row `first`."""
        return [
            Stretch(first + number, left, right)
            for number, row in enumerate(self.rows(first, count))
            for left, right in row.cells_of(start, end)
        ]

    def _sync(self) -> None:
        """Take in what was read since."""
        sections = self.document.sections
        if len(self._heights) < len(sections):
            more = sections[len(self._heights) :]
            self._heights += [self._estimate(section) for section in more]
            self._exact += [False] * len(more)
            self._count()

    def _count(self) -> None:
        self._tops = list(accumulate(self._heights, initial=0))
        self.version += 1

    def _estimate(self, section: Section) -> int:
        return section.weight + (section.end - section.start) * 21 // (20 * self.width) + 1

    def _section_of_row(self, row: int) -> int:
        return min(max(0, bisect_right(self._tops, row) - 1), len(self._heights) - 1)

    def _set(self, number: int) -> SetSection:
        section = self._sections.get(number)
        if section is None:
            section = SetSection(self.document.sections[number], self.width, self.setting)
            self._sections[number] = section
            if len(self._sections) > MOST_SECTIONS:
                del self._sections[next(iter(self._sections))]
            self._exact[number] = True
            if self._heights[number] != section.height:
                self._heights[number] = section.height
                self._count()
        return section

    def _settle_rows(self, first: int, count: int) -> None:
        self._sync()
        done = False
        while not done and self._heights:
            done = True
            for number in range(self._section_of_row(max(0, first)), len(self._heights)):
                if self._tops[number] >= first + count:
                    break
                if not self._exact[number]:
                    self._set(number)
                    done = False


class SetSection:
    """A section's blocks, set."""

    def __init__(self, section: Section, width: int, setting: Setting) -> None:
        self.section = section
        self.blocks = [set_block(block, width, setting) for block in self._shown(section, setting)]
        self.tops = list(accumulate((block.height for block in self.blocks), initial=0))

    @property
    def height(self) -> int:
        return self.tops[-1]

    def row(self, number: int) -> Row:
        at = bisect_right(self.tops, number) - 1
        return self.blocks[at].row(number - self.tops[at])

    def row_of(self, offset: int) -> int:
        at = max(0, bisect_right(self.blocks, offset, key=lambda one: one.block.start) - 1)
        return self.tops[at] + self.blocks[at].row_of(offset) if self.blocks else 0

    def _shown(self, section: Section, setting: Setting) -> Iterator[Block]:
        for block in section.blocks:
            if block.start or not setting.title or not _says(block, setting.title):
                yield block


class SectionRows(Sequence[Row]):
    """The rows of a section, each made when it is first looked at: a window looks at a part of them."""

    def __init__(self, section: SetSection) -> None:
        self._section = section
        self._rows: list[Row | None] = [None] * section.height

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        row = self._rows[at]
        if row is None:
            row = self._rows[at] = self._section.row(at if at >= 0 else at + len(self))
        return row


def first_offset(document: Document, title: str) -> int:
    """Return the first offset that is set: a first heading that says the title again is not."""
    if not document.sections:
        return 0
    blocks = document.sections[0].blocks
    if not title or not _says(blocks[0], title):
        return blocks[0].start
    return blocks[1].start if len(blocks) > 1 else document.sections[0].end + 1


def _says(block: Block, title: str) -> bool:
    """Whether a block is the article's title once more."""
    return block.kind is Kind.HEADING and _bare(block.text) == _bare(title)


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def lay_out(document: Document, width: int, setting: Setting | None = None) -> Layout:
    """Return the rows of `document` at `width` cells. Costs nothing until they are looked at."""
    return Layout(document, width, setting or Setting())
