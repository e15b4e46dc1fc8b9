"""The mouse over text: dragging selects, a click follows, the wheel scrolls."""

from __future__ import annotations

from textual.events import Click, MouseDown, MouseMove, MouseScrollDown, MouseScrollUp, MouseUp
from textual.message import Message
from textual.widget import Widget

WHEEL_ROWS = 3


class Dragging(Widget):
    """A widget whose cells stand for offsets in a text; subclasses say which."""

    ALLOW_SELECT = False

    class Pressed(Message):
        """The button went down over the text, to drag or to click."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    class Dragged(Pressed):
        """The mouse was dragged to here."""

    class Dropped(Pressed):
        """The button was let go after dragging."""

    class Clicked(Pressed):
        """The button was let go where it went down; `chain` counts quick clicks."""

        def __init__(self, offset: int, chain: int) -> None:
            super().__init__(offset)
            self.chain = chain

    _pressed: int | None = None
    _is_down = False
    _dragged = False

    def offset_under(self, x: int, y: int) -> int | None:
        """Return the offset of the character drawn there, or nearest on its row; None where there is no text."""
        raise NotImplementedError

    def is_over_text(self, x: int, y: int) -> bool:
        """Say whether a character is drawn exactly there."""
        raise NotImplementedError

    def scroll_rows(self, rows: int) -> None:
        """Move the window."""
        raise NotImplementedError

    def on_mouse_down(self, event: MouseDown) -> None:
        """Begin to drag."""
        if event.button == 1:
            self._pressed, self._dragged, self._is_down = self.offset_under(event.x, event.y), False, True
            self.capture_mouse()

    def on_mouse_move(self, event: MouseMove) -> None:
        """Drag on; over the edges the text follows. What was begun where no text is, between two paragraphs, begins with
        the first that is met."""
        if not self._is_down:
            return
        if not 0 <= event.y < self.size.height:
            self.scroll_rows(-1 if event.y < 0 else 1)
        offset = self.offset_under(event.x, max(0, min(event.y, self.size.height - 1)))
        if self._pressed is None:
            self._pressed = offset
        elif offset is not None and (self._dragged or offset != self._pressed):
            if not self._dragged:
                self._dragged = True
                self.post_message(self.Pressed(self._pressed))
            self.post_message(self.Dragged(offset))

    def on_mouse_up(self, event: MouseUp) -> None:
        """Let go."""
        self.release_mouse()
        if self._pressed is not None and self._dragged:
            offset = self.offset_under(event.x, max(0, min(event.y, self.size.height - 1)))
            self.post_message(self.Dropped(self._pressed if offset is None else offset))
        self._pressed, self._is_down = None, False

    async def _on_click(self, event: Click) -> None:
        """Tell of a click that was no drag; Textual's own answer would select the whole widget at the second one."""
        event.stop()
        event.prevent_default()
        if not self._dragged and event.button == 1 and self.is_over_text(event.x, event.y):
            offset = self.offset_under(event.x, event.y)
            if offset is not None:
                self.post_message(self.Clicked(offset, event.chain))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel moves the window."""
        event.stop()
        self.scroll_rows(WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel moves the window."""
        event.stop()
        self.scroll_rows(-WHEEL_ROWS)
