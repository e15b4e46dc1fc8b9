"""Bringing an article to the front: a short one at once, a long one by a thread, so that no key waits for it."""

from __future__ import annotations

from collections.abc import Callable

from reader.errors import ReaderError
from reader.model import Article
from reader.store import Library
from reader.text.document import Document
from reader.text.layout import lay_out
from reader.text.setting import Setting
from reader.tui.commands import Place
from reader.tui.reading.colours import Colours
from reader.tui.reading.finder import Lit
from reader.tui.reading.opened import Opened, make_ready
from reader.tui.reading.page import Page
from reader.tui.reading.reading import Reading
from reader.tui.reading.sight import here_in, setting_of
from reader.tui.screens.open_article import NO_ARTICLE, OpenArticle

LONG_WORDS = 8_000
"""Articles of more words are read from the disk in a thread: half an hour's reading, a few milliseconds."""


class Opening:
    """One article after the other on the same screen."""

    def __init__(self, screen: OpenArticle) -> None:
        self.screen = screen
        self.is_under_way = False
        """Whether an article is on its way to the screen."""
        self._number = 0
        """Counts openings: what arrives for an earlier one comes too late."""
        self._colours = Colours()

    def open(self, article: Article, at: int | None = None, lit: Lit | None = None) -> None:
        """Bring an article to the front, where one stopped reading it, or at an offset, or at what a search found."""
        screen = self.screen
        screen.progress.keep()
        screen.wear()
        self._number += 1
        at = lit.at if lit is not None and at is None else at
        number, library, shelf = self._number, screen.session.library, screen.session.shelf
        revision, stamp = library.revision, _stamp(library, article)

        def show(opened: Opened) -> None:
            if number == self._number:
                screen.revision, screen.text_stamp = revision, stamp
                self._show(opened, at, lit)

        if article.words < LONG_WORDS:
            show(make_ready(library, shelf, article, at))
            return

        def work() -> Callable[[], None]:
            opened = make_ready(library, shelf, article, at)
            return lambda: show(opened)

        self.is_under_way = True
        screen.aside(work)

    def _show(self, opened: Opened, at: int | None, lit: Lit | None) -> None:
        screen, article, reading = self.screen, opened.article, opened.reading
        self.is_under_way = False
        screen.article, screen.reading, screen.fault = article, reading, opened.fault
        self._put_down()
        setting, config = self._setting(article), screen.session.config
        screen.view.measure, screen.view.margin = config.measure, config.margin
        here, words = here_in(reading)
        layout = lay_out(reading.document, screen.view.measure, setting)
        page = Page(article, reading.document, layout, layout.width, here=here, here_words=words)
        if at is not None:
            reading.place = at
        screen.view.show(page, setting, reading.place, reading.passages.notes(), screen.last_lines)
        screen.view.washes.highlights = reading.passages.placed
        screen.put_cursor(reading.place)
        screen.reading_on.begin(opened.unkept)
        screen.progress.opened(peeks=at is not None)
        screen.picturing.opened()
        if lit is not None:
            screen.call_after_refresh(screen.finding.show_found, lit)

    def _put_down(self) -> None:
        """Leave what was under way in the article before."""
        screen = self.screen
        screen.lettering.leave()
        if screen.selecting.selection is not None:
            screen.selecting.leave()
        screen.use_keys_of(Place.ARTICLE)
        screen.finding.leave()
        screen.line.close()

    def put_away(self) -> None:
        """Let go of the article: the screen is not shown any more, and a long text takes memory."""
        screen = self.screen
        self._number += 1
        self.is_under_way = False
        screen.progress.stop()
        screen.reading_on.drop()
        screen.footer.hush()
        screen.article, screen.reading = NO_ARTICLE, Reading(NO_ARTICLE, Document())
        self._put_down()
        screen.picturing.close()
        screen.view.clear()

    def set_anew(self) -> None:
        """Set the text as the settings are now."""
        self.screen.view.set_anew(self._setting(self.screen.article))

    def _setting(self, article: Article) -> Setting:
        return setting_of(self.screen.session.config, article, self._colours)

    def colours_wait(self) -> bool:
        """Load what colours code, for a thread; say whether some was drawn without colours, and is to be set anew."""
        if not self._colours.wishes:
            return False
        self._colours.fulfil()
        return True

    def colour(self) -> None:
        """Colour code that was drawn without colours, when what that takes is loaded."""
        if self._colours.wishes:

            def work() -> Callable[[], None]:
                self._colours.fulfil()
                return self.screen.view.set_anew

            self.screen.aside(work)


def _stamp(library: Library, article: Article) -> str:
    """Return what names the text of an article; one that is gone has none."""
    try:
        return library.body_stamp(article.id)
    except ReaderError:
        return ""
