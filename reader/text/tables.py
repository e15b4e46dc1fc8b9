"""Set tables: columns that fit the width, their cells wrapped; where they cannot fit, one record after the other."""

from __future__ import annotations

from collections.abc import Sequence

from reader.text.blocksetting import SetBlock
from reader.text.cells import cell_count
from reader.text.document import Block, Table
from reader.text.prose import Line, pieces_of, wrap
from reader.text.rows import Piece, Row, decoration
from reader.text.setting import Setting
from reader.text.style import Style

GAP = 3
LEAST_COLUMN = 6
"""A column is not made narrower than this, nor than its longest word where that is shorter than `LONGEST_WORD`."""
LONGEST_WORD = 14


class SetTable(SetBlock):
    """Part of a table, or all of it, in columns or as records."""

    def __init__(self, block: Block, width: int, setting: Setting) -> None:
        assert block.table is not None
        self.table = block.table
        super().__init__(block, width, setting)

    def _lines(self, width: int) -> Sequence[Line]:
        self.parts: list[list[tuple[int, int, Line]]] = []
        """For each row: the cells on it, as (column, the cell's offset in the block, the line of it)."""
        self.gap_after: set[int] = set()
        self.columns = fit_columns(self.table, width)
        grid = _grid(self.block.text)
        for y, cells in enumerate(grid):
            head = y == 0 and self.block.level > 0
            if self.columns or head:
                self._add_line(cells, self.columns or ())
            else:
                self._add_record(cells, width)
        return [_line_of(parts) for parts in self.parts]

    def _add_line(self, cells: list[tuple[int, str]], columns: Sequence[int]) -> None:
        if not columns:
            for number, (at, text) in enumerate(cells):
                self.parts += [[(number, at, line)] for line in wrap(text, max(1, self.width - self.left))]
            return
        wrapped = [
            [(number, at, line) for line in wrap(text, columns[number])]
            for number, (at, text) in enumerate(cells[: len(columns)])
        ]
        for depth in range(max(map(len, wrapped))):
            self.parts.append([lines[depth] for lines in wrapped if depth < len(lines)])

    def _add_record(self, cells: list[tuple[int, str]], width: int) -> None:
        for number, (at, text) in enumerate(cells):
            room = max(1, width - self._label_room())
            self.parts += [[(number, at, line)] for line in wrap(text, room)]

    def _label_room(self) -> int:
        longest = max(map(cell_count, self.table.heads), default=0)
        room = min(longest + 2, (self.width - self.left) // 3)
        return room if room >= 4 else 0

    @property
    def height(self) -> int:
        return self.block.before + len(self.lines) + (1 if self._has_line() else 0)

    def _has_line(self) -> bool:
        return self.block.level > 0

    def _head_rows(self) -> int:
        """Return how many rows the head takes."""
        end = self.block.text.find("\n")
        end = len(self.block.text) if end < 0 else end
        return next((n for n, parts in enumerate(self.parts) if parts[0][1] > end), len(self.parts))

    def row(self, number: int) -> Row:
        at = number - self.block.before
        if at < 0 or not self._has_line():
            return super().row(number)
        head = self._head_rows()
        if at == head:
            length = sum(self.columns) + GAP * (len(self.columns) - 1) if self.columns else self.width - self.left
            end = self.block.start + (self.lines[head].start if head < len(self.lines) else len(self.block.text))
            line = decoration(self.left, "─" * max(1, min(length, self.width - self.left)), Style.RULE)
            return Row(end, end, (*self._framed_only(), line), self.block.kind, blank=True)
        return self._row(at if at < head else at - 1)

    def row_of(self, offset: int) -> int:
        at = offset - self.block.start
        found = 0
        for number, parts in enumerate(self.parts):
            if any(cell + line.start <= at for _, cell, line in parts) and self._holds(parts, at):
                found = number
        if self._has_line() and found >= self._head_rows():
            found += 1
        return self.block.before + found

    def _holds(self, parts: list[tuple[int, int, Line]], at: int) -> bool:
        return any(cell + line.start <= at <= cell + line.end for _, cell, line in parts)

    def _framed_only(self) -> tuple[Piece, ...]:
        return self._framed(1, [], Line(0, 0)).pieces

    def _row(self, at: int) -> Row:
        pieces: list[Piece] = []
        record = not self.columns and at >= (self._head_rows() if self.block.level else 0)
        for number, cell, line in self.parts[at]:
            x = self.left + self._x(number) if self.columns else self.left + (self._label_room() if record else 0)
            if record and line.start == 0 and self._label_room():
                pieces.append(self._label(number))
            runs = self.block.runs
            shifted = Line(line.start + cell, line.end + cell, line.hyphen, line.last)
            made = pieces_of(self.block.text, shifted, runs, self.block.style, x=x, base=self.block.start)
            pieces += self._aligned(made, number)
        return self._framed(at, pieces, self.lines[at])

    def _label(self, number: int) -> Piece:
        room = self._label_room() - 1
        text = self.table.heads[number]
        line = wrap(text, room)[0]
        return decoration(self.left, text[line.start : line.end], Style.LABEL)

    def _x(self, number: int) -> int:
        return sum(self.columns[:number]) + GAP * number

    def _aligned(self, pieces: list[Piece], number: int) -> list[Piece]:
        align = self.table.align[number]
        if not self.columns or align == "left" or not pieces:
            return pieces
        spare = self.left + self._x(number) + self.columns[number] - pieces[-1].x - pieces[-1].cells
        moved = spare if align == "right" else spare // 2
        return [piece._replace(x=piece.x + moved) for piece in pieces]


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


def _line_of(parts: list[tuple[int, int, Line]]) -> Line:
    first, last = parts[0], parts[-1]
    return Line(first[1] + first[2].start, last[1] + last[2].end, last=True)
