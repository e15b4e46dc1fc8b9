"""Highlights of the open article: made, noted, coloured, resized, removed."""

from __future__ import annotations

from time import monotonic
from typing import NamedTuple

from reader.model import Highlight, HighlightEdit, Span
from reader.model.act import quoted
from reader.model.doubles import quote_passage
from reader.model.highlight import COLOURS
from reader.tui.keys import Given
from reader.tui.reading.motions import word_back, word_end
from reader.tui.reading.noting import noted
from reader.tui.reading.selection import trimmed
from reader.tui.reading.spans import Marked
from reader.tui.screens.article_reads import Reads
from reader.tui.screens.base import does
from reader.tui.screens.lettering import Lettering
from reader.tui.screens.note_prompt import NotePrompt
from reader.tui.screens.triage import UNDO_HINT

AGAIN_WITHIN_S = 1.0
"""A second `h` so soon makes the sentence's highlight the paragraph's."""


class _Last(NamedTuple):
    """What `h` did last."""

    at_s: float
    highlight_id: str
    offset: int
    is_new: bool


_NOTHING = _Last(-AGAIN_WITHIN_S, "", -1, is_new=False)


class Highlights:
    """`h` and its kin."""

    def __init__(self, screen: Reads, lettering: Lettering) -> None:
        self.screen = screen
        self.lettering = lettering
        self.colour = COLOURS[0]
        """The one used last."""
        self._last = _NOTHING

    @does("highlight.sentence")
    def sentence(self, given: Given) -> None:
        """The sentence under the cursor, or so many; pressed twice, its paragraph."""
        reading = self.screen.reading
        last, self._last = self._last, _NOTHING
        if given.count is None and monotonic() - last.at_s < AGAIN_WITHIN_S and last.offset == reading.cursor:
            self._grow_to_paragraph(last)
            return
        span = reading.sentences.several(reading.cursor, given.times)
        if span is None:
            return
        same = self._same(span)
        made = self.add(span)
        known = made or (same.value if same else None)
        if known is not None and given.count is None:
            self._last = _Last(monotonic(), known.id, reading.cursor, is_new=made is not None)

    def moved_on(self) -> None:
        """Something else was done: the next `h` is not a second one."""
        self._last = _NOTHING

    def _grow_to_paragraph(self, last: _Last) -> None:
        """Highlight the paragraph in the place of its sentence, so that one undo takes all of it back."""
        screen, library = self.screen, self.screen.session.library
        paragraph = screen.reading.sentences.paragraph(screen.reading.cursor)
        if paragraph is None:
            return
        act = next(iter(library.acts(1)), None)
        if last.is_new and act is not None and act.ids == (last.highlight_id,):
            if screen.attempt(library.undo) is not None:
                self.add(paragraph)
        elif self._same(paragraph) is None:
            self._resize(last.highlight_id, paragraph, "highlighted the paragraph")

    @does("highlight.letters")
    def by_letter(self, given: Given) -> None:
        """Letters on every sentence in view."""
        on_screen = self.screen.view.on_screen
        spans = self.screen.reading.sentences.between(on_screen.start, on_screen.end)
        if not spans:
            self.screen.say_none("no sentence begins on this page")
            return

        def chosen(span: Span) -> None:
            self.screen.put_cursor(span.start)
            self.add(span)

        self.lettering.ask("highlight", [(span.start, span) for span in spans], chosen)

    def add(self, span: Span, colour: int | None = None) -> Highlight | None:
        """Highlight a passage; None where it is one already, or was refused."""
        reading = self.screen.reading
        plain = reading.document.plain
        span = trimmed(plain, span)
        if not len(span):
            return None
        same = self._same(span)
        if same is not None and colour in (None, same.value.colour):
            self.screen.say("highlighted already · x removes it")
            return None
        self.colour = colour or self.colour
        if same is not None:
            self.update(same.value, HighlightEdit(colour=self.colour))
            return None
        made = self.screen.attempt(
            lambda: self.screen.session.library.add_highlight(
                self.screen.article.id, quote_passage(plain, span), span, colour=self.colour
            )
        )
        if made is not None:
            self.screen.passages_changed()
            self.screen.say(f"highlighted {quoted(span.of(plain))} · {UNDO_HINT}")
        return made

    def _same(self, span: Span) -> Marked[Highlight] | None:
        """Return the highlight of these very words, or None."""
        span = trimmed(self.screen.reading.document.plain, span)
        placed = self.screen.reading.passages.placed
        return next((marked for marked in placed.touching(span.start, span.end) if marked.span == span), None)

    @does("highlight.remove")
    def remove(self, given: Given) -> None:
        """Remove the highlight under the cursor."""
        here = self._here()
        if here is not None:
            self.drop(here.value)

    def drop(self, highlight: Highlight) -> None:
        """Remove a highlight."""
        act = self.screen.attempt(lambda: self.screen.session.library.remove_highlights([highlight.id]))
        if act is not None:
            self.screen.passages_changed()
            self.screen.report(act)

    @does("highlight.colour")
    def next_colour(self, given: Given) -> None:
        """Give the highlight under the cursor the next colour, or the one of the count."""
        here = self._here()
        if here is not None:
            self.colour = given.count if given.count in COLOURS else here.value.colour % len(COLOURS) + 1
            self.update(here.value, HighlightEdit(colour=self.colour))

    @does("highlight.grow", "highlight.shrink")
    def resize(self, given: Given) -> None:
        """Move the end of the highlight under the cursor by words."""
        here = self._here()
        if here is None:
            return
        plain = self.screen.reading.document.plain
        if given.command.id == "highlight.grow":
            end = word_end(plain, here.span.end - 1, given.times) + 1
        else:
            end = word_back(plain, here.span.end - 1 if given.times == 1 else here.span.end, given.times)
        span = trimmed(plain, Span(here.span.start, end))
        if len(span):
            self._resize(here.value.id, span, f"highlight is now {quoted(span.of(plain))}")

    # Notes

    @does("article.note")
    def note(self, given: Given) -> None:
        """Write a note on the highlight under the cursor, else on the article."""
        here = self.at_cursor()
        if here is not None:
            self.ask_note(here.value)
            return
        article = self.screen.article

        def answer(note: str | None) -> None:
            self.screen.keep_note(article, note)

        self.screen.app.push_screen(NotePrompt(self.screen.session.palette, article.title, article.note), answer)

    @does("article.note_in_editor")
    def note_in_editor(self, given: Given) -> None:
        """The same note, in one's own editor."""
        here = self.at_cursor()
        if here is not None:
            self._keep_note(here.value, self.screen.in_editor(here.value.note))
        else:
            article = self.screen.article
            self.screen.keep_note(article, self.screen.in_editor(article.note))

    def ask_note(self, highlight: Highlight) -> None:
        """Ask for the note of a highlight."""

        def answer(note: str | None) -> None:
            self._keep_note(highlight, note)

        about = " ".join(highlight.quote.exact.split())
        self.screen.app.push_screen(NotePrompt(self.screen.session.palette, about, highlight.note), answer)

    def _keep_note(self, highlight: Highlight, note: str | None) -> None:
        if note is not None and note != highlight.note:
            self.update(highlight, noted(note, note_tags=self.screen.session.config.note_tags))

    def at_cursor(self) -> Marked[Highlight] | None:
        """Return the highlight under the cursor, or None."""
        reading = self.screen.reading
        return reading.passages.at(reading.cursor_exact, reading.sentences.at(reading.cursor))

    def _here(self) -> Marked[Highlight] | None:
        here = self.at_cursor()
        if here is None:
            self.screen.warn("no highlight under the cursor; ]h goes to the next")
        return here

    def update(self, highlight: Highlight, edit: HighlightEdit) -> None:
        """Make one act of an edit of a highlight."""
        act = self.screen.attempt(lambda: self.screen.session.library.update_highlights([highlight.id], edit))
        if act is not None:
            self.screen.passages_changed()
            self.screen.report(act)

    def put(self, highlight: Highlight, span: Span) -> None:
        """Put a highlight whose words are gone onto a passage."""
        plain = self.screen.reading.document.plain
        self._resize(highlight.id, span, f"put the highlight onto {quoted(span.of(plain))}")

    def _resize(self, highlight_id: str, span: Span, said: str) -> None:
        plain = self.screen.reading.document.plain
        edit = HighlightEdit(quote=quote_passage(plain, span), span=span)
        if self.screen.attempt(lambda: self.screen.session.library.update_highlights([highlight_id], edit)) is not None:
            self.screen.passages_changed()
            self.screen.say(f"{said} · {UNDO_HINT}")
