"""What a terminal answers is read, and what it does not answer is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.questions import MOST_CELL_PIXELS, Told, told

LIGHT = b"\x1b]11;rgb:fafa/f7f7/f0f0\x1b\\"
KITTY = b"\x1b_Gi=31;OK\x1b\\"
CELL = b"\x1b[6;34;17t"


@pytest.fixture(autouse=True)
def _colours(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("COLORFGBG", raising=False)


def test_a_terminal_that_answers_all_is_believed():
    assert told(LIGHT + KITTY + CELL + b"\x1b[?62;22c") == Told(False, "kitty", (17, 34))
    assert told(b"\x1b]11;rgb:1717/1818/1c1c\x07" + CELL + b"\x1b[?62;4;22c") == Told(True, "sixel", (17, 34))


@pytest.mark.parametrize("answer", [b"", b"\x1b[?1;2c", b"\x1b[?64;14;24c", b"\x1b_Gi=31;ENOTSUP\x1b\\\x1b[?62c"])
def test_a_terminal_that_shows_no_pictures_gets_half_blocks(answer):
    assert told(answer) == Told(True, "blocks", (10, 20))


def test_sixels_go_before_placeholders_that_some_do_not_draw():
    assert told(KITTY + CELL + b"\x1b[?62;4c").pictures == "sixel"


def test_placeholders_need_all_colours(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("COLORTERM")
    assert told(KITTY + b"\x1b[?62c").pictures == "blocks"


@pytest.mark.parametrize("cell", [b"\x1b[6;0;0t", b"\x1b[6;1;1t", b"\x1b[6;;t", b"\x1b[6;99999;9t"])
def test_a_cell_of_no_size_is_not_believed(cell):
    assert told(cell + b"\x1b[?62c").cell == (10, 20)


@given(st.binary(max_size=80))
def test_no_answer_does_harm(answer):
    width, height = told(LIGHT + answer).cell
    assert 2 <= width <= MOST_CELL_PIXELS
    assert 2 <= height <= MOST_CELL_PIXELS
