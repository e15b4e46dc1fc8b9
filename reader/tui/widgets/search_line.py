"""The line one searches in: a sign, a field, and what it found or what is wrong with it."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from reader.model.clean import clean_line
from reader.tui.themes import Palette
from reader.tui.widgets.field import Field

FIND_SIGN, NARROW_SIGN, ADD_SIGN, PIPE_SIGN, SEARCH_SIGN, TAG_SIGN, NAME_SIGN = (
    "/", "\\", "+", "|", "g/", "#", "=",
)  # fmt: skip
_ASKS_FOR = {
    FIND_SIGN: "words to find",
    NARROW_SIGN: "a query: tag:tools words:<2000",
    ADD_SIGN: "the address of a page, or a file",
    SEARCH_SIGN: "words in every article",
    TAG_SIGN: "the tag's new name; the name of another merges the two",
    NAME_SIGN: "a name for this search",
    PIPE_SIGN: "a command that reads the article",
}


class SearchLine(Horizontal):
    """Hidden until it is opened with a sign."""

    field = getters.query_one(Field)

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette
        self.sign = FIND_SIGN
        self.display = self.opening = False

    def compose(self) -> ComposeResult:
        """Sign, field, answer."""
        yield Static(FIND_SIGN, id="sign", markup=False)
        yield Field()
        yield Static("", id="answer", markup=False)

    def open(self, sign: str, text: str) -> None:
        """Show the line with what was typed before, the cursor at its end."""
        self.sign = sign
        self.query_one("#sign", Static).update(Content(sign))
        self.field.placeholder = _ASKS_FOR[sign]
        self.tell("")
        self.display, self.opening = True, not self.field.has_focus
        self.field.value = text
        self.field.cursor_position = len(text)
        self.field.focus()

    def on_descendant_focus(self) -> None:
        """The field has the keys now."""
        self.opening = False

    def close(self) -> None:
        """Hide the line."""
        self.display = self.opening = False

    def tell(self, answer: str, *, is_error: bool = False) -> None:
        """Say at the right what was found, or what is wrong."""
        self.query_one("#answer", Static).update(
            Content.styled(clean_line(answer), "$error" if is_error else "$text-muted")
        )
