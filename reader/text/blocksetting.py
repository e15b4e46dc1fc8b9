"""Set one block into rows: its words within its frames. What it becomes depends on nothing but the block and the width."""

from __future__ import annotations

from collections.abc import Sequence

from reader.text.bidi import is_rtl
from reader.text.cells import cell_count
from reader.text.document import Block
from reader.text.prose import Line, pieces_of, wrap
from reader.text.rows import Piece, Row, decoration
from reader.text.setting import Setting
from reader.text.style import Style

LEAST_WIDTH = 8
"""Frames give way before text gets narrower than this."""
BAR = "▎"


class SetBlock:
    """A block at one width: how many rows it has, which row holds an offset, and the rows themselves on demand."""

    def __init__(self, block: Block, width: int, setting: Setting) -> None:
        self.block = block
        self.width = width
        self.setting = setting
        self.left = _indent(block, width)
        self.lines: Sequence[Line] = self._lines(max(1, width - self.left))

    @property
    def height(self) -> int:
        """Rows, the blank ones above it included."""
        return self.block.before + len(self.lines)

    def row(self, number: int) -> Row:
        """Return one row, counted from the first blank one."""
        at = number - self.block.before
        if at < 0:
            return self._air()
        return self._row(at)

    def row_of(self, offset: int) -> int:
        """Return the number of the row that holds an offset of `plain` inside this block or at its end."""
        at = offset - self.block.start
        low, high = 0, len(self.lines)
        while low < high - 1:
            middle = (low + high) // 2
            if self.lines[middle].start <= at:
                low = middle
            else:
                high = middle
        return self.block.before + low

    def _lines(self, width: int) -> Sequence[Line]:
        return wrap(self.block.text, width)

    def _row(self, at: int) -> Row:
        block, line = self.block, self.lines[at]
        rtl = is_rtl(block.text)
        pieces = pieces_of(block.text, line, block.runs, block.style, x=self.left, base=block.start)
        return self._framed(at, pieces, line, rtl)

    def _framed(self, at: int, pieces: list[Piece], line: Line, rtl: bool = False) -> Row:
        """Put a row's pieces between what its frames draw."""
        before = frame_pieces(self.block, self.left, at == 0)
        if rtl and pieces:
            room = self.width - pieces[-1].x - pieces[-1].cells
            pieces = [piece._replace(x=piece.x + room) for piece in pieces]
        start = self.block.start
        return Row(start + line.start, start + line.end, (*before, *pieces), self.block.kind, first=at == 0, rtl=rtl)

    def _air(self) -> Row:
        block = self.block
        bars = list(frame_pieces(block, self.left, False, block.shared))
        return Row(block.start, block.start, tuple(bars), block.kind, blank=True)


def frame_pieces(block: Block, left: int, first: bool, frames: int | None = None) -> list[Piece]:
    """Return the bars and markers left of a row; `left` is the width they have, `frames` how many count."""
    pieces: list[Piece] = []
    x = 0
    for frame in block.frames[:frames]:
        if x + frame.width > left:
            break
        if frame.kind == "quote":
            pieces.append(decoration(x, BAR, Style.BAR | Style.QUOTE))
        elif first and frame.marker:
            style = Style.BULLET | (Style.DONE if frame.done else 0) | (Style.NOTE if frame.kind == "note" else 0)
            pieces.append(decoration(x + frame.width - 1 - cell_count(frame.marker), frame.marker, style))
        x += frame.width
    return pieces


def _indent(block: Block, width: int) -> int:
    """Return the cells that frames take: as many whole frames as leave room for text."""
    left = 0
    for frame in block.frames:
        if left + frame.width > max(0, width - LEAST_WIDTH):
            break
        left += frame.width
    return left


class SetRule(SetBlock):
    """A rule: three dots in the middle; above the notes a short line."""

    def _row(self, at: int) -> Row:
        if self.block.style & Style.NOTE:
            piece = decoration(self.left, "─" * min(12, self.width - self.left), Style.RULE | Style.NOTE)
        else:
            dots = "·  ·  ·" if self.width - self.left >= 7 else "·"
            piece = decoration(self.left + (self.width - self.left - len(dots)) // 2, dots, Style.RULE)
        return self._framed(at, [piece], self.lines[at])


class SetImage(SetBlock):
    """A picture's words beside a thin frame."""

    SIGN = "▦ "

    def _lines(self, width: int) -> Sequence[Line]:
        return wrap(self.block.text, max(1, width - self._sign()))

    def _sign(self) -> int:
        return len(self.SIGN) if self.width - self.left > LEAST_WIDTH else 0

    def _row(self, at: int) -> Row:
        block, line = self.block, self.lines[at]
        pieces = pieces_of(block.text, line, block.runs, block.style, x=self.left + self._sign(), base=block.start)
        if at == 0 and self._sign():
            pieces.insert(0, decoration(self.left, self.SIGN, Style.IMAGE))
        return self._framed(at, pieces, line)
