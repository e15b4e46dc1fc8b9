"""A query that cannot be read, and where."""

from __future__ import annotations

import unicodedata

from reader.errors import UsageError
from reader.model.clean import clean_in_place

DRAWN_CHARACTERS = 72
"""How much of a long query is drawn around its fault."""


class QueryError(UsageError):
    """The query says something Reader does not understand.

    `text` is the query, `column` the code point (from 0) where the fault begins, `hint` what was probably meant, as
    a clause ("did you mean title:?") or "".
    """

    def __init__(self, text: str, column: int, reason: str, hint: str = "") -> None:
        super().__init__(f"{reason}; {hint}" if hint else reason)
        self.text = text
        self.column = column
        self.reason = reason
        self.hint = hint

    def drawn(self) -> str:
        """Return two lines: the query, and a caret under the fault (told in terminal cells)."""
        line = "".join(" " if character.isspace() else character for character in clean_in_place(self.text))
        start = max(0, self.column - DRAWN_CHARACTERS * 2 // 3) if len(line) > DRAWN_CHARACTERS else 0
        shown = line[start : start + DRAWN_CHARACTERS]
        before = "…" if start else ""
        after = "…" if start + DRAWN_CHARACTERS < len(line) else ""
        indent = sum(_cells(character) for character in before + shown[: self.column - start])
        return f"{before}{shown}{after}\n{' ' * indent}^"


class BadValue(ValueError):
    """A field's value does not fit the field; the grammar knows where it stands and makes it a QueryError."""

    def __init__(self, reason: str, hint: str = "", offset: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint
        self.offset = offset
        """Code points from the start of the value to the fault."""


def _cells(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
