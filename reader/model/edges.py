"""Where a passage begins and ends, when its first or last words are said twice in a row."""

from __future__ import annotations

import re

from reader.model.selector import TextQuote
from reader.model.skeleton import UNSPACED, letters
from reader.model.surroundings import bytes_of

SHORT_BYTES = 20
"""A word or two: the same may stand a few words on, among much the same surroundings."""
_BESIDE = 4
"""So many letters right beside a short passage, of one side at least, have to be there."""
_UNSPACED_ONLY = re.compile(f"[{UNSPACED}]+")
_LONGEST_STUTTER = 40
_FIRST = re.compile(rf"\W*([{UNSPACED}]|[^\W_{UNSPACED}]+)")
_LAST = re.compile(rf"([{UNSPACED}]|[^\W_{UNSPACED}]+)\W*\Z")


class Edges:
    """What has to stand right beside a passage."""

    def __init__(self, quote: TextQuote) -> None:
        self._exact = letters(quote.exact)
        self._before, self._after = letters(quote.prefix), letters(quote.suffix)
        first, last = _FIRST.match(quote.exact), _LAST.search(quote.exact)
        self._first = letters(first[1]) if first else ""
        self._last = letters(last[1]) if last else ""
        self.doubles_first = bool(self._first) and letters(quote.prefix.rpartition("\n")[2]).endswith(self._first)
        """Whether the first word also stood right before the passage, in its own paragraph: paragraphs are moved."""
        self.doubles_last = bool(self._last) and letters(quote.suffix.partition("\n")[0]).startswith(self._last)
        self._is_short = quote.has_a_double and bytes_of(self._exact) < SHORT_BYTES

    def may_be_at(self, known: str, start: int, end: int) -> bool:
        """Say whether the letters of a passage, standing here, may be it: a word that stood twice needs a neighbour."""
        if not self._is_short:
            return True
        before, after = self._before[-_BESIDE:], self._after[:_BESIDE]
        return known.endswith(before, 0, start) or known.startswith(after, end)

    def are_sure_at(self, known: str, start: int, end: int) -> bool:
        """Say whether the letters of a passage, standing here, surely begin and end it: one of two equal words that
        came or went cannot be told from the other."""
        if self.doubles_first and not known.startswith(self._first, start - len(self._first)):
            return False
        if self.doubles_last and not known.startswith(self._last, end):
            return False
        return not self._stutters(known, start) and not self._goes_on(known, end)

    def _goes_on(self, known: str, end: int) -> bool:
        """Say whether its last word stands right after it, and did not."""
        last = self._last
        is_telling = len(last) >= _BESIDE or (len(last) > 1 and _UNSPACED_ONLY.fullmatch(last) is not None)
        return is_telling and not self.doubles_last and known.startswith(last, end) and not self._after.startswith(last)

    def _stutters(self, known: str, start: int) -> bool:
        """Say whether words of its beginning stand before it that did not."""
        exact = self._exact
        last = known[start - 1 : start]
        if last and not self.doubles_first:
            for size in range(2, min(len(exact), _LONGEST_STUTTER, start + 1)):
                if exact[size - 1] != last or not known.startswith(head := exact[:size], start - size):
                    continue
                if size >= _BESIDE or _UNSPACED_ONLY.fullmatch(head):
                    return not self._before.endswith(head)
        return False
