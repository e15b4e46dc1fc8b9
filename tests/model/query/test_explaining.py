"""A query is told in one plain sentence."""

from __future__ import annotations

import pytest
from hypothesis import given

from reader.model.query import Query, explain, parse
from tests.model.query.strategies import queries


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Every article, outside the trash, newest saved first."),
        ("slow", "Articles with words that begin “slow”, outside the trash, newest saved first."),
        (
            "is:unread #python words:>2k saved:<7d sort:-length limit:10",
            "Articles not read to the end, tagged “python” or under it, with more than 2,000 words and saved less than "
            "7 days ago, outside the trash, longest first, at most 10.",
        ),
        ('-"the garden" -has:note', "Articles without the phrase “the garden” and without a note, outside the trash, newest saved first."),
        ("is:trashed", "Articles in the trash, newest saved first."),
        ("a OR (b c)", "Articles either with words that begin “a” or (with words that begin “b” and with words that begin “c”), "
                       "outside the trash, newest saved first."),
        ("saved:2025-01..2025-03", "Articles saved from 2025-01-01 to 2025-03-31, outside the trash, newest saved first."),
        ("idle:>30d", "Articles last touched more than 30 days ago, outside the trash, newest saved first."),
    ],
)  # fmt: skip
def test_a_query_is_explained(text: str, sentence: str) -> None:
    assert explain(parse(text)) == sentence


@given(queries())
def test_every_query_has_an_explanation_of_one_sentence(query: Query) -> None:
    sentence = explain(query)
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert "\n" not in sentence
