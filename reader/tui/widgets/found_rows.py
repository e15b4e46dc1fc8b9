"""The articles a search found: title, where it came from, how often, and the words around what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.model import Article, Span
from reader.model.clean import clean_in_place, clean_line
from reader.model.query import Query
from reader.search import spans_of
from reader.text.bidi import is_rtl
from reader.tui.searching import Found
from reader.tui.themes import Palette
from reader.tui.widgets.article_list import ROOMY_HEIGHT, age, shown_title
from reader.tui.widgets.rows import Rows, fitted

SITE_FROM, SITE_CELLS = 90, 24
TITLE_INDENT, EXCERPT_INDENT = 1, 5
WHEN_CELLS, TIMES_CELLS = 11, 7


class FoundRows(Rows):
    """Hits in their order; the excerpt of a row comes when the row is seen."""

    def __init__(self, palette: Palette, today: date, dates: str = "short") -> None:
        super().__init__(palette, id="found")
        self.dates = dates
        self.today = today
        self.articles: Sequence[Article] = ()
        self.found: Mapping[str, Found] = {}
        self.words = Query()
        self.hint: Sequence[str] = ()
        """What to say where nothing is shown."""

    @property
    def current(self) -> Article | None:
        """The article under the cursor."""
        return self.articles[self.cursor] if self.cursor < len(self.articles) else None

    @property
    def in_view(self) -> list[str]:
        """The ids of the rows that are seen, at least in part."""
        return [article.id for article in self.articles[self.top : self.top + self.page + 1]]

    def show(self, articles: Sequence[Article], found: Mapping[str, Found], words: Query) -> None:
        """Show these hits; the cursor stays with its article where other words found it too."""
        kept = self.current if words == self.words else None
        self.articles, self.found, self.words = articles, found, words
        at = next((n for n, each in enumerate(articles) if kept is not None and each.id == kept.id), 0)
        self.move_to(at, tell=False)

    def stand_on(self, article_id: str) -> None:
        """Put the cursor on an article, where it is here."""
        self.move_to(next((n for n, each in enumerate(self.articles) if each.id == article_id), self.cursor))

    def row_count(self) -> int:
        """One row a hit."""
        return len(self.articles)

    def row_height(self) -> int:
        """Title, excerpt, and a blank line where there is room."""
        return 3 if self.size.height >= ROOMY_HEIGHT - 2 else 2

    def draw(self, index: int, line: int, width: int) -> list[Segment]:
        """Draw one line of a hit."""
        article = self.articles[index]
        if line == 0:
            return self._title(article, width)
        found = self.found.get(article.id)
        return self._excerpt(found, width) if line == 1 and found is not None else []

    def render_line(self, y: int) -> Strip:
        """Draw a line; without hits, what to do."""
        if self.articles:
            return super().render_line(y)
        width = self.size.width
        ground = Style(bgcolor=self.palette.background)
        at = y - max(1, self.size.height // 3)
        if not 0 <= at < len(self.hint):
            return Strip.blank(width, ground)
        text = fitted(self.hint[at], width - 4)
        left = max(2, (width - cell_len(text)) // 2)
        ink = Style(color=self.palette.muted if at == 0 else self.palette.faint)
        strip = Strip([Segment(" " * left), Segment(text, ink)], left + cell_len(text))
        return strip.extend_cell_length(width).apply_style(ground)

    def _title(self, article: Article, width: int) -> list[Segment]:
        palette = self.palette
        found = self.found.get(article.id)
        times = f"{len(found.excerpt.spans):,} ×" if found is not None and found.excerpt.spans else ""
        facts = f"{age(article.saved_at, self.today, self.dates):>{WHEN_CELLS}}{times:>{TIMES_CELLS}}"
        if width >= SITE_FROM:
            site = fitted(clean_line(article.site), SITE_CELLS)
            facts = site + " " * (SITE_CELLS - cell_len(site)) + facts
        title = fitted(shown_title(article), width - TITLE_INDENT - cell_len(facts) - 3)
        if is_rtl(title):  # as in the list: nothing follows text that a terminal may turn round
            lead = facts.strip() + "  "
            title = fitted(shown_title(article), width - TITLE_INDENT - cell_len(lead) - 1)
            ink = Style(color=palette.muted) if article.read else Style(color=palette.strong, bold=True)
            marked = self._marked(title, spans_of(title, self.words.words), ink)
            return [Segment(" " * TITLE_INDENT), Segment(lead, Style(color=palette.muted)), *marked]
        gap = max(1, width - TITLE_INDENT - cell_len(title) - cell_len(facts) - 1)
        ink = Style(color=palette.muted) if article.read else Style(color=palette.strong, bold=True)
        return [
            Segment(" " * TITLE_INDENT),
            *self._marked(title, spans_of(title, self.words.words), ink),
            Segment(" " * gap),
            Segment(facts, Style(color=palette.muted)),
        ]

    def _excerpt(self, found: Found, width: int) -> list[Segment]:
        palette, room = self.palette, width - EXCERPT_INDENT - 2
        sign = "✎ " if found.in_note else ""
        text, marks = around(clean_in_place(found.excerpt.text), found.excerpt.marks, room - cell_len(sign))
        return [
            Segment(" " * EXCERPT_INDENT),
            Segment(sign, Style(color=palette.accent)),
            *self._marked(text, marks, Style(color=palette.muted)),
        ]

    def _marked(self, text: str, marks: Sequence[Span], ink: Style) -> list[Segment]:
        lit = ink + Style(color=self.palette.match_text, bgcolor=self.palette.match)
        segments, at = [], 0
        for mark in marks:
            if mark.start >= len(text):
                break
            segments += [Segment(text[at : mark.start], ink), Segment(text[mark.start : mark.end], lit)]
            at = mark.end
        return [*segments, Segment(text[at:], ink)]


def around(text: str, marks: Sequence[Span], cells: int) -> tuple[str, list[Span]]:
    """Return what fits `cells` of a text, with its marks: from the beginning, or later where the first mark would be cut."""
    cut = 0
    if marks and cell_len(text[: marks[0].end]) > cells * 2 // 3:
        cut = marks[0].start
        while cut and cell_len(text[cut - 1 : marks[0].start]) <= cells // 4:
            cut -= 1
    shown = ("…" + text[cut:]) if cut else text
    shift = 1 - cut if cut else 0
    shown = fitted(shown, cells)
    kept = [Span(mark.start + shift, mark.end + shift) for mark in marks if mark.start + shift < len(shown)]
    return shown, kept
