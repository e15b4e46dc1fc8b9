"""Tags and notes of articles: asked for in a prompt, or written in one's own editor."""

from __future__ import annotations

from functools import partial
from typing import Any

from textual.app import SuspendNotSupported

from reader import outside
from reader.errors import ReaderError
from reader.model import Article, Edit
from reader.tui.keys import Given
from reader.tui.screens.base import does
from reader.tui.screens.note_prompt import NotePrompt
from reader.tui.screens.tag_prompt import TagPrompt

ONE = "A note is for one article"


class Notes:
    """`t`, `c` and `e` on a screen with articles."""

    def __init__(self, screen: Any) -> None:
        self.screen = screen

    @does("article.tags")
    def tags(self, given: Given) -> None:
        """Ask for tags."""
        screen = self.screen
        articles = screen.targets()
        if not articles:
            screen.warn("No article here")
            return

        def answer(edit: Edit | None) -> None:
            if edit is not None:
                screen.edit(edit, articles)

        screen.app.push_screen(TagPrompt(screen.session.palette, articles, screen.session.library.tags()), answer)

    @does("article.note")
    def note(self, given: Given) -> None:
        """Ask for the note of the article in front."""
        article = self.screen.only(ONE)
        if article is not None:
            self._ask(article, article.note)

    @does("article.note_in_editor")
    def note_in_editor(self, given: Given) -> None:
        """Write the note of the article in front in one's own editor."""
        article = self.screen.only(ONE)
        if article is not None:
            self.keep(article, self.in_editor(article.note))

    def in_editor(self, text: str) -> str | None:
        """Let the terminal go, edit a text in $EDITOR, come back; None where nothing was changed."""
        edited, fault = None, ""
        try:
            with self.screen.app.suspend():
                edited = outside.edit_text(text)
        except ReaderError as error:
            fault = str(error)
        except SuspendNotSupported:
            fault = "this terminal cannot be lent to an editor"
        self.screen.app.refresh(repaint=True, layout=True)
        if fault:
            self.screen.warn(fault)
        elif edited is None:
            self.screen.say("the editor left it as it was")
        return edited

    def keep(self, article: Article, note: str | None) -> None:
        """Keep a note that was typed; None means it was left as it is."""
        if note is None or note == article.note:
            return
        self.screen.edit(Edit(note=note), [article])
        if self.screen.footer.is_error:  # refused: what was typed is not thrown away
            self._ask(article, note)

    def _ask(self, article: Article, note: str) -> None:
        prompt = NotePrompt(self.screen.session.palette, article.title, note)
        self.screen.app.push_screen(prompt, partial(self.keep, article))
