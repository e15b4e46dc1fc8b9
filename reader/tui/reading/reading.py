"""One reading of one article: where one stands, how much was read, when it is finished."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from reader.model.article import WORDS_PER_MINUTE, Article, Progress
from reader.model.selector import Span
from reader.text.document import Document
from reader.tui.reading.place import Words, offset_of, progress_at


@dataclass
class Reading:
    """Kept apart from the screen: given what is on screen, it says what is read."""

    article: Article
    document: Document
    furthest: float = 0.0
    """Part of the words read, 0 to 1; only grows."""
    place: int = 0
    told_finished: bool = False
    _words: Words = field(default_factory=Words)
    _kept: tuple[int, float] = (0, 0.0)

    @classmethod
    def resume(cls, article: Article, document: Document) -> Reading:
        """Begin where the article's progress says one stopped; reads on as far as that."""
        progress = article.progress
        while document.length < progress.offset + 2_000 and document.read_on():
            pass
        place = offset_of(document.plain, progress) if progress.offset else 0
        return cls(article, document, progress.fraction, place, _kept=(place, progress.fraction))

    def see(self, on_screen: Span, *, counts: bool) -> None:
        """Take in what is on screen; `counts` says that it was there to be read, not only passed."""
        self.place = on_screen.start
        if counts:
            self.furthest = max(self.furthest, self.fraction_at(on_screen.end))

    def fraction_at(self, offset: int) -> float:
        """Return the part of the words that stands before `offset`; 1 only at the end."""
        document = self.document
        if document.complete and offset >= document.length - 1:
            return 1.0
        self._words.plain = document.plain
        before = self._words.before(offset)
        total = self._words_in_all(before, offset)
        return min(0.999, before / total) if total else 0.0

    @property
    def is_finished(self) -> bool:
        """Whether the last words were on screen."""
        return self.furthest >= 1.0

    @property
    def minutes_left(self) -> int:
        """Minutes that the rest takes; at least 1 until it is finished."""
        return 0 if self.is_finished else max(1, round(self.article.words * (1 - self.furthest) / WORDS_PER_MINUTE))

    def to_keep(self, now: datetime) -> Progress | None:
        """Return the place where it differs from what was kept last; None where one has not moved."""
        standing = (self.place, self.furthest)
        if standing == self._kept:
            return None
        self._kept = standing
        return progress_at(self.document.plain, self.place, self.furthest, now)

    def _words_in_all(self, before: int, offset: int) -> int:
        if self.document.complete:
            total = self._words.before(self.document.length)
            self._words.before(offset)
            return total
        return max(self.article.words, before)
