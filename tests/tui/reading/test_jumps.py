"""One comes back to where one was, across articles."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from reader.tui.reading.jumps import MARKS_AT_MOST, JumpList, Mark, Marks, Spot

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
    assert marks.get("a", "1") == Mark(A)
    assert marks.get("a", "2") is None
    assert marks.get("Z", "2") == Mark(B)


def test_a_mark_goes_with_its_words_when_the_text_changes():
    marks = Marks()
    marks.set("a", Spot("1", 10), "0123456789the words that are marked")
    mark = marks.get("a", "1")
    assert mark is not None
    assert mark.place_in("0123456789the words that are marked") == 10
    assert mark.place_in("A foreword. 0123456789the words that are marked, and more") == 22
    assert mark.place_in("short") == 5


def test_marks_are_kept_in_plain_values_and_what_is_none_is_passed_over():
    marks = Marks()
    marks.set("a", Spot("1", 3), "abcdef")
    marks.set("'", Spot("1", 9))
    kept = marks.kept()
    assert Marks.of(json.loads(json.dumps(kept))).kept() == kept == [["a", "1", 3, "def"]]
    nonsense: object
    for nonsense in (None, 3, {}, [3], [["ab", "1", 1, ""]], [["a", "1", -1, ""]], [["a", 1, 1, ""]], [[]]):
        assert Marks.of(nonsense).kept() == []
    for number in range(MARKS_AT_MOST + 10):
        marks.set("b", Spot(str(number), 0))
    assert len(marks.kept()) == MARKS_AT_MOST
