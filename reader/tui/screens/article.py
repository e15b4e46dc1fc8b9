"""Read one article; keep the place, keep passages, write notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, runtime_checkable

from textual import on
from textual.app import ComposeResult
from textual.events import Key, ScreenResume
from textual.widgets import Input

from reader.errors import ReaderError
from reader.model import Article
from reader.model.act import Act
from reader.text.layout import lay_out
from reader.tui.commands import Place
from reader.tui.keys import Given
from reader.tui.reading.finder import Lit
from reader.tui.screens.article_information import Information
from reader.tui.screens.article_looks import Looks
from reader.tui.screens.article_moving import Moving
from reader.tui.screens.article_neighbours import Neighbours
from reader.tui.screens.article_opening import Opening
from reader.tui.screens.article_panel import Panels
from reader.tui.screens.article_pointing import Pointing
from reader.tui.screens.article_still import still_in
from reader.tui.screens.base import does
from reader.tui.screens.open_article import OpenArticle
from reader.tui.screens.triage import ArticleCommands
from reader.tui.session import Session
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.footer import Footer
from reader.tui.widgets.position import PositionLine
from reader.tui.widgets.search_line import SearchLine

SETTLE_AFTER_S = 0.5
"""How soon after an article was left the still of it is made: what comes next is drawn first."""
INSTALLED = "article"
"""The name of the one such screen that is kept: what is on it changes, so that opening costs no new widgets."""


@runtime_checkable
class ComesBack(Protocol):
    """A screen that wants to know which article was left."""

    def came_back(self, article_id: str) -> None:
        """Bring that article to the front of the list."""


class ArticleScreen(OpenArticle):
    """The screen on which people read: its keys, and its coming and going."""

    PLACE = Place.ARTICLE

    def __init__(
        self,
        session: Session,
        article_id: str = "",
        order: Sequence[str] = (),
        *,
        at: int | None = None,
        lit: Lit | None = None,
    ) -> None:
        """Without an article it waits for `open`. `order` are the ids of the view it was opened from; `at` is an offset to
        open at instead of the place; `lit` is what a search found, to be shown."""
        self.neighbours = Neighbours(self, order or [article_id])
        super().__init__(session)
        self.opening, self.pointing = Opening(self), Pointing(self)
        if article_id:
            self.article = session.library.article(article_id)
        self._at, self._lit = at, lit
        self._worn = ""
        """The theme in which it was shown last."""

    def hands(self) -> Iterable[object]:
        """All but the triage that lists and articles share."""
        return (
            Moving(self), self.steps, self.jumps, self.finding, self.highlights, self.selecting, self.links,
            self.piping, self.picturing, self.neighbours, Looks(self, self.set_anew),
            Information(self), Panels(self.highlights),
        )  # fmt: skip

    def compose(self) -> ComposeResult:
        """The text, the line under it, a line to type in, the footer."""
        palette = self.session.palette
        yield ArticleView(palette, self.session.config.measure)
        yield PositionLine(palette)
        yield SearchLine(palette)
        yield Footer(self.PLACE, self.session.keymap, palette)

    # Coming and going

    def on_mount(self) -> None:
        """Open the article, where there is one."""
        if not self.query(ArticleView):
            return  # the program ended while this was being made
        self.view.focus()
        self._worn = self.app.theme
        if self.article.id:
            self.opening.open(self.article, self._at, self._lit)
        elif self.app.screen is not self:
            self.call_later(self._refresh_layout, self.app.size)  # laid out now, while nobody waits

    @on(ScreenResume)
    def keep_styles(self, event: ScreenResume) -> None:
        """Coming to the front in the colours worn before, no styles are looked up again: that is half of what it costs."""
        event.refresh_styles = self._worn != self.app.theme
        self._worn = self.app.theme

    def open(
        self, article: Article, order: Sequence[str] = (), *, at: int | None = None, lit: Lit | None = None
    ) -> None:
        """Show another article, opened from another view."""
        self.neighbours.order = order or [article.id]
        self.article, self._at, self._lit = article, at, lit
        if self.is_mounted:
            self.opening.open(article, at, lit)

    def go_to_article(self, article_id: str, at: int | None = None) -> bool:
        """Bring another article to the front; False where it is gone."""
        article = self.attempt(lambda: self.session.library.article(article_id))
        if article is not None:
            self.opening.open(article, at)
        return article is not None

    def library_changed(self) -> None:
        """Take in what was changed in the article, here or elsewhere."""
        library = self.session.library
        if not self.article.id or self.opening.is_under_way or library.revision == self.revision:
            return
        self.revision = library.revision
        try:
            article = library.article(self.article.id)
        except ReaderError:
            self.warn("this article is gone from the library")
            return
        if library.body_stamp(article.id) != self.text_stamp:
            self.opening.open(article)
            return
        self.article = self.reading.article = article
        self.passages_changed()
        self.links_changed()
        self.stand()

    def on_screen_suspend(self) -> None:
        """Something else is in front; where that is no prompt over this screen, the text is let go of."""
        if self not in self.app.screen_stack:
            self.opening.put_away()
        else:
            self.view.cover(True)

    def on_screen_resume(self) -> None:
        """Nothing lies over the text any more; Textual calls the handlers of the classes above by itself."""
        self.view.cover(False)

    def set_anew(self) -> None:
        """Set the text as the settings are now."""
        self.opening.set_anew()

    def leave(self) -> None:
        """The screen or the program is being left: the place is kept, and how it looks there."""
        self.progress.keep()
        still = still_in(self) if self.article.id else None
        if still is not None:
            self.session.left.leave(still)
            self.app.set_timer(SETTLE_AFTER_S, self.session.left.settle)

    @does("article.close")
    def close_by_key(self, given: Given) -> None:
        """Back to the list."""
        self.close()

    def close(self) -> None:
        """Back to what is below; the place is kept."""
        self.leave()
        below: object = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else None
        self.dismiss()
        if isinstance(below, ComesBack):
            below.came_back(self.article.id)

    # Keys and mouse

    @property
    def is_waiting(self) -> bool:
        """Whether the next keys are meant for what comes when an article, the rest of one, or all matches are there."""
        return self.opening.is_under_way or bool(self.reading_on.held or self.finding.held) or super().is_waiting

    def on_key(self, event: Key) -> None:
        """An open line has its keys to itself."""
        if not self.finding.takes(event) and not self.piping.takes(event):
            super().on_key(event)

    def press(self, token: str) -> None:
        """Letters first, then what Esc can clear, then the table."""
        said_none, self.said_none = self.said_none and self.footer.is_saying, False
        if self.lettering.is_asking:
            self.lettering.take(token)
        elif token == "escape" and said_none:
            self.hush()
        elif token == "escape" and self.selecting.selection is None and self.finding.finder.matches is not None:
            self.finding.drop()
        else:
            super().press(token)

    def run_command(self, given: Given) -> None:
        """While selecting, motions move the end of the selection; what needs the whole text may have to wait."""
        if self.reading_on.holds(given):
            return
        if given.command.id != "highlight.sentence":
            self.highlights.moved_on()
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

    @on(ArticleView.Pressed)
    def point(self, pressed: ArticleView.Pressed) -> None:
        """Take the mouse."""
        if not self.reading_on.is_glancing:
            self.pointing.take(pressed)

    @on(ArticleView.Moved)
    def follow(self, moved: ArticleView.Moved) -> None:
        """Note what is on screen; the cursor stays on it."""
        if self.reading_on.is_glancing:
            return
        on_screen = self.view.on_screen
        if self.selecting.selection is None and len(on_screen):
            before = self.view.washes.cursor
            self.view.washes.cursor = self.reading.stand_within(on_screen)
            if self.view.washes.cursor != before:
                self.view.rewash()
        self.progress.moved(by_reading=moved.by_reading)
        self.call_after_refresh(self.opening.colour)

    @on(ArticleView.Wished)
    def draw_pictures(self) -> None:
        """Draw what came in sight."""
        self.picturing.draw()

    # Articles

    def targets(self) -> list[Article]:
        """The article in front."""
        return [self.article]

    def after_archive(self) -> None:
        """What the settings say."""
        self.neighbours.after_archive()

    def undone(self, act: Act) -> None:
        """Come back to the article that an archiving, undone now, went on from."""
        super().undone(act)
        left = self.neighbours.archived
        if left and act.ids == (left,) and self.article.id != left:
            self.go_to_article(left)


def read_article(
    screen: ArticleCommands,
    article_id: str,
    order: Sequence[str] = (),
    *,
    at: int | None = None,
    lit: Lit | None = None,
) -> None:
    """Open an article over a screen: on the one page that is kept for that, or on another where it is in use below."""
    article = screen.attempt(lambda: screen.session.library.article(article_id))
    if article is not None:
        page = kept_page(screen)
        page.open(article, order, at=at, lit=lit)
        screen.app.push_screen(page)


def warm() -> None:
    """Do once what the first article would wait for; may be done in a thread."""
    from reader.text.blocks import parse
    from reader.text.kept import pack, unpack

    document = parse("# One\n\n*Two* [three](#four), 五。\n\n- five\n\n> six\n\n| a |\n|---|\n| b |")
    lay_out(unpack(pack(document)) or document, 40).rows(0, 20)


def kept_page(screen: ArticleCommands) -> ArticleScreen:
    """Return the article screen that is kept, made at the first call; another one where it is in the stack already."""
    app = screen.app
    if not app.is_screen_installed(INSTALLED):
        app.install_screen(ArticleScreen(screen.session), INSTALLED)
        app._get_screen(INSTALLED)  # its widgets are made now, while nobody waits: Textual has no public word for that
    page = app.get_screen(INSTALLED)
    assert isinstance(page, ArticleScreen)
    return page if page not in app.screen_stack else ArticleScreen(screen.session)
