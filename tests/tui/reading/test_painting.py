"""Rows become strips of exact length; what lies over them changes colours, never words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.text.blocks import parse
from reader.text.layout import lay_out
from reader.text.style import Style
from reader.tui.reading.geometry import arrange
from reader.tui.reading.washes import Wash, Washed
from reader.tui.themes import DARK, LIGHT
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
