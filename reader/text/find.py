"""Find words in a text as readers mean them: whatever their case and accents, across line ends and soft hyphens."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from unicodedata import category, normalize

from reader.model.late import late
from reader.model.selector import Span

PIECE = 1 << 15
"""Characters that are folded in one go, a millisecond or two: in a thread, others are let in between two pieces."""
_UNDRAWN = "\u00ad\u200b\u2060\ufeff"
_ACCENTS = late(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\ufe00-\ufe0f"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0640]"
)
"""Marks that a reader may leave out: of Latin, Greek, Cyrillic, the vowels of Hebrew and Arabic. Others spell words."""
_WHOLE = late("[\u3040-\u30ff\uac00-\ud7af\u0900-\u0dff\u0e00-\u0eff]")
"""Characters whose parts are no accents: が is not か."""
_ALIKE: dict[int, str] = {
    **dict.fromkeys(map(ord, "’‘‛′"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»"), '"'),
    **dict.fromkeys(map(ord, "–—−‐‑‒"), "-"),
    **{
        ord(letter): form
        for letter, form in {
            "ß": "ss",
            "ẞ": "SS",
            "æ": "ae",
            "Æ": "AE",
            "œ": "oe",
            "Œ": "OE",
            "ø": "o",
            "Ø": "O",
            "ł": "l",
            "Ł": "L",
            "đ": "d",
            "Đ": "D",
            "ı": "i",
        }.items()
    },
}
"""What a keyboard gives for typographers' signs and for letters that are no letter and accent."""


class Matches:
    """Where words were found, in order; they do not overlap. Cheap to keep, however many there are."""

    def __init__(self, spans: Iterator[tuple[int, int]]) -> None:
        self._starts = array("Q")
        self._ends = array("Q")
        for start, end in spans:
            self._starts.append(start)
            self._ends.append(end)

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, number: int) -> Span:
        return Span(self._starts[number], self._ends[number])

    def __iter__(self) -> Iterator[Span]:
        return (self[number] for number in range(len(self)))

    def within(self, start: int, end: int) -> list[Span]:
        """Return the matches that touch a range of the text."""
        return [self[n] for n in range(bisect_right(self._ends, start), bisect_left(self._starts, end))]

    def after(self, offset: int) -> int | None:
        """Return the number of the first match that begins behind `offset`, the first of all after the last; None without any."""
        return bisect_right(self._starts, offset) % len(self) if len(self) else None

    def before(self, offset: int) -> int | None:
        """Return the number of the last match that begins before `offset`, the last of all before the first; None without any."""
        return (bisect_left(self._starts, offset) - 1) % len(self) if len(self) else None


class Finder:
    """A text made ready to be searched again and again."""

    def __init__(self, plain: str) -> None:
        self.plain = plain
        self._folded: dict[bool, _Folded] = {}

    def find(self, words: str) -> Matches:
        """Return where `words` are; capitals among them mean that case counts (smart case). No words, no matches.

        White space stands for any white space. Accents never count.
        """
        exact = words != words.lower()
        pattern = r"\s+".join(re.escape(_fold_all(word, exact)) for word in words.split())
        if not pattern:
            return Matches(iter(()))
        folded = self._folded.get(exact)
        if folded is None:
            folded = self._folded[exact] = _Folded(self.plain, exact)
        return Matches(folded.spans(re.compile(pattern)))


class _Folded:
    """A text without what does not count, and the way back to the text as it is."""

    def __init__(self, plain: str, exact: bool) -> None:
        self.plain = plain
        self.places: list[int] = []
        """Offsets in the folded text behind which it is longer or shorter than the plain one."""
        self.shifts: list[int] = []
        """What to add from there on to come to the plain text."""
        self._shift = 0
        self._forms: dict[str, str] = {}
        pieces = (plain[at : at + PIECE] for at in range(0, len(plain), PIECE))
        self.text = "".join(self._fold(piece, number * PIECE, exact) for number, piece in enumerate(pieces))

    def _fold(self, piece: str, base: int, exact: bool) -> str:
        """Return a piece that begins at `base`, folded; notes where its length changes."""
        text = piece if exact else _lower_ascii(piece)
        if text.isascii():
            return text
        letters = set(text)
        for letter in letters - self._forms.keys():
            self._forms[letter] = _fold(letter, exact) if letter > "\x7f" else letter
        forms = {letter: form for letter in letters if (form := self._forms[letter]) != letter}
        self._note_shifts(text, base, {letter: form for letter, form in forms.items() if len(form) != 1})
        return _any_of(forms).sub(lambda match: forms[match[0]], text) if forms else text

    def _note_shifts(self, text: str, base: int, forms: dict[str, str]) -> None:
        for match in _any_of(forms).finditer(text) if forms else ():
            form = forms[match[0]]
            place = base + match.start() - self._shift
            self._shift += 1 - len(form)
            self.places.append(place + len(form))
            self.shifts.append(self._shift)

    def spans(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        last = 0
        for match in pattern.finditer(self.text):
            start, end = self._plain_start(match.start()), self._plain_start(match.end() - 1) + 1
            while end < len(self.plain) and _ACCENTS.match(self.plain[end]):
                end += 1
            if start >= last:
                yield start, end
                last = end

    def _plain_start(self, at: int) -> int:
        """Return where the plain text has the character that the folded one has at `at`."""
        if not self.places:
            return at
        number = bisect_right(self.places, at)
        start = at + (self.shifts[number - 1] if number else 0)
        if number < len(self.places) and self.shifts[number] < (self.shifts[number - 1] if number else 0):
            # The next change is a character that became several: `at` may be inside them.
            first = self.places[number] - (1 - self.shifts[number] + (self.shifts[number - 1] if number else 0))
            if at > first:
                return first + (self.shifts[number - 1] if number else 0)
        return start


def _any_of(letters: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(sorted(letters)))}]")


def _lower_ascii(text: str) -> str:
    """Return `text` in lower case where that keeps its length; other characters are folded one by one."""
    if text.isascii():
        return text.lower()
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text.translate(_ASCII_LOWER)


_ASCII_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def _fold_all(text: str, exact: bool) -> str:
    return "".join(_fold(character, exact) for character in text)


@lru_cache(maxsize=8192)
def _fold(character: str, exact: bool) -> str:
    """Return what counts of a character: nothing of a soft hyphen, "e" of "é", "ss" of "ß"."""
    if character < "\x80":
        return character if exact else character.lower()
    if character in _UNDRAWN or _ACCENTS.match(character):
        return ""
    folded = normalize("NFKC", character) if _WHOLE.match(character) else _ACCENTS.sub("", normalize("NFKD", character))
    if not folded or category(character) == "Zs":
        folded = " " if category(character) == "Zs" else character
    folded = folded.translate(_ALIKE)
    return folded if exact else folded.casefold()
