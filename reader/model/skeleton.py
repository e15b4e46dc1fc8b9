"""A text without what changes from one extraction to the next: only its letters and digits, and the way back.

White space, quotation marks, dashes, ligatures, accents, case, soft hyphens and the marks of footnotes may differ
between two versions of a page whose words are the same; in the skeleton they do not.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property

from reader.model.folding import fold
from reader.model.selector import Span

_SIGNS = "".join(
    character for character in map(chr, range(0x0900, 0x0E50)) if unicodedata.category(character)[0] == "M"
)
"""Vowel signs of Indic scripts and Thai: no letters to Python, but words differ by them."""
_HAS_SIGNS = re.compile(f"[{_SIGNS}]")
_MARKS = r"\[\d{1,3}\]|[¹²³⁰-⁹]+"
"""Marks of footnotes come and go: they are met first, and left out."""
_PIECE = re.compile(rf"{_MARKS}|([^\W_]+)")
_SIGNED_PIECE = re.compile(rf"{_MARKS}|((?:[^\W_]|[{_SIGNS}])+)")
"""Runs of letters and digits, and the slower way where there are vowel signs."""


class Skeleton:
    """The letters of a text as one string; positions in it lead back to the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._piece = _pattern_for(text)
        spans = [span for match in self._piece.finditer(text) if (span := match.span(1))[0] >= 0]
        raw = [text[start:end] for start, end in spans]
        folded = {piece: fold(piece) for piece in set(raw) if not piece.isascii()}
        self._starts = [start for start, _ in spans]
        """Where each piece begins in the text."""
        self._pieces = [piece.lower() if piece.isascii() else folded[piece] for piece in raw]
        self.letters = "".join(self._pieces)

    @cached_property
    def _at(self) -> list[int]:
        """Where each piece begins in the letters."""
        at, places = 0, []
        for piece in self._pieces:
            places.append(at)
            at += len(piece)
        return places

    def span(self, start: int, end: int) -> Span:
        """Return where the letters from `start` to `end` (excluded, at least one) stand in the text."""
        return Span(self.offset(start), self._end_of(end - 1))

    def offset(self, position: int) -> int:
        """Return where a letter stands in the text; past the last one, the end of the text."""
        if position >= len(self.letters):
            return len(self.text)
        piece, inside = self._piece_at(max(0, position))
        return self._starts[piece] + self._raw_length(piece, inside)

    def position(self, offset: int) -> int:
        """Return the first letter that stands at `offset` in the text or after it."""
        piece = bisect_right(self._starts, offset) - 1
        if piece < 0:
            return 0
        inside = min(offset - self._starts[piece], len(self._pieces[piece]))
        return self._at[piece] + inside

    def has_word(self, start: int, end: int) -> bool:
        """Say whether a word begins at the first of these letters, and one ends with the last."""
        begins, goes_on = bisect_right(self._at, start) - 1, bisect_right(self._at, end) - 1
        return self._at[begins] == start and (end >= len(self.letters) or self._at[goes_on] == end)

    def _end_of(self, position: int) -> int:
        piece, inside = self._piece_at(position)
        return self._starts[piece] + self._raw_length(piece, inside + 1)

    def _piece_at(self, position: int) -> tuple[int, int]:
        piece = bisect_right(self._at, position) - 1
        return piece, position - self._at[piece]

    def _raw_length(self, piece: int, folded_length: int) -> int:
        """Return how many characters of the text the first letters of a piece are; folding may change their number."""
        match = self._piece.match(self.text, self._starts[piece])
        raw = match[0] if match else ""
        if len(raw) == len(self._pieces[piece]):
            return folded_length
        made = 0
        for length, character in enumerate(raw):
            if made >= folded_length:
                return length
            made += len(fold(character))
        return len(raw)


def letters(text: str) -> str:
    """Return the skeleton of a short text."""
    return fold("".join(_pattern_for(text).findall(text)))


def _pattern_for(text: str) -> re.Pattern[str]:
    return _PIECE if text.isascii() or not _HAS_SIGNS.search(text) else _SIGNED_PIECE
