"""A passage is told by its words and found again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.selector import CONTEXT_CHARACTERS, Span, TextQuote

TEXT = "the garden and the stream, the garden and the wall"


@st.composite
def bodies_with_spans(draw: st.DrawFn) -> tuple[str, Span]:
    body = draw(
        st.text(alphabet=st.sampled_from("ab é東\n"), min_size=1, max_size=120) | st.text(min_size=1, max_size=60)
    )
    start = draw(st.integers(0, len(body) - 1))
    return body, Span(start, draw(st.integers(start + 1, len(body))))


@given(bodies_with_spans())
def test_a_quote_finds_its_own_span_in_an_unchanged_body(case: tuple[str, Span]) -> None:
    body, span = case
    assert TextQuote.of(body, span).find(body, near=span.start) == span


@given(bodies_with_spans(), st.text(max_size=40))
def test_what_is_found_are_the_exact_words(case: tuple[str, Span], other: str) -> None:
    body, span = case
    quote = TextQuote.of(body, span)
    for text in (other + body, body + other, other):
        found = quote.find(text)
        assert (found is None) == (quote.exact not in text)
        assert found is None or found.of(text) == quote.exact


@given(bodies_with_spans())
def test_a_span_covers_as_many_characters_as_it_is_long(case: tuple[str, Span]) -> None:
    body, span = case
    assert len(span.of(body)) == len(span)


@pytest.mark.parametrize(("near", "start"), [(0, 4), (20, 31), (100, 31), (17, 4)])
def test_equal_candidates_are_settled_by_distance(near: int, start: int) -> None:
    assert TextQuote("garden").find(TEXT, near) == Span(start, start + 6)


def test_surroundings_weigh_more_than_distance() -> None:
    quote = TextQuote.of(TEXT, Span(31, 37))
    assert quote.find(TEXT, near=0) == Span(31, 37)
    assert quote.find("prologue. " + TEXT, near=4) == Span(41, 47)


def test_words_that_are_gone_are_not_found() -> None:
    assert TextQuote("orchard").find(TEXT) is None
    assert TextQuote("").find(TEXT) is None


def test_overlapping_occurrences_are_candidates_too() -> None:
    assert TextQuote("aa").find("aaaa", near=1) == Span(1, 3)
    assert TextQuote("aa", prefix="aa").find("aaaa") == Span(2, 4)


def test_a_quote_keeps_so_much_of_its_surroundings() -> None:
    quote = TextQuote.of("x" * 100 + "words" + "y" * 100, Span(100, 105))
    assert quote == TextQuote("words", "x" * CONTEXT_CHARACTERS, "y" * CONTEXT_CHARACTERS)
