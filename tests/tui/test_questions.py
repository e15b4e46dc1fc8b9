"""What the terminal is asked before the program starts."""

from __future__ import annotations

import os
from time import monotonic

import pytest

from reader.tui.questions import Questions, cell_by_size, told


def test_a_terminal_that_is_gone_is_not_waited_for() -> None:
    questions = Questions()
    questions.close()
    terminal, other_end = os.pipe()
    os.close(other_end)
    questions._terminal, questions._before, questions._asked_at = terminal, [], monotonic()
    assert questions.told().pictures == "blocks"
    assert questions.typed == b""


SIXEL = b"\x1b[?63;1;2;4;6c"
KITTY = b"\x1b_Gi=31;OK\x1b\\"


def test_sixels_are_drawn_where_the_size_of_a_cell_is_known() -> None:
    assert told(b"\x1b[6;17;8t" + SIXEL)[1:] == ("sixel", (8, 17))
    assert told(SIXEL, (9, 18))[1:] == ("sixel", (9, 18))
    assert told(SIXEL).pictures == "blocks"


def test_the_size_of_a_cell_comes_from_that_of_the_screen() -> None:
    assert cell_by_size((45, 110), (765, 880)) == (8, 17)
    assert cell_by_size((45, 110), (0, 0)) is None
    assert cell_by_size((0, 0), (0, 0)) is None


def test_a_kitty_that_knows_no_placeholders_shows_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    assert told(KITTY + b"\x1bP>|kitty(0.26.5)\x1b\\\x1b[?62;c").pictures == "blocks"
    assert told(KITTY + b"\x1bP>|kitty(0.32.2)\x1b\\\x1b[?62;c").pictures == "kitty"
    assert told(KITTY + b"\x1b[?62;c").pictures == "kitty"
