"""An open article on the screen: text at its measure, scrolled by rows, drawn row by row.

It is handed values and calls no library. The reading place is an offset in `Document.plain`; it changes only when the
reader moves, so that a change of size, measure or theme leaves the same words on top.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from rich.segment import Segment
from textual.events import Resize
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from reader.model.article import Article
from reader.model.selector import Span
from reader.text.document import Document
from reader.text.layout import lay_out
from reader.text.rows import Row
from reader.text.setting import Setting
from reader.tui.drawing import Way
from reader.tui.gallery import Gallery
from reader.tui.reading.geometry import MARGIN, Geometry, arrange
from reader.tui.reading.page import Page, SideNote
from reader.tui.reading.pictures import PictureRow
from reader.tui.reading.said import Said, title_block
from reader.tui.reading.sight import TIGHT_BELOW_ROWS
from reader.tui.reading.viewport import Position
from reader.tui.reading.washes import Washes
from reader.tui.reading.window import Window
from reader.tui.themes import Palette
from reader.tui.widgets.ahead import Ahead
from reader.tui.widgets.dragging import Dragging
from reader.tui.widgets.drawing import Drawing
from reader.tui.widgets.paint import Ink

SETTLED_AFTER_S = 0.25
"""How soon after an article was opened its second page is drawn; all that is opened with it comes first."""


class ArticleView(Dragging, can_focus=True):
    """Shows one page; moves over it when told to."""

    DEFAULT_CSS = "ArticleView { height: 1fr; width: 1fr; }"

    class Moved(Message):
        """Other rows are on the screen."""

        def __init__(self, by_reading: bool) -> None:
            super().__init__()
            self.by_reading = by_reading
            """Scrolled on, as opposed to jumped."""

    class Wished(Message):
        """A picture came in sight that is not drawn yet."""

    def __init__(self, palette: Palette, measure: int) -> None:
        super().__init__()
        self.measure = measure
        """Columns of text wished for; a narrow screen gives fewer."""
        self.margin = MARGIN
        """Columns left free beside it, at least."""
        self.gallery: Gallery | None = None
        """The pictures that are drawn; None for none."""
        self.is_covered = False
        """Whether a prompt lies over it: pictures that are no text would be drawn over that."""
        self.place = 0
        """The offset of the first character on screen."""
        self.page: Page | None = None
        self.viewport: Window | None = None
        self._drawing = Drawing(Ink(palette), arrange(80, measure), self._picture)
        self._seen: list[Strip] = []
        """The lines as they were drawn last."""
        self._is_stale = True
        """Whether all lines are going to be drawn."""
        self._notes: Sequence[SideNote] = ()
        self._told: Sequence[Said] = ()
        """What stood above and after the text when that was told last."""
        self._setting = Setting()
        self._ahead = Ahead()
        self.washes = Washes(Document())

    @property
    def palette(self) -> Palette:
        return self._drawing.ink.palette

    @palette.setter
    def palette(self, palette: Palette) -> None:
        self._drawing.ink = Ink(palette)
        self.repaint()

    # Opening

    def show(
        self,
        page: Page,
        setting: Setting,
        place: int = 0,
        notes: Sequence[SideNote] = (),
        after: Callable[[int], Sequence[Said]] = lambda width: (),
    ) -> None:
        """Open a page with an offset on top; its width and rows are made to fit the screen."""
        self._setting, self.gallery = setting, None
        self.turn_to(replace(page, after=after), place, notes=notes)

    def turn_to(self, page: Page, place: int, *, notes: Sequence[SideNote]) -> None:
        """Show another page of the same setting; nothing lies over it yet."""
        self._notes = notes
        self.washes = Washes(page.document)
        self._ahead.begin()
        self._drawing.label({})
        self.place, self.viewport = place, None
        self.page = page
        self.relay()
        if self.size.width:
            self.post_message(self.Moved(False))
        self.set_timer(SETTLED_AFTER_S, self._rest)

    def clear(self) -> None:
        """Show nothing, and let go of the page."""
        self.page = self.viewport = self.gallery = None
        self.place, self._notes = 0, ()
        self.washes = Washes(Document())
        self._drawing.label({})
        self.repaint()

    def retell(self, article: Article, notes: Sequence[SideNote], after: Callable[[int], Sequence[Said]]) -> None:
        """Take in an article, notes or closing lines that changed; the place stays."""
        if self.page is None:
            return
        if (notes, _told(article, after, self.page)) == (self._notes, self._told):
            self.page.article = article
            self.rewash()
            return
        self._notes = notes
        self.page = replace(self.page, article=article, after=after)
        self.relay()

    def set_anew(self, setting: Setting | None = None) -> None:
        """Set all rows again: code has got its colours, or the text is to be set otherwise."""
        self._setting = setting or self._setting
        if self.page is not None:
            self.page = replace(self.page, layout=lay_out(self.page.document, self.page.width, self._setting))
            self.relay()

    def relay(self) -> None:
        """Lay the page out for the present size and measure; the same words stay on top."""
        if self.page is None or not self.size.width:
            return
        size = self.size
        geometry = self._drawing.geometry = arrange(
            size.width, self.measure, has_notes=bool(self._notes), margin=self.margin
        )
        layout = self.page.layout
        if layout.width != geometry.measure or layout.document is not self.page.document:
            layout = lay_out(self.page.document, geometry.measure, self._setting)
        self._told = _told(self.page.article, self.page.after, self.page)
        top = self.viewport.top if self.viewport else Position(0, 0)
        top_row = self.page.row(top) if self.viewport else None
        self.page = replace(
            self.page,
            layout=layout,
            width=geometry.measure,
            notes=() if geometry.notes else self._notes,
            tight=size.height < TIGHT_BELOW_ROWS,
            pictures=self.gallery.shown(max(4, size.height * 3 // 4)) if self.gallery else None,
            _rows={},
        )
        self.viewport = Window(self.page, size.height, Position(0, 0))
        if top.unit == 0 and self.place == 0:
            self.viewport.put(self.viewport.walk(Position(0, 0), min(top.row, self.page.height(0) - 1)))
        else:
            self.viewport.put(self.page.top_for(self.place, top_row if isinstance(top_row, PictureRow) else None))
        self.repaint()

    def on_resize(self, event: Resize) -> None:
        """The same sentence stays on top."""
        self.relay()
        self.post_message(self.Moved(False))

    # Moving

    def scroll_rows(self, rows: int) -> None:
        """Move the window down, or up where negative."""
        self._ahead.step = 1 if rows > 0 else -1
        if self.viewport is not None and self.viewport.scroll(rows):
            self._moved(by_reading=True)

    def to_end(self) -> None:
        """Show the last rows."""
        if self.viewport is not None:
            self.viewport.to_end()
            self._moved(by_reading=False)

    def go_to(self, offset: int, *, rows_above: int = 0) -> None:
        """Put the row of an offset on top, or so many rows under it; the title comes with the very beginning."""
        if self.viewport is None:
            self.place = offset  # no size yet: the first layout puts it on top
        elif self.page is not None:
            position = self.page.top_for(offset) if offset > 0 else Position(0, 0)
            self.viewport.put(position, min(rows_above, self.size.height - 1))
            self._moved(by_reading=False)

    def reveal(self, span: Span, *, by_reading: bool = False) -> None:
        """Bring a passage into the window, a third down it, where it is not wholly in it yet."""
        if self.viewport is None or self.page is None:
            return
        first, last = self.page.position_of(span.start), self.page.position_of(max(span.start, span.end - 1))
        if self.viewport.line_of(first) is None or self.viewport.line_of(last) is None:
            rows = last.row - first.row + 1 if last.unit == first.unit else self.size.height
            self.viewport.put(first, max(0, min(self.size.height // 3, self.size.height - rows)))
            self._moved(by_reading=by_reading)
        else:
            self.rewash()

    def _moved(self, *, by_reading: bool) -> None:
        title_on_top = self.viewport is not None and self.viewport.top.unit == 0
        self.place = 0 if title_on_top else self.on_screen.start
        self._is_stale = True
        self.refresh()
        self.post_message(self.Moved(by_reading))
        self.call_after_refresh(self._rest)

    def _rest(self) -> None:
        """All is painted: look ahead, where the text needs not be read for it."""
        if self.viewport is not None and self.viewport.page.document.complete:
            self._ahead.look(self._drawing, self.viewport, self.washes, self._notes, self.app.console)

    @property
    def on_screen(self) -> Span:
        """From the first character in the window to the last; empty where it shows none."""
        return self.viewport.span if self.viewport else Span(0, 0)

    # Mouse

    def offset_under(self, x: int, y: int) -> int | None:
        """Return the offset of the character drawn there, or nearest on its row; None where there is no text."""
        row = self._row_under(y)
        return row.offset_at(x - self.geometry.left) if row is not None and not row.blank else None

    def is_over_text(self, x: int, y: int) -> bool:
        """Say whether a character is drawn exactly there."""
        row = self._row_under(y)
        column = x - self.geometry.left
        return row is not None and any(p.is_text and p.x <= column < p.x + p.cells for p in row.pieces)

    def _row_under(self, y: int) -> Row | None:
        return self.viewport.row_at(y) if self.viewport else None

    # Drawing

    def hang(self, gallery: Gallery | None) -> None:
        """Draw these pictures, or none; the same words stay on top."""
        self.gallery = gallery
        self.relay()

    def cover(self, covered: bool) -> None:
        """A prompt comes or goes over the text."""
        self.is_covered = covered
        if self.gallery is not None:
            self.repaint()

    def _picture(self, row: PictureRow) -> Sequence[Segment]:
        gallery = self.gallery
        if gallery is None or (self.is_covered and gallery.way is not Way.BLOCKS):
            return ()
        wished = bool(gallery.wishes)
        segments = gallery.segments(row, self.palette.paper)
        if gallery.wishes and not wished:
            self.post_message(self.Wished())
        return segments

    def label(self, labels: Mapping[int, str]) -> None:
        """Draw letters over the characters at these offsets; none for an empty mapping."""
        if self._drawing.label(labels):
            self.repaint()

    def repaint(self) -> None:
        """Draw all lines anew: other rows, colours or pictures."""
        self._drawing.forget()
        self._is_stale = True
        self.refresh()

    def rewash(self) -> None:
        """Draw those lines anew over which something else lies now: it costs no more than these."""
        if self._is_stale:
            return
        before, self._seen = self._seen, self._drawn()
        changed = [y for y, (old, new) in enumerate(zip(before, self._seen, strict=False)) if old is not new]
        if len(before) != len(self._seen):
            self.refresh()
        elif changed:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the rows asked for; Textual's own way round its styles costs a quarter more."""
        self._seen, self._is_stale = self._drawn(), False
        strips = self._seen[crop.y : crop.bottom]
        if crop.width == self.size.width == self.geometry.width:
            return strips
        ground = self._drawing.ink.ground
        return [strip.crop(crop.x, crop.right).adjust_cell_length(crop.width, ground) for strip in strips]

    def _drawn(self) -> list[Strip]:
        return self._drawing.lines(self.viewport, self.washes, self._notes, self.size.height)

    @property
    def geometry(self) -> Geometry:
        """How the screen is divided just now."""
        return self._drawing.geometry


def _told(article: Article, after: Callable[[int], Sequence[Said]], page: Page) -> Sequence[Said]:
    """Return what stands above and after the text."""
    return [*title_block(article, page.width, tight=page.tight), *after(page.width)]
