"""Set code: every line begins where it began, and one that is too long is folded with a mark, so nothing is out of sight."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from reader.text.blocksetting import SetBlock
from reader.text.cells import cell_sums, is_narrow
from reader.text.colouring import windows
from reader.text.document import Run
from reader.text.prose import TAB, Line, pieces_of
from reader.text.rows import Piece, Row, decoration
from reader.text.style import Style

FOLD = "↪ "
INDENT = 2
_FOLD_BEHIND = " ,;)]}.=|&/"


class SetCode(SetBlock):
    """A block of code, two cells in from the text around it."""

    def _lines(self, width: int) -> Sequence[Line]:
        room = max(1, width - self._inset())
        lines: list[Line] = []
        at = 0
        for text in self.block.text.split("\n"):
            lines += _folded(text, at, room)
            at += len(text) + 1
        return lines

    def _inset(self) -> int:
        return INDENT if self.width - self.left > 24 else 0

    def _row(self, at: int) -> Row:
        block, line = self.block, self.lines[at]
        folded = at > 0 and self.lines[at - 1].end == line.start and not self.lines[at - 1].last
        x = self.left + self._inset()
        mark: list[Piece] = []
        if folded and self.width - x > 2 * len(FOLD):
            mark = [decoration(x, FOLD, Style.MUTED | Style.CODE)]
            x += len(FOLD)
        pieces = pieces_of(block.text, line, self._runs(line), block.style, x=x, base=block.start)
        return self._framed(at, [*mark, *pieces], line)

    def _runs(self, line: Line) -> list[Run]:
        """Return the colours of the windows that a row shows."""
        text = self.block.text
        starts = self._windows
        runs: list[Run] = []
        first = bisect_right(starts, line.start) - 1
        for number in range(first, bisect_left(starts, max(line.end, line.start + 1))):
            start = starts[number]
            end = starts[number + 1] if number + 1 < len(starts) else len(text)
            for run in self.setting.colour(text[start:end], self.block.language, self.block.style):
                if run.end + start > line.start and run.start + start < line.end:
                    runs.append(Run(run.start + start, run.end + start, run.style))
        return runs

    @cached_property
    def _windows(self) -> list[int]:
        return windows(self.block.text)


def _folded(text: str, base: int, width: int) -> list[Line]:
    """Return the rows of one line of code: folded behind a space or a sign where one is near, else where the row ends."""
    if len(text) <= width and is_narrow(text):
        return [Line(base, base + len(text), last=True)]
    sums = _sums(text)
    lines: list[Line] = []
    at = 0
    room = width
    while sums[-1] - sums[at] > room:
        stop = _fit(sums, at, room)
        fold = next((i for i in range(stop, at + (stop - at) * 2 // 3, -1) if text[i - 1] in _FOLD_BEHIND), stop)
        while 0 < fold < len(text) and sums[fold] == sums[fold - 1] and fold > at + 1:
            fold -= 1
        lines.append(Line(base + at, base + fold))
        at = fold
        room = width - len(FOLD) if width > 2 * len(FOLD) else width
    return [*lines, Line(base + at, base + len(text), last=True)]


def _sums(text: str) -> list[int]:
    if "\t" not in text:
        return list(range(len(text) + 1)) if is_narrow(text) else cell_sums(text)
    sums: list[int] = [0]
    for part in text.split("\t"):
        last = sums[-1]
        sums += [last + cells for cells in _sums(part)[1:]]
        sums.append(sums[-1] + TAB)
    return sums[:-1]


def _fit(sums: list[int], at: int, room: int) -> int:
    """Return the greatest offset whose cells from `at` fit, at least one cluster on."""
    stop = at + 1
    while stop + 1 < len(sums) and sums[stop + 1] - sums[at] <= room:
        stop += 1
    while stop + 1 < len(sums) and sums[stop] == sums[at]:
        stop += 1
    return stop
