"""A list that costs only what is on screen: the base of every list in the interface.

Textual's own lists cost seconds at 100,000 rows; this one draws its visible lines with the Line API and keeps no widget
per row.
"""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.events import Click, MouseScrollDown, MouseScrollUp, Resize
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.themes import Palette

WHEEL_ROWS = 3
CURSOR_BAR = "▌"


class Rows(Widget, can_focus=True):
    """Rows of equal height with a cursor; subclasses say how many there are and draw one line of one row."""

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, rows: Rows, index: int) -> None:
            super().__init__()
            self.rows = rows
            self.index = index

        @property
        def control(self) -> Rows:
            """The list this came from."""
            return self.rows

    class Chosen(Moved):
        """A row was clicked twice, or entered."""

    def __init__(self, palette: Palette, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.palette = palette
        self.cursor = 0
        self.top = 0

    # What subclasses say

    def row_count(self) -> int:
        """How many rows there are."""
        return 0

    def row_height(self) -> int:
        """Lines a row takes."""
        return 1

    def draw(self, index: int, line: int, width: int) -> list[Segment]:
        """Return one line of a row, at most `width` cells; background and cursor are painted around it."""
        return []

    def can_stand_on(self, index: int) -> bool:
        """Say whether the cursor may stand here; headings say no."""
        return True

    def shows_cursor(self) -> bool:
        """Say whether the cursor row is marked; a panel out of focus may hide it."""
        return True

    def grounds(self) -> tuple[str, str]:
        """Return the background of a row, and of the cursor's."""
        return self.palette.background, self.palette.raised

    # Moving

    @property
    def page(self) -> int:
        """Rows that fit wholly, at least 1."""
        return max(1, self.size.height // self.row_height())

    def move_to(self, index: int, *, tell: bool = True) -> None:
        """Put the cursor on a row, or the nearest one it may stand on, and bring it into view."""
        found = self._nearest(index)
        moved = found != self.cursor
        self.cursor = found
        self._follow()
        self.refresh()
        if moved and tell:
            self.post_message(self.Moved(self, found))

    def move_by(self, rows: int) -> None:
        """Move the cursor by rows; headings in between are stepped over."""
        step = 1 if rows > 0 else -1
        index = self.cursor
        for _ in range(abs(rows)):
            following = index + step
            while 0 <= following < self.row_count() and not self.can_stand_on(following):
                following += step
            if not 0 <= following < self.row_count():
                break
            index = following
        self.move_to(index)

    def _nearest(self, index: int) -> int:
        last = self.row_count() - 1
        index = max(0, min(index, last))
        order = [*range(index, last + 1), *range(index - 1, -1, -1)] if not self._free(index) else [index]
        return next((at for at in order if self._free(at)), 0)

    def _free(self, index: int) -> bool:
        return 0 <= index < self.row_count() and self.can_stand_on(index)

    def _follow(self) -> None:
        page, count = self.page, self.row_count()
        if self.cursor < self.top:
            self.top = self.cursor
        elif self.cursor >= self.top + page:
            self.top = self.cursor - page + 1
        self.top = max(0, min(self.top, count - page))
        if self.cursor < page and not any(self.can_stand_on(at) for at in range(min(self.top, self.cursor))):
            self.top = 0

    def on_resize(self, event: Resize) -> None:
        """The cursor stays in view."""
        self._follow()
        self.refresh()

    # Mouse

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel moves the view, and the cursor only where it would leave it."""
        event.stop()
        self._scroll(WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel moves the view, and the cursor only where it would leave it."""
        event.stop()
        self._scroll(-WHEEL_ROWS)

    def _scroll(self, rows: int) -> None:
        top = max(0, min(self.top + rows, self.row_count() - self.page))
        self.top = top
        self.move_to(max(top, min(self.cursor, top + self.page - 1)))

    def on_click(self, event: Click) -> None:
        """One click stands on a row, a second opens it."""
        index = self.top + event.y // self.row_height()
        if not self._free(index):
            return
        again = index == self.cursor
        self.move_to(index)
        if again or event.chain > 1:
            self.post_message(self.Chosen(self, index))

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line of the widget."""
        width = self.size.width
        index, line = divmod(y, self.row_height())
        index += self.top
        palette = self.palette
        ground, lit_ground = self.grounds()
        if index >= self.row_count():
            return Strip.blank(width, Style(bgcolor=ground))
        at_cursor = index == self.cursor and self.shows_cursor() and self.can_stand_on(index)
        is_gap = self.row_height() > 2 and line == self.row_height() - 1
        lit = at_cursor and not is_gap
        ground = lit_ground if lit else ground
        bar = Segment(CURSOR_BAR, Style(color=palette.accent)) if lit else Segment(" ")
        segments = [bar, *self.draw(index, line, width - 1)]
        strip = Strip(segments, sum(cell_len(segment.text) for segment in segments))
        return strip.crop(0, width).extend_cell_length(width).apply_style(Style(bgcolor=ground))


class PanelRows(Rows, can_focus=False):
    """Rows inside a panel that floats over the screen; the keys are with the panel's text field."""

    def grounds(self) -> tuple[str, str]:
        """One shade lighter, as the panel is."""
        return self.palette.raised, self.palette.lit


def fitted(text: str, cells: int) -> str:
    """Return `text` in at most `cells` cells, cut with an ellipsis where it is longer."""
    if cells <= 0:
        return ""
    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, cells - 1).rstrip() + "…"
