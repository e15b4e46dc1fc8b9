"""Finding and narrowing among all highlights."""

from __future__ import annotations

from typing import Any

from reader.model.passage import PassageQuery
from reader.tui.completing import passages, words
from reader.tui.keys import Given
from reader.tui.screens.base import does
from reader.tui.views import sought
from reader.tui.widgets.search_line import FIND_SIGN, NARROW_SIGN


class Seeking:
    """`/` and `\\`: words while typing, and a query."""

    def __init__(self, screen: Any) -> None:
        self.screen = screen
        self.narrowed = self.found = ""

    @property
    def asked(self) -> str:
        """What is asked for, for people; "" for nothing."""
        return (self.found or self.narrowed).strip()

    def told(self) -> list[str]:
        """Return what the line above the rows says of it."""
        return [text for text in (self.narrowed, f"/{self.found}" if self.found else "") if text]

    def query(self) -> PassageQuery:
        """Return what is asked for; raises UsageError."""
        found = " ".join(sought(word) for word in self.found.split() if word.strip('"'))
        return PassageQuery.parse(f"{self.narrowed} {found}".strip(), self.screen.session.config.colour_names)

    @does("list.find", "list.narrow")
    def ask(self, given: Given) -> None:
        """Find by words, or narrow by a query."""
        is_find = given.command.id == "list.find"
        completer = (words if is_find else passages)(self.screen.session)
        sign, text = (FIND_SIGN, self.found) if is_find else (NARROW_SIGN, self.narrowed)
        self.screen.line.open(sign, text, completer)

    def typed(self, text: str) -> None:
        """Show what fits so far."""
        is_find = self.screen.line.sign == FIND_SIGN
        if text != (self.found if is_find else self.narrowed):
            self.found, self.narrowed = (text, self.narrowed) if is_find else (self.found, text)
            self.screen.show()

    def forget(self, sign: str) -> None:
        """Ask for it no more."""
        self.screen.leave_line()
        self.found = "" if sign == FIND_SIGN else self.found
        self.narrowed = "" if sign == NARROW_SIGN else self.narrowed
        self.screen.show()

    def clear(self) -> bool:
        """Clear the words, then the query; False where neither was there."""
        sign = FIND_SIGN if self.found else NARROW_SIGN if self.narrowed else ""
        if sign:
            self.forget(sign)
        return bool(sign)
