"""What was found is told where it stands, and shown with the lines around it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Span
from reader.model.folding import haystack, needle, placed_tokens, tokens
from reader.model.query import parse
from reader.search import Index, excerpt_of, spans_of
from reader.store import Library
from tests.model.query.strategies import WORDS

PLAIN = "The garden and the stream.\nUn été à Zürich; l’œuvre. 東京都の図書館で本を読む。 Gardening, re-reading."


def found(query: str, plain: str = PLAIN) -> list[str]:
    return [span.of(plain) for span in spans_of(plain, parse(query).words)]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("garden", ["garden", "Gardening"]),
        ('"garden"', ["garden"]),
        ("ete", ["été"]),
        ("oeuvre", ["œuvre"]),
        ("zurich stream", ["stream", "Zürich"]),
        ('"the stream"', ["the stream"]),
        ("東京", ["東京"]),
        ("京都の図", ["京都の図"]),
        ("本", ["本"]),
        ("図書館で本", ["図書館で本"]),
        ("reading", ["reading"]),
        ("re-read", ["re-reading"]),
        ("absent", []),
        ("title:garden", []),
        ('"garden and" "and the"', ["garden and the"]),
    ],
)
def test_the_words_of_a_query_are_told_where_they_stand(query: str, words: list[str]) -> None:
    assert found(query) == words


some_text = st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=12).map(" ".join)


@given(some_text, st.one_of(WORDS, st.text(min_size=1, max_size=4)), st.booleans())
def test_what_the_query_finds_is_lit_and_nothing_else(plain: str, text: str, whole: bool) -> None:
    from reader.model.query import Words

    wanted = needle(text, whole=whole)
    spans = spans_of(plain, [Words(text, whole)])
    assert bool(spans) == (wanted is not None and wanted in haystack([plain.replace("\n", " ")]))
    assert all(0 <= one.start < one.end <= len(plain) for one in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@given(some_text)
def test_tokens_with_their_places_are_the_tokens(text: str) -> None:
    placed = list(placed_tokens(text))
    assert [token for token, _, _ in placed] == tokens(text)
    assert all(0 <= start < end <= len(text) for _, start, end in placed)


@given(some_text, st.sampled_from(["a", "reading", "東京"]), st.integers(20, 200))
def test_an_excerpt_is_short_on_one_line_and_its_marks_are_what_was_found(
    plain: str, text: str, characters: int
) -> None:
    excerpt = excerpt_of(plain, spans_of(plain, parse(text).words), characters)
    assert len(excerpt.text) <= characters + 2
    assert "\n" not in excerpt.text
    assert bool(excerpt.marks) == bool(excerpt.spans)
    shown = {"".join(" " if c.isspace() else c for c in span.of(plain)) for span in excerpt.spans}
    assert all(any(mark.of(excerpt.text) in each for each in shown) for mark in excerpt.marks)


def test_an_excerpt_shows_the_stretch_with_most_words() -> None:
    plain = "garden " + "x " * 300 + "the garden of the garden " + "y " * 300
    excerpt = excerpt_of(plain, spans_of(plain, parse("garden").words))
    assert excerpt.text.count("garden") == 2
    assert excerpt.text.startswith("…")
    assert [mark.of(excerpt.text) for mark in excerpt.marks] == ["garden", "garden"]


def test_without_anything_found_an_excerpt_is_the_beginning() -> None:
    assert excerpt_of("one two", []).text == "one two"
    assert excerpt_of("", []).text == ""
    assert excerpt_of("x", [Span(0, 1)]).marks == (Span(0, 1),)


def test_an_index_shows_where_the_words_stand_in_the_visible_text(library: Library, index: Index) -> None:
    (hit,) = index.search("stream")
    excerpt = index.excerpt(hit.article_id, "stream")
    assert [mark.of(excerpt.text) for mark in excerpt.marks] == ["stream"]
    assert excerpt.text == "The garden and the stream. Nothing moves."
    assert [span.start for span in excerpt.spans] == [excerpt.text.index("stream")]


def test_the_places_are_right_for_signs_that_fold_into_letters() -> None:
    """Such as the radicals of the dictionary, "℃", ligatures, and letters with their marks apart."""
    text = "⼀二 21℃ ﬁne cœur e\u0301te\u0301"
    placed = {token: text[start:end] for token, start, end in placed_tokens(text)}
    assert placed == {
        "一二": "⼀二",
        "二": "二",
        "21": "21",
        "c": "℃",
        "fine": "ﬁne",
        "coeur": "cœur",
        "ete": "e\u0301te\u0301",
    }
