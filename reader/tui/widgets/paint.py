"""From a laid-out row to a strip of coloured cells: the one place where meanings become colours.

Every strip has its exact length and its background painted, so that Textual has nothing to add.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style as Look
from textual.strip import Strip

from reader.model.clean import clean_in_place
from reader.model.late import late
from reader.text.breaks import FIRST_WIDE
from reader.text.cells import cell_sums, is_narrow
from reader.text.document import Kind
from reader.text.rows import CELL_BAR, Piece, Row
from reader.text.style import Style
from reader.tui.reading.said import ACCENT_RULE_CELLS, Role, Said
from reader.tui.reading.washes import Wash, Washed
from reader.tui.themes import Palette


class Ink:
    """The looks of one palette, by style and wash; made once, looked up per piece."""

    def __init__(self, palette: Palette) -> None:
        self.palette = palette
        self._looks: dict[tuple[int, int, bool, bool], Look] = {}
        self.ground = Look(bgcolor=palette.background)
        self.sunken = Look(bgcolor=palette.sunken)

    def look(self, style: int, wash: int = 0, *, sunken: bool = False, upright: bool = False) -> Look:
        """Return how text of a style is drawn under a wash, on the background or on that of code.

        `upright` is for scripts that know no italics: what would be slanted for emphasis is bold.
        """
        key = (style, wash, sunken, upright)
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = self._made(style, wash, sunken)
            if upright and look.italic:
                look = self._looks[key] = look + Look(italic=False, bold=bool(look.bold or style & Style.EMPHASIS))
        return look

    def plain(self, colour: str, *, bold: bool = False, italic: bool = False) -> Look:
        """Return a look of a colour on the background."""
        return Look(color=colour, bgcolor=self.palette.background, bold=bold, italic=italic)

    def _made(self, style: int, wash: int, sunken: bool) -> Look:
        palette = self.palette
        colour = _colour(style, palette)
        ground = palette.sunken if sunken else palette.background
        underline = bool(style & (Style.LINK | Style.UNDERLINE))
        bold = bool(style & _BOLD)
        if style & (Style.KBD | Style.MARK):
            ground = palette.raised if style & Style.KBD else palette.highlights[0]
        if wash & Wash.SAVED:
            colour = palette.saved_link
        if wash & Wash.CURSOR and colour in (palette.text, palette.muted):
            colour = palette.strong
        if wash & Wash.COLOUR:
            ground = palette.highlights[(wash & Wash.COLOUR) - 1]
            colour = palette.highlight_text or (palette.strong if colour == palette.muted else colour)
        if wash & Wash.MATCH:
            ground, colour = palette.match, palette.match_text
        if wash & Wash.CURRENT:
            ground, colour, bold = palette.accent, palette.on_accent or palette.background, True
        if wash & Wash.SELECTED:
            ground = palette.selection
            colour = palette.strong if colour == palette.muted else colour
        return Look(
            color=colour,
            bgcolor=ground,
            bold=bold,
            italic=bool(style & _ITALIC) != bool(style & Style.QUOTE and style & Style.EMPHASIS),
            underline=underline,
            strike=bool(style & Style.STRIKE),
        ) + self._cue(wash)

    def _cue(self, wash: int) -> Look:
        """Return the lines that tell the colours of highlights apart where colours do not."""
        return _CUES[(wash & Wash.COLOUR) - 1] if self.palette.cues and wash & Wash.COLOUR else Look.null()


_BOLD = (
    Style.H1 | Style.H2 | Style.H3 | Style.H4 | Style.STRONG | Style.TABLE_HEAD | Style.TERM | Style.KBD
)  # fmt: skip
_ITALIC = Style.EMPHASIS | Style.QUOTE | Style.CAPTION | Style.MATH | Style.H5 | Style.H6


_CUES = (
    Look(underline=True), Look(underline2=True), Look(overline=True), Look(underline=True, overline=True), Look(underline2=True, overline=True),
)  # fmt: skip
"""By colour: one line under the words, two, one above, and both."""


def _colour(style: int, palette: Palette) -> str:
    for of, colour in _colours(palette):
        if style & of:
            return colour
    return palette.text


def _colours(palette: Palette) -> Iterator[tuple[int, str]]:
    """Yield meanings and their colours, the strongest first."""
    yield Style.MUTED, palette.faint
    yield Style.LINK, palette.link
    yield Style.FOOTNOTE_REF, palette.accent
    yield Style.BAR | Style.RULE, palette.line
    yield Style.BULLET, palette.accent
    yield Style.COMMENT, palette.syntax_comment
    yield Style.KEYWORD | Style.OPERATOR, palette.syntax_keyword
    yield Style.STRING | Style.INSERTED, palette.syntax_string
    yield Style.NUMBER, palette.syntax_number
    yield Style.NAME, palette.syntax_name
    yield Style.DELETED, palette.error
    yield Style.CODE | Style.KBD | Style.MATH, palette.code
    yield Style.H1 | Style.H3 | Style.TABLE_HEAD | Style.TERM, palette.strong
    yield Style.H2, palette.accent
    yield Style.H4 | Style.H5 | Style.H6, palette.text
    yield Style.QUOTE | Style.IMAGE | Style.CAPTION | Style.LABEL | Style.STRIKE, palette.muted


def paint(
    row: Row,
    ink: Ink,
    width: int,
    *,
    left: int = 0,
    measure: int = 0,
    washes: Sequence[Washed] = (),
    hanging: Sequence[Segment] = (),
) -> Strip:
    """Return a row as a strip of `width` cells, its text beginning at cell `left`.

    `measure` is the width of the text, to which the ground of code reaches. `washes` are sorted; later ones lie over
    earlier ones. `hanging` stands in the margin where lines begin, a cell away from the text, where there is room.
    """
    sunken = row.kind is Kind.CODE and not row.blank
    segments: list[Segment] = []
    at = -left
    hangs = sum(len(segment.text) for segment in hanging)
    if hanging and left > hangs and not row.rtl:
        segments = [Segment(" " * (left - 1 - hangs), ink.ground), *hanging]
        at = -1
    for piece in row.pieces:
        if piece.x > at:
            segments += _gap(at, piece.x, ink, sunken)
        segments += _cut(piece, ink, washes, sunken) if washes and piece.start >= 0 else [_whole(piece, ink, sunken)]
        at = piece.x + piece.cells
    if sunken and at < measure:
        segments += _gap(at, measure, ink, sunken)
        at = measure
    end = width - left
    if hanging and row.rtl and measure + 1 + hangs <= end:
        segments += [Segment(" " * (measure + 1 - at), ink.ground), *reversed(hanging)]
        at = measure + 1 + hangs
    if at < end:
        segments.append(Segment(" " * (end - at), ink.ground))
        at = end
    strip = Strip(segments, left + at)
    return strip if at == end else strip.crop(0, width)


_CJK = late("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


def _whole(piece: Piece, ink: Ink, sunken: bool) -> Segment:
    text = piece.text if piece.start >= 0 or piece.text == CELL_BAR else clean_in_place(piece.text)
    look = ink.look(piece.style, sunken=sunken and not piece.style & Style.BAR, upright=_knows_no_italics(text))
    return Segment(text, look)


def _knows_no_italics(text: str) -> bool:
    """Say whether a text is of Chinese, Japanese or Korean signs, which are not slanted."""
    return not text.isascii() and max(text) >= FIRST_WIDE and _CJK.search(text) is not None


def _gap(start: int, end: int, ink: Ink, sunken: bool) -> list[Segment]:
    """Return the cells between two pieces; left of the text nothing is sunken."""
    if not sunken or end <= 0:
        return [Segment(" " * (end - start), ink.ground)]
    outside = [Segment(" " * -start, ink.ground)] if start < 0 else []
    return [*outside, Segment(" " * (end - max(0, start)), ink.sunken)]


def _cut(piece: Piece, ink: Ink, washes: Sequence[Washed], sunken: bool) -> Iterator[Segment]:
    """Yield a piece cut where a wash begins or ends, never inside a cluster."""
    cuts = sorted({piece.start, piece.end, *(_edges(piece, washes))})
    for start, end in pairwise(cuts):
        wash = _wash_over(washes, start, end)
        text = piece.text if len(cuts) == 2 else piece.text[start - piece.start : end - piece.start]
        yield Segment(text, ink.look(piece.style, wash, sunken=sunken, upright=_knows_no_italics(text)))


def _edges(piece: Piece, washes: Sequence[Washed]) -> Iterator[int]:
    """Yield where washes begin and end inside a piece; none inside one that is drawn otherwise than it is written."""
    if len(piece.text) != piece.end - piece.start:
        return
    inside = [edge for wash in washes for edge in wash[:2] if piece.start < edge < piece.end]
    if not inside or is_narrow(piece.text):
        yield from inside
        return
    sums = cell_sums(piece.text)
    for edge in inside:
        at = edge - piece.start
        while at < len(piece.text) and sums[at] == sums[at - 1]:
            at += 1
        yield piece.start + at


def _wash_over(washes: Sequence[Washed], start: int, end: int) -> int:
    over = 0
    for wash in washes:
        if wash.start < end and wash.end > start:
            over = over & ~Wash.COLOUR | wash.wash if wash.wash & Wash.COLOUR else over | wash.wash
    return over


def paint_said(said: Said, ink: Ink, width: int, *, left: int = 0, measure: int = 0) -> Strip:
    """Return a line that is not of the text as a strip of `width` cells, beginning at cell `left`."""
    palette = ink.palette
    segments = [Segment(" " * left, ink.ground)]
    text = clean_in_place(said.text)
    if said.role is Role.TITLE:
        segments.append(Segment(text, ink.plain(palette.strong, bold=True)))
    elif said.role is Role.ACCENT_RULE:
        segments.append(Segment(text + "━" * min(ACCENT_RULE_CELLS, width - left), ink.plain(palette.accent)))
    elif said.role is Role.NOTE:
        bar = palette.highlight_bars[said.colour - 1] if said.colour else palette.accent
        segments += [Segment("▎ ", ink.plain(bar)), Segment(text, ink.plain(palette.muted, italic=True))]
    elif said.role is Role.HERE:
        segments += _here(text, ink, measure)
    elif said.role is not Role.BLANK:
        colour, bold, italic = _SAID[said.role]
        segments.append(Segment(text, ink.plain(getattr(palette, colour), bold=bold, italic=italic)))
    strip = Strip(segments).crop(0, width)
    missing = width - strip.cell_length
    return Strip([*strip, Segment(" " * missing, ink.ground)], width) if missing else strip


_SAID = {
    Role.BYLINE: ("muted", False, True),
    Role.TAGS: ("muted", False, False),
    Role.HEADING: ("accent", True, False),
    Role.WORDS: ("text", False, False),
    Role.HINT: ("faint", False, False),
}


def _here(text: str, ink: Ink, measure: int) -> list[Segment]:
    """Words on a thin line, at its right end."""
    look = ink.plain(ink.palette.faint)
    line = max(0, measure - cell_len(text) - 1)
    return [Segment("─" * line + " ", ink.plain(ink.palette.line)), Segment(text, look)]
