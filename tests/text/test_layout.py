"""Rows cover the text, fit the width, and lead back to it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.blocks import begin, parse
from reader.text.cells import cell_count, cell_sums
from reader.text.document import Kind
from reader.text.layout import lay_out
from reader.text.setting import Setting
from tests.text.sources import markdown, widths

settings_of_text = st.tuples(
    st.booleans(), st.booleans(), st.just("de"), st.sampled_from(["", "ltr", "rtl"]), st.integers(0, 1)
).map(lambda fields: Setting(*fields))
ALL = 100_000


@given(markdown, widths, settings_of_text)
@settings(max_examples=150, deadline=None)
def test_no_row_is_wider_than_asked(source, width, setting):
    for row in lay_out(parse(source), width, setting).rows(0, ALL):
        assert row.width <= width
        for piece in row.pieces:
            assert piece.cells == cell_count(piece.text)
            assert not set(piece.text) & set("\n\t\u00ad")


@given(markdown, widths, settings_of_text)
@settings(max_examples=100, deadline=None)
def test_pieces_never_overlap_and_go_from_left_to_right(source, width, setting):
    for row in lay_out(parse(source), width, setting).rows(0, ALL):
        for left, right in pairwise(row.pieces):
            assert left.x + left.cells <= right.x


@given(markdown, widths, settings_of_text)
@settings(max_examples=100, deadline=None)
def test_rows_follow_each_other_through_the_whole_text(source, width, setting):
    document = parse(source)
    rows = lay_out(document, width, setting).rows(0, ALL)
    for before, after in pairwise(row for row in rows if not row.blank and row.kind is not Kind.TABLE):
        assert before.start <= before.end <= after.start
    assert [row.start for row in rows if row.first] == [block.start for block in document.blocks()]


@given(markdown, widths, settings_of_text)
@settings(max_examples=100, deadline=None)
def test_every_word_is_drawn_exactly_once(source, width, setting):
    document = parse(source)
    drawn = [0] * (document.length + 1)
    for row in lay_out(document, width, setting).rows(0, ALL):
        for piece in row.pieces:
            for offset in range(piece.start, piece.end):
                drawn[offset] += 1
                if len(piece.text) == piece.end - piece.start:
                    assert piece.text[offset - piece.start] == document.plain[offset]
    for offset, character in enumerate(document.plain):
        assert drawn[offset] == 1 or (drawn[offset] == 0 and character in NOT_ALWAYS_DRAWN)


@given(markdown, widths, settings_of_text)
@settings(max_examples=100, deadline=None)
def test_a_drawn_character_leads_to_its_cell_and_back(source, width, setting):
    layout = lay_out(parse(source), width, setting)
    for number, row in enumerate(layout.rows(0, ALL)):
        assert layout.row_of(row.start) == number or row.blank
        for piece in row.pieces:
            for offset in _clusters(piece):
                cell = layout.cell_of(offset)
                assert cell.row == number
                assert layout.offset_at(*cell) == offset


@given(markdown, widths, widths, settings_of_text)
@settings(max_examples=100, deadline=None)
def test_every_width_shows_the_same_plain(source, width, other, setting):
    document = parse(source)
    plain = document.plain
    shown = [_letters(lay_out(document, cells, setting)) for cells in (width, other)]
    assert document.plain == plain == parse(source).plain
    assert shown[0] == shown[1] == "".join(letter for letter in plain if letter not in NOT_ALWAYS_DRAWN)


NOT_ALWAYS_DRAWN = " \n\t\u3000\u00ad\u200b"
"""White space and places for breaks, which a row may end with."""


def _letters(layout):
    """All that the rows draw of the text, in its order."""
    drawn: dict[int, str] = {}
    for row in layout.rows(0, ALL):
        for piece in row.pieces:
            if piece.is_text and len(piece.text) == piece.end - piece.start:
                drawn |= enumerate(piece.text, piece.start)
    return "".join(letter for _, letter in sorted(drawn.items()) if letter not in NOT_ALWAYS_DRAWN)


def _clusters(piece):
    """The offsets in a piece that have cells of their own: a mark shares those of its letter."""
    if not piece.is_text or len(piece.text) != piece.end - piece.start:
        return [piece.start] if piece.is_text else []
    sums = cell_sums(piece.text)
    return [
        piece.start + i for i in range(len(piece.text)) if sums[i] < sums[i + 1] and (not i or sums[i - 1] < sums[i])
    ]


@given(markdown, widths)
@settings(max_examples=100, deadline=None)
def test_a_block_is_set_the_same_whatever_stands_beside_it(source, width):
    document = parse(source)
    alone = []
    for block in document.blocks():
        single = parse("")
        single.append([block])
        alone += [row.text for row in lay_out(single, width).rows(0, ALL)]
    assert alone == [row.text for row in lay_out(document, width).rows(0, ALL)]


@given(markdown, widths, widths)
@settings(max_examples=30, deadline=None)
def test_rows_looked_at_in_any_order_are_the_same(source, width, first):
    source = "\n\n".join([source] * 30)
    whole = lay_out(parse(source), width).rows(0, ALL)
    layout = lay_out(parse(source), width)
    end = layout.document.length
    bottom = layout.settle(end, first, 0)
    assert layout.rows(bottom, 1) == whole[-1:]
    assert layout.settle(0, 0, first) == 0
    assert layout.rows(0, first) == whole[:first]
    assert layout.rows(0, ALL) == whole
    assert layout.height == len(whole)


@given(markdown, st.integers(1, 200))
@settings(max_examples=100, deadline=None)
def test_reading_bit_by_bit_gives_the_same_document(source, step):
    source = "\n\n".join([source] * 3)
    whole, slow = parse(source), begin(source, step)
    seen = slow.plain
    while slow.read_on(step):
        assert slow.plain.startswith(seen)
        seen = slow.plain
    assert slow.complete
    assert [*slow.blocks()] == [*whole.blocks()]
    assert (slow.plain, slow.links, slow.headings, slow.images) == (
        whole.plain,
        whole.links,
        whole.headings,
        whole.images,
    )


@given(markdown, widths, st.data())
@settings(max_examples=100, deadline=None)
def test_painted_cells_show_the_chosen_words_and_no_others(source, width, data):
    document = parse(source)
    layout = lay_out(document, width)
    start = data.draw(st.integers(0, document.length))
    end = data.draw(st.integers(start, document.length))
    painted = {(row, x) for row, left, right in layout.cells_of(start, end, 0, ALL) for x in range(left, right)}
    for number, row in enumerate(layout.rows(0, ALL)):
        for piece in row.pieces:
            for offset in _clusters(piece):
                assert ((number, row.column_of(offset)) in painted) == (start <= offset < end)


def test_a_section_not_yet_looked_at_costs_nothing():
    layout = lay_out(parse("word " * 200_000), 60)
    layout.rows(0, 40)
    assert sum(layout._exact) < 4
    assert layout.height > 10_000


def test_the_title_is_not_set_twice():
    document = parse("# The *Ferry*\n\nIt leaves at noon.")
    rows = lay_out(document, 40, Setting(title="The ferry ")).rows(0, 10)
    assert [row.text for row in rows] == ["", "It leaves at noon."]
    assert document.plain.startswith("The Ferry\n")
    assert lay_out(document, 40, Setting(title="Another")).rows(0, 1)[0].text == "The Ferry"


def test_an_empty_document_has_no_rows_and_every_question_an_answer():
    layout = lay_out(parse(""), 40)
    assert (layout.height, layout.rows(0, 10), layout.row_of(0), layout.offset_at(3, 3)) == (0, [], 0, 0)
    assert layout.cell_of(0) == (0, 0)


@pytest.mark.parametrize("width", [30, 47, 80])
def test_a_new_width_keeps_the_place(width):
    document = parse("\n\n".join(f"Paragraph {n} has some words to be wrapped by any width." for n in range(500)))
    offset = lay_out(document, 60).rows(300, 1)[0].start
    layout = lay_out(document, width)
    top = layout.rows(layout.settle(offset, 0, 40), 1)[0]
    assert top.start <= offset <= top.end


ARABIC_TABLE = "| اليوم | المغادرة |\n|---|--:|\n| الاثنين | 12:00 |\n| السبت | 13:00 |"


def test_the_columns_of_a_right_to_left_table_stand_from_right_to_left():
    document = parse(ARABIC_TABLE)
    rows = lay_out(document, 40).rows(0, 10)
    head = rows[0]
    assert head.column_of(document.plain.index("اليوم")) > head.column_of(document.plain.index("المغادرة"))
    assert rows[1].width == 40, "it begins at the right edge"
    for row in (rows[2], rows[3]):
        texts = [piece for piece in row.pieces if piece.is_text]
        for piece in texts:
            assert [row.offset_at(row.column_of(offset)) for offset in range(piece.start, piece.end)] == [
                *range(piece.start, piece.end)
            ]


def test_a_table_without_letters_follows_its_article():
    document = parse("| 1 | 22 |\n|---|---|\n| 3 | 4 |")
    here = document.plain.index("1")
    assert lay_out(document, 40).cell_of(here).column == 0
    assert lay_out(document, 40, Setting(direction="rtl")).cell_of(here).column == 39
