"""Rows become strips of exact length; what lies over them changes colours, never words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style as Look

from reader.model.highlight import Highlight
from reader.model.selector import Span, TextQuote
from reader.text.blocks import parse
from reader.text.layout import lay_out
from reader.text.style import Style
from reader.tui.reading.geometry import arrange
from reader.tui.reading.spans import Marked, Spans
from reader.tui.reading.washes import Wash, Washed, Washes
from reader.tui.themes import DARK, HIGH_CONTRAST, LIGHT, TERMINAL, dressed
from reader.tui.widgets.page_painter import PagePainter
from reader.tui.widgets.paint import Ink, paint
from tests.tui.reading.conftest import BODY

DOCUMENT = parse(BODY)
INK = Ink(DARK)

spans = st.tuples(st.integers(0, 700), st.integers(1, 90)).map(lambda case: (case[0], case[0] + case[1]))
washes = st.lists(
    st.builds(
        lambda span, wash: Washed(span[0], span[1], wash),
        spans,
        st.sampled_from([1, 3, 5, Wash.CURSOR, Wash.MATCH, Wash.MATCH | Wash.CURRENT, Wash.SELECTED, Wash.SAVED]),
    ),
    max_size=6,
).map(sorted)


@settings(deadline=None, max_examples=60)
@given(st.integers(20, 100), st.integers(0, 40), washes)
def test_a_strip_is_as_long_as_the_screen_is_wide_and_says_what_the_row_says(measure, left, over):
    width = left + measure + 5
    for row in lay_out(DOCUMENT, measure).rows(0, 40):
        strip = paint(row, INK, width, left=left, measure=measure, washes=over)
        text = "".join(segment.text for segment in strip)
        assert strip.cell_length == cell_len(text) == width
        assert text.strip() == row.text.strip()
        assert all(segment.style is not None and segment.style.bgcolor is not None for segment in strip)


def test_a_wash_colours_its_words_and_no_others():
    row = lay_out(DOCUMENT, 70).rows(2, 1)[0]
    start = row.start + 4
    strip = paint(row, INK, 80, left=2, washes=[Washed(start, start + 5, 2)])
    washed = [s.text for s in strip if s.style and s.style.bgcolor and s.style.bgcolor.name == DARK.highlights[1]]
    assert "".join(washed) == DOCUMENT.plain[start : start + 5]


def test_a_wash_never_cuts_a_cluster():
    document = parse("a cafe\u0301 of 👩‍🚀 here")
    row = lay_out(document, 40).rows(0, 1)[0]
    for start in range(len(document.plain)):
        for end in range(start + 1, len(document.plain)):
            strip = paint(row, INK, 50, washes=[Washed(start, end, 1)])
            assert sum(cell_len(segment.text) for segment in strip) == 50


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=lambda palette: palette.name)
def test_every_meaning_has_a_look_on_every_ground(palette):
    ink = Ink(palette)
    for style in (0, *Style):
        for wash in (0, 1, Wash.MATCH, Wash.SELECTED):
            look = ink.look(int(style), wash)
            assert look.color is not None
            assert look.bgcolor is not None
            assert look.color != look.bgcolor


@given(st.integers(1, 400), st.integers(20, 200), st.booleans())
def test_text_and_notes_fit_the_screen_and_the_text_moves_little_for_notes(width, measure, has_notes):
    geometry = arrange(width, measure, has_notes=has_notes)
    assert geometry.measure >= 1
    assert geometry.left + geometry.measure <= width
    assert geometry.measure <= measure
    plain = arrange(width, measure)
    assert geometry.measure == plain.measure
    assert geometry.left <= plain.left
    if geometry.notes:
        assert width >= 110
        assert geometry.notes_x + geometry.notes < width


@pytest.mark.parametrize(
    "palette", [HIGH_CONTRAST, TERMINAL, dressed(DARK, "always"), dressed(LIGHT, "auto", no_colour=True)]
)
def test_five_highlights_can_be_told_apart_without_colours(palette):
    ink = Ink(palette)
    lines = [
        (look.underline, look.underline2, look.overline) for look in (ink.look(0, colour) for colour in range(1, 6))
    ]
    assert len(set(lines)) == 5
    assert (None, None, None) not in lines
    highlights = Spans([Marked(Span(4, 40), highlight(4)), Marked(Span(42, 60), highlight(2))])
    document = parse("words and " * 40)
    painter, washes = PagePainter(ink, arrange(80, 60)), Washes(document, highlights)
    rows = ["".join(s.text for s in painter.line(row, washes.over(row))) for row in lay_out(document, 60).rows(0, 3)]
    assert [row[:10].strip() for row in rows] == ["42", "", ""]


def test_where_colours_tell_highlights_apart_nothing_else_is_drawn():
    assert DARK.cues is dressed(DARK, "auto").cues is False
    assert not dressed(HIGH_CONTRAST, "never").cues
    look = Ink(DARK).look(0, 3)
    assert (look.underline, look.underline2, look.overline) == (False, None, None)


def highlight(colour: int) -> Highlight:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    return Highlight(id="1", article_id="1", quote=TextQuote("x"), span=Span(0, 1), colour=colour, made_at=now)


@given(st.integers(1, 300), st.integers(20, 200), st.integers(0, 40))
def test_margins_are_kept_where_there_is_room_and_give_way_where_there_is_not(width, measure, margin):
    geometry = arrange(width, measure, margin=margin)
    assert 0 <= geometry.left <= geometry.left + geometry.measure <= width
    assert geometry.measure >= min(measure, width, 10)
    if width >= 120:
        assert geometry.left >= margin
        assert width - geometry.left - geometry.measure >= margin


def test_signs_that_are_never_slanted_are_bold_where_they_are_emphasised():
    segments = [
        s
        for row in lay_out(parse("a *word* and *不是* here\n\n> 从来没有"), 40).rows(0, 3)
        for s in paint(row, INK, 50)
    ]
    looks = {segment.text: segment.style or Look.null() for segment in segments}
    assert looks["word"].italic
    assert looks["不是"].bold
    assert not looks["不是"].italic
    assert not looks["从来没有"].italic
    assert not looks["从来没有"].bold


def test_the_bar_of_the_cursor_stands_where_lines_begin():
    for text, bar, at in (("words and words", "▏", 8), ("كلمات وكلمات", "▕", 51)):
        document = parse(text)
        washes = Washes(document, cursor=Span(0, 5))
        laid_out = lay_out(document, 40).rows(0, 1)[0]
        strip = PagePainter(INK, arrange(60, 40)).line(laid_out, washes.over(laid_out))
        row = "".join(segment.text for segment in strip)
        assert row.index(bar) == at
        assert strip.cell_length == 60
