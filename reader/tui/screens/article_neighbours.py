"""From one article to the others of the view it was opened from."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Protocol, overload

from reader.model import Article
from reader.tui.keys import Given
from reader.tui.screens.article_reads import Reads
from reader.tui.screens.base import does


class Closes(Reads, Protocol):
    """A screen that can be left."""

    def close(self) -> None:
        """Back to what is below."""


class Ids(Sequence[str]):
    """The ids of articles in their order, without a copy of them."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles

    def __len__(self) -> int:
        return len(self._articles)

    def __iter__(self) -> Iterator[str]:
        return (article.id for article in self._articles)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [article.id for article in self._articles[at]]
        return self._articles[at].id


class Neighbours:
    """`J K`, `]u`, `R`, and what follows archiving."""

    def __init__(self, screen: Closes, order: Sequence[str]) -> None:
        self.screen = screen
        self.order = order
        self.archived = ""
        """The article that an archiving went on from."""

    @does("article.next", "article.previous")
    def beside(self, given: Given) -> None:
        """The next or previous article of the view."""
        step = given.times if given.command.id == "article.next" else -given.times
        if not self.go(step):
            self.screen.say("this is the last of this view" if step > 0 else "this is the first of this view")

    def go(self, step: int) -> bool:
        """Go so many articles on; False where there is none."""
        at = self._at
        wanted = max(0, min(at + step, len(self.order) - 1))
        return wanted != at and self._open(self.order[wanted])

    @does("article.next_unread")
    def next_unread(self, given: Given) -> None:
        """The next unread article of the view, round its end."""
        library = self.screen.session.library
        known = {article.id: article for article in library.articles()}
        at = self._at
        for article_id in [*self.order[at + 1 :], *self.order[: max(0, at)]]:
            if article_id in known and not known[article_id].read:
                self._open(article_id)
                return
        self.screen.say("all read here")

    @does("article.random")
    def chance(self, given: Given) -> None:
        """Another article of the view, by chance."""
        others = [article_id for article_id in self.order if article_id != self.screen.article.id]
        if others:
            self._open(random.choice(others))
        else:
            self.screen.say("there is no other article in this view")

    def _open(self, article_id: str) -> bool:
        self.screen.leave_spot()
        return self.screen.go_to_article(article_id)

    def after_archive(self) -> None:
        """Go on to the next, back to the list, or stay, as the settings say."""
        self.archived = self.screen.article.id
        wish = self.screen.session.config.after_archive
        if wish == "list" or (wish == "next" and not self.go(1)):
            self.screen.close()

    @property
    def _at(self) -> int:
        article_id = self.screen.article.id
        return next((number for number, known in enumerate(self.order) if known == article_id), -1)
