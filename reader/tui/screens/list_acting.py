"""Acts in the list: with a count they take so many, and the last one can be done again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from reader.model import Edit
from reader.model.act import Act
from reader.tui.keys import Given
from reader.tui.screens.base import does

REPEATABLE = frozenset({"article.archive", "article.star", "article.read", "article.trash"})
COUNTED = REPEATABLE | {"article.tags"}


class Acting:
    """What the list adds to the commands that change articles."""

    def __init__(self, screen: Any) -> None:
        self.screen = screen
        self._repeatable: Callable[[], object] | None = None

    def before(self, given: Given) -> None:
        """A count before an act takes so many, from the cursor on."""
        rows = self.screen.articles
        if given.count and given.command.id in COUNTED and not rows.selected:
            rows.selected = frozenset(each.id for each in rows.articles[rows.cursor : rows.cursor + given.count])

    def after(self, given: Given, run: Callable[[Given], object]) -> None:
        """Remember an act for `.`."""
        if given.command.id in REPEATABLE:
            self._repeatable = partial(run, given)

    def edited(self, edit: Edit, act: Act | None) -> None:
        """Tags are repeated as they were given."""
        if act is not None and (edit.add_tags or edit.remove_tags):
            self._repeatable = lambda: self.screen.edit(edit, self.screen.targets())

    @does("list.repeat")
    def repeat(self, given: Given) -> None:
        """Do the last act again, here."""
        if self._repeatable is None:
            self.screen.say("nothing to repeat yet")
        else:
            self._repeatable()
