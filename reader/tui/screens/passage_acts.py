"""What can be done to highlights wherever they are in front: among all of them, and in the review."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from reader.model import Edit, Highlight, HighlightEdit
from reader.model.act import Act
from reader.model.passage import Passage
from reader.text.passages import find_passage
from reader.tui.keys import Given
from reader.tui.reading.noting import noted
from reader.tui.reading.quoting import markdown_quote
from reader.tui.screens.article import read_article
from reader.tui.screens.base import does
from reader.tui.screens.note_prompt import NotePrompt
from reader.tui.screens.tag_prompt import TagPrompt


class PassageActs:
    """Note, tag, recolour, remove, copy, open. The screen says which highlights are meant, and what tags there are."""

    def __init__(self, screen: Any) -> None:
        """`screen` has `meant()`, the passages an act is for, `order()`, the ids of the articles beside, and `tags()`."""
        self.screen = screen

    @does("article.open")
    def open(self, given: Given) -> None:
        """Open the article at the passage."""
        here = self._only("Open one at a time")
        if here is not None:
            at = self.screen.attempt(lambda: self._offset_of(here.highlight))
            read_article(self.screen, here.article.id, self.screen.order(), at=at)

    def _offset_of(self, highlight: Highlight) -> int:
        """Return where a passage stands today; the end where its words are gone."""
        body = self.screen.session.library.body(highlight.article_id)
        document, span = find_passage(body, highlight.quote, highlight.span)
        if span is not None:
            return span.start
        self.screen.warn("these words are gone from the text; they stand at its end")
        return max(0, document.length - 1)

    @does("article.note")
    def note(self, given: Given) -> None:
        """Ask for the note of the highlight."""
        here = self._only("A note is for one highlight")
        if here is not None:
            self._ask(here, here.highlight.note)

    @does("article.note_in_editor")
    def note_in_editor(self, given: Given) -> None:
        """Write the note of the highlight in one's own editor."""
        here = self._only("A note is for one highlight")
        if here is not None:
            self._keep(here, self.screen.in_editor(here.highlight.note))

    def _ask(self, here: Passage, note: str) -> None:
        def answer(note: str | None) -> None:
            self._keep(here, note)

        self.screen.app.push_screen(NotePrompt(self.screen.session.palette, here.words, note), answer)

    def _keep(self, here: Passage, note: str | None) -> None:
        if note is None or note == here.highlight.note:
            return
        self.change([here], noted(note, note_tags=self.screen.session.config.note_tags))
        if self.screen.footer.is_error:  # refused: what was typed is not thrown away
            self._ask(here, note)

    @does("article.tags")
    def tags(self, given: Given) -> None:
        """Ask for tags of the highlights."""
        meant = self._some()
        if not meant:
            return

        def answer(edit: Edit | None) -> None:
            if edit is not None:
                self.change(meant, HighlightEdit(add_tags=edit.add_tags, remove_tags=edit.remove_tags))

        tagged = [replace(each.article, title=each.words, tags=each.highlight.tags) for each in meant]
        known = {**self.screen.session.library.tags(), **self.screen.tags()}
        self.screen.app.push_screen(TagPrompt(self.screen.session.palette, tagged, known), answer)

    @does("select.colour_1", "select.colour_2", "select.colour_3", "select.colour_4", "select.colour_5")
    def colour(self, given: Given) -> None:
        """Give the highlights another colour."""
        self.change(self._some(), HighlightEdit(colour=int(given.command.id[-1])))

    @does("highlight.remove", "highlight.delete")
    def remove(self, given: Given) -> None:
        """Remove the highlights; z brings them back."""
        meant = self._some()
        if meant:
            ids = [each.highlight.id for each in meant]
            self._done(lambda: self.screen.session.library.remove_highlights(ids))

    @does("text.quote")
    def quote(self, given: Given) -> None:
        """Copy the passages as Markdown quotes with their sources."""
        meant = self._some()
        if meant:
            self.screen.copy("\n".join(markdown_quote(each.highlight.quote.exact, each.article) for each in meant))
            count = f"{len(meant)} quotes with their sources" if len(meant) > 1 else "as a quote with its source"
            self.screen.say(f"copied {count}")

    def change(self, passages: Sequence[Passage], edit: HighlightEdit) -> None:
        """Make one act of an edit of highlights."""
        if passages:
            ids = [each.highlight.id for each in passages]
            self._done(lambda: self.screen.session.library.update_highlights(ids, edit))

    def _done(self, work: Callable[[], Act | None]) -> None:
        act = self.screen.attempt(work)
        if act is not None:
            self.screen.report(act)

    def _some(self) -> list[Passage]:
        meant: list[Passage] = self.screen.meant()
        if not meant:
            self.screen.warn("No highlight here")
        return meant

    def _only(self, otherwise: str) -> Passage | None:
        meant = self._some()
        if len(meant) > 1:
            self.screen.warn(otherwise)
        return meant[0] if len(meant) == 1 else None
