"""Highlights under their articles, or under the days they were made: words, note, tags, and the bar of their colour."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.events import Resize
from textual.strip import Strip

from reader.model.clean import clean_line
from reader.model.passage import Passage
from reader.text.prose import wrapped
from reader.tui.themes import Palette
from reader.tui.widgets.article_list import age, shown_title, tags_in
from reader.tui.widgets.rows import CURSOR_BAR, Rows, fitted

INDENT = 3
LINES_AT_MOST = 3
"""Of a long passage, so much is shown; Enter shows it where it stands."""


class Part(IntEnum):
    """What a line shows of a passage."""

    HEADING = -1
    GAP = -2
    NOTE = -3
    WORDS = 0
    """And up: the second and third line of its words."""


class PassageRows(Rows):
    """One line of text each; the cursor stands on whole passages."""

    def __init__(self, palette: Palette, today: date) -> None:
        super().__init__(palette, id="passages")
        self.today = today
        self.by_date = False
        self.passages: Sequence[Passage] = ()
        self.empty_words: tuple[str, ...] = ()
        self.selected: frozenset[str] = frozenset()
        """Ids of the highlights selected."""
        self._begins: list[int] = [0]
        """On which line each passage begins, the gap and the heading above it among its own; and where the last ends."""
        self._leads: list[int] = []
        """How many lines of each are gap and heading."""
        self._width = 0

    @property
    def current(self) -> Passage | None:
        """The passage under the cursor."""
        number = self._number(self.cursor)
        return self.passages[number] if 0 <= number < len(self.passages) else None

    def _number(self, line: int) -> int:
        """Return which passage a line is of."""
        return bisect_right(self._begins, line) - 1

    def _line(self, index: int) -> tuple[int, int]:
        """Return the number of a line's passage, and its part."""
        number = self._number(index)
        part = index - self._begins[number] - self._leads[number]
        if part < 0:
            return number, Part.HEADING if part == -1 else Part.GAP
        is_note = self._has_note(self.passages[number]) and index == self._begins[number + 1] - 1
        return number, Part.NOTE if is_note else part

    def _has_note(self, passage: Passage) -> bool:
        return bool(passage.highlight.note or passage.highlight.tags or self.by_date)

    def show(self, passages: Sequence[Passage], *, by_date: bool, keep: str | None = None) -> None:
        """Show passages; the cursor stays with its own, or goes to `keep`, or stays where it is."""
        followed = keep or (self.current.highlight.id if self.current else None)
        number = self._number(self.cursor)
        self.passages, self.by_date = passages, by_date
        self._set()
        if not (number < len(passages) and passages[number].highlight.id == followed):
            found = next((at for at, each in enumerate(passages) if each.highlight.id == followed), None)
            number = min(number, len(passages) - 1) if found is None else found
        self._stand_on(number)

    def select_and_step(self) -> None:
        """Select the passage under the cursor, or unselect it, and go on to the next."""
        if self.current is not None:
            self.selected ^= {self.current.highlight.id}
            self.move_by(1)

    def _stand_on(self, number: int) -> None:
        is_there = 0 <= number < len(self._leads)
        self.move_to(self._begins[number] + self._leads[number] if is_there else 0, tell=False)

    def _set(self) -> None:
        """Reckon how many lines each passage takes; there may be tens of thousands, so nothing is wrapped."""
        self._width = max(1, self.size.width - INDENT - 2)
        leads: list[int] = []
        heights: list[int] = []
        above = None
        for passage in self.passages:
            below = self._group(passage)
            leads.append(0 if below == above else 2 if leads else 1)
            above = below
            heights.append(leads[-1] + self._lines_of(passage) + self._has_note(passage))
        self._leads, self._begins = leads, list(accumulate(heights, initial=0))

    def _lines_of(self, passage: Passage) -> int:
        """Reckon without wrapping; what does not fit ends in an ellipsis."""
        words = passage.highlight.quote.exact
        cells = len(words) if words.isascii() else cell_len(passage.words)
        return min(LINES_AT_MOST, -(-cells // self._width)) or 1

    def _group(self, passage: Passage) -> object:
        return passage.highlight.made_at.astimezone().date() if self.by_date else passage.article.id

    def on_resize(self, event: Resize) -> None:
        """Long passages take other numbers of lines."""
        number = self._number(self.cursor)
        self._set()
        self._stand_on(number)

    def _follow(self) -> None:
        """All of a passage is brought into view, with the heading right above it."""
        if not self.passages:
            self.top = 0
            return
        number = min(self._number(self.cursor), len(self.passages) - 1)
        first, last = self._begins[number] + min(1, max(0, self._leads[number] - 1)), self._begins[number + 1] - 1
        if last >= self.top + self.page:
            self.top = last - self.page + 1
        self.top = max(0, min(self.top, first, self.row_count() - 1))

    def row_count(self) -> int:
        """All lines."""
        return self._begins[-1]

    def can_stand_on(self, index: int) -> bool:
        """On the first line of a passage."""
        return self._line(index)[1] == Part.WORDS

    def render_line(self, y: int) -> Strip:
        """Draw one line; all lines of the passage under the cursor are lit."""
        width, palette = self.size.width, self.palette
        index = self.top + y
        if index >= self.row_count():
            return self._beyond(y, width)
        number, part = self._line(index)
        lit = number == self._number(self.cursor) and part not in (Part.HEADING, Part.GAP)
        is_chosen = part >= Part.WORDS and self.passages[number].highlight.id in self.selected
        sign = "●" if is_chosen and part == Part.WORDS else CURSOR_BAR if lit else " "
        bar = Segment(sign, Style(color=palette.accent))
        segments = [bar, *self.draw(index, 0, width - 1)]
        strip = Strip(segments, sum(cell_len(segment.text) for segment in segments))
        ground = palette.raised if lit else palette.background
        return strip.crop(0, width).extend_cell_length(width).apply_style(Style(bgcolor=ground))

    def _beyond(self, y: int, width: int) -> Strip:
        words = self.empty_words[y - 1] if not self.passages and 0 < y <= len(self.empty_words) else ""
        strip = Strip([Segment("  " + fitted(words, width - 3), Style(color=self.palette.muted))])
        return strip.crop(0, width).extend_cell_length(width).apply_style(Style(bgcolor=self.palette.background))

    def draw(self, index: int, line: int, width: int) -> list[Segment]:
        """Draw a heading, a line of words, or the note."""
        number, part = self._line(index)
        passage, palette = self.passages[number], self.palette
        if part == Part.GAP:
            return []
        if part == Part.HEADING:
            return self._heading(passage, width)
        bar = Segment(" ▎ ", Style(color=palette.highlight_bars[passage.highlight.colour - 1]))
        if part == Part.NOTE:
            return [bar, *self._note(passage, width - INDENT)]
        words = _rows_of(passage.words, self._width)
        text = words[part] if part < len(words) else ""
        is_last = index + 1 == self.row_count() or self._line(index + 1) != (number, part + 1)
        if is_last and len(words) > part + 1:
            text = fitted(text, self._width - 1).rstrip("…") + "…"
        return [bar, Segment(fitted(clean_line(text), width - INDENT), Style(color=palette.text))]

    def _heading(self, passage: Passage, width: int) -> list[Segment]:
        day = f" · {age(passage.article.saved_at, self.today)}" if not self.by_date else ""
        title = age(passage.highlight.made_at, self.today) if self.by_date else shown_title(passage.article)
        title = fitted(title, width - 2 - len(day))
        return [
            Segment(" " + title, Style(color=self.palette.strong, bold=True)),
            Segment(day, Style(color=self.palette.muted)),
        ]

    def _note(self, passage: Passage, width: int) -> list[Segment]:
        palette, highlight = self.palette, passage.highlight
        tags = tags_in(highlight.tags, max(0, width // 3))
        title = f"{shown_title(passage.article)}  " if self.by_date else ""
        note = f"✎ {clean_line(highlight.note)}" if highlight.note else ""
        title = fitted(title, width - cell_len(tags))
        note = fitted(note, width - cell_len(tags) - cell_len(title))
        if not title and not note:
            return [Segment(tags.lstrip(), Style(color=palette.accent))]
        gap = " " * max(0, width - 1 - cell_len(title) - cell_len(note) - cell_len(tags)) if note else ""
        return [
            Segment(title, Style(color=palette.faint)),
            Segment(note, Style(color=palette.muted, italic=True)),
            Segment(gap if width > 60 else ""),
            Segment(tags, Style(color=palette.accent)),
        ]


@lru_cache(maxsize=512)
def _rows_of(text: str, width: int) -> list[str]:
    return wrapped(text[: width * (LINES_AT_MOST + 1)], width)
