"""Set tables: columns that fit the width, their cells wrapped; where they cannot fit, one record after the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from reader.text.bidi import is_rtl
from reader.text.blocksetting import SetBlock, frame_pieces
from reader.text.cells import cell_count
from reader.text.document import Block, Table
from reader.text.prose import Line, pieces_of, wrap
from reader.text.rows import CELL_BAR, Piece, Row, decoration
from reader.text.setting import Setting
from reader.text.style import Style

GAP = 3
LEAST_COLUMN = 6
"""A column is not made narrower than this, nor than its longest word where that is shorter than `LONGEST_WORD`."""
LONGEST_WORD = 14
BETWEEN = " · "


class _Part(NamedTuple):
    """A row's share of one cell."""

    x: int
    """Its column, counted from the table's left edge."""
    room: int
    """The cells it may fill, for alignment."""
    line: Line
    """Its words; offsets count from the block's start."""
    align: str = "left"


class _TableRow(NamedTuple):
    """One row of the screen: parts of cells, and what is drawn besides."""

    parts: tuple[_Part, ...] = ()
    marks: tuple[Piece, ...] = ()


class SetTable(SetBlock):
    """Part of a table, or all of it, in columns or as records."""

    def __init__(self, block: Block, width: int, setting: Setting) -> None:
        assert block.table is not None
        self.table = block.table
        super().__init__(block, width, setting)

    def _runs_right_to_left(self) -> bool:
        """Say whether its columns stand from right to left. Their names tell, for all parts of a long table."""
        return is_rtl(" ".join(self.table.heads), self.setting.direction)

    @property
    def height(self) -> int:
        return self.block.before + len(self.rows)

    def row_of(self, offset: int) -> int:
        at = bisect_right(self.places, (offset - self.block.start, len(self.rows))) - 1
        return self.block.before + self.places[max(0, at)][1]

    def _lines(self, width: int) -> Sequence[Line]:
        columns = fit_columns(self.table, width)
        setter = _Columns(self.table, columns, self.rtl) if columns else _Records(self.table, width, self.rtl)
        self.rows: list[_TableRow] = []
        for number, cells in enumerate(_grid(self.block.text)):
            head = not number and self.block.level > 0
            self.rows += setter.head(cells) if head else setter.line(cells, number > self.block.level)
        self.places = sorted((part.line.start, y) for y, row in enumerate(self.rows) for part in row.parts)
        """Where each part of a cell begins in the block, and on which row it is."""
        return ()

    def _row(self, at: int) -> Row:
        row = self.rows[at]
        pieces = [self._mark(piece) for piece in row.marks]
        for part in row.parts:
            pieces += self._part(part)
        pieces.sort()
        if row.parts:
            line = Line(row.parts[0].line.start, row.parts[-1].line.end)
            return self._framed(at, pieces, line)
        after = next((later.parts[0].line.start for later in self.rows[at:] if later.parts), len(self.block.text))
        row_without_text = self._framed(at, pieces, Line(after, after))
        return Row(row_without_text.start, row_without_text.end, row_without_text.pieces, self.block.kind, blank=True)

    def _framed(self, at: int, pieces: list[Piece], line: Line) -> Row:
        if not self.rtl:
            return super()._framed(at, pieces, line)
        start, frames = self.block.start, frame_pieces(self.block, self.left, at == 0)
        frames, pieces = self._mirrored(frames, pieces, 0)
        return Row(start + line.start, start + line.end, (*frames, *pieces), self.block.kind, first=at == 0, rtl=True)

    def _across(self, x: int, cells: int) -> int:
        """Return where so many cells stand that are `x` from the table's beginning, counted from its left edge."""
        return self.width - self.left - x - cells if self.rtl else x

    def _mark(self, mark: Piece) -> Piece:
        return mark._replace(x=self.left + self._across(mark.x, mark.cells))

    def _part(self, part: _Part) -> list[Piece]:
        block = self.block
        x = self.left + self._across(part.x, part.room)
        pieces = pieces_of(block.text, part.line, block.runs, block.style, x=x, base=block.start)
        if (part.align == "left" and not self.rtl) or not pieces:
            return pieces
        spare = x + part.room - pieces[-1].x - pieces[-1].cells
        moved = spare // 2 if part.align == "center" else spare
        return [piece._replace(x=piece.x + moved) for piece in pieces]


class _Columns:
    """Rows whose cells stand under each other."""

    def __init__(self, table: Table, columns: Sequence[int], rtl: bool) -> None:
        self.table = table
        self.columns = columns
        edges = enumerate(accumulate(columns[:-1])) if rtl else ()
        self.bars = tuple(_bar(edge + GAP * number) for number, edge in edges)

    def head(self, cells: list[tuple[int, str]]) -> list[_TableRow]:
        length = sum(self.columns) + GAP * (len(self.columns) - 1)
        return [*self.line(cells), _TableRow(marks=(decoration(0, "─" * length, Style.RULE),))]

    def line(self, cells: list[tuple[int, str]], air: bool = False) -> list[_TableRow]:
        parts: list[list[_Part]] = []
        x = 0
        for (at, text), room, align in zip(cells, self.columns, self.table.align, strict=True):
            wrapped = wrap(text, room)
            parts.append([_Part(x, room, _moved(line, at), align) for line in wrapped])
            x += room + GAP
        height = max(map(len, parts))
        return [_TableRow(tuple(column[y] for column in parts if y < len(column)), self.bars) for y in range(height)]


