"""The side panel: the states an article can be in, then the tags, each with its count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from reader.model.act import Counts
from reader.model.clean import clean_line
from reader.tui.themes import Palette
from reader.tui.views import ALL, ARCHIVE, IN_PROGRESS, INBOX, STARRED, TRASH, View, view_of_tag
from reader.tui.widgets.rows import Rows, fitted


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    count: int | None = None
    view: View | None = None


class SidePanel(Rows):
    """Views and tags; out of focus it marks the view in front by colour alone."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette, id="side")
        self.view = INBOX
        self._rows: list[_Row] = []

    def count(self, counts: Counts, tags: Mapping[str, int]) -> None:
        """Take in these counts and tags."""
        states = (
            (INBOX, counts.inbox),
            (IN_PROGRESS, counts.in_progress),
            (STARRED, counts.starred),
            (ARCHIVE, counts.archived),
            (ALL, counts.all),
            (TRASH, counts.trashed),
        )
        self._rows = [_Row(known.name, count, known) for known, count in states]
        if tags:
            self._rows += [_Row(""), _Row("TAGS")]
            self._rows += [_Row(f"# {clean_line(tag)}", count, view_of_tag(tag)) for tag, count in tags.items()]

    def show(self, view: View) -> None:
        """Mark the view in front."""
        self.view = view
        if not self.has_focus:
            self.cursor = next((at for at, row in enumerate(self._rows) if row.view == view), self.cursor)
        self.move_to(self.cursor, tell=False)

    @property
    def current(self) -> View | None:
        """The view under the cursor."""
        return self._rows[self.cursor].view if self.cursor < len(self._rows) else None

    def go_to_tags(self) -> None:
        """Put the cursor on the first tag."""
        self.move_to(next((at for at, row in enumerate(self._rows) if row.name.startswith("# ")), 0))

    def row_count(self) -> int:
        """States, a heading, tags."""
        return len(self._rows)

    def can_stand_on(self, index: int) -> bool:
        """Not on the heading and the blank line."""
        return self._rows[index].view is not None

    def shows_cursor(self) -> bool:
        """Only with the focus; else the view in front is told by its ink."""
        return self.has_focus

    def draw(self, index: int, line: int, width: int) -> list[Segment]:
        """Draw a name and, at the right, its count."""
        palette, row = self.palette, self._rows[index]
        if row.view is None:
            return [Segment(f" {row.name}", Style(color=palette.faint))]
        count = "" if row.count is None else f"{row.count:,}".replace(",", " ")
        in_front = row.view == self.view
        ink = Style(color=palette.accent, bold=True) if in_front else Style(color=palette.text)
        name = fitted(row.name, width - 2 - cell_len(count) - 2)
        gap = max(1, width - 1 - cell_len(name) - cell_len(count) - 1)
        return [
            Segment(" "),
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
