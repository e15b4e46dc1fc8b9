"""Which rows are on the screen: a window over units of rows whose number is not known beforehand.

A long article is laid out only where it is looked at, so there is no count of all rows and no row number: a place is a
unit (the title, then each section of the text, then what follows it) and a row in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol


class Position(NamedTuple):
    """A row: the number of its unit, and its number in the unit."""

    unit: int
    row: int


class Scrolls(Protocol):
    """What can be scrolled over. Units are numbered from 0; there is at least one, and none is without rows."""

    def has(self, unit: int) -> bool:
        """Say whether there is such a unit; may have to read on to know."""

    def height(self, unit: int) -> int:
        """Return the rows of a unit, at least 1."""

    def last_unit(self) -> int:
        """Return the number of the last unit; all has to be read for it."""


@dataclass
class Viewport:
    """A window of `height` rows whose first is `top`; it never shows less than it could."""

    page: Scrolls
    height: int = 1
    top: Position = Position(0, 0)

    def visible(self) -> list[Position]:
        """Return the rows in the window, from the top: `height` of them, fewer where the page is shorter."""
        rows: list[Position] = []
        unit, row = self.top
        while len(rows) < self.height and self.page.has(unit):
            end = min(self.page.height(unit), row + self.height - len(rows))
            rows += [Position(unit, at) for at in range(row, end)]
            unit, row = unit + 1, 0
        return rows

    def scroll(self, rows: int) -> bool:
        """Move the window down (up when negative); say whether it moved."""
        before = self.top
        self.top = self.walk(self.top, rows)
        if rows > 0:
            self.settle()
        return self.top != before

    def put(self, position: Position, below_top: int = 0) -> None:
        """Bring a row into the window, `below_top` rows under its first where the ends of the page allow it."""
        self.top = self.walk(position, -below_top)
        self.settle()

    def to_end(self) -> None:
        """Show the last rows."""
        last = self.page.last_unit()
        self.top = self.walk(Position(last, self.page.height(last) - 1), 1 - self.height)

    def settle(self) -> None:
        """Leave no empty rows under the last one while there are rows above."""
        missing = self.height - self._rows_below(self.top)
        if missing > 0:
            self.top = self.walk(self.top, -missing)

    def line_of(self, position: Position) -> int | None:
        """Return where in the window a row stands, from 0; None where it is out of it."""
        if position < self.top:
            return None
        lines, unit, row = 0, self.top.unit, self.top.row
        while unit < position.unit:
            lines += self.page.height(unit) - row
            unit, row = unit + 1, 0
            if lines >= self.height:
                return None
        lines += position.row - row
        return lines if lines < self.height else None

    def walk(self, position: Position, rows: int) -> Position:
        """Return the row so many rows on, or back; the first or last of the page where it ends."""
        unit, row = position
        row += rows
        while row < 0:
            if unit == 0:
                return Position(0, 0)
            unit -= 1
            row += self.page.height(unit)
        while row >= self.page.height(unit):
            if not self.page.has(unit + 1):
                return Position(unit, self.page.height(unit) - 1)
            row -= self.page.height(unit)
            unit += 1
        return Position(unit, row)

    def _rows_below(self, position: Position) -> int:
        """Count the rows from `position` on, no further than the window's height."""
        unit, row = position
        count = 0
        while count < self.height and self.page.has(unit):
            count += self.page.height(unit) - row
            unit, row = unit + 1, 0
        return count