class _Records:
    """Each row of the table as a small list of its own: the column's name, then the value."""

    def __init__(self, table: Table, width: int, rtl: bool) -> None:
        self.width = width
        self.rtl = rtl
        gap = GAP if rtl else 2
        longest = max(map(cell_count, table.heads), default=0) + gap
        self.label = longest if longest <= width * 2 // 5 else max(0, width // 3)
        self.labels = [_cut(head, self.label - gap) for head in table.heads]

    def head(self, cells: list[tuple[int, str]]) -> list[_TableRow]:
        """Return the names once, one behind the other, over a line."""
        rows: list[_TableRow] = []
        parts: list[_Part] = []
        marks: list[Piece] = []
        x = 0
        for at, text in cells:
            if x and x + len(BETWEEN) + cell_count(text) > self.width:
                rows.append(_TableRow(tuple(parts), tuple(marks)))
                parts, marks, x = [], [], 0
            if x:
                marks.append(_bar(x) if self.rtl else decoration(x, BETWEEN, Style.LABEL))
                x += len(BETWEEN)
            first, *more = wrap(text, self.width)
            taken = cell_count(text[first.start : first.end])
            parts.append(_Part(x, taken, _moved(first, at)))
            x += taken
            for line in more:
                rows.append(_TableRow(tuple(parts), tuple(marks)))
                x = cell_count(text[line.start : line.end])
                parts, marks = [_Part(0, x, _moved(line, at))], []
        return [*rows, _TableRow(tuple(parts), tuple(marks)), _TableRow(marks=(self._line(),))]

    def line(self, cells: list[tuple[int, str]], air: bool = False) -> list[_TableRow]:
        """Return one record, with air between it and the one before."""
        rows: list[_TableRow] = [_TableRow()] if air else []
        room = max(1, self.width - self.label)
        for (at, text), label in zip(cells, self.labels, strict=True):
            for number, line in enumerate(wrap(text, room)):
                mark: tuple[Piece, ...] = (decoration(0, label, Style.LABEL),) if label and not number else ()
                mark += (_bar(self.label - GAP),) if mark and self.rtl else ()
                rows.append(_TableRow((_Part(self.label, room, _moved(line, at)),), mark))
        return rows

    def _line(self) -> Piece:
        return decoration(0, "─" * min(self.width, 12), Style.RULE)


def _bar(x: int) -> Piece:
    """Return a bar in the middle of a gap that begins at `x`."""
    return decoration(x + GAP // 2, CELL_BAR, Style.RULE)


def _cut(label: str, room: int) -> str:
    """Return a column's name in as many cells as there are; none where that says nothing."""
    if cell_count(label) <= room:
        return label
    if room < 2:
        return ""
    line = wrap(label, room - 1)[0]
    return label[line.start : line.end] + "…"


def _moved(line: Line, by: int) -> Line:
    return Line(line.start + by, line.end + by, line.hyphen, line.last)


def fit_columns(table: Table, width: int) -> tuple[int, ...]:
    """Return the cells each column gets; empty where the table cannot stand in columns at this width."""
    count = len(table.natural)
    room = width - GAP * (count - 1)
    if sum(table.natural) <= room:
        return tuple(max(1, cells) for cells in table.natural)
    least = [
        min(n, max(LEAST_COLUMN, min(word, LONGEST_WORD))) for n, word in zip(table.natural, table.least, strict=True)
    ]
    least = [max(1, cells) for cells in least]
    if sum(least) > room:
        return ()
    low, high = 0, width
    while low < high:  # the widest cap on columns that still fits
        middle = (low + high + 1) // 2
        if sum(_capped(table.natural, least, middle)) <= room:
            low = middle
        else:
            high = middle - 1
    columns = _capped(table.natural, least, low)
    for number in sorted(range(count), key=lambda n: columns[n] - table.natural[n]):
        if sum(columns) < room and columns[number] < table.natural[number]:
            columns[number] += 1
    return tuple(columns)


def _capped(natural: Sequence[int], least: Sequence[int], cap: int) -> list[int]:
    return [max(low, min(cells, cap)) for cells, low in zip(natural, least, strict=True)]


def _grid(text: str) -> list[list[tuple[int, str]]]:
    """Return a table's cells by row, each with its offset in the block's text."""
    grid: list[list[tuple[int, str]]] = []
    at = 0
    for row in text.split("\n"):
        cells = []
        for cell in row.split("\t"):
            cells.append((at, cell))
            at += len(cell) + 1
        grid.append(cells)
    return grid
