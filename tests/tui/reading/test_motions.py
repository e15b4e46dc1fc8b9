"""Motions lead where vim's do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.model.selector import Span
from reader.tui.reading.motions import step, word_back, word_end, word_on
from reader.tui.reading.selection import Selection, trimmed

TEXT = "One, two three.\nFour"


def test_words_on_back_and_to_their_end():
    assert word_on(TEXT, 0) == 3
    assert word_on(TEXT, 0, 2) == 5
    assert word_on(TEXT, 9) == 14
    assert word_on(TEXT, 14) == 16
    assert word_on(TEXT, 17) == len(TEXT) - 1
    assert word_back(TEXT, 16) == 14
    assert word_back(TEXT, 7) == 5
    assert word_back(TEXT, 16, 3) == 5
    assert word_back(TEXT, 0) == 0
    assert word_end(TEXT, 0) == 2
    assert word_end(TEXT, 2) == 3
    assert word_end(TEXT, 5) == 7


@given(st.text(alphabet="ab .\n", min_size=1), st.data())
def test_a_word_on_and_a_word_back_never_pass_the_place(text, data):
    offset = data.draw(st.integers(0, len(text) - 1))
    assert word_back(text, offset) <= offset <= max(offset, word_on(text, offset))
    assert word_back(text, word_on(text, offset)) <= word_on(text, offset)


@given(st.lists(st.integers(0, 50), unique=True).map(sorted), st.integers(0, 50), st.integers(1, 5))
def test_steps_through_places_stop_at_the_last(places, offset, count):
    after = [place for place in places if place > offset]
    before = [place for place in places if place < offset]
    assert step(places, offset, count) == (after[min(count, len(after)) - 1] if after else None)
    assert step(places, offset, -count) == (before[-min(count, len(before))] if before else None)


def test_a_selection_holds_both_its_ends_and_can_swap_them():
    selection = Selection(5, 2)
    assert selection.span == Span(2, 6)
    assert selection.swapped() == Selection(2, 5)
    assert selection.to(9).span == Span(5, 10)


def test_a_selection_by_wholes_takes_in_the_wholes_at_both_ends():
    tens = Selection(15, 32, lambda offset: Span(offset // 10 * 10, offset // 10 * 10 + 10))
    assert tens.span == Span(10, 40)
    assert tens.to(3).span == Span(0, 20)


def test_white_space_at_the_ends_is_trimmed():
    assert trimmed("ab  cd  ", Span(2, 8)) == Span(4, 6)
    assert len(trimmed("ab   ", Span(2, 5))) == 0
