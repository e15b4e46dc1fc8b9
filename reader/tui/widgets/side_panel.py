"""The side panel: where an article can stand, saved searches, tags, sites and authors, each with its count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from reader.model.act import Counts
from reader.model.clean import clean_line
from reader.model.saved import SavedSearch
from reader.tui.tallies import Tallies, commonest
from reader.tui.themes import Palette
from reader.tui.views import (
    ALL,
    ARCHIVE,
    HIGHLIGHTS,
    IN_PROGRESS,
    INBOX,
    STARRED,
    TRASH,
    View,
    view_of_author,
    view_of_search,
    view_of_site,
    view_of_tag,
)
from reader.tui.widgets.rows import Rows, fitted

MOST = 12
"""Sites and authors shown; the palette has the rest."""
SEARCHES, TAGS, SITES, AUTHORS = "SEARCHES", "TAGS", "SITES", "AUTHORS"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the panel: a view, a heading that folds, or a blank line."""

    name: str = ""
    count: int | None = None
    view: View | None = None
    group: str = ""
    """Of a heading: what it folds."""
    tag: str = ""
    search: SavedSearch | None = None
    depth: int = 0


class SidePanel(Rows):
    """Views and groups; out of focus it marks the view in front by colour alone."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette, id="side")
        self.view = INBOX
        self.folded = {SITES, AUTHORS}
        self._counts = Counts()
        self._searches: Sequence[SavedSearch] = ()
        self._tallies = Tallies()
        self._rows: list[Row] = []

    def count(self, counts: Counts, searches: Sequence[SavedSearch]) -> None:
        """Take in these counts and saved searches."""
        self._counts, self._searches = counts, searches
        self._arrange()

    def tally(self, tallies: Tallies) -> None:
        """Take in the counts of tags, sites and authors."""
        self._tallies = tallies
        self._arrange()

    def fold(self) -> None:
        """Fold or unfold the group whose heading is under the cursor."""
        row = self.row
        if row is not None and row.group:
            self.folded ^= {row.group}
            self._arrange()

    def show(self, view: View) -> None:
        """Mark the view in front."""
        self.view = view
        if not self.has_focus:
            self.cursor = next((at for at, row in enumerate(self._rows) if row.view == view), self.cursor)
        self.move_to(self.cursor, tell=False)

    @property
    def row(self) -> Row | None:
        """What is under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    @property
    def current(self) -> View | None:
        """The view under the cursor."""
        return None if self.row is None else self.row.view

    def go_to_tags(self) -> None:
        """Put the cursor on the first tag."""
        self.folded.discard(TAGS)
        self._arrange()
        self.move_to(next((at for at, row in enumerate(self._rows) if row.tag), 0))

    def row_count(self) -> int:
        """Views, and groups under their headings."""
        return len(self._rows)

    def can_stand_on(self, index: int) -> bool:
        """Not on blank lines."""
        return self._rows[index].view is not None or bool(self._rows[index].group)

    def shows_cursor(self) -> bool:
        """The panel's cursor shows only while the panel has the keys."""
        return self.has_focus

    def draw(self, index: int, line: int, width: int) -> list[Segment]:
        """Draw a name and, at the right, its count."""
        palette, row = self.palette, self._rows[index]
        if row.view is None:
            sign = "" if not row.group else " ▸" if row.group in self.folded else ""
            return [Segment(f" {row.name}", Style(color=palette.faint)), Segment(sign, Style(color=palette.faint))]
        count = "" if row.count is None else f"{row.count:,}".replace(",", " ")
        in_front = row.view == self.view
        ink = Style(color=palette.accent, bold=True) if in_front else Style(color=palette.text)
        indent = " " * (1 + 2 * row.depth)
        name = fitted(row.name, width - len(indent) - 1 - cell_len(count) - 2)
        gap = max(1, width - len(indent) - cell_len(name) - cell_len(count) - 1)
        return [
            Segment(indent),
            Segment(name, ink),
            Segment(" " * gap),
            Segment(count, Style(color=palette.accent if in_front else palette.muted)),
        ]

    def on_focus(self) -> None:
        """The cursor shows."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor hides."""
        self.refresh()

    def _arrange(self) -> None:
        kept = self.row
        self._rows = [*self._states(), *self._groups()]
        if kept is not None:
            same = (at for at, row in enumerate(self._rows) if (row.name, row.view) == (kept.name, kept.view))
            self.cursor = next(same, self.cursor)
        self.move_to(self.cursor, tell=False)

    def _states(self) -> Iterator[Row]:
        counts = self._counts
        states = (
            (INBOX, counts.inbox),
            (IN_PROGRESS, counts.in_progress),
            (STARRED, counts.starred),
            (ARCHIVE, counts.archived),
            (ALL, counts.all),
            (HIGHLIGHTS, counts.highlights),
            (TRASH, counts.trashed),
        )
        return (Row(view.name, count, view) for view, count in states)

    def _groups(self) -> Iterator[Row]:
        tallies = self._tallies
        searches = [
            Row(clean_line(each.name), tallies.searches.get(each.id), view_of_search(each), search=each)
            for each in self._searches
        ]
        yield from self._group(SEARCHES, searches)
        yield from self._group(TAGS, [_tag_row(tag, count, tallies.tags) for tag, count in tallies.tags.items()])
        sites = [Row(clean_line(site), n, view_of_site(site)) for site, n in commonest(tallies.sites, MOST)]
        yield from self._group(SITES, sites)
        names = [Row(clean_line(name), n, view_of_author(name)) for name, n in commonest(tallies.authors, MOST)]
        yield from self._group(AUTHORS, names)

    def _group(self, name: str, rows: list[Row]) -> Iterator[Row]:
        if rows:
            yield Row()
            yield Row(name, group=name)
            if name not in self.folded:
                yield from rows


def _tag_row(tag: str, count: int, tags: Mapping[str, int]) -> Row:
    """Return the row of a tag: nested ones under their parents, by their last part alone."""
    above, _, last = tag.rpartition("/")
    depth = tag.count("/") if above in tags else 0
    return Row(f"# {clean_line(last if depth else tag)}", count, view_of_tag(tag), tag=tag, depth=depth)
