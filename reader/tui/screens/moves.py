"""Moving the cursor of a list: lines, pages, ends."""

from __future__ import annotations

from collections.abc import Callable

from reader.tui.keys import Given
from reader.tui.screens.base import does
from reader.tui.widgets.rows import Rows


class Moves:
    """Lines, pages and ends, in whichever list has the keys."""

    def __init__(self, rows: Callable[[], Rows]) -> None:
        self._rows = rows

    @does("move.down", "move.up")
    def step(self, given: Given) -> None:
        """Rows down or up."""
        self._rows().move_by(given.times if given.command.id == "move.down" else -given.times)

    @does("move.page_down", "move.page_up", "move.half_down", "move.half_up")
    def page(self, given: Given) -> None:
        """Pages and half pages."""
        rows = self._rows()
        count = rows.page if "page" in given.command.id else max(1, rows.page // 2)
        rows.move_by((count if given.command.id.endswith("down") else -count) * given.times)

    @does("move.top", "move.bottom")
    def end(self, given: Given) -> None:
        """The first or last row; with a count, the row of that number."""
        rows = self._rows()
        last = rows.row_count() - 1
        rows.move_to(given.count - 1 if given.count else 0 if given.command.id == "move.top" else last)
