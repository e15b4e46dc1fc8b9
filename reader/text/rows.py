"""Rows of the screen: pieces of text at their columns, and the way from a column to an offset and back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from reader.text.cells import cell_count, cell_sums, is_narrow
from reader.text.document import Kind

DECORATION = -1
"""The offsets of a piece that stands for no text: a bullet, a bar, a line."""
CELL_BAR = "\u200e│\u200e"
"""Between the cells of a right-to-left table. A terminal that reorders takes a row for one sentence, and would bring the first
column back to the left: VTE and Konsole, but for the marks of direction, mlterm, but for the bar."""


class Piece(NamedTuple):
    """What is drawn at one place of a row, in one style."""

    x: int
    """The column of its first cell, counted from the left edge of the text."""
    cells: int
    text: str
    """What is drawn: one line, no control characters."""
    style: int
    start: int = DECORATION
    end: int = DECORATION
    """What it shows of `plain`. Either as long as `text`, or one character drawn otherwise (a tab, a stretched space)."""

    @property
    def is_text(self) -> bool:
        return self.start >= 0


class Row(NamedTuple):
    """One row of the screen.

    Rows follow each other in `plain`: each goes from its `start` to the next row's, but for tables, where the rows of
    one line of cells each hold a part of several cells.
    """

    start: int
    end: int
    """Where its text ends in `plain`; a space or newline that is not drawn there is left out."""
    pieces: tuple[Piece, ...]
    """From left to right; text and decorations."""
    kind: Kind
    blank: bool = False
    """Whether it is only air: above a block, or between rows."""
    first: bool = False
    """Whether it is the first row of its block."""
    rtl: bool = False
    """Whether it was aligned right for a right-to-left script; the terminal reorders its words."""

    @property
    def text(self) -> str:
        """The row as it is drawn, without colour."""
        parts: list[str] = []
        at = 0
        for piece in self.pieces:
            parts.append(" " * (piece.x - at) + piece.text)
            at = piece.x + piece.cells
        return "".join(parts).rstrip()

    @property
    def width(self) -> int:
        """Cells up to the last drawn one."""
        return self.pieces[-1].x + self.pieces[-1].cells if self.pieces else 0

    def offset_at(self, column: int) -> int:
        """Return the offset of the character drawn at `column`; left of the text its first, right of it `end`.

        Between the cells of a table it is the start of the cell at the right.
        """
        for piece in self.pieces:
            if piece.start >= 0 and column < piece.x + piece.cells:
                return _offset_in(piece, column - piece.x)
        return self.end

    def column_of(self, offset: int) -> int:
        """Return the column where the character at `offset` is drawn.

        What is not drawn (a space at the row's end, a soft hyphen inside it) has the column that follows the words before it.
        """
        last = 0
        for piece in self._as_written():
            if piece.start < 0:
                continue
            if offset < piece.start:
                return last if last and self.kind is not Kind.TABLE else piece.x
            if offset < piece.end:
                return piece.x + _cells_before(piece, offset)
            last = piece.x + piece.cells
        return last or self._left()

    def _as_written(self) -> Sequence[Piece]:
        """Return the pieces in the order of the text: the cells of a right-to-left table stand the other way round."""
        if self.rtl and self.kind is Kind.TABLE:
            return sorted(self.pieces, key=lambda piece: piece.start)
        return self.pieces

    def _left(self) -> int:
        """Return where text would begin on a row that has none."""
        return self.width

    def cells_of(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the ranges of columns that show the text from `start` to `end`: left to right, end excluded, joined where they touch."""
        ranges: list[tuple[int, int]] = []
        for piece in self.pieces:
            if piece.start < 0 or piece.end <= start or piece.start >= end:
                continue
            left = piece.x + (_cells_before(piece, start) if start > piece.start else 0)
            right = piece.x + (_cells_before(piece, end) if end < piece.end else piece.cells)
            if ranges and ranges[-1][1] == left:
                ranges[-1] = (ranges[-1][0], right)
            elif right > left:
                ranges.append((left, right))
        return ranges


def _offset_in(piece: Piece, cell: int) -> int:
    if cell <= 0 or piece.end - piece.start != len(piece.text):
        return piece.start
    if piece.cells == len(piece.text) and is_narrow(piece.text):
        return piece.start + cell
    sums = cell_sums(piece.text)
    return piece.start + _cluster_start(sums, bisect_right(sums, cell) - 1)


def _cluster_start(sums: list[int], at: int) -> int:
    """Return the first of the offsets that share the cells before `at`: a letter comes before its marks."""
    while at and sums[at - 1] == sums[at]:
        at -= 1
    return at


def _cells_before(piece: Piece, offset: int) -> int:
    if piece.end - piece.start != len(piece.text):
        return 0
    if piece.cells == len(piece.text) and is_narrow(piece.text):
        return offset - piece.start
    return cell_sums(piece.text)[offset - piece.start]


def decoration(x: int, text: str, style: int) -> Piece:
    return Piece(x, cell_count(text), text, style)
