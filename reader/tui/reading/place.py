"""The reading place: where one stopped, told so that it is found again when the body has changed."""

from __future__ import annotations

from datetime import datetime

from reader.model.article import Progress
from reader.model.selector import Span, TextQuote
from reader.model.words import CJK_CHARACTERS_PER_WORD

QUOTE_CHARACTERS = 64
FAR_CHARACTERS = 100_000
"""Where one stopped further on than this, the whole text is read before it is shown."""


def progress_at(plain: str, offset: int, fraction: float, at: datetime) -> Progress:
    """Return the place at `offset` with the words that stand there."""
    return Progress(fraction, offset, TextQuote.of(plain, Span(offset, offset + QUOTE_CHARACTERS)), at)


def offset_of(plain: str, progress: Progress) -> int:
    """Return where the place is in `plain` now: the same offset where the words agree, else where the words went,
    else the same part of the way."""
    exact = progress.quote.exact
    if not exact or plain.startswith(exact, progress.offset):
        return min(progress.offset, len(plain))
    found = progress.quote.find(plain, near=progress.offset) or TextQuote(exact[: len(exact) // 2]).find(
        plain, near=progress.offset
    )
    return found.start if found else min(progress.offset, len(plain))


class Words:
    """How many words stand before an offset, quickly: spaces are counted, and characters where a script has none."""

    def __init__(self, plain: str = "") -> None:
        self.plain = plain
        """May be replaced by a longer text that begins with it."""
        self._offset = 0
        self._count = 0

    def before(self, offset: int) -> int:
        """Return the words before `offset`; the next question is cheap when it is about a place nearby."""
        low, high = sorted((offset, self._offset))
        between = self.plain.count(" ", low, high) + self.plain.count("\n", low, high)
        self._count += between if offset >= self._offset else -between
        self._offset = offset
        return self._count if self._count * 20 > offset else offset // CJK_CHARACTERS_PER_WORD
