"""Which way a paragraph runs, by itself and within its article."""

from __future__ import annotations

import pytest

from reader.text.bidi import is_rtl
from reader.text.blocks import parse
from reader.text.layout import lay_out
from reader.text.setting import Setting

STARTS_FOREIGN = "Python לומדים כאן לאט ובנחת"
FOREIGN_WORD = "שלום is a word that begins a sentence here"


@pytest.mark.parametrize(
    ("text", "around", "expected"),
    [
        ("1984 – 2026", "", False),
        ("1984 – 2026", "ltr", False),
        ("1984 – 2026", "rtl", True),
        ("…", "rtl", True),
        (STARTS_FOREIGN, "", False),
        (STARTS_FOREIGN, "rtl", True),
        (FOREIGN_WORD, "", True),
        (FOREIGN_WORD, "ltr", False),
        ("Only foreign words", "rtl", False),
        ("שלום לכולם", "ltr", True),
    ],
)
def test_what_does_not_tell_by_itself_follows_the_article(text: str, around: str, expected: bool):
    assert is_rtl(text, around) is expected


def test_numbers_alone_stand_at_the_right_in_an_article_that_runs_from_there():
    (row,) = lay_out(parse("1984"), 20, Setting(direction="rtl")).rows(0, 1)
    assert row.rtl
    assert [(piece.x, piece.text) for piece in row.pieces] == [(16, "1984")]
    assert not lay_out(parse("1984"), 20, Setting()).rows(0, 1)[0].rtl
