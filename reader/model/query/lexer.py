"""Cut a query into its pieces, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from reader.model.query.errors import QueryError
from reader.model.query.terms import OPERATORS

_CLOSING = {'"': '"', "“": "”", "„": "“”", "«": "»", "”": "”", "»": "»«"}
"""Quotes as keyboards and pasted text have them; what may close each."""
_WORD = re.compile(r"[^\s()\"“”„«»]+")
_FIELD = re.compile(r"([A-Za-z]+):(?!//)")
_DASHES = re.compile(r"-+(?=\s|$)")


class Kind(Enum):
    OPEN = auto()
    CLOSE = auto()
    MINUS = auto()
    OPERATOR = auto()
    WORD = auto()
    PHRASE = auto()
    FIELD = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query; columns are code points from 0."""

    kind: Kind
    text: str
    """What it says; a phrase without its quotes, a field its value."""
    column: int
    end: int
    name: str = ""
    """The field's name as typed."""
    value_column: int = 0
    quoted: bool = False

    @property
    def typed(self) -> str:
        """The piece as people would recognise it, for messages."""
        return f"{self.name}:{self.text}" if self.kind is Kind.FIELD else self.text


def tokenise(text: str) -> Iterator[Token]:
    """Yield the tokens of `text`, an END last; QueryError for a quote that is never closed."""
    at = 0
    while at < len(text):
        character = text[at]
        if character.isspace():
            at += 1
            continue
        token = _token(text, at, character)
        yield token
        at = token.end
    yield Token(Kind.END, "", len(text), len(text))


def _token(text: str, at: int, character: str) -> Token:
    if character in "()":
        return Token(Kind.OPEN if character == "(" else Kind.CLOSE, character, at, at + 1)
    if dashes := _DASHES.match(text, at):
        return Token(Kind.WORD, dashes[0], at, dashes.end())
    if character == "-":
        return Token(Kind.MINUS, "-", at, at + 1)
    if character in _CLOSING:
        phrase, end = _phrase(text, at)
        return Token(Kind.PHRASE, phrase, at, end, quoted=True)
    if field := _FIELD.match(text, at):
        return _field(text, at, field)
    word = _WORD.match(text, at)
    assert word is not None
    kind = Kind.OPERATOR if word[0] in OPERATORS else Kind.WORD
    return Token(kind, word[0], at, word.end())


def _field(text: str, at: int, field: re.Match[str]) -> Token:
    value_at = field.end()
    if value_at < len(text) and text[value_at] in _CLOSING:
        value, end = _phrase(text, value_at)
        return Token(Kind.FIELD, value, at, end, field[1], value_at, quoted=True)
    word = _WORD.match(text, value_at)
    value, end = (word[0], word.end()) if word else ("", value_at)
    return Token(Kind.FIELD, value, at, end, field[1], value_at)


def _phrase(text: str, at: int) -> tuple[str, int]:
    """Return a phrase with its white space made single spaces, and where it ends; a backslash keeps what follows."""
    closing = _CLOSING[text[at]]
    kept: list[str] = []
    place = at + 1
    while place < len(text):
        character = text[place]
        if character == "\\" and place + 1 < len(text):
            kept.append(text[place + 1])
            place += 2
            continue
        if character in closing:
            return " ".join("".join(kept).split()), place + 1
        kept.append(character)
        place += 1
    raise QueryError(text, at, "this quotation mark is never closed", f"close it with {closing[-1]}")
