"""What is being looked for in an article, where it is, and which of the matches one stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.model.selector import Span
from reader.text import find


@dataclass(frozen=True, slots=True)
class Lit:
    """What a search of all articles found in one."""

    words: str
    spans: Sequence[Span]
    """Sorted, at least one."""
    current: int = 0
    """The number of the one to stand on."""

    @property
    def at(self) -> int:
        """The offset to open the article at."""
        return self.spans[self.current].start


NEAR_CHARACTERS = 1 << 15
"""How far from where one is a long text is looked through at once."""


@dataclass
class Finder:
    """The state of `/`, `n` and `N`; the text is folded once, at the first question."""

    query: str = ""
    matches: find.Matches | None = None
    current: int = -1
    """The number of a match; -1 on none."""
    is_held: bool = False
    """Whether the matches were found by a search of all articles, not here."""
    is_partial: bool = False
    """Whether only the neighbourhood was looked through so far."""
    _text: find.Finder | None = None

    def text(self, plain: str) -> find.Finder:
        """Return the text made ready to be searched, which may take long at its first question."""
        if self._text is None or self._text.plain != plain:
            self._text = find.Finder(plain)
        return self._text

    def look(self, plain: str, query: str) -> None:
        """Look for something else; stands on no match yet."""
        self._take(query, self.text(plain).find(query))

    def look_near(self, plain: str, query: str, at: int) -> None:
        """Look for something else in what follows an offset; `complete` adds what the whole text has."""
        near = find.Finder(plain[at : at + NEAR_CHARACTERS]).find(query)
        self._take(query, find.Matches((at + span.start, at + span.end) for span in near))
        self.is_partial = True

    def complete(self, matches: find.Matches) -> None:
        """Take the matches of the whole text; one stays on the match one stands on."""
        match = self.match
        self._take(self.query, matches)
        if match is not None:
            self.stand_on(match)

    def _take(self, query: str, matches: find.Matches) -> None:
        self.query, self.matches, self.current, self.is_held, self.is_partial = query, matches, -1, False, False

    def hold(self, lit: Lit) -> None:
        """Take places that were found by a search of all articles."""
        self.query = lit.words
        self.matches = find.Matches((span.start, span.end) for span in lit.spans)
        self.current, self.is_held, self.is_partial = lit.current, True, False

    def clear(self) -> None:
        """Light no match any more; the words are kept for `n`."""
        self.matches, self.current, self.is_partial = None, -1, False

    def forget_text(self) -> None:
        """Let go of the text, which takes memory; the words are kept."""
        self.clear()
        self._text = None

    def stand_on(self, match: Span) -> None:
        """Stand on the match that begins there."""
        at = self.matches.after(match.start - 1) if self.matches else None
        self.current = -1 if at is None else at

    @property
    def match(self) -> Span | None:
        """The match one stands on."""
        return self.matches[self.current] if self.matches and self.current >= 0 else None

    def step(self, count: int, offset: int) -> Span | None:
        """Go `count` matches on (back when negative), round the ends; where one stands on none, from `offset`."""
        if not self.matches:
            return None
        if self.current < 0:
            first = self.matches.after(offset) if count > 0 else self.matches.before(offset)
            self.current = first or 0
            count -= 1 if count > 0 else -1
        self.current = (self.current + count) % len(self.matches)
        return self.match

    def told(self) -> str:
        """Return the count for people: "3 of 17"."""
        if self.is_partial:
            return "looking …"
        if not self.matches:
            return "not found" if self.query.strip() else ""
        return f"{self.current + 1:,} of {len(self.matches):,}" if self.current >= 0 else f"{len(self.matches):,} found"
