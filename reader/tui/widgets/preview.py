"""The preview: what one needs to decide whether to read it, beside the list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from reader.model import Article, Highlight
from reader.model.clean import clean, clean_line
from reader.tui.bylines import MONTHS, byline
from reader.tui.themes import Palette
from reader.tui.widgets.article_list import length_of, shown_title

MARGIN = 2
MOST_CELLS = 72
SHOWN_CHARACTERS = 8_000
"""How much of a body is looked at: more than any terminal shows."""
TITLE_LINES = 3
NOTE_LINES, PASSAGE_LINES = 6, 4


class Preview(Widget):
    """Title, byline, where one stopped, the note, and the opening lines."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(id="preview")
        self.palette = palette
        self.article: Article | None = None
        self._body = ""
        self._marked: Highlight | None = None
        self._made_for: tuple[object, ...] = ()
        self._strips: list[Strip] = []

    def show(self, article: Article | None, body: str, marked: Highlight | None = None) -> None:
        """Show the beginning of an article, under the passage of it that counts most; None shows nothing."""
        self.article, self._body, self._marked = article, body[:SHOWN_CHARACTERS], marked
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line; all lines are made once for an article, a size and a palette."""
        made_for = (self.article, self._body, self._marked, self.size, self.palette.name)
        if made_for != self._made_for:
            self._strips = self._made()
            self._made_for = made_for
        if y < len(self._strips):
            return self._strips[y]
        return Strip.blank(self.size.width, Style(bgcolor=self.palette.background))

    def _made(self) -> list[Strip]:
        if self.article is None:
            return []
        palette, article = self.palette, self.article
        cells = max(10, min(MOST_CELLS, self.size.width - 2 * MARGIN))
        lines = [self._line("")]
        lines += [
            self._line(line, palette.strong, bold=True) for line in _rows_of(shown_title(article), cells, TITLE_LINES)
        ]
        lines += [self._line("━━━━━━", palette.accent), self._line("")]
        lines += [self._line(line, palette.text, italic=True) for line in _rows_of(byline(article), cells, 2)]
        lines += [self._line(line, palette.muted) for line in _rows_of(standing(article, datetime.now(UTC)), cells, 3)]
        if article.note:
            lines.append(self._line(""))
            note = [line for part in clean(article.note).split("\n") for line in _rows_of(part, cells - 2, NOTE_LINES)]
            lines += [self._line("▎ " + line, palette.accent, italic=True) for line in note[:NOTE_LINES]]
        lines += self._passage(cells)
        lines.append(self._line(""))
        return lines + self._opening(article, cells, self.size.height - len(lines))

    def _passage(self, cells: int) -> list[Strip]:
        if self._marked is None:
            return []
        colour = self.palette.highlight_bars[self._marked.colour - 1]
        passage = _rows_of(self._marked.quote.exact, cells - 2, PASSAGE_LINES)
        bar = Segment("▎ ", Style(color=colour))
        return [self._line(""), *(self._line(line, self.palette.strong, before=bar) for line in passage)]

    def _opening(self, article: Article, cells: int, count: int) -> list[Strip]:
        if not self._body.strip():
            return [self._line("Saved without text; o opens the page in the browser.", self.palette.muted)]
        from reader.text.blocks import begin
        from reader.text.layout import lay_out
        from reader.text.setting import Setting
        from reader.tui.widgets.paint import Ink, paint

        setting = Setting(language=article.language, direction=article.direction, title=article.title)
        rows = lay_out(begin(self._body, SHOWN_CHARACTERS), cells, setting).rows(0, max(0, count))
        ink = Ink(self.palette)
        return [paint(row, ink, self.size.width, left=MARGIN, measure=cells) for row in rows]

    def _line(
        self, text: str, colour: str = "", *, bold: bool = False, italic: bool = False, before: Segment | None = None
    ) -> Strip:
        ground = Style(bgcolor=self.palette.background)
        ink = Style(color=colour or self.palette.text, bold=bold, italic=italic)
        segments = [Segment(" " * MARGIN), before or Segment(""), Segment(text, ink)]
        strip = Strip(segments, sum(cell_len(segment.text) for segment in segments))
        return strip.crop(0, self.size.width).extend_cell_length(self.size.width).apply_style(ground)


def standing(article: Article, now: datetime) -> str:
    """Return how long it is, how far it was read and when one stopped, with its tags."""
    length = length_of(article)
    if 0 < article.progress.fraction < 1 and not article.read and article.words:
        length = f"{article.minutes_left} min left · {article.progress.percent} % read"
        if article.progress.at is not None:
            length += f", stopped {day_words(article.progress.at, now)}"
    tags = "  ".join(f"#{clean_line(tag)}" for tag in article.tags)
    return "   ".join(part for part in (length, tags) if part)


def day_words(then: datetime, now: datetime) -> str:
    """Return a day as one says it: "today", "yesterday", "on Tuesday", "on 3 May", "on 3 May 2024"."""
    day, today = then.astimezone().date(), now.astimezone().date()
    days = (today - day).days
    if days <= 0:
        return "today"
    if days < 7:
        return "yesterday" if days == 1 else f"on {WEEKDAYS[day.weekday()]}"
    return f"on {day.day} {MONTHS[day.month - 1]}" + ("" if day.year == today.year else f" {day.year}")


def most_marked(highlights: Sequence[Highlight]) -> Highlight | None:
    """Return the passage that says most: one with a note before one without, then the longest; None without any."""
    return max(highlights, key=lambda each: (bool(each.note), len(each.quote.exact)), default=None)


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _rows_of(text: str, cells: int, most: int) -> list[str]:
    """Return a text of an article in at most so many rows; none for no text."""
    from reader.text.prose import wrapped  # what sets text is loaded after the first screen is painted

    return wrapped(clean_line(text), cells, most) if text.strip() else []
