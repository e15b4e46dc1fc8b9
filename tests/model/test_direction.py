"""Which way a text runs."""

from __future__ import annotations

import pytest

from reader.model.direction import direction_of


@pytest.mark.parametrize(
    ("language", "words", "direction"),
    [
        ("ar", "رجل كان يبيت في دكاكين الكتب", "rtl"),
        ("", "باغ قدیمی دوباره باز شد", "rtl"),
        ("fa", "1402", "rtl"),
        ("ar", "Python في 2024", "rtl"),
        ("en", "The word שלום and its uses", "ltr"),
        ("ku", "Di vê gundê biçûk de her kes zû radibe û diçe nav zeviyan", "ltr"),
        ("en", "1984", "ltr"),
        ("", "A title", "ltr"),
        ("", "東京の本", "ltr"),
        ("", "1984", ""),
        ("", "", ""),
    ],
)
def test_the_words_tell_and_the_language_where_they_are_few(language: str, words: str, direction: str):
    assert direction_of(language, words) == direction
