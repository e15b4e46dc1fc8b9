"""A one-line text field that is quiet and safe: no markup, no suggestions from outside."""

from __future__ import annotations

from rich.cells import cell_len
from textual.events import Paste
from textual.widgets import Input

from reader.model.clean import clean_line


class Field(Input):
    """An `Input` without a box; what is pasted comes in as one clean line."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(value, placeholder=placeholder, compact=True, select_on_focus=False, id=id)

    def _on_paste(self, event: Paste) -> None:
        event.text = clean_line(event.text)
        super()._on_paste(event)

    def cell_of(self, column: int) -> int:
        """Return the cell, from the field's left edge as it is scrolled now, at which a character of the text stands."""
        return cell_len(self.value[:column]) - int(self.scroll_offset.x)
