"""Ticks stand where the passages are."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from reader.model import Highlight, Span, TextQuote
from reader.text.find import Matches
from reader.tui.reading.ruler import MATCH, NONE, ticks
from reader.tui.reading.spans import Marked, Spans


def marked(start: int, colour: int) -> Marked[Highlight]:
    made = datetime(2026, 1, 1, tzinfo=UTC)
    span = Span(start, start + 3)
    return Marked(
        span, Highlight(id="1", article_id="1", quote=TextQuote("abc"), span=span, made_at=made, colour=colour)
    )


def test_highlights_and_matches_are_ticked_in_proportion():
    found = Matches(iter([(0, 4), (55, 60)]))
    assert ticks(10, 100, Spans([marked(95, 3), marked(58, 2)]), found) == [MATCH, 0, 0, 0, 0, 2, 0, 0, 0, 3]


def test_without_passages_there_is_no_ruler():
    assert ticks(10, 100, Spans(), None) == ()
    assert ticks(10, 0, Spans([marked(0, 1)]), None) == ()


@given(st.integers(1, 60), st.integers(1, 500), st.sets(st.integers(0, 499)))
def test_every_match_is_ticked_and_nothing_else(height, length, starts):
    inside = sorted(start for start in starts if start < length)
    found = ticks(height, length, Spans(), Matches(iter((start, start + 1) for start in inside)))
    if height <= length:
        edges = [length * row // height for row in range(height + 1)]
        expected = {row for row in range(height) if any(edges[row] <= start < edges[row + 1] for start in inside)}
        assert {row for row, tick in enumerate(found) if tick != NONE} == expected
