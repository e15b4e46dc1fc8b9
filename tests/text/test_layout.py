"""Rows cover the text, fit the width, and lead back to it."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.blocks import parse
from reader.text.cells import cell_count
from reader.text.document import Kind
from reader.text.layout import lay_out

LETTERS = "abc éß — - …“”«» \u00a0\u202f\u00ad\u200b 端末、。「」っー한글 עברית العربية e\u0301 👩‍👩‍👧 ☺️ 🇫🇷 *_`[]()#>|~$\\\n\t1.!<&;:"
markdown = st.lists(
    st.one_of(
        st.text(st.sampled_from(LETTERS), max_size=120),
        st.sampled_from(
            [
                "- one\n- two\n  - three *four*",
                "> quoted words\n> more",
                "```python\ndef f(x):\n\treturn 'a long string that has to be folded somewhere'\n```",
                "| a | long head |\n|--|--:|\n| 1 | some words here |\n| 端末 | x |",
                "# Heading",
                "Words with a [link](http://example.org) and a note[^1].\n\n[^1]: The note.",
                "![picture](a.png)",
                "---",
            ]
        ),
    ),
    max_size=5,
).map("\n\n".join)
widths = st.integers(4, 90)


@given(markdown, widths)
@settings(max_examples=200, deadline=None)
def test_no_row_is_wider_than_asked(source, width):
    for row in lay_out(parse(source), width).rows(0, 10_000):
        assert row.width <= width
        assert all(piece.cells == cell_count(piece.text) for piece in row.pieces)


@given(markdown, widths)
@settings(max_examples=200, deadline=None)
def test_rows_follow_each_other_through_the_whole_text(source, width):
    document = parse(source)
    rows = [row for row in lay_out(document, width).rows(0, 10_000) if not row.blank and row.kind is not Kind.TABLE]
    for before, after in itertools.pairwise(rows):
        assert before.start <= before.end <= after.start


@given(markdown, widths)
@settings(max_examples=200, deadline=None)
def test_a_drawn_character_leads_to_its_cell_and_back(source, width):
    document = parse(source)
    layout = lay_out(document, width)
    for number, row in enumerate(layout.rows(0, 10_000)):
        for column in range(row.width):
            offset = row.offset_at(column)
            if any(piece.start <= offset < piece.end for piece in row.pieces):
                assert layout.row_of(offset) == number
                assert layout.offset_at(number, layout.cell_of(offset).column) == offset
