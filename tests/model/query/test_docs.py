"""What docs/query.md says is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.model.query import QueryError, explain, parse
from reader.model.query.fields import FIELDS, SETTINGS
from reader.model.query.sorting import SortKey
from reader.model.query.terms import Flag, Part

PAGE = (Path(__file__).parents[3] / "docs" / "query.md").read_text("utf-8")
EXAMPLES = [
    re.split(r"\s+# ", line)[0]
    for block in re.findall(r"```query\n(.*?)```", PAGE, re.DOTALL)
    for line in block.splitlines()
]


@pytest.mark.parametrize("query", EXAMPLES)
def test_every_example_is_a_query(query: str) -> None:
    assert parse(str(parse(query))) == parse(query)
    assert explain(parse(query))


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 30


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_the_table_of_fields_gives_examples_that_are_read_and_choices_that_fit(field) -> None:
    assert parse(field.example)
    for name in (field.name, *field.aliases):
        for choice in field.choices:
            assert parse(f"{name}:{choice}")
    assert f"{field.name}:" in PAGE


def test_every_word_of_the_language_is_on_the_page() -> None:
    for word in (*Flag, *Part, *SortKey, *SETTINGS, *(alias for field in FIELDS for alias in field.aliases)):
        assert word in PAGE


@pytest.mark.parametrize(
    ("longer", "shorter"),
    [
        ("#reading", "tag:reading"), ("python NOT tutorial", "python -tutorial"), ("python AND rust", "python rust"),
        ("saved:7d", "saved:<7d"), ("a b OR c", "(a b) OR c"), ("sort:oldest", "sort:-saved"),
    ],
)  # fmt: skip
def test_what_the_page_calls_the_same_is_the_same(longer: str, shorter: str) -> None:
    assert parse(longer) == parse(shorter)


def test_the_refusal_on_the_page_is_the_one_that_is_given() -> None:
    with pytest.raises(QueryError) as caught:
        parse("is:unraed")
    assert f"```\n{caught.value.drawn()}\n{caught.value}\n```" in PAGE
