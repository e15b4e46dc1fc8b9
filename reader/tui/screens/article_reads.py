"""What the hands of the article screen need of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from textual.app import App

from reader.model import Article, Edit
from reader.model.act import Act
from reader.model.selector import Span
from reader.tui.keys import Given
from reader.tui.reading.reading import Reading
from reader.tui.session import Session
from reader.tui.widgets.article_view import ArticleView

Answer = TypeVar("Answer")


class Reads(Protocol):
    """A screen with an open article."""

    session: Session
    article: Article
    reading: Reading

    @property
    def view(self) -> ArticleView:
        """The text."""

    @property
    def app(self) -> App[Any]:
        """The program."""

    def say(self, message: str) -> None:
        """Tell what was done."""

    def say_none(self, message: str) -> None:
        """Tell that there is nothing of what was asked for."""

    def hush(self) -> None:
        """Say nothing more."""

    def warn(self, message: str) -> None:
        """Tell what went wrong."""

    def report(self, act: Act) -> None:
        """Tell what an act did and how to take it back."""

    def attempt(self, work: Callable[[], Answer]) -> Answer | None:
        """Do something with the library; say why where it is refused."""

    def open_address(self, url: str) -> None:
        """Open an address in the browser."""

    def copy(self, text: str) -> None:
        """Copy."""

    def edit(self, edit: Edit, articles: list[Article]) -> Act | None:
        """Make one act of an edit."""

    def keep_note(self, article: Article, note: str | None) -> None:
        """Keep a note on the article that was typed."""

    def in_editor(self, text: str) -> str | None:
        """Edit a text in one's own editor; None where nothing was changed."""

    def put_cursor(self, offset: int, *, reveal: bool = False) -> None:
        """Stand on the sentence at an offset."""

    def jump(self, offset: int, *, rows_above: int = 2) -> None:
        """Go to an offset, to come back from with Ctrl+O."""

    def leave_spot(self) -> None:
        """Remember where one is, before a jump."""

    def go_to_article(self, article_id: str, at: int | None = None) -> bool:
        """Bring another article to the front; False where it is gone."""

    def stand(self) -> None:
        """Draw the line under the text anew."""

    def passages_changed(self) -> None:
        """Draw highlights and notes anew."""

    def when_whole(self, then: Callable[[], None]) -> None:
        """Do something that takes the whole text, as soon as that is there."""

    def links_changed(self) -> None:
        """Draw the links anew: more of them may lead to articles of one's own."""

    def run_command(self, given: Given) -> None:
        """Run a command, as if its key had been pressed."""

    def select(self, span: Span) -> None:
        """Begin to select a passage."""


class ReadsAside(Reads, Protocol):
    """A screen that can have work done aside."""

    def aside(self, work: Callable[[], Callable[[], None]]) -> None:
        """Do work in a thread; what it returns is done on the screen's own."""
