"""While a query is typed, the piece under the cursor is completed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.query import QueryError, complete, parse

TAGS = {"python": 61, "reading/slow": 5, "reading": 59, "slow food": 1, "Été": 2}
SITES = ["The Marginalia Review", "example.org"]


def offered(text: str) -> list[str]:
    return [each.text for each in complete(text, len(text), tags=TAGS, sites=SITES)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ti", ["title:"]),
        ("a -au", ["author:"]),
        ("(unr", ["is:unread"]),
        ("so", ["source:", "sort:"]),
        ("tag:", ["tag:python", "tag:reading", "tag:reading/slow"]),
        ("tag:sl", ['tag:"slow food"', "tag:reading/slow"]),
        ("tag:et", ["tag:Été"]),
        ('tag:"slow f', ['tag:"slow food"']),
        ("#py", ["#python"]),
        ("#slow", ['tag:"slow food"']),
        ("is:un", ["is:unread", "is:untagged"]),
        ("-in:", ["in:inbox", "in:archive"]),
        ("site:m", ['site:"The Marginalia Review"']),
        ("site:org", ["site:example.org"]),
        ("sort:-t", ["sort:-title"]),
        ("saved:y", ["saved:yesterday"]),
        ("minutes:", ["minutes:<5"]),
    ],
)
def test_the_likeliest_comes_first(text: str, first: list[str]) -> None:
    assert offered(text)[: len(first)] == first


@pytest.mark.parametrize("text", ["xyzzy", '"a ti', "title:a", "foo:", 'title:"a b" "c '])
def test_where_nothing_is_known_nothing_is_offered(text: str) -> None:
    assert offered(text) == []


def test_a_completion_takes_the_place_of_the_whole_piece() -> None:
    (only,) = complete("a tag:pyx b", 8, tags=TAGS)
    assert only.apply("a tag:pyx b") == ("a tag:python b", 12)
    assert only.means == "61 articles"


@given(st.text(alphabet='ab:-()"“ #>sortagime\\x', max_size=20), st.integers(0, 25))
def test_completing_never_fails_and_offers_what_can_be_read(text: str, cursor: int) -> None:
    for completion in complete(text, cursor, tags=TAGS, sites=SITES):
        assert 0 <= completion.start <= completion.end <= len(text)
        if not completion.text.endswith(":"):
            assert readable(completion.text)


def readable(text: str) -> bool:
    try:
        parse(text)
    except QueryError:
        return False
    return True
