"""Where rows end, and where they must not."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.text import breaks
from reader.text.blocks import parse
from reader.text.breaks import NO_END, NO_START, breaks_of
from reader.text.cells import cell_count
from reader.text.hyphens import hyphenator
from reader.text.layout import lay_out
from reader.text.prose import wrapped
from reader.text.setting import Setting
from reader.text.style import Style


def rows(source, width, **setting):
    return [row.text for row in lay_out(parse(source), width, Setting(**setting)).rows(0, 1_000)]


@pytest.mark.parametrize(
    ("source", "width", "expected"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("well-known words", 8, ["well-", "known", "words"]),
        ("this — that — so", 7, ["this —", "that —", "so"]),
        ("prix\u00a0: 3\u202f000\u00a0€", 9, ["prix\u00a0:", "3\u202f000\u00a0€"]),
        ("il dit « oui » là", 9, ["il dit", "« oui »", "là"]),
        ("un\u00adbe\u00adliev\u00adable", 8, ["unbe-", "lievable"]),
        ("zero\u200bwidth", 6, ["zero", "width"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("a -5 to 2020-2021", 9, ["a -5 to", "2020-2021"]),
        ("端末、読む。", 4, ["端", "末、", "読", "む。"]),
        ("「端」末", 4, ["「端", "」末"]),
        ("한글 단어", 5, ["한글", "단어"]),
        ("111、\u093f", 4, ["111", "、\u093f"]),
        ("a \u0301b", 2, ["a \u0301", "b"]),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
        ("👩‍👩‍👧👩‍👩‍👧", 3, ["👩‍👩‍👧", "👩‍👩‍👧"]),
        ("a\tb", 9, ["a b"]),
        ("1`\t`", 4, ["1"]),
    ],
)
def test_rows(source, width, expected):
    assert rows(source, width) == expected


@given(st.text("ab é.,:;?!%/-–«»“” 端、\u00a0\u00ad\t", max_size=40))
@example("a b")
@example("")
def test_breaks_found_at_a_glance_are_those_of_the_rules(text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(breaks, "_OTHER", re.compile(""))
        slow = breaks_of(text)
    assert breaks_of(text) == slow


def test_no_row_begins_or_ends_with_a_sign_that_may_not():
    text = "「乗り遅れた人はいませんよ」と、売店の榛さんは（いつも）言う。コンピューターもスマートフォンもない！" * 3
    for width in range(6, 60):
        lines = rows(text, width)
        assert not [line for line in lines[1:] if line[0] in NO_START]
        assert not [line for line in lines[:-1] if line[-1] in NO_END]


def test_no_single_letter_is_left_alone_on_the_last_row():
    assert rows("one two three a.", 13) == ["one two", "three a."]
    assert rows("出航の前に、小銭で船長に払うもの。", 32) == ["出航の前に、小銭で船長に払う", "もの。"]
    assert rows("one two three a", 15) == ["one two three a"]


def test_straight_edges_are_straight_but_for_last_rows():
    lines = rows("The quiet pleasure of reading is that nothing moves unless you ask it to. " * 3, 40, justify=True)
    assert {len(line) for line in lines[:-1]} == {40}
    assert "  " not in lines[-1]


def test_a_row_that_would_get_holes_stays_ragged():
    first, *_ = rows("Is it a Geschwindigkeitsbegrenzung of the usual kind?", 26, justify=True)
    assert first == "Is it a"


def test_words_are_parted_by_the_patterns_of_their_language_and_the_text_stays_whole():
    source = "Er liest gelegentlich Veröffentlichungen über Geschwindigkeitsbegrenzungen auf der Straße"
    lines = rows(source, 24, hyphenate=True, language="de")
    assert any(line.endswith("-") for line in lines)
    assert "".join(line.removesuffix("-") if line.endswith("-") else line + " " for line in lines).strip() == source
    assert parse(source).plain == source
    assert hyphenator("xx") is None
    assert hyphenator("") is None


def test_spacing_puts_air_between_the_rows_of_paragraphs_only():
    assert rows("# A title\n\none two\n\n```\nx\ny\n```", 4, leading=1) == [
        "A",
        "titl",
        "e",
        "",
        "one",
        "",
        "two",
        "",
        "x",
        "y",
    ]


def test_right_to_left_paragraphs_stand_at_the_right_with_their_signs_behind_them():
    (row,) = lay_out(parse("- שלום"), 20).rows(0, 1)
    assert row.rtl
    assert [(piece.x, piece.text) for piece in row.pieces] == [(12, "שלום"), (17, "•")]
    (numbered,) = lay_out(parse("1. שלום"), 20).rows(0, 1)
    assert [(piece.x, piece.text) for piece in numbered.pieces] == [(13, "1."), (16, "שלום")]


def test_code_is_folded_with_a_mark_and_coloured():
    layout = lay_out(parse("```python\ndef f(): return 'some words in a string'  # said\n```"), 24)
    shown = layout.rows(0, 10)
    assert [row.text for row in shown] == ["def f(): return 'some", "↪ words in a string'  #", "↪ said"]
    styles = {layout.document.plain[p.start : p.end]: p.style for row in shown for p in row.pieces if p.is_text}
    assert styles["def"] & Style.KEYWORD
    assert styles["said"] & Style.COMMENT
    assert all(style & Style.CODE for style in styles.values())


def test_a_table_too_wide_for_columns_becomes_records():
    source = "| Name | Place of birth | Year |\n|---|---|--:|\n| Ada | London | 1815 |\n| Emmy | Erlangen | 1882 |"
    assert rows(source, 26) == [
        "Name   Place of       Year",
        "       birth",
        "──────────────────────────",
        "Ada    London         1815",
        "Emmy   Erlangen       1882",
    ]
    assert rows(source, 20) == [
        "Name",
        "Place of birth",
        "Year",
        "────────────",
        "Name  Ada",
        "Pla…  London",
        "Year  1815",
        "",
        "Name  Emmy",
        "Pla…  Erlangen",
        "Year  1882",
    ]


@given(st.text("ab é灯-\u00ad ", max_size=60), st.integers(2, 30), st.integers(1, 5))
def test_rows_cut_short_fit_and_say_that_more_follows(text: str, width: int, most: int):
    whole, short = wrapped(text, width), wrapped(text, width, most)
    if len(whole) <= most:
        assert short == whole
    else:
        assert len(short) == most
        assert short[:-1] == whole[: most - 1]
        assert short[-1].endswith("…")
        assert cell_count(short[-1]) <= width
