"""Set words into rows of a width: paragraphs, headings, and the lines of anything else that wraps."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import compress
from operator import not_
from typing import NamedTuple

from reader.model.late import late
from reader.text.breaks import Breaks, breaks_of
from reader.text.cells import HIDDEN, cell_count, cell_sums, is_narrow
from reader.text.document import Run
from reader.text.rows import Piece

TAB = 4
HYPHENS_IN_A_ROW = 2
"""No more rows than these in succession end in a hyphen."""
Parting = Callable[[str], Sequence[int]]
"""Tells where a word may be parted: `reader.text.hyphens`."""
_CLOSERS = ".,;:!?…”»)]}’\"'。、 \u00a0\u202f"
_WORD = late(r"[(\[\"'“‘«„¿¡]*([^\W\d_]+)")


class Line(NamedTuple):
    """One row of wrapped text; offsets count from the text's start."""

    start: int
    end: int
    """Where its drawn words end."""
    hyphen: bool = False
    """Whether a hyphen is drawn behind them that is not in the text."""
    last: bool = False
    """Whether a line of the text ends here, not only a row."""


class Measured:
    """A text with its breaks and widths, measured once for all widths."""

    __slots__ = ("breaks", "ends", "sums", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.breaks: Breaks = breaks_of(text)
        self.sums: list[int] | None = None if is_narrow(text) else cell_sums(text)
        if self.sums is not None:
            self.breaks = self._between_clusters(self.sums)
        ends = self.breaks.ends
        if self.sums is not None:
            ends = [self.sums[end] for end in ends]
        if self.breaks.hyphens:
            ends = [cells + (end in self.breaks.hyphens) for cells, end in zip(ends, self.breaks.ends, strict=True)]
        self.ends: list[int] = ends
        """Cells before each break, as if the text were one endless row."""

    def _between_clusters(self, sums: list[int]) -> Breaks:
        """Return the breaks that part no letter from its marks, wherever these were put."""
        text, (nexts, ends, hyphens) = self.text, self.breaks

        def parts(at: int) -> bool:
            return 0 < at < len(text) and sums[at] == sums[at - 1] and text[at - 1] not in HIDDEN

        torn = [parts(after) or parts(end) for after, end in zip(nexts, ends, strict=True)]
        if not any(torn):
            return self.breaks
        return Breaks(list(compress(nexts, map(not_, torn))), list(compress(ends, map(not_, torn))), hyphens)

    def cells(self, start: int, end: int) -> int:
        return end - start if self.sums is None else self.sums[end] - self.sums[start]

    def fit(self, start: int, width: int) -> int:
        """Return the greatest offset whose cells from `start` fit into `width`: at a cluster's start, at least one on."""
        if self.sums is None:
            return min(len(self.text), start + max(1, width))
        at = bisect_right(self.sums, self.sums[start] + width) - 1
        while at > start and at < len(self.text) and self.sums[at] == self.sums[at - 1]:
            at -= 1
        if at > start:
            return at
        at = start + 1
        while at < len(self.text) and self.sums[at] == self.sums[start]:
            at += 1
        while at < len(self.text) and self.sums[at + 1 if at + 1 < len(self.sums) else at] == self.sums[at]:
            at += 1
        return at


def wrap(text: str, width: int, parted: Parting | None = None) -> list[Line]:
    """Return the rows of a text that may have line breaks; at least one. No row is wider than `width` cells.

    Where not even one cluster fits, a row holds that cluster alone. `parted` tells where words may be hyphenated.
    """
    if "\n" not in text:
        return _wrap_line(text, width, parted)
    lines: list[Line] = []
    at = 0
    for part in text.split("\n"):
        lines += [Line(a + at, b + at, *rest) for a, b, *rest in _wrap_line(part, width, parted)]
        at += len(part) + 1
    return lines


def wrapped(text: str, width: int, most: int = 0) -> list[str]:
    """Return the rows of a text as they are drawn, at least one; with `most`, no more rows than that, the last with an
    ellipsis where the text goes on."""
    rows = [text[row.start : row.end] + "-" * row.hyphen for row in wrap(text, max(1, width))]
    if not most or len(rows) <= most:
        return rows
    last = rows[most - 1]
    while last and cell_count(last) >= width:
        last = last[:-1]
    return [*rows[: most - 1], last.rstrip() + "…"]


def _wrap_line(text: str, width: int, parted: Parting | None) -> list[Line]:
    if len(text) <= width and is_narrow(text):
        return [Line(0, len(text), last=True)]
    measured = Measured(text)
    lines = list(_hyphenated(measured, width, parted) if parted else _greedy(measured, width))
    return _no_orphan(measured, lines, width) if len(lines) > 1 else lines


def _hyphenated(measured: Measured, width: int, parted: Parting) -> Iterator[Line]:
    """Yield rows as `_greedy` does, but part the word behind a row where enough of it fits."""
    at, hyphens = 0, 0
    while at < len(measured.text):
        line, after = next(_steps(measured, width, at))
        stop = _parting(measured, line, after, width, parted) if hyphens < HYPHENS_IN_A_ROW else None
        if stop is not None:
            line, after = Line(line.start, stop, True), stop
        hyphens = hyphens + 1 if line.hyphen else 0
        yield line
        at = after


def _parting(measured: Measured, line: Line, after: int, width: int, parted: Parting) -> int | None:
    """Return where the word behind a row is parted, or None; the last word of a text stays whole."""
    if line.last or line.hyphen:
        return None
    broken = after == line.end and measured.text[after - 1 : after + 1].isalpha()
    word = _WORD.match(measured.text, line.start if broken else after)
    room = width - measured.cells(line.start, line.end)
    if word is None or (room < 4 and not broken) or word.end() >= len(measured.text.rstrip(_CLOSERS)):
        return None
    start, end = word.span(1)
    for place in reversed(parted(measured.text[start:end])):
        if measured.cells(line.start, start + place) + 1 <= width:
            return start + place
    return None


def _greedy(measured: Measured, width: int) -> Iterator[Line]:
    """Yield rows, each with as many words as fit."""
    if not measured.text:
        yield Line(0, 0, last=True)
    for line, _ in _steps(measured, width, 0):
        yield line


def _steps(measured: Measured, width: int, at: int) -> Iterator[tuple[Line, int]]:
    """Yield rows from `at`, each with the place where the next begins."""
    nexts, ends, hyphens = measured.breaks
    sums = measured.sums
    length = len(measured.text)
    while at < length:
        limit = (at if sums is None else sums[at]) + width
        found = bisect_right(measured.ends, limit) - 1
        if found < 0 or nexts[found] <= at:
            stop = measured.fit(at, width)
            after = stop
            found = bisect_left(ends, stop)
            if found < len(ends) and ends[found] == stop:
                after = nexts[found]
            yield Line(at, stop, last=after >= length), after
            at = after
            continue
        yield Line(at, ends[found], ends[found] in hyphens, nexts[found] >= length), nexts[found]
        at = nexts[found]


def _no_orphan(measured: Measured, lines: list[Line], width: int) -> list[Line]:
    """Move a word down to a last row that would hold a single letter."""
    before, last = lines[-2], lines[-1]
    word = measured.text[last.start : last.end].strip(_CLOSERS)
    if len(word) != 1 or (measured.sums is not None and measured.cells(last.start, last.end) > 4):
        return lines
    nexts, ends, hyphens = measured.breaks
    at = bisect_left(nexts, before.end) - 1
    while at >= 0 and (nexts[at] >= last.start or ends[at] >= before.end):
        at -= 1
    if at < 0 or nexts[at] <= before.start or measured.cells(nexts[at], last.end) > width:
        return lines
    return [*lines[:-2], Line(before.start, ends[at], ends[at] in hyphens), Line(nexts[at], last.end, last=True)]


def pieces_of(
    text: str, line: Line, runs: Sequence[Run], style: int, *, x: int, base: int, stretch: int = 0
) -> list[Piece]:
    """Return the pieces of one line: `x` its first column, `base` the offset of the text in `plain`.

    `style` is for what no run covers. `stretch` cells are shared among its spaces.
    """
    pieces: list[Piece] = []
    for start, end, of in _stretches(text, line, runs, style):
        x = _add(pieces, text, start, end, of, x, base)
    if stretch:
        pieces = _stretched(pieces, stretch)
        x += stretch
    if line.hyphen:
        pieces.append(Piece(x, 1, "-", pieces[-1].style if pieces else style))
    return pieces


def _stretches(text: str, line: Line, runs: Sequence[Run], style: int) -> Iterator[tuple[int, int, int]]:
    """Yield the line cut where the style changes, never inside a cluster."""
    at = line.start
    first = bisect_right(runs, at, key=lambda run: run.end)
    for run in runs[first:]:
        if run.start >= line.end:
            break
        start = _whole(text, max(run.start, at))
        end = _whole(text, min(run.end, line.end))
        if start > at:
            yield at, start, style
        if end > max(start, at):
            yield max(start, at), end, run.style
        at = max(at, end)
    if at < line.end:
        yield at, line.end, style


def _whole(text: str, at: int) -> int:
    """Return `at`, moved on to where a cluster begins."""
    while (0 < at < len(text) and text[at] > "\u02ff" and not cell_count(text[at])) or text[at - 1 : at] == "\u200d":
        at += 1
    return min(at, len(text))


def _add(pieces: list[Piece], text: str, start: int, end: int, style: int, x: int, base: int) -> int:
    """Add the pieces of a stretch in one style; return the column after it."""
    part = text[start:end]
    if is_narrow(part):
        pieces.append(Piece(x, len(part), part, style, base + start, base + end))
        return x + len(part)
    at = start
    for i in range(start, end):
        character = text[i]
        if character == "\t" or character in HIDDEN:
            x = _add_wide(pieces, text, at, i, style, x, base)
            if character == "\t":
                pieces.append(Piece(x, TAB, " " * TAB, style, base + i, base + i + 1))
                x += TAB
            at = i + 1
    return _add_wide(pieces, text, at, end, style, x, base)


def _add_wide(pieces: list[Piece], text: str, start: int, end: int, style: int, x: int, base: int) -> int:
    if start >= end:
        return x
    part = text[start:end]
    cells = cell_count(part)
    pieces.append(Piece(x, cells, part, style, base + start, base + end))
    return x + cells


def _stretched(pieces: list[Piece], stretch: int) -> list[Piece]:
    """Return the pieces with their spaces widened by `stretch` cells in all, evenly from both ends."""
    spaces = sum(piece.text.count(" ") for piece in pieces)
    if not spaces:
        return pieces
    each, more = divmod(stretch, spaces)
    result: list[Piece] = []
    moved = seen = 0
    for piece in pieces:
        at = 0
        for i, character in enumerate(piece.text):
            if character != " " or len(piece.text) != piece.end - piece.start:
                continue
            wider = each + ((seen + 1) * more // spaces - seen * more // spaces)
            seen += 1
            if i > at:
                result.append(_part(piece, at, i, moved))
            x = piece.x + cell_count(piece.text[:i]) + moved
            result.append(Piece(x, 1 + wider, " " * (1 + wider), piece.style, piece.start + i, piece.start + i + 1))
            moved += wider
            at = i + 1
        if at < len(piece.text):
            result.append(_part(piece, at, len(piece.text), moved))
    return result


def _part(piece: Piece, start: int, end: int, moved: int) -> Piece:
    text = piece.text[start:end]
    x = piece.x + cell_count(piece.text[:start]) + moved
    if len(piece.text) != piece.end - piece.start:
        return piece._replace(x=x)
    return Piece(x, cell_count(text), text, piece.style, piece.start + start, piece.start + end)
