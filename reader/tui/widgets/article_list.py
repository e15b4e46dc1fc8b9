"""The list of articles: what one decides by, two lines an article."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.config import Config
from reader.config.settings import FACTS
from reader.model import Article
from reader.model.clean import clean_line
from reader.text.bidi import is_rtl
from reader.tui.themes import Palette
from reader.tui.widgets.rows import Rows, fitted

WIDE = 74
"""From so many cells on the author is named."""
NEAR, FEW = 50, 500
ROOMY_HEIGHT = 18
"""From this height on, a blank line stands between articles."""


def nowhere(id: str) -> int | None:
    """Know of no article where it stands."""
    return None


class ArticleList(Rows):
    """Articles in view; cursor, selection and scroll place survive every change."""

    def __init__(self, palette: Palette, today: date, config: Config | None = None) -> None:
        super().__init__(palette, id="articles")
        self.config = config or Config()
        self.today = today
        self.articles: Sequence[Article] = ()
        self.selected: frozenset[str] = frozenset()
        self.lit: re.Pattern[str] | None = None
        """What a search found in titles, to light it."""
        self.empty_words: tuple[str, ...] = ()
        self._far: Callable[[str], int | None] = nowhere

    @property
    def current(self) -> Article | None:
        """The article under the cursor."""
        return self.articles[self.cursor] if self.cursor < len(self.articles) else None

    def show(
        self,
        articles: Sequence[Article],
        *,
        keep: str | None = None,
        more: bool = False,
        index_of: Callable[[str], int | None] = nowhere,
    ) -> None:
        """Show other articles; the cursor goes to the one with id `keep`, else stays with its article, else its place.

        With `more` to come, nothing is taken off the selection yet. `index_of` knows where an article far away stands.
        """
        self._far = index_of
        followed = keep or (self.current.id if self.current else None)
        self.articles = articles
        if self.selected and not more:
            self.selected &= {article.id for article in articles}
        self.move_to(self._index_of(followed) if followed else self.cursor, tell=False)

    def _index_of(self, id: str) -> int:
        """Return where an article is, or the cursor's place where it is not; near the cursor it is found at once."""
        near = range(max(0, self.cursor - NEAR), min(len(self.articles), self.cursor + NEAR))
        at = next((index for index in near if self.articles[index].id == id), None)
        if at is None:
            at = self._far(id)
        return self.cursor if at is None else at

    def chosen(self) -> list[Article]:
        """Return the selected articles, in their order; a few are found without going through all."""
        if len(self.selected) < FEW:
            places = [self._far(id) for id in self.selected]
            if None not in places:
                return [self.articles[at] for at in sorted(at for at in places if at is not None)]
        return [article for article in self.articles if article.id in self.selected]

    def row_count(self) -> int:
        """One row an article."""
        return len(self.articles)

    def row_height(self) -> int:
        """Title, facts, and a blank line where there is room."""
        return 3 if self.size.height >= ROOMY_HEIGHT else 2

    def draw(self, index: int, line: int, width: int) -> list[Segment]:
        """Draw the title line, the line of facts, or the gap."""
        article = self.articles[index]
        if line == 0:
            return self._title_line(article, width)
        return self._facts_line(article, width) if line == 1 else []

    def render_line(self, y: int) -> Strip:
        """Draw a line; where there is nothing, say what that means, a third down the panel."""
        if self.articles:
            return super().render_line(y)
        width, palette = self.size.width, self.palette
        ground = Style(bgcolor=palette.background)
        at = y - max(1, self.size.height // 3)
        said = self._said(width - 4)
        if not 0 <= at < len(said):
            return Strip.blank(width, ground)
        text, is_first = said[at]
        left = max(2, (width - cell_len(text)) // 2)
        ink = Style(color=palette.muted if is_first else palette.faint)
        strip = Strip([Segment(" " * left), Segment(text, ink)], left + cell_len(text))
        return strip.extend_cell_length(width).apply_style(ground)

    def _said(self, width: int) -> list[tuple[str, bool]]:
        """Return the rows of what is said where there is nothing, and whether each is of the first sentence."""
        from reader.text.prose import wrapped

        rows = [
            (row, at == 0) for at, words in enumerate(self.empty_words) for row in wrapped(clean_line(words), width)
        ]
        return [(fitted(row, width), is_first) for row, is_first in rows]

    def _title_line(self, article: Article, width: int) -> list[Segment]:
        palette = self.palette
        when = age(article.saved_at, self.today, self.config.dates)
        title = shown_title(article)
        star = " ★" if article.starred else ""
        room = width - 3 - cell_len(star) - cell_len(when) - 3
        shown = fitted(title, room)
        ink = Style(color=palette.strong, bold=True) if not article.read else Style(color=palette.muted)
        gap = max(1, width - 3 - cell_len(shown) - cell_len(star) - cell_len(when) - 1)
        if is_rtl(title):  # terminals that turn such text round take what follows along: so nothing follows
            facts = f"{when}{star}  "
            shown = fitted(title, width - 4 - cell_len(facts))
            return [self._mark(article), Segment(facts, Style(color=palette.muted)), *self._lit(shown, ink)]
        return [
            self._mark(article),
            *self._lit(shown, ink),
            Segment(star, Style(color=palette.accent)),
            Segment(" " * gap),
            Segment(when, Style(color=palette.muted)),
        ]

    def _mark(self, article: Article) -> Segment:
        palette = self.palette
        if article.id in self.selected:
            return Segment(" ✓ ", Style(color=palette.accent, bold=True))
        return Segment(" • " if not article.read else "   ", Style(color=palette.accent))

    def _facts_line(self, article: Article, width: int) -> list[Segment]:
        palette = self.palette
        shown = self.config.facts
        facts = facts_of(article, with_author=width >= WIDE, shown=shown)
        segments = [Segment("   "), Segment(fitted(facts, width - 4), Style(color=palette.muted))]
        room = width - 4 - cell_len(facts)
        if article.highlights and room > 6 and "highlights" in shown:
            mark = f"  ▎{article.highlights}"
            segments.append(Segment(mark, Style(color=palette.accent)))
            room -= cell_len(mark)
        if article.note and room > 4 and "note" in shown:
            segments.append(Segment("  ✎", Style(color=palette.accent)))
            room -= 3
        if "tags" in shown:
            segments.append(Segment(tags_in(article.tags, room), Style(color=palette.faint)))
        return segments

    def _lit(self, text: str, ink: Style) -> list[Segment]:
        if self.lit is None:
            return [Segment(text, ink)]
        found = ink + Style(color=self.palette.match_text, bgcolor=self.palette.match)
        segments, at = [], 0
        for match in self.lit.finditer(text):
            if match.end() > match.start():
                segments += [Segment(text[at : match.start()], ink), Segment(match[0], found)]
                at = match.end()
        return [*segments, Segment(text[at:], ink)]


def shown_title(article: Article) -> str:
    """Return the title, or what stands for it where there is none."""
    return clean_line(article.title) or clean_line(article.url or "") or "Untitled"


def facts_of(article: Article, *, with_author: bool = False, shown: Collection[str] = FACTS) -> str:
    """Return "site · author · 12 min · 40 %", what is `shown` of it; what is not known is left out."""
    author = clean_line(article.authors[0]) if with_author and article.authors and "author" in shown else ""
    length = length_of(article) if "length" in shown else ""
    site = clean_line(article.site) if "site" in shown else ""
    parts = (length, site, author) if is_rtl(author) or is_rtl(site) else (site, author, length)
    return " · ".join(part for part in parts if part)


def length_of(article: Article) -> str:
    """Return "12 min", or "7 min left · 40 %" once it was begun, or "no text"."""
    if article.words == 0:
        return "no text"
    if 0 < article.progress.fraction < 1 and not article.read:
        return f"{article.minutes_left} min left · {article.progress.percent} %"
    return f"{article.minutes} min"


def tags_in(tags: Sequence[str], cells: int) -> str:
    """Return as many tags as fit, then "+2" for the rest; begins with a gap; empty where nothing fits."""
    text = " "
    for index, tag in enumerate(tags):
        rest = len(tags) - index - 1
        grown = f"{text}  #{clean_line(tag)}"
        if cell_len(grown) + (len(f" +{rest}") if rest else 0) > cells:
            more = f"{text} +{len(tags) - index}" if text != " " else ""
            return more if cell_len(more) <= cells else ""
        text = grown
    return text if tags else ""


def age(then: datetime, today: date, form: str = "short") -> str:
    """Return a day: "short" is "today", "28 Feb", "Feb 2024"; "iso" is "2026-02-28"; "age" is "3 days", "2 years"."""
    day = then.astimezone().date()
    if form == "iso":
        return day.isoformat()
    if day == today:
        return "today"
    days = (today - day).days
    if form == "age" and days > 0:
        count, unit = next((days // size, unit) for size, unit in _AGES if days >= size)
        return f"{count} {unit}{'' if count == 1 else 's'}"
    if days < 330:
        return f"{day.day} {MONTHS[day.month - 1]}"
    return f"{MONTHS[day.month - 1]} {day.year}"


_AGES = ((365, "year"), (30, "month"), (7, "week"), (1, "day"))
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
