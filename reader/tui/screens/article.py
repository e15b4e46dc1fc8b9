"""Read one article; keep the place, keep passages, write notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from threading import Thread
from typing import Protocol, runtime_checkable

from textual import getters, on
from textual.app import ComposeResult
from textual.events import Key
from textual.widgets import Input

from reader.errors import ReaderError
from reader.model import Article, Span
from reader.model.act import Act
from reader.text.document import Document
from reader.text.kept import pack, unpack
from reader.text.layout import Layout, lay_out
from reader.text.setting import Setting
from reader.tui.commands import Place
from reader.tui.keys import Given, KeyReader
from reader.tui.reading.colours import Colours
from reader.tui.reading.finder import Lit
from reader.tui.reading.page import Page
from reader.tui.reading.passages import Passages
from reader.tui.reading.place import ago
from reader.tui.reading.reading import Reading
from reader.tui.reading.said import Role, Said
from reader.tui.screens.article_finding import Finding
from reader.tui.screens.article_highlights import Highlights
from reader.tui.screens.article_links import Links
from reader.tui.screens.article_looks import Looks
from reader.tui.screens.article_moving import Moving
from reader.tui.screens.article_neighbours import Neighbours
from reader.tui.screens.article_out import Out
from reader.tui.screens.article_places import Jumps, Steps
from reader.tui.screens.article_progress import Progressing
from reader.tui.screens.article_saving import Saving
from reader.tui.screens.article_selecting import Selecting
from reader.tui.screens.base import does
from reader.tui.screens.lettering import Lettering
from reader.tui.screens.triage import ArticleCommands
from reader.tui.session import Session
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.footer import Footer
from reader.tui.widgets.position import PositionLine, Standing
from reader.tui.widgets.search_line import SearchLine

HERE_AFTER_S = 600.0
"""After how long a pause one is told where one was."""


@runtime_checkable
class ComesBack(Protocol):
    """A screen that wants to know which article was left."""

    def came_back(self, article_id: str) -> None:
        """Bring that article to the front of the list."""


class ArticleScreen(ArticleCommands):
    """The screen on which people read. Each kind of command has a hand of its own; here is what they share."""

    PLACE = Place.ARTICLE

    view = getters.query_one(ArticleView)
    position = getters.query_one(PositionLine)
    line = getters.query_one(SearchLine)

    def __init__(
        self,
        session: Session,
        article_id: str,
        order: Sequence[str] = (),
        *,
        at: int | None = None,
        lit: Lit | None = None,
    ) -> None:
        """`order` are the ids of the view it was opened from; `at` is an offset to open at instead of the place; `lit` is
        what a search found, to be shown."""
        self.session = session
        self.progress = Progressing(self, self.set_timer, self._completed)
        self.lettering = Lettering(self)
        self.steps, self.jumps, self.finding = Steps(self), Jumps(self), Finding(self)
        self.highlights = Highlights(self, self.lettering)
        self.selecting = Selecting(self, self.steps, self.highlights)
        self.links = Links(self, self.lettering, Saving(self).save)
        self.piping = Out(self, self.highlights)
        self.neighbours = Neighbours(self, order or [article_id])
        super().__init__(session)
        self.article = session.library.article(article_id)
        self.reading = Reading(self.article, Document())
        self._at = at if lit is None else lit.at
        self._lit = lit
        self._colours = Colours()
        self._unkept = ""
        """The body of an article whose document is not kept yet."""
        self._fault: list[Said] = []
        """What is said where there is no text."""

    def hands(self) -> Iterable[object]:
        """All but the triage that lists and articles share."""
        return (
            Moving(self), self.steps, self.jumps, self.finding, self.highlights, self.selecting, self.links,
            self.piping, self.neighbours, Looks(self),
        )  # fmt: skip

    def compose(self) -> ComposeResult:
        """The text, the line under it, a line to type in, the footer."""
        palette = self.session.palette
        yield ArticleView(palette, self.session.config.measure)
        yield PositionLine(palette)
        yield SearchLine(palette)
        yield Footer(self.PLACE, self.session.keymap, palette)

    def on_mount(self) -> None:
        """Open the article."""
        self.view.focus()
        self.open_article(self.article, self._at)
        if self._lit is not None:
            self.call_after_refresh(self.finding.show_found, self._lit)

    # Opening

    def open_article(self, article: Article, at: int | None = None) -> None:
        """Bring an article to the front, where one stopped reading it, or at an offset."""
        self.progress.keep()
        self.article = article
        body, fault = self._body(article)
        document = self._document(body)
        self.reading = Reading.resume(article, document)
        config = self.session.config
        setting = Setting(
            justify=config.justify,
            hyphenate=config.hyphenate,
            language=article.language,
            leading=config.leading,
            title=article.title,
            colour=self._colours,
        )
        here, words = self._here()
        layout = lay_out(document, self.session.config.measure, setting)
        self.reading.first = first_drawn(layout)
        page = Page(article, document, layout, layout.width, here=here, here_words=words)
        place = self.reading.place if at is None else at
        self.reading.place = place
        self._fault = fault
        self.view.show(page, setting, place)
        self.passages_changed()
        self.finding.drop()
        self.put_cursor(place)
        self.progress.opened()

    def _document(self, body: str) -> Document:
        """Return the document: a kept one at once, else its beginning."""
        document = self.session.shelf.take(body) if body else Document()
        self._unkept = body if document is None else ""
        if document is None:
            from reader.text.blocks import begin  # not loaded where a page was kept

            document = begin(body)
        return document

    def _body(self, article: Article) -> tuple[str, list[Said]]:
        """Return the text, and what to say where there is none."""
        try:
            body = self.session.library.body(article.id)
        except ReaderError as error:
            return "", [Said(Role.WORDS, "The text of this article cannot be read."), Said(Role.HINT, str(error))]
        if body.strip():
            return body, []
        hint = "Saved without text; o opens the page in the browser." if article.url else "Saved without text."
        return "", [Said(Role.HINT, hint)]

    def _here(self) -> tuple[int | None, str]:
        """Return where to say that one was here, and the words for it."""
        then, now = self.article.progress.at, datetime.now(UTC)
        if not self.reading.place or then is None or (now - then).total_seconds() < HERE_AFTER_S:
            return None, ""
        return self.reading.place, f"you were here, {ago(then, now)}"

    def _completed(self) -> None:
        """All of the text is read: what waited for its end is done."""
        if self.reading.passages.waiting:
            self.passages_changed()
        self.links_changed()
        self.stand()
        self._keep_page()

    def _keep_page(self) -> None:
        """Keep what was read from Markdown, so that it need not be read again; its blocks make room for it."""
        body, document, shelf = self._unkept, self.reading.document, self.session.shelf
        self._unkept = ""
        if not body or not document.plain:
            return

        def work() -> Callable[[], None]:
            packed = pack(document)
            shelf.keep(body, packed)
            kept = unpack(packed)
            return lambda: document.fold(kept) if kept is not None else None

        self.aside(work)

    def links_changed(self) -> None:
        """Draw links to articles of one's own in a colour of theirs."""
        self.view.washes.saved = self.links.saved()
        self.view.repaint()

    def library_changed(self) -> None:
        """Take in what was changed in the article, here or elsewhere."""
        try:
            article = self.session.library.article(self.article.id)
        except ReaderError:
            self.warn("this article is gone from the library")
            return
        if (article.words, article.excerpt) != (self.article.words, self.article.excerpt):
            self.open_article(article)
            return
        self.article = self.reading.article = article
        self.passages_changed()
        self.stand()

    def passages_changed(self) -> None:
        """Place highlights anew, draw them and their notes; at the end of the text those whose words are gone."""
        reading = self.reading
        document = reading.document
        found = self.session.library.highlights(self.article.id)
        reading.passages = Passages.find(found, document.plain, complete=document.complete)
        self.view.washes.highlights = reading.passages.placed
        self.view.retell(
            self.article,
            reading.passages.notes(),
            lambda width: [*self._fault, *reading.passages.orphan_lines(width)],
        )

    # What the hands share

    def put_cursor(self, offset: int, *, reveal: bool = False) -> None:
        """Stand on the sentence at an offset; the text follows where it is asked to."""
        span = self.reading.stand_on(offset)
        self.view.washes.cursor = span
        if reveal and span is not None:
            self.view.reveal(span, by_reading=True)
        self.view.repaint()
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

    def use_keys_of(self, place: Place) -> None:
        """Take the keys of another place; the footer shows them."""
        if self.keys.place != place:
            self.keys = KeyReader(self.session.keymap, place)
            self.footer.place = place
            self.footer.refresh()
        self.stand()

    def stand(self) -> None:
        """Draw the line under the text anew."""
        reading, finder = self.reading, self.finding.finder
        mode = "select" if self.selecting.selection else self.lettering.mode
        told = self.lettering.typed if self.lettering.is_asking else finder.told() if finder.matches is not None else ""
        self.position.standing = Standing(self.article.title, reading.furthest, reading.minutes_left, mode, told)

    def show_lines(self, shown: bool) -> None:
        """Show or hide the lines under the text."""
        self.position.display = self.footer.display = shown

    def aside(self, work: Callable[[], Callable[[], None]]) -> None:
        """Do work in a thread; what it returns is done here."""

        def run() -> None:
            then = work()
            with suppress(RuntimeError):  # the program has ended meanwhile
                self.call_later(then)

        Thread(target=run, daemon=True).start()

    def colour(self) -> None:
        """Colour code that was drawn without colours, when what that takes is loaded."""
        if self._colours.wishes:

            def work() -> Callable[[], None]:
                self._colours.fulfil()
                return self.view.set_anew

            self.aside(work)

    # Keys and mouse

    def on_key(self, event: Key) -> None:
        """An open line has its keys to itself."""
        if not self.finding.takes(event) and not self.piping.takes(event):
            super().on_key(event)

    def press(self, token: str) -> None:
        """Letters first, then what Esc can clear, then the table."""
        if self.lettering.is_asking:
            self.lettering.take(token)
        elif token == "escape" and self.selecting.selection is None and self.finding.finder.matches is not None:
            self.finding.drop()
        else:
            super().press(token)

    def run_command(self, given: Given) -> None:
        """While selecting, motions move the end of the selection."""
        if self.selecting.selection is not None and given.command.id.startswith("text."):
            if given.command.id in ("text.find", "text.find_next", "text.find_previous"):
                super().run_command(given)
            else:
                self.selecting.step(given)
        elif self.selecting.selection is not None and given.command.id in ("move.top", "move.bottom"):
            self.selecting.end(given)
        else:
            super().run_command(given)

    @on(Input.Changed)
    def typing(self, changed: Input.Changed) -> None:
        """Find while typing."""
        if self.line.display and self.line.sign == "/":
            self.finding.typed(changed.value)

    @on(Input.Submitted)
    def typed(self, submitted: Input.Submitted) -> None:
        """Keep what was found, or run what was typed."""
        if self.line.sign == "/":
            self.finding.keep()
        else:
            self.piping.run(submitted.value)

    @on(ArticleView.Moved)
    def follow(self, moved: ArticleView.Moved) -> None:
        """Note what is on screen; the cursor stays on it."""
        on_screen = self.view.on_screen
        if self.selecting.selection is None and len(on_screen):
            before = self.view.washes.cursor
            self.view.washes.cursor = self.reading.stand_within(on_screen)
            if self.view.washes.cursor != before:
                self.view.repaint()
        self.progress.moved(by_reading=moved.by_reading)
        self.call_after_refresh(self.colour)

    @on(ArticleView.Pressed)
    def drag(self, pressed: ArticleView.Pressed) -> None:
        """Dragging selects."""
        if type(pressed) is ArticleView.Pressed:
            self.selecting.begin(pressed.offset)
        elif isinstance(pressed, ArticleView.Dragged):
            self.selecting.to(pressed.offset)
        elif isinstance(pressed, ArticleView.Dropped) and self.selecting.selection is not None:
            self.say("y copies · ⏎ or 1-5 highlights · Esc leaves")

    @on(ArticleView.Clicked)
    def click(self, clicked: ArticleView.Clicked) -> None:
        """A click follows a link or puts the cursor; two select the word, three the sentence."""
        if self.selecting.selection is not None and clicked.chain == 1:
            self.selecting.leave()
        elif clicked.chain > 1:
            span = self.reading.sentences.at(clicked.offset) if clicked.chain > 2 else None
            self.select(span or self.reading.word_at(clicked.offset))
        elif link := self.reading.document.link_at(clicked.offset):
            self.links.follow(link)
        else:
            self.put_cursor(clicked.offset)

    # Articles

    def targets(self) -> list[Article]:
        """The article in front."""
        return [self.article]

    def go_to_article(self, article_id: str, at: int | None = None) -> bool:
        """Bring another article to the front; False where it is gone."""
        article = self.attempt(lambda: self.session.library.article(article_id))
        if article is not None:
            self.open_article(article, at)
        return article is not None

    def after_archive(self) -> None:
        """What the settings say."""
        self.neighbours.after_archive()

    def undone(self, act: Act) -> None:
        """Come back to the article that an archiving, undone now, went on from."""
        super().undone(act)
        left = self.neighbours.archived
        if left and act.ids == (left,) and self.article.id != left:
            self.go_to_article(left)

    def leave(self) -> None:
        """The screen or the program is being left: the place is kept."""
        self.progress.keep()

    @does("article.close")
    def close_by_key(self, given: Given) -> None:
        """Back to the list."""
        self.close()

    def close(self) -> None:
        """Back to what is below; the place is kept."""
        self.progress.keep()
        below: object = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else None
        self.dismiss()
        if isinstance(below, ComesBack):
            below.came_back(self.article.id)


def first_drawn(layout: Layout) -> int:
    """Return the first offset that is drawn: a first heading that says the title again is not."""
    if not layout.document.sections:
        return 0
    blocks = layout.section(0).blocks
    return blocks[0].block.start if blocks else layout.document.sections[0].end + 1
