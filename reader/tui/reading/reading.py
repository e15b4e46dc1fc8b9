"""One reading of one article: where one stands, how much was read, when it is finished."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from reader.model.article import WORDS_PER_MINUTE, Article, Progress
from reader.model.selector import Span
from reader.text.document import Document
from reader.tui.reading.cursor import Sentences
from reader.tui.reading.extent import FINISHED_FROM, Extent
from reader.tui.reading.passages import Passages
from reader.tui.reading.place import Words, offset_of, progress_at


@dataclass
class Reading:
    """Kept apart from the screen: given what is on screen, it says what is read."""

    article: Article
    document: Document
    part_read: float = 0.0
    """Part of the words read, 0 to 1; only grows. 1 only when none was left out."""
    place: int = 0
    first: int = 0
    """The first offset that is drawn."""
    told_finished: bool = False
    cursor: int = 0
    """Where the sentence begins that the reading cursor stands on."""
    cursor_exact: int = 0
    """What one went to inside it: a link, a match."""
    passages: Passages = field(default_factory=Passages)
    _words: Words = field(default_factory=Words)
    _total: int | None = None
    """The words of the whole text, once it is read."""
    _extent: Extent = field(default_factory=Extent)
    _resumed: float = 0.0
    """Part of the words read before this reading; they are taken to be the first."""
    _saw_end: bool = False
    _kept: tuple[int, float] = (0, 0.0)

    @classmethod
    def resume(cls, article: Article, document: Document) -> Reading:
        """Begin where the article's progress says one stopped; reads on as far as that."""
        progress = article.progress
        while progress.offset and document.length < progress.offset + 2_000 and document.read_on():
            pass
        place = offset_of(document.plain, progress) if progress.offset else 0
        part = progress.fraction
        return cls(article, document, part, place, _resumed=part, _saw_end=part >= 1.0, _kept=(place, part))

    @cached_property
    def sentences(self) -> Sentences:
        """The sentences of the text, in the article's language."""
        return Sentences(self.document, self.article.language, self.first)

    def stand_on(self, offset: int) -> Span | None:
        """Put the cursor on the sentence at `offset`; return that sentence, None where there is no text."""
        span = self.sentences.at(offset)
        self.cursor = span.start if span else offset
        self.cursor_exact = max(offset, self.cursor)
        return span

    def stand_within(self, on_screen: Span) -> Span | None:
        """Keep the cursor on the screen: where its sentence does not begin there, it goes to the first that does."""
        if not on_screen.start <= self.cursor < max(on_screen.end, on_screen.start + 1):
            first = self.sentences.at(on_screen.start)
            if first is not None and first.start < on_screen.start:
                following = self.sentences.step(on_screen.start, 1)
                first = following if following and following.start < on_screen.end else first
            return self.stand_on(first.start if first else on_screen.start)
        return self.sentences.at(self.cursor)

    def word_at(self, offset: int) -> Span:
        """Return the word around `offset`, or the character alone."""
        plain = self.document.plain
        start = end = offset
        while start > 0 and plain[start - 1].isalnum():
            start -= 1
        while end < len(plain) and plain[end].isalnum():
            end += 1
        return Span(start, max(end, start + 1))

    def see(self, place: int, end: int, *, counts: bool) -> None:
        """Take in what is on screen, from the place to its end; `counts` says that it was there to be read."""
        self.place = place
        if not counts or not self.document.length:
            return
        self._words.plain = self.document.plain
        first, last = self._words.before(place), self._words.before(end)
        total = self._words_in_all(last, end)
        at_end = self._is_end(end)
        self._saw_end = self._saw_end or at_end
        self._extent.add(first, total if at_end else last + 1)
        read = self._extent.count(before=int(self._resumed * total))
        part = 1.0 if self._saw_end and read >= total else min(0.999, read / total) if total else 0.0
        self.part_read = max(self.part_read, part)

    def _is_end(self, offset: int) -> bool:
        return self.document.complete and offset >= self.document.length - 1

    def fraction_at(self, offset: int) -> float:
        """Return the part of the words that stands before `offset`; 1 only at the end."""
        if self._is_end(offset):
            return 1.0
        self._words.plain = self.document.plain
        before = self._words.before(offset)
        total = self._words_in_all(before, offset)
        return min(0.999, before / total) if total else 0.0

    @property
    def is_finished(self) -> bool:
        """Whether the last words were on screen, and at least half of all."""
        return self._saw_end and self.part_read >= FINISHED_FROM

    @property
    def minutes_left(self) -> int:
        """Minutes that the rest takes; at least 1 until it is finished."""
        return 0 if self.is_finished else max(1, round(self.article.words * (1 - self.part_read) / WORDS_PER_MINUTE))

    def to_keep(self, now: datetime) -> Progress | None:
        """Return the place where it differs from what was kept last; None where one has not moved."""
        standing = (self.place, self.part_read)
        if standing == self._kept:
            return None
        return progress_at(self.document.plain, self.place, self.part_read, now)

    def was_kept(self, progress: Progress) -> None:
        """The library has this place now."""
        self._kept = (progress.offset, progress.fraction)

    def _words_in_all(self, before: int, offset: int) -> int:
        if not self.document.complete:
            return max(self.article.words, before)
        if self._total is None:
            self._total = self._words.before(self.document.length)
            self._words.before(offset)
        return self._total
