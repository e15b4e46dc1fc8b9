"""A screen with an open article: what stands on it, and what the hands that do its commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from threading import Thread

from textual import getters

from reader.errors import ReaderError
from reader.model import Article, Span
from reader.text.document import Document
from reader.tui.commands import Place
from reader.tui.keys import KeyReader
from reader.tui.reading.passages import Passages
from reader.tui.reading.reading import Reading
from reader.tui.reading.said import Said
from reader.tui.screens.article_finding import Finding
from reader.tui.screens.article_highlights import Highlights
from reader.tui.screens.article_links import Links
from reader.tui.screens.article_out import Out
from reader.tui.screens.article_pictures import Picturing
from reader.tui.screens.article_places import Jumps, Steps
from reader.tui.screens.article_progress import Progressing
from reader.tui.screens.article_reading_on import ReadingOn
from reader.tui.screens.article_selecting import Selecting
from reader.tui.screens.lettering import Lettering
from reader.tui.screens.triage import ArticleCommands
from reader.tui.session import Session
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.position import PositionLine, Standing
from reader.tui.widgets.search_line import SearchLine

NO_ARTICLE = Article(id="", title="", saved_at=datetime.fromtimestamp(0, UTC))
"""Stands where none is open yet, or none any more."""


class OpenArticle(ArticleCommands):
    """The article, its reading, the widgets; each kind of command has a hand of its own."""

    view = getters.query_one(ArticleView)
    position = getters.query_one(PositionLine)
    line = getters.query_one(SearchLine)

    def __init__(self, session: Session) -> None:
        self.session = session
        self.article = NO_ARTICLE
        self.reading = Reading(NO_ARTICLE, Document())
        self.revision = ""
        """The library's, when the article was read from it last."""
        self.text_stamp = ""
        """What names the text that is shown, as its file was when it was read."""
        self.said_none = False
        """Whether the key before found nothing to show letters on, or to list: Esc is meant for what would have opened."""
        self.fault: Sequence[Said] = ()
        """What is said where there is no text."""
        self.picturing = Picturing(self)
        self.reading_on = ReadingOn(self, self.picturing.more)
        self.progress = Progressing(self, self.set_timer)
        self.lettering = Lettering(self)
        self.steps, self.jumps, self.finding = Steps(self), Jumps(self), Finding(self)
        self.highlights = Highlights(self, self.lettering)
        self.selecting = Selecting(self, self.steps, self.highlights)
        self.links = Links(self, self.lettering, self._save_link)
        self.piping = Out(self, self.highlights)
        super().__init__(session)

    def _save_link(self, address: str) -> None:
        """Save what a link leads to. What came as a file may say of itself that it stands anywhere."""
        article = self.article
        self.saving.save_link(address, (article.url or "") if article.source == "web" else "")

    # Where one is

    def put_cursor(self, offset: int, *, reveal: bool = False) -> None:
        """Stand on the sentence at an offset; the text follows where it is asked to."""
        span = self.reading.stand_on(offset)
        self.view.washes.cursor = span
        if reveal and span is not None:
            self.view.reveal(span, by_reading=True)
        self.view.rewash()
        self.stand()

    def jump(self, offset: int, *, rows_above: int = 2) -> None:
        """Go to an offset, to come back from with Ctrl+O."""
        self.leave_spot()
        self.view.go_to(offset, rows_above=rows_above)
        self.put_cursor(offset)

    def leave_spot(self) -> None:
        """Remember where one is, before a jump."""
        self.jumps.leave()

    def found(self, span: Span) -> None:
        """A match was gone to: its sentence is one key from being highlighted, or the selection goes on to it."""
        if self.selecting.selection is not None:
            self.selecting.to(span.start)
        else:
            self.put_cursor(span.start)

    def select(self, span: Span) -> None:
        """Begin to select a passage."""
        self.selecting.begin(span.start, span.end - 1)

    def go_to_article(self, article_id: str, at: int | None = None) -> bool:
        """Bring another article to the front; False where it is gone."""
        raise NotImplementedError

    # What is drawn

    def passages_changed(self) -> None:
        """Place highlights anew, draw them and their notes; at the end of the text those whose words are gone."""
        reading = self.reading
        document = reading.document
        try:
            found = self.session.library.highlights(self.article.id)
        except ReaderError:
            return
        reading.passages = Passages.find(found, document.plain, complete=document.complete)
        if not self.reading_on.is_glancing:  # they are shown when the whole text is
            self.show_passages()

    def show_passages(self) -> None:
        """Draw highlights and notes as they were placed."""
        passages = self.reading.passages
        self.view.washes.highlights = passages.placed
        self.view.retell(self.article, passages.notes(), self.last_lines)

    def when_whole(self, then: Callable[[], None]) -> None:
        """Do something that takes the whole text, as soon as that is there."""
        self.reading_on.when_whole(then)

    def last_lines(self, width: int) -> list[Said]:
        """Return what stands after the text: why there is none, and highlights whose words are gone."""
        return [*self.fault, *self.reading.passages.orphan_lines(width)]

    def links_changed(self) -> None:
        """Draw links to articles of one's own in a colour of theirs."""
        reading, links = self.reading, self.reading.document.links

        def work() -> Callable[[], None]:
            saved = self.links.saved(reading.article, links)

            def then() -> None:
                if reading is self.reading and saved != self.view.washes.saved:
                    self.view.washes.saved = saved
                    self.view.rewash()

            return then

        if links:
            self.aside(work)

    def say_none(self, message: str) -> None:
        """Tell that there is nothing of what was asked for; Esc right after it leaves that, not the article."""
        self.say(message)
        self.said_none = True

    def stand(self) -> None:
        """Draw the line under the text anew."""
        reading, finder = self.reading, self.finding.finder
        self.footer.asking = self.lettering.is_asking
        mode = "select" if self.selecting.selection else self.lettering.mode
        told = self.lettering.typed if self.lettering.is_asking else finder.told() if finder.matches is not None else ""
        self.position.standing = Standing(self.article.title, reading.part_read, reading.minutes_left, mode, told)

    def use_keys_of(self, place: Place) -> None:
        """Take the keys of another place; the footer shows them."""
        if self.keys.place != place:
            self.keys = KeyReader(self.session.keymap, place)
            self.footer.place = place
            self.footer.refresh()
        self.stand()

    def show_lines(self, shown: bool) -> None:
        """Show or hide the lines under the text."""
        self.position.display = self.footer.display = shown

    def wear(self) -> None:
        """Wear the palette of the program, which may have changed while this screen was away."""
        palette = self.session.palette
        for widget in self.query("*"):
            if getattr(widget, "palette", palette) is not palette:
                widget.palette = palette  # type: ignore[attr-defined]
                widget.refresh()

    # Work aside

    def aside(self, work: Callable[[], Callable[[], None]]) -> None:
        """Do work in a thread; what it returns is done here, what it raises is told here."""

        def run() -> None:
            try:
                then = work()
            except ReaderError as error:
                then = partial(self.warn, str(error))
            except Exception as error:  # one text, or one picture, must not end the program
                then = partial(self.warn, f"this is a fault in Reader: {type(error).__name__}: {error}")
            with suppress(RuntimeError):  # the program has ended meanwhile
                self.call_later(then)

        Thread(target=run, daemon=True).start()
