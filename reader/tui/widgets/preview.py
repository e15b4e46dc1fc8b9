"""The preview: what one needs to decide whether to read it, beside the list."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from reader.model import Article
from reader.model.clean import clean, clean_line
from reader.tui.themes import Palette
from reader.tui.widgets.article_list import length_of, shown_title
from reader.tui.widgets.rows import fitted

MARGIN = 2
MOST_CELLS = 72
SHOWN_CHARACTERS = 8_000
"""How much of a body is looked at: more than any terminal shows."""
TITLE_LINES = 3
NOTE_LINES = 6


class Preview(Widget):
    """Title, byline, where one stopped, the note, and the opening lines."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette
        self.article: Article | None = None
        self._body = ""
        self._made_for: tuple[object, ...] = ()
        self._strips: list[Strip] = []

    def show(self, article: Article | None, body: str) -> None:
        """Show the beginning of an article; None shows nothing."""
        self.article, self._body = article, body[:SHOWN_CHARACTERS]
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line; all lines are made once for an article, a size and a palette."""
        made_for = (self.article, self._body, self.size, self.palette.name)
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
            self._line(line, palette.strong, bold=True) for line in wrapped(shown_title(article), cells, TITLE_LINES)
        ]
        lines += [self._line("━━━━━━", palette.accent), self._line("")]
        lines += [self._line(line, palette.text, italic=True) for line in wrapped(byline(article), cells, 2)]
        lines += [self._line(line, palette.muted) for line in wrapped(standing(article), cells, 2)]
        if article.note:
            lines.append(self._line(""))
            note = [line for part in clean(article.note).split("\n") for line in wrapped(part, cells - 2, NOTE_LINES)]
            lines += [self._line("▎ " + line, palette.accent, italic=True) for line in note[:NOTE_LINES]]
        lines.append(self._line(""))
        return lines + self._opening(article, cells, self.size.height - len(lines))

    def _opening(self, article: Article, cells: int, count: int) -> list[Strip]:
        if not self._body.strip():
            return [self._line("Saved without text; o opens the page in the browser.", self.palette.muted)]
        # what lays out text is loaded after the first screen is painted
        from reader.text.blocks import begin
        from reader.text.layout import lay_out
        from reader.text.setting import Setting
        from reader.tui.widgets.paint import Ink, paint

        setting = Setting(language=article.language, title=article.title)
        rows = lay_out(begin(self._body, SHOWN_CHARACTERS), cells, setting).rows(0, max(0, count))
        ink = Ink(self.palette)
        return [paint(row, ink, self.size.width, left=MARGIN, measure=cells) for row in rows]

    def _line(self, text: str, colour: str = "", *, bold: bool = False, italic: bool = False) -> Strip:
        ground = Style(bgcolor=self.palette.background)
        ink = Style(color=colour or self.palette.text, bold=bold, italic=italic)
        strip = Strip([Segment(" " * MARGIN), Segment(text, ink)], MARGIN + cell_len(text))
        return strip.crop(0, self.size.width).extend_cell_length(self.size.width).apply_style(ground)


def byline(article: Article) -> str:
    """Return "Author · Site · 12 March 2026"; what is not known is left out."""
    authors = ", ".join(clean_line(author) for author in article.authors[:3])
    when = long_date(article.published_at) if article.published_at else ""
    return " · ".join(part for part in (authors, clean_line(article.site), when) if part)


def standing(article: Article) -> str:
    """Return how long it is and how far it was read, with its tags."""
    length = length_of(article)
    tags = "  ".join(f"#{clean_line(tag)}" for tag in article.tags)
    return "   ".join(part for part in (length, tags) if part)


def long_date(day: date) -> str:
    """Return a day in full: "12 March 2026"."""
    return f"{day.day} {FULL_MONTHS[day.month - 1]} {day.year}"


FULL_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def wrapped(text: str, cells: int, most: int) -> list[str]:
    """Return `text` on at most `most` lines of `cells` cells, cut with an ellipsis where it is longer; [] for no text."""
    lines: list[str] = []
    line = ""
    words = clean_line(text).split(" ") if text.strip() else []
    for at, word in enumerate(words):
        grown = f"{line} {word}" if line else word
        if cell_len(grown) <= cells or not line:
            line = grown
            continue
        if len(lines) == most - 1:
            return [*lines, fitted(" ".join([line, *words[at:]]), cells)]
        lines.append(line)
        line = word
    return [*lines, fitted(line, cells)] if line else lines
