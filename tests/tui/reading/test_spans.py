"""Asking for a row gives every span that touches it and no other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.model.selector import Span
from reader.tui.reading.spans import Marked, Spans

spans = st.lists(st.tuples(st.integers(0, 100), st.integers(1, 40)).map(lambda case: Span(case[0], case[0] + case[1])))


@given(spans, st.integers(0, 150), st.integers(1, 30))
def test_what_touches_a_row_is_found_however_spans_overlap(spans, start, cells):
    marked = Spans(Marked(span, number) for number, span in enumerate(spans))
    end = start + cells
    found = [one.span for one in marked.touching(start, end)]
    assert found == sorted(span for span in spans if span.start < end and span.end > start)


@given(spans, st.integers(0, 150))
def test_the_next_and_the_one_before(spans, offset):
    marked = Spans(Marked(span, None) for span in spans)
    after, before = marked.after(offset), marked.before(offset)
    starts = sorted(span.start for span in spans)
    assert (after.span.start if after else None) == next((start for start in starts if start > offset), None)
    assert (before.span.start if before else None) == next(
        (start for start in reversed(starts) if start < offset), None
    )
