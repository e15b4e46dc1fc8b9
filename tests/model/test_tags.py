"""Tags are one line, without #, spaces or commas, nested by /."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.tags import TAG_CHARACTERS, tag, tags


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("python", "python"), ("#python", "python"), ("##a", "a"), ("slow food", "slow-food"), (" a  b ", "a-b"),
        ("reading/slow", "reading/slow"), ("/reading//slow/", "reading/slow"), ("a / b", "a/b"), ("a,b", "ab"), ("Été", "Été"),
        ("#", ""), ("///", ""), ("", ""), ("a\x1b[31m", "a\ufffd[31m"), ("x" * 100, "x" * TAG_CHARACTERS), ("# a", "a"), ("/#a", "a"),
    ],
)  # fmt: skip
def test_a_tag_is_made_of_what_was_typed(typed: str, made: str) -> None:
    assert tag(typed) == made


@given(st.text() | st.text(alphabet="#/ a,-é\u200d\u0301\n", max_size=90))
def test_a_tag_is_the_tag_of_itself(text: str) -> None:
    made = tag(text)
    assert tag(made) == made
    assert len(made) <= TAG_CHARACTERS
    assert not made.startswith(("#", "/"))
    assert not made.endswith("/")
    assert not any(character.isspace() or character == "," for character in made)


@given(st.lists(st.text(max_size=5)))
def test_tags_are_sorted_each_once(texts: list[str]) -> None:
    made = tags(texts)
    assert list(made) == sorted(set(made))
    assert tags(made) == made
    assert "" not in made
