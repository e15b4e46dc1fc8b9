"""What docs/query.md says is so."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


# The grammar of the page, read as it stands: every sentence it makes is a query.

Rule = list[list[tuple[str, object]]]
"""Alternatives, each a sequence of (kind, what): a text, the name of a rule, or a rule in brackets."""
_PIECE = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([a-z]+)|([,|()\[\]{}]))""")


def grammar() -> tuple[dict[str, Rule], frozenset[str]]:
    """Return the rules of the page, and the names of those with no white space inside."""
    rules: dict[str, Rule] = {}
    spaced, tight = re.findall(r"```ebnf\n(.*?)```", PAGE, re.DOTALL)
    for block in (spaced, tight):
        for name, body in re.findall(r"^([a-z]+)\s*= (.*?) ;", re.sub(r"\(\*.*?\*\)", "", block), re.MULTILINE):
            pieces = [match.groups() for match in _PIECE.finditer(body)]
            rules[name], rest = read(pieces, "")
            assert not rest
    return rules, frozenset(re.findall(r"^([a-z]+)\s*=", tight, re.MULTILINE))


def read(pieces: list[tuple[str | None, ...]], until: str) -> tuple[Rule, list[tuple[str | None, ...]]]:
    alternatives: Rule = [[]]
    while pieces:
        double, single, name, sign = pieces[0]
        pieces = pieces[1:]
        if sign and sign == until:
            return alternatives, pieces
        if sign == "|":
            alternatives.append([])
        elif sign in ("(", "[", "{"):
            inner, pieces = read(pieces, {"(": ")", "[": "]", "{": "}"}[sign])
            alternatives[-1].append((sign, inner))
        elif name:
            alternatives[-1].append(("rule", name))
        elif sign is None:
            alternatives[-1].append(("text", double if double is not None else single))
    return alternatives, pieces


RULES, TIGHT = grammar()


def sentence(rule: Rule, chance: random.Random, depth: int, space: str) -> str:
    """Return something that a rule makes."""
    alternatives = [rule[-1]] if depth > 12 else rule  # the last alternative of every rule ends
    parts = []
    for kind, what in chance.choice(alternatives):
        if kind == "text":
            parts.append(str(what))
        elif kind == "rule":
            name = str(what)
            parts.append(sentence(RULES[name], chance, depth + 1, "" if name in TIGHT else " "))
        else:
            assert isinstance(what, list)
            times = 1 if kind == "(" else chance.randrange(2 if kind == "[" else 3) if depth <= 12 else 0
            parts += [sentence(what, chance, depth + 1, space) for _ in range(times)]
    return space.join(part for part in parts if part).replace("- ", "-")


@given(st.integers(0, 10**9))
@settings(deadline=None)
def test_every_sentence_of_the_grammar_is_a_query(seed: int) -> None:
    made = sentence(RULES["query"], random.Random(seed), 0, " ")
    query = parse(made)
    assert parse(str(query)) == query
    assert explain(query)


def test_the_grammar_names_every_field_state_part_and_order() -> None:
    said = {what for rule in RULES.values() for kind, what in flattened(rule) if kind == "text"}
    words = {word.rstrip(":") for word in said if isinstance(word, str)}
    assert {field.name for field in FIELDS} <= words
    assert {*Flag, *Part, *SortKey, *SETTINGS} <= words


def flattened(rule: Rule) -> list[tuple[str, object]]:
    found = []
    for sequence in rule:
        for kind, what in sequence:
            found += flattened(what) if isinstance(what, list) else [(kind, what)]
    return found
