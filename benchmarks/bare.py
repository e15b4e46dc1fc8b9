"""The floor of every start: the least a Textual program can be that shows something and stays."""

from __future__ import annotations

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.strip import Strip
from textual.widget import Widget

SHOWN = b"xxxxxxxx"


class Constant(Widget, can_focus=True):
    """The same line everywhere."""

    DEFAULT_CSS = "Constant { height: 1fr; width: 1fr; }"

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        return Strip([Segment("x" * self.size.width)], self.size.width)


class Bare(App[None]):
    """One widget."""

    def compose(self) -> ComposeResult:
        """Fill the screen."""
        yield Constant()


if __name__ == "__main__":
    Bare().run()
