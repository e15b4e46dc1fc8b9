"""Ask for a note of several lines; leaving keeps it, so nothing typed is lost."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key, Paste
from textual.widgets import Static, TextArea

from reader import outside
from reader.errors import ReaderError
from reader.model.clean import clean, clean_line
from reader.tui.screens.panel import Panel
from reader.tui.themes import Palette


class NoteArea(TextArea):
    """A plain text area; Esc, Ctrl+S and Ctrl+E belong to the prompt."""

    async def _on_key(self, event: Key) -> None:
        if event.key in ("escape", "ctrl+s", "ctrl+e", "ctrl+x"):
            return
        await super()._on_key(event)

    async def _on_paste(self, event: Paste) -> None:
        event.text = clean(event.text)
        await super()._on_paste(event)


class NotePrompt(Panel[str | None]):
    """Esc or Ctrl+S keeps the note, Ctrl+X leaves it as it was, Ctrl+E goes on in $EDITOR."""

    area = getters.query_one(NoteArea)

    def __init__(self, palette: Palette, about: str, note: str) -> None:
        super().__init__(palette)
        self.about = clean_line(about) or "Untitled"
        self.note = note

    def compose(self) -> ComposeResult:
        """Title, text area, hint."""
        with Vertical(classes="panel note"):
            yield Static(Content.assemble(("Note", "bold $strong"), "   ", (self.about, "$muted")), classes="title")
            yield NoteArea(
                clean(self.note), soft_wrap=True, show_line_numbers=False, compact=True, tab_behavior="focus"
            )
            yield Static("Esc keep   Ctrl+E in $EDITOR   Ctrl+X leave as it was", classes="hint", markup=False)

    def on_mount(self) -> None:
        """The cursor at the end of what is there."""
        self.area.focus()
        self.area.move_cursor(self.area.document.end)

    def typed(self) -> str:
        """The note as it stands, cleaned, without white space at its end."""
        return clean(self.area.text).rstrip()

    def keep_typing(self) -> None:
        """Keep what is typed: the program is being ended from outside."""
        self.dismiss(self.typed())

    def on_key(self, event: Key) -> None:
        """Keep, leave, or go on in the editor."""
        if event.key in ("escape", "ctrl+s"):
            self.dismiss(self.typed())
        elif event.key == "ctrl+x":
            self.dismiss(None)
        elif event.key == "ctrl+e":
            self._in_editor()
        else:
            return
        event.stop()
        event.prevent_default()

    def _in_editor(self) -> None:
        try:
            with self.app.suspend():
                edited = outside.edit_text(self.typed())
        except ReaderError as error:
            self.query_one(".hint", Static).update(Content(clean_line(str(error))))
            return
        finally:
            self.app.refresh(repaint=True, layout=True)
        if edited is not None:
            self.area.load_text(clean(edited))
            self.area.move_cursor(self.area.document.end)
