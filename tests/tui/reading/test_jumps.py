"""One comes back to where one was, across articles."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.tui.reading.jumps import JumpList, Marks, Spot

A, B, C, HERE = Spot("1", 10), Spot("1", 500), Spot("2", 0), Spot("2", 70)


def test_going_back_and_forward_leads_through_all_places_to_where_one_was():
    jumps = JumpList()
    for spot in (A, B, C):
        jumps.leave(spot)
    assert [jumps.back(HERE), jumps.back(C), jumps.back(B), jumps.back(A)] == [C, B, A, None]
    assert [jumps.forward(), jumps.forward(), jumps.forward(), jumps.forward()] == [B, C, HERE, None]


def test_a_jump_after_going_back_forgets_what_was_ahead():
    jumps = JumpList()
    jumps.leave(A)
    jumps.leave(B)
    jumps.back(HERE)
    jumps.leave(C)
    assert jumps.forward() is None
    assert jumps.back(HERE) == C
    assert jumps.back(C) == A


@given(st.lists(st.integers(0, 8), min_size=1))
def test_back_then_forward_returns_to_the_same_place(offsets):
    jumps = JumpList()
    for offset in offsets:
        jumps.leave(Spot("1", offset))
    here = Spot("9", 1)
    back = jumps.back(here)
    assert back is not None
    assert jumps.forward() == here


def test_small_marks_belong_to_an_article_and_capitals_to_all():
    marks = Marks()
    marks.set("a", A)
    marks.set("Z", B)
    assert marks.get("a", "1") == A
    assert marks.get("a", "2") is None
    assert marks.get("Z", "2") == B
