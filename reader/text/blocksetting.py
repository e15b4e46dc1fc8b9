"""Set one block into rows: its words within its frames. What it becomes depends on nothing but the block and the width."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from reader.text.bidi import is_rtl
from reader.text.cells import cell_count
from reader.text.document import Block, Kind
from reader.text.hyphens import hyphenator
from reader.text.prose import Line, pieces_of, wrap
from reader.text.rows import Piece, Row, decoration
from reader.text.setting import Setting
from reader.text.style import Style

LEAST_WIDTH = 8
"""Frames give way before text gets narrower than this."""
BAR = "▎"
MOST_STRETCH = 1.4
"""Cells that a space may gain for the sake of a straight edge, on the average of a row: wider ones are holes."""


class SetBlock:
    """A block at one width: how many rows it has, which row holds an offset, and the rows themselves on demand."""

    def __init__(self, block: Block, width: int, setting: Setting) -> None:
        self.block = block
        self.width = width
        self.setting = setting
        self.left = _indent(block, width)
        self.rtl = self._runs_right_to_left()
        self.lines: Sequence[Line] = self._lines(max(1, width - self.left))

    @property
    def height(self) -> int:
        """Rows, the blank ones above it included."""
        return self.block.before + (len(self.lines) - 1) * self._step + 1

    def row(self, number: int) -> Row:
        """Return one row, counted from the first blank one."""
        at, between = divmod(number - self.block.before, self._step)
        if at < 0:
            return self._air(self.block.start, self.block.shared)
        if between:
            return self._air(self.block.start + self.lines[at + 1].start, len(self.block.frames))
        return self._row(at)

    def row_of(self, offset: int) -> int:
        """Return the number of the row that holds an offset of `plain` inside this block or at its end."""
        at = bisect_right(self.lines, offset - self.block.start, key=lambda line: line.start) - 1
        return self.block.before + max(0, at) * self._step

    def _runs_right_to_left(self) -> bool:
        return self.block.kind is not Kind.CODE and is_rtl(self.block.text, self.setting.direction)

    @property
    def _step(self) -> int:
        """Rows from one row of text to the next."""
        return 1 + (self.setting.leading if self.block.kind is Kind.PARAGRAPH else 0)

    def _lines(self, width: int) -> Sequence[Line]:
        parted = hyphenator(self.setting.language) if self.setting.hyphenate and self._is_prose() else None
        return wrap(self.block.text, width, parted)

    def _is_prose(self) -> bool:
        return self.block.kind is Kind.PARAGRAPH

    def _row(self, at: int) -> Row:
        block, line = self.block, self.lines[at]
        pieces = pieces_of(
            block.text, line, block.runs, block.style, x=self.left, base=block.start, stretch=self._stretch(line)
        )
        return self._framed(at, pieces, line)

    def _stretch(self, line: Line) -> int:
        """Return the cells that a row's spaces gain where both edges are straight; none where that would tear it."""
        if not self.setting.justify or line.last or not self._is_prose():
            return 0
        text = self.block.text[line.start : line.end]
        spare = self.width - self.left - cell_count(text) - line.hyphen
        return spare if 0 < spare <= text.count(" ") * MOST_STRETCH else 0

    def _framed(self, at: int, pieces: list[Piece], line: Line) -> Row:
        """Put a row's pieces between what its frames draw; right-to-left ones at the right."""
        start = self.block.start
        rtl = self.rtl and any(piece.is_text for piece in pieces)
        frames = frame_pieces(self.block, self.left, at == 0)
        if rtl:
            spare = self.width - self.left - (pieces[-1].x - self.left + pieces[-1].cells)
            frames, pieces = self._mirrored(frames, pieces, spare)
        return Row(start + line.start, start + line.end, (*frames, *pieces), self.block.kind, first=at == 0, rtl=rtl)

    def _mirrored(self, frames: list[Piece], pieces: list[Piece], spare: int) -> tuple[list[Piece], list[Piece]]:
        """Move text by the cells it spares to the right and signs without a direction behind it; numbers stay before it.

        A terminal that reorders would carry a number behind right-to-left words over to their other end.
        """
        numbered = any(piece.text[0].isdigit() for piece in frames)
        shift = spare if numbered else spare - self.left
        before = [piece._replace(x=piece.x + spare) for piece in frames] if numbered else []
        behind = [] if numbered else [piece._replace(x=self.width - piece.x - piece.cells) for piece in frames]
        return before, [*(piece._replace(x=piece.x + shift) for piece in pieces), *reversed(behind)]

    def _air(self, offset: int, frames: int) -> Row:
        bars = frame_pieces(self.block, self.left, False, frames)
        if self.rtl:
            bars = [piece._replace(x=self.width - piece.x - piece.cells) for piece in reversed(bars)]
        return Row(offset, offset, tuple(bars), self.block.kind, blank=True)


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
            piece = decoration(self.left + (self.width - self.left - len(dots)) // 2, dots, Style.RULE | Style.MUTED)
        return self._framed(at, [piece], self.lines[at])


class SetImage(SetBlock):
    """A picture's words beside a thin line: the frame where it would hang."""

    FRAME = "│ "
    SIGN = "▦ "

    def _lines(self, width: int) -> Sequence[Line]:
        return wrap(self.block.text, max(1, width - self._inset()))

    def _inset(self) -> int:
        return len(self.FRAME + self.SIGN) if self.width - self.left > 2 * LEAST_WIDTH else 0

    def _row(self, at: int) -> Row:
        block, line, inset = self.block, self.lines[at], self._inset()
        x = self.left if self.rtl else self.left + inset
        pieces = pieces_of(block.text, line, block.runs, block.style, x=x, base=block.start)
        if inset and not self.rtl:
            pieces.insert(0, decoration(self.left, self.FRAME + (self.SIGN if at == 0 else ""), Style.IMAGE))
        row = self._framed(at, pieces, line)
        return self._framed_at_right(row, inset, at == 0) if inset and row.rtl else row

    def _framed_at_right(self, row: Row, inset: int, first: bool) -> Row:
        """Return a right-to-left row with its thin line where it begins."""
        words = [piece._replace(x=piece.x - inset) for piece in row.pieces if piece.is_text]
        frames = [piece for piece in row.pieces if not piece.is_text]
        sign = (self.SIGN if first else " " * len(self.SIGN))[::-1]
        frame = decoration(words[-1].x + words[-1].cells, sign + self.FRAME[::-1], Style.IMAGE)
        return row._replace(pieces=(*words, frame, *frames))
