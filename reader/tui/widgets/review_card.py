"""One highlight as the review brings it back: between the sentences around it, with where it is from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.events import Resize
from textual.strip import Strip
from textual.widget import Widget

from reader.model.clean import clean_in_place, clean_line
from reader.model.passage import Passage
from reader.text.passages import Surrounded
from reader.text.prose import wrap, wrapped
from reader.tui.bylines import byline
from reader.tui.reading.ago import ago
from reader.tui.reading.said import note_lines
from reader.tui.themes import Palette
from reader.tui.widgets.article_list import shown_title
from reader.tui.widgets.paint import Ink

Line = list[Segment]
MARGIN = 2
MOST_BEFORE = 600
"""Characters of what stands around: a table of a thousand cells is one sentence to nobody."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of a highlight."""

    passage: Passage
    text: Surrounded
    colour_name: str


class ReviewCard(Widget, can_focus=True):
    """Drawn line by line; a long one scrolls."""

    def __init__(self, palette: Palette, measure: int) -> None:
        super().__init__(id="card")
        self.palette = palette
        self.measure = measure
        self.card: Card | None = None
        self.words: tuple[str, ...] = ()
        """What is said where there is no card."""
        self.top = 0

    def show(self, card: Card | None, words: Sequence[str] = ()) -> None:
        """Show a card, or say why there is none."""
        self.card, self.words, self.top = card, tuple(words), 0
        self.refresh()

    def scroll_rows(self, rows: int) -> None:
        """Show what is further down, or up."""
        self.top = max(0, min(self.top + rows, len(self._lines()) - self.size.height))
        self.refresh()

    def on_resize(self, event: Resize) -> None:
        """What was scrolled away may fit now."""
        self.scroll_rows(0)

    def render_line(self, y: int) -> Strip:
        """Draw one line, in the middle of the screen."""
        width, ground = self.size.width, Style(bgcolor=self.palette.background)
        lines = self._lines()
        free = max(0, self.size.height - len(lines))
        at = y - free // 3 + self.top
        if not 0 <= at < len(lines):
            return Strip.blank(width, ground)
        segments = [Segment(" " * max(0, (width - self._width) // 2)), *lines[at]]
        strip = Strip(segments, sum(cell_len(segment.text) for segment in segments))
        return strip.crop(0, width).extend_cell_length(width).apply_style(ground)

    @property
    def _width(self) -> int:
        return max(1, min(self.measure, self.size.width - 2 * MARGIN))

    def _lines(self) -> list[Line]:
        palette = self.palette
        if self.card is None:
            return [
                [Segment(row, Style(color=palette.muted if at else palette.text))]
                for at, words in enumerate(self.words)
                for row in [*wrapped(words, self._width), ""]
            ]
        passage, width = self.card.passage, self._width
        highlight, article = passage.highlight, passage.article
        lines: list[Line] = [
            [Segment(row, Style(color=palette.strong, bold=True))] for row in wrapped(shown_title(article), width)
        ]
        if told := byline(article):
            lines += [[Segment(row, Style(color=palette.muted))] for row in wrapped(told, width)]
        lines += [[], *self._text(width), []]
        if highlight.note:
            bar = Segment("▎ ", Style(color=palette.highlight_bars[highlight.colour - 1]))
            said = note_lines(highlight.note, width, highlight.colour)
            lines += [[bar, Segment(clean_in_place(each.text), Style(color=palette.muted))] for each in said] + [[]]
        if highlight.tags:
            tags = " ".join(f"#{tag}" for tag in highlight.tags)
            lines += [[Segment(row, Style(color=palette.accent))] for row in wrapped(clean_line(tags), width)]
        return [*lines, *([Segment(row, Style(color=palette.faint))] for row in wrapped(self._history(), width))]

    def _text(self, width: int) -> list[Line]:
        """Lay the highlight out between its neighbours."""
        assert self.card is not None
        found = self.card.text
        before = f"… {found.before[-MOST_BEFORE:]}" if len(found.before) > MOST_BEFORE else found.before
        after = f"{found.after[:MOST_BEFORE]} …" if len(found.after) > MOST_BEFORE else found.after
        parts = [clean_line(part) for part in (before, found.words, after)]
        gaps = [" " if parts[0] else "", " " if parts[2] and not _leads_on(parts[2]) else ""]
        text = parts[0] + gaps[0] + parts[1] + gaps[1] + parts[2]
        start = len(parts[0] + gaps[0])
        end = start + len(parts[1])
        around = Style(color=self.palette.muted)
        lit = Ink(self.palette).look(0, self.card.passage.highlight.colour)
        lines = []
        for line in wrap(text, width):
            cuts = sorted({line.start, line.end, *(cut for cut in (start, end) if line.start < cut < line.end)})
            pieces = [Segment(text[a:b], lit if start <= a and b <= end else around) for a, b in pairwise(cuts)]
            lines.append([*pieces, Segment("-" * line.hyphen, around)])
        return lines

    def _history(self) -> str:
        assert self.card is not None
        highlight, now = self.card.passage.highlight, datetime.now(UTC)
        told = [self.card.colour_name, f"highlighted {ago(highlight.made_at, now)}"]
        if highlight.review is not None:
            told.append(f"seen {ago(highlight.review.at, now)}")
        if not self.card.text.found:
            told.append("its words are gone from the article")
        return clean_line(" · ".join(told))


def _leads_on(after: str) -> bool:
    """Whether what follows stands right behind the words: a comma, a full stop, a closing quotation mark."""
    return after[0] in ",.;:!?)]}»”’…，。；：！？」』）、"
