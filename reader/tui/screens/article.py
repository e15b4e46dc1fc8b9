"""Read one article; keep the place, keep passages, write notes."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Protocol, runtime_checkable

from textual import getters, on
from textual.app import ComposeResult
from textual.timer import Timer

from reader.errors import ReaderError
from reader.model import Article, Edit
from reader.model.act import Act
from reader.text.blocks import begin
from reader.text.document import Document
from reader.text.layout import lay_out
from reader.text.setting import Setting
from reader.tui.commands import Place
from reader.tui.keys import Given
from reader.tui.reading.jumps import Spot
from reader.tui.reading.page import Page
from reader.tui.reading.place import ago
from reader.tui.reading.reading import Reading
from reader.tui.reading.said import BLANK, Role, Said
from reader.tui.screens.article_moving import Moving
from reader.tui.screens.base import does
from reader.tui.screens.triage import ArticleCommands
from reader.tui.session import Session
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.footer import Footer
from reader.tui.widgets.position import PositionLine, Standing

KEEP_AFTER_S = 2.0
"""How soon after a move the place is kept."""
DWELL_S = 3.0
"""How long words must be on screen after a jump, or after opening, to count as read."""
HERE_AFTER_S = 600.0
"""After how long a pause one is told where one was."""
READ_EVERY_S = 0.02
READ_CHARACTERS = 24_000
"""How much of a long article is read in one turn, after the first screen is drawn."""


@runtime_checkable
class ComesBack(Protocol):
    """A screen that wants to know which article was left."""

    def came_back(self, article_id: str) -> None:
        """Bring that article to the front of the list."""


class ArticleScreen(ArticleCommands):
    """The screen on which people read."""

    PLACE = Place.ARTICLE

    view = getters.query_one(ArticleView)
    position = getters.query_one(PositionLine)

    def __init__(self, session: Session, article_id: str, order: Sequence[str] = (), *, at: int | None = None) -> None:
        """`order` are the ids of the view it was opened from; `at` is an offset to open at instead of the place."""
        self.moving = Moving(self)
        super().__init__(session)
        self.article = session.library.article(article_id)
        self.order = list(order) or [article_id]
        self.reading = Reading(self.article, Document())
        self._at = at
        self._archived_from = ""
        self._waiting: dict[str, Timer] = {}

    def hands(self) -> Iterable[object]:
        """Each kind of command has a hand of its own."""
        return (self.moving,)

    def compose(self) -> ComposeResult:
        """The text, the line under it, the footer."""
        yield ArticleView(self.session.palette, self.session.config.measure)
        yield PositionLine(self.session.palette)
        yield Footer(self.PLACE, self.session.keymap, self.session.palette)

    def on_mount(self) -> None:
        """Open the article."""
        self.view.focus()
        self.open_article(self.article, self._at)

    # Opening

    def open_article(self, article: Article, at: int | None = None) -> None:
        """Bring an article to the front, where one stopped reading it, or at an offset."""
        self.keep()
        self.article = article
        after: list[Said] = []
        try:
            body = self.session.library.body(article.id)
        except ReaderError as error:
            body = ""
            after = [BLANK, Said(Role.WORDS, "The text of this article cannot be read."), Said(Role.HINT, str(error))]
        if not body.strip() and not after:
            after = [BLANK, Said(Role.HINT, "Saved without text; o opens the page in the browser.")]
        document = begin(body)
        self.reading = Reading.resume(article, document)
        setting = Setting(language=article.language, title=article.title)
        here, words = self._here()
        layout = lay_out(document, 1, setting)
        self.view.show(Page(article, document, layout, 1, here=here, here_words=words, after=after), setting)
        place = self.reading.place if at is None else at
        if place:
            self.view.go_to(place)
        self._stand()
        self._later("dwell", DWELL_S, self.dwell)
        self._later("read", READ_EVERY_S, self.read_on)

    def _here(self) -> tuple[int | None, str]:
        """Return where to say that one was here, and the words for it."""
        then, now = self.article.progress.at, datetime.now(UTC)
        if not self.reading.place or then is None or (now - then).total_seconds() < HERE_AFTER_S:
            return None, ""
        return self.reading.place, f"you were here, {ago(then, now)}"

    def read_on(self) -> None:
        """Read some more of a long article; nothing on screen moves by it."""
        if self.reading.document.read_on(READ_CHARACTERS):
            self._later("read", READ_EVERY_S, self.read_on)
        else:
            self._stand()

    def library_changed(self) -> None:
        """Take in what was changed in the article, here or elsewhere."""
        try:
            article = self.session.library.article(self.article.id)
        except ReaderError:
            self.warn("This article is gone from the library")
            return
        if (article.words, article.excerpt) != (self.article.words, self.article.excerpt):
            self.open_article(article)
            return
        self.article = self.reading.article = article
        self.view.retell(article, (), self.view.page.after if self.view.page else ())
        self._stand()

    # Reading

    @on(ArticleView.Moved)
    def follow(self, moved: ArticleView.Moved) -> None:
        """Note what is on screen; what one only jumped past does not count as read."""
        self.reading.see(self.view.on_screen, counts=moved.by_reading)
        self._stand()
        self._finish()
        if not moved.by_reading:
            self._later("dwell", DWELL_S, self.dwell)
        if "keep" not in self._waiting:
            self._later("keep", KEEP_AFTER_S, self.keep)

    def dwell(self) -> None:
        """What has been on screen for a while counts as read."""
        self.reading.see(self.view.on_screen, counts=True)
        self._stand()
        self._finish()

    def _finish(self) -> None:
        """At the last words, mark it read; once, so that undoing it holds."""
        if self.reading.is_finished and not self.article.read and not self.reading.told_finished:
            self.reading.told_finished = True
            self.keep()
            self.edit(Edit(read=True), [self.article])

    def _stand(self) -> None:
        reading = self.reading
        self.position.standing = Standing(self.article.title, reading.furthest, reading.minutes_left)

    def keep(self) -> None:
        """Keep the place in the library, where it changed."""
        timer = self._waiting.pop("keep", None)
        if timer is not None:
            timer.stop()
        progress = self.reading.to_keep(datetime.now(UTC))
        if progress is not None and not self.session.library.read_only:
            self.attempt(lambda: self.session.library.keep_place(self.article.id, progress))

    def leave(self) -> None:
        """The screen or the program is being left."""
        self.keep()

    def _later(self, name: str, delay_s: float, work: object) -> None:
        timer = self._waiting.pop(name, None)
        if timer is not None:
            timer.stop()
        self._waiting[name] = self.set_timer(delay_s, work)  # type: ignore[arg-type]

    def leave_spot(self) -> None:
        """Remember where one is, before a jump."""

    def spot(self) -> Spot:
        """Where one is."""
        return Spot(self.article.id, self.reading.place)

    # Articles

    def targets(self) -> list[Article]:
        """The article in front."""
        return [self.article]

    @does("article.close")
    def close(self, given: Given) -> None:
        """Back to the list; the place is kept."""
        self._close()

    def _close(self) -> None:
        self.keep()
        below: object = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else None
        self.dismiss()
        if isinstance(below, ComesBack):
            below.came_back(self.article.id)

    def after_archive(self) -> None:
        """Go on to the next article, back to the list, or stay, as the settings say."""
        self._archived_from = self.article.id
        if self.session.config.after_archive == "list" or (
            self.session.config.after_archive == "next" and not self._go(1, say=False)
        ):
            self._close()

    def undone(self, act: Act) -> None:
        """Come back to the article that an archiving, undone now, went on from."""
        super().undone(act)
        if act.ids == (self._archived_from,) and self.article.id != self._archived_from:
            self.go_to_article(self._archived_from)

    @does("article.next", "article.previous")
    def neighbour(self, given: Given) -> None:
        """The next or previous article of the view."""
        self._go(given.times if given.command.id == "article.next" else -given.times)

    def _go(self, step: int, *, say: bool = True) -> bool:
        at = self.order.index(self.article.id) if self.article.id in self.order else 0
        wanted = max(0, min(at + step, len(self.order) - 1))
        if wanted == at:
            if say:
                self.say("this is the last of this view" if step > 0 else "this is the first of this view")
            return False
        return self.go_to_article(self.order[wanted])

    def go_to_article(self, article_id: str, at: int | None = None) -> bool:
        """Bring another article to the front; False where it is gone."""
        article = self.attempt(lambda: self.session.library.article(article_id))
        if article is not None:
            self.open_article(article, at)
        return article is not None

    @does("article.next_unread")
    def next_unread(self, given: Given) -> None:
        """The next unread article of the view, round its end."""
        at = self.order.index(self.article.id) if self.article.id in self.order else -1
        for article_id in [*self.order[at + 1 :], *self.order[: max(0, at)]]:
            article = self.attempt(lambda id=article_id: self.session.library.article(id))  # type: ignore[misc]
            if article is not None and not article.read:
                self.open_article(article)
                return
        self.say("all read here")

    @does("article.random")
    def chance(self, given: Given) -> None:
        """Another article of the view, by chance."""
        others = [article_id for article_id in self.order if article_id != self.article.id]
        if others:
            self.go_to_article(random.choice(others))
