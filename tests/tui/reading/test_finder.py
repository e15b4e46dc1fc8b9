"""One goes from match to match, round both ends."""

from __future__ import annotations

from reader.model.selector import Span
from reader.tui.reading.finder import Finder


def finder_of(text: str, query: str) -> Finder:
    finder = Finder()
    finder.look(text, query)
    return finder


def test_steps_go_round_both_ends_and_start_from_the_place():
    finder = finder_of("a b a b a", "a")
    assert finder.told() == "3 found"
    assert finder.step(1, 1) == Span(4, 5)
    assert finder.told() == "2 of 3"
    assert finder.step(2, 0) == Span(0, 1)
    assert finder.step(-1, 0) == Span(8, 9)


def test_the_first_step_back_from_a_place_is_the_match_before_it():
    assert finder_of("a b a b a", "a").step(-1, 4) == Span(0, 1)
    assert finder_of("a b a b a", "a").step(1, 4) == Span(8, 9)
    assert finder_of("a b a b a", "a").step(1, -1) == Span(0, 1)


def test_what_is_not_there_is_said():
    finder = finder_of("abc", "z")
    assert finder.told() == "not found"
    assert finder.step(1, 0) is None
    assert finder.match is None


def test_clearing_unlights_the_matches_and_keeps_the_words():
    finder = finder_of("abc", "b")
    finder.clear()
    assert finder.matches is None
    assert finder.query == "b"
