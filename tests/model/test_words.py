"""Words are counted the way readers time them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.words import count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0), ("one", 1), ("one two\nthree", 3), ("don't l'été well-known", 3), ("3.14 and 10,000", 4), ("— … !", 0),
        ("日本語", 2), ("日本", 1), ("Python入門", 2), ("القراءة البطيئة", 2), ("천천히 읽기", 2), ("e.g. this", 2),
    ],
)  # fmt: skip
def test_words_are_counted(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.text(), st.text())
def test_two_texts_have_the_words_of_each(one: str, other: str) -> None:
    assert abs(count_words(f"{one}\n{other}") - count_words(one) - count_words(other)) <= 1
