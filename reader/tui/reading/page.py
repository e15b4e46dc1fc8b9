"""The rows of an open article from its title to its end, unit by unit: what the window scrolls over."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import dropwhile
from typing import NamedTuple, TypeAlias

from reader.model.article import Article
from reader.text.document import Document, Image, Kind
from reader.text.layout import Layout, SectionRows
from reader.text.rows import Row
from reader.text.style import Style
from reader.tui.reading.pictures import PictureRow, Shown
from reader.tui.reading.said import BLANK, Role, Said, note_lines, title_block
from reader.tui.reading.viewport import Position

PageRow: TypeAlias = Row | Said | PictureRow
MOST_UNITS = 60
"""How many units of rows are kept: a window shows a few, and rows are large."""
TITLE = 0
"""The unit of the title block; section n of the document is unit n + 1."""


class SideNote(NamedTuple):
    """A note on a passage."""

    offset: int
    """The first character of the passage: in the margin the note stands on its row."""
    end: int
    """Where the passage ends: folded, the note stands under its paragraph."""
    text: str
    colour: int


@dataclass
class Page:
    """One article at one width."""

    article: Article
    document: Document
    layout: Layout
    width: int
    notes: Sequence[SideNote] = ()
    """Sorted by place; what is folded under paragraphs, none where they stand in the margin."""
    here: int | None = None
    """Where one was before: the row of this offset is told so."""
    here_words: str = ""
    after: Callable[[int], Sequence[Said]] = lambda width: ()
    """What follows the text, at a width."""
    tight: bool = False
    pictures: Shown | None = None
    """The pictures that are drawn; None for none."""
    beginning: Sequence[Said] = ()
    """What stands in the place of the title block, where this is not the beginning of the article."""
    _rows: dict[int, Sequence[PageRow]] = field(default_factory=dict, repr=False)

    def rows(self, unit: int) -> Sequence[PageRow]:
        """Return the rows of a unit; at least one."""
        known = self._rows.get(unit)
        if known is None:
            if len(self._rows) >= MOST_UNITS:
                del self._rows[next(iter(self._rows))]
            known = self._rows[unit] = self._made(unit) or [BLANK]
        return known

    def row(self, position: Position) -> PageRow:
        return self.rows(position.unit)[position.row]

    # What the window asks

    def has(self, unit: int) -> bool:
        """Say whether there is such a unit; reads on where the text so far ends before it."""
        while unit > len(self.document.sections) and self.document.read_on():
            pass
        return unit <= len(self.document.sections) + 1

    def height(self, unit: int) -> int:
        return len(self.rows(unit))

    def last_unit(self) -> int:
        self.document.read_all()
        return len(self.document.sections) + 1

    # Rows and offsets

    def position_of(self, offset: int) -> Position:
        """Return the row on which the character at `offset` is drawn."""
        while offset >= self.document.length and self.document.read_on():
            pass
        if not self.document.sections:
            return Position(TITLE, 0)
        unit = self.document.section_at(offset) + 1
        rows = self.rows(unit)
        best = self.layout.section(unit - 1).row_of(offset) if isinstance(rows, SectionRows) else 0
        for number in range(best, len(rows)):
            row = rows[number]
            if isinstance(row, Row) and not row.blank:
                if row.start > offset:
                    break
                best = number
        return Position(unit, best)

    def top_for(self, offset: int, within: PictureRow | None = None) -> Position:
        """Return the row to put on top so that the text begins with `offset`: what is told about it comes along.

        `within` is the row of the picture over it that was on top: as much of the picture stays out of sight.
        """
        unit, row = self.position_of(offset)
        rows = self.rows(unit)
        if within is not None and row and isinstance(above := rows[row - 1], PictureRow):
            return Position(unit, row - max(1, above.rows * (within.rows - within.row) // within.rows))
        while row and _belongs(rows[row - 1], rows[row]):
            row -= 1
        return Position(unit, row)

    def offset_of(self, position: Position) -> int | None:
        """Return the first character drawn on a row, or None where it is not of the text."""
        row = self.row(position)
        return row.start if isinstance(row, Row) and not row.blank else None

    # Making rows

    def _made(self, unit: int) -> Sequence[PageRow]:
        if unit == TITLE and self.beginning:
            return self.beginning
        if unit == TITLE:
            return title_block(self.article, self.width, tight=self.tight)
        if unit > len(self.document.sections):
            return [BLANK, *self.after(self.width)]
        laid_out = self.layout.section(unit - 1)
        rows: Sequence[PageRow] = SectionRows(laid_out)
        if unit == TITLE + 1:
            rows = list(dropwhile(lambda row: isinstance(row, Row) and row.blank, rows))  # the title block has air
        section = self.document.sections[unit - 1]
        if self.pictures is not None and self.pictures.sizes:
            rows = self._illustrated(rows, self.pictures, section.start, section.end)
        notes = [note for note in self.notes if section.start < note.end <= section.end]
        if notes:
            rows = self._folded(rows, notes)
        if self.here is not None and section.start <= self.here < section.end:
            rows = self._told_here(rows, self.here)
        return rows

    def _illustrated(self, rows: Sequence[PageRow], pictures: Shown, start: int, end: int) -> Sequence[PageRow]:
        """Return the rows with pictures over the words that stand for them."""
        result = list(rows)
        for image in reversed(self._images(start, end)):
            at = next((number for number, row in enumerate(result) if _stands_for(row, image)), None)
            if at is not None:
                row = result[at]
                assert isinstance(row, Row)
                left = 0 if row.rtl else row.pieces[0].x if row.pieces else 0
                drawn = pictures.rows(image, left, self.width, at_right=row.rtl)
                if drawn:
                    end = next((n for n in range(at, len(result)) if not _is_caption(result[n], image)), len(result))
                    result[at:end] = [*drawn, *(_unframed(row) for row in result[at:end])]
        return result

    def _images(self, start: int, end: int) -> Sequence[Image]:
        images = self.document.images
        first = bisect_left(images, start, key=lambda image: image.span.start)
        last = bisect_left(images, end + 1, key=lambda image: image.span.start)
        return images[first:last]

    def _folded(self, rows: Sequence[PageRow], notes: Sequence[SideNote]) -> list[PageRow]:
        """Return the rows with notes under their paragraphs."""
        result = list(rows)
        for note in reversed(notes):
            at = next(
                (
                    number
                    for number, row in enumerate(result)
                    if isinstance(row, Row) and row.start >= note.end and (row.first or row.blank)
                ),
                len(result),
            )
            result[at:at] = note_lines(note.text, self.width, note.colour)
        return result

    def _told_here(self, rows: Sequence[PageRow], here: int) -> list[PageRow]:
        starts = [row.start if isinstance(row, Row) else -1 for row in rows]
        at = max((number for number, start in enumerate(starts) if 0 <= start <= here), default=0)
        return [*rows[:at], Said(Role.HERE, self.here_words), *rows[at:]]


def _stands_for(row: PageRow, image: Image) -> bool:
    """Whether a row is the first of the words that stand for a picture."""
    return (
        isinstance(row, Row)
        and row.kind is Kind.IMAGE
        and row.first
        and not row.blank
        and row.start == image.span.start
    )


def _is_caption(row: PageRow, image: Image) -> bool:
    return isinstance(row, Row) and row.kind is Kind.IMAGE and not row.blank and row.start <= image.span.end


def _unframed(row: PageRow) -> PageRow:
    """Return a row of the words under a picture that is drawn: without the frame that stood for it."""
    if not isinstance(row, Row) or row.rtl:
        return row
    frame = [piece for piece in row.pieces if not piece.is_text and piece.style & Style.IMAGE]
    words = [piece for piece in row.pieces if piece.is_text]
    if not frame or not words:
        return row
    inset = words[0].x - frame[0].x
    kept = [piece for piece in row.pieces if piece not in frame]
    return row._replace(pieces=tuple(p._replace(x=p.x - inset) if p.is_text else p for p in kept))


def _belongs(above: PageRow, row: PageRow) -> bool:
    """Whether a row without text goes with the one under it: what was told of it, the line under a table's head."""
    if isinstance(above, PictureRow):
        return True
    if isinstance(above, Said):
        return above.role is Role.HERE
    rule = not above.first and any(piece.style & Style.RULE for piece in above.pieces)
    return rule and isinstance(row, Row) and above.start == row.start
