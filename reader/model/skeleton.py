"""A text without what changes from one extraction to the next: only its letters and digits, and the way back.

White space, quotation marks, dashes, ligatures, accents, case, soft hyphens and the marks of footnotes may differ
between two versions of a page whose words are the same; in the skeleton they do not.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from itertools import accumulate, compress, pairwise

from reader.model.folding import fold
from reader.model.selector import Span

UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f\uac00-\ud7a3"
"""Scripts, as ranges of a regular expression, in which words need no space between them, or may lose it."""
_UNSPACED = re.compile(f"[{UNSPACED}]")
_WORD = re.compile(f"[{UNSPACED}]|[^{UNSPACED}]+")
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
_CUTS = {
    _PIECE: re.compile(rf"({_MARKS}|[^\W_]+)"),
    _SIGNED_PIECE: re.compile(rf"({_MARKS}|(?:[^\W_]|[{_SIGNS}])+)"),
}
"""The same, to cut a text at them."""
_PLAIN_CUT = re.compile(r"([^\W_]+)")
"""The quickest way, for a text that has no digits raised."""
_HAS_RAISED = re.compile("[¹²³⁰-⁹]")
_MARK = re.compile(_MARKS)
_BRACKETED = re.compile(r"\[\d{1,3}\]")


class Skeleton:
    """The letters of a text as one string; positions in it lead back to the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._piece = _pattern_for(text)
        cut = _PLAIN_CUT if self._piece is _PIECE and not _HAS_RAISED.search(text) else _CUTS[self._piece]
        parts = cut.split(text)  # what stands between, a piece, what stands between, …: the quickest way
        starts = list(accumulate(map(len, parts), initial=0))[1:-1:2]
        pieces = parts[1::2]
        if "[" in text or cut is not _PLAIN_CUT:
            if cut is _PLAIN_CUT:  # it cuts out the digits alone
                marks = {match.start() + 1 for match in _BRACKETED.finditer(text)}
            else:
                marks = {match.start() for match in _MARK.finditer(text)}
            if marks:
                kept = [start not in marks for start in starts]
                starts, pieces = list(compress(starts, kept)), list(compress(pieces, kept))
        if not text.isascii():
            folded = {piece: fold(piece) for piece in set(pieces) if not piece.isascii()}
            pieces = list(map(folded.get, pieces, pieces))
        self._starts = starts
        """Where each piece begins in the text."""
        self._at = list(accumulate(map(len, pieces), initial=0))
        """Where each piece begins in the letters, and where the last one ends."""
        self.letters = "".join(pieces).lower()  # what was folded is lower case, and keeps its length
        self._is_spaced = text.isascii() or not _UNSPACED.search(self.letters)

    def span(self, start: int, end: int) -> Span:
        """Return where the letters from `start` to `end` (excluded, at least one) stand in the text."""
        return Span(self.offset(start), self._raw(end - 1, 1))

    def offset(self, position: int) -> int:
        """Return where a letter stands in the text; past the last one, the end of the text."""
        return len(self.text) if position >= len(self.letters) else self._raw(max(0, position), 0)

    def position(self, offset: int) -> int:
        """Return the first letter that stands at `offset` in the text or after it."""
        piece = bisect_right(self._starts, offset) - 1
        return 0 if piece < 0 else min(self._at[piece] + offset - self._starts[piece], self._at[piece + 1])

    def has_word(self, start: int, end: int) -> bool:
        """Say whether a word begins at the first of these letters, and one ends with the last."""
        at = self._at
        return at[bisect_left(at, start)] == start and at[bisect_left(at, end)] == end

    def words(self, start: int, end: int) -> tuple[list[str], list[int]]:
        """Return the words that have a letter from `start` to `end` (excluded), and where each begins; after them, where
        the last one ends. In a script without spaces each letter is one."""
        known = self.letters
        first = max(0, bisect_right(self._at, start) - 1)
        bounds = self._at[first : bisect_left(self._at, end, first) + 1]
        if self._is_spaced:
            return [known[begin:until] for begin, until in pairwise(bounds)], bounds
        words, places = [], []
        for begin, until in pairwise(bounds):
            begin, until = max(begin, start), min(until, end)
            for word in _parted(known[begin:until]):
                words.append(word)
                places.append(begin)
                begin += len(word)
        return words, [*places, min(bounds[-1], end)] if bounds else []

    def _raw(self, position: int, more: int) -> int:
        """Return where the letter at `position`, or the one `more` on in the same piece, begins in the text."""
        piece = bisect_right(self._at, position) - 1
        return self._starts[piece] + self._raw_length(piece, position - self._at[piece] + more)

    def _raw_length(self, piece: int, folded_length: int) -> int:
        """Return how many characters of the text the first letters of a piece are; folding may change their number."""
        match = self._piece.match(self.text, self._starts[piece])
        raw = match[0] if match else ""
        if len(raw) == self._at[piece + 1] - self._at[piece]:
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


def words(text: str) -> list[str]:
    """Return the words of a short text, as they stand in a skeleton."""
    pieces = [fold(piece) for piece in _pattern_for(text).findall(text) if piece]
    return pieces if text.isascii() else [word for piece in pieces for word in _parted(piece)]


def _parted(piece: str) -> list[str]:
    return [piece] if piece.isascii() else _WORD.findall(piece)


def _pattern_for(text: str) -> re.Pattern[str]:
    return _PIECE if text.isascii() or not _HAS_SIGNS.search(text) else _SIGNED_PIECE
