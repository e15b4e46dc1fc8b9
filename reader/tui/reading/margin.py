"""Notes beside their passages: each on the row where its passage begins, pushed down while another is still running."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.tui.reading.page import Page, SideNote
from reader.tui.reading.said import Said, note_lines
from reader.tui.reading.viewport import Position, Viewport

LOOK_BACK_ROWS = 60
"""How far above the window a note may begin and still reach into it."""
AIR_ROWS = 1
"""Free rows between two notes."""


def margin_lines(view: Viewport, page: Page, notes: Sequence[SideNote], width: int) -> list[Said | None]:
    """Return what stands in the margin on each row of the window; what is pushed down never moves up by scrolling."""
    start = view.walk(view.top, -LOOK_BACK_ROWS)
    above = _distance(start, view.top, page.height)
    lines: list[Said | None] = [None] * (above + view.height)
    free = 0
    for note in notes:
        position = page.position_of(note.offset) if note.offset < page.document.length else None
        if position is None or position < start:
            continue
        row = max(free, _distance(start, position, page.height, limit=len(lines)))
        if row >= len(lines):
            break
        for line in note_lines(note.text, width, note.colour):
            if row < len(lines):
                lines[row] = line
            row += 1
        free = row + AIR_ROWS
    return lines[above:]


def _distance(start: Position, end: Position, height: Callable[[int], int], limit: int = 1 << 30) -> int:
    """Count the rows from one to the other, no further than `limit`."""
    rows, unit = -start.row, start.unit
    while unit < end.unit and rows < limit:
        rows += height(unit)
        unit += 1
    return min(limit, rows + end.row)
