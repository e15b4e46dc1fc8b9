"""The line one types in: a sign, a field, what it found, and under it completions, faults and keys."""

from __future__ import annotations

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, Static

from reader.errors import UsageError
from reader.model.clean import clean_line
from reader.tui.completing import Completer, Completing, nothing
from reader.tui.themes import Palette
from reader.tui.widgets.field import Field
from reader.tui.widgets.under_line import UnderLine

FIND_SIGN, NARROW_SIGN, ADD_SIGN, PIPE_SIGN, SEARCH_SIGN, TAG_SIGN, NAME_SIGN, EXPORT_SIGN = (
    "/", "\\", "+", "|", "g/", "#", "=", "E",
)  # fmt: skip
_ASKS_FOR = {
    FIND_SIGN: "words to find",
    NARROW_SIGN: "a query: tag:tools words:<2000",
    ADD_SIGN: "the address of a page, or a file",
    SEARCH_SIGN: "words in every article",
    TAG_SIGN: "the tag's new name; the name of another merges the two",
    NAME_SIGN: "a name for this search",
    PIPE_SIGN: "a command that reads the article",
    EXPORT_SIGN: "a file: name.md for Markdown, name.json for JSON",
}
_KEYS = {
    FIND_SIGN: "⏎ keep   ↑ ↓ move   Esc clear",
    NARROW_SIGN: "⏎ keep   ↑ ↓ move   Tab complete   Esc clear",
    ADD_SIGN: "⏎ save   Esc leave",
    SEARCH_SIGN: "⏎ open at the match   ↑ ↓ move   Ctrl+S save the search   Esc back",
    TAG_SIGN: "⏎ rename   Esc leave",
    NAME_SIGN: "⏎ save   Esc leave",
    PIPE_SIGN: "⏎ run   Esc leave",
    EXPORT_SIGN: "⏎ write   Esc leave   .md is Markdown, .json JSON",
}
INDENT = 5
ASKING = "-asking"
"""The class of a screen whose line of keys has made room for this one."""


class SearchLine(Vertical):
    """Hidden until it is opened with a sign; it takes the place of the line of keys."""

    field = getters.query_one(Field)
    under = getters.query_one(UnderLine)

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette
        self.sign = FIND_SIGN
        self.display = self.opening = False
        self._completing: Completing | None = None

    def compose(self) -> ComposeResult:
        """Sign, field and answer; under them one more row."""
        with Horizontal():
            yield Static(FIND_SIGN, id="sign", markup=False)
            yield Field()
            yield Static("", id="answer", markup=False)
        yield UnderLine(self.palette, indent=INDENT)

    @property
    def completing(self) -> Completing:
        """What completes in the field."""
        if self._completing is None:
            self._completing = Completing(self.field, self.under)
        return self._completing

    def open(self, sign: str, text: str, completer: Completer = nothing, *, is_offered: bool = False) -> None:
        """Show the line with what was typed before, the cursor at its end; what is only offered is typed over."""
        self.sign = sign
        self.query_one("#sign", Static).update(Content(sign))
        self.field.placeholder = _ASKS_FOR[sign]
        self.completing.completer = completer
        self.under.offer(())
        self.under.complain("")
        self.under.hint = _KEYS[sign]
        self.tell("")
        self.display, self.opening = True, self.screen.focused is not self.field
        self.screen.add_class(ASKING)
        self.field.value = text
        self.field.cursor_position = len(text)
        if is_offered:
            self.field.select_all()
        self.field.focus()

    def on_descendant_focus(self) -> None:
        """The field has the keys now."""
        self.opening = False

    def close(self) -> None:
        """Hide the line."""
        self.display = self.opening = False
        self.screen.remove_class(ASKING)

    @on(Input.Changed)
    def offer(self, changed: Input.Changed) -> None:
        """Offer what the piece being typed may become."""
        self.completing.typed(changed.value)

    def takes(self, event: Key) -> bool:
        """Say whether a key chose among completions, and do it."""
        return self.field.has_focus and self.completing.takes(event)

    def fault(self, error: UsageError | None, *, insists: bool = False) -> None:
        """Put a caret under what is wrong, and say what was probably meant; None takes it back."""
        self.completing.fault(error, insists=insists)

    def tell(self, answer: str, *, is_error: bool = False) -> None:
        """Say at the right what was found, or what is wrong."""
        self.query_one("#answer", Static).update(
            Content.styled(clean_line(answer), "$error" if is_error else "$text-muted")
        )
