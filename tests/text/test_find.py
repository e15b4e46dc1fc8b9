"""Words are found as readers mean them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import find
from reader.text.find import Finder


def found(plain, words):
    return [span.of(plain) for span in Finder(plain).find(words)]


@pytest.mark.parametrize(
    ("plain", "words", "expected"),
    [
        ("Café CAFE cafe\u0301s", "cafe", ["Café", "CAFE", "cafe\u0301"]),
        ("Café CAFE café", "Cafe", ["Café"]),
        ("a long\nway to\u00a0go", "long way to go", ["long\nway to\u00a0go"]),
        ("un\u00adbe\u00adliev\u00adable", "unbelievable", ["un\u00adbe\u00adliev\u00adable"]),
        ("Straße STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("œuvre", "oeuvre", ["œuvre"]),
        ("oeuvre", "œuvre", ["oeuvre"]),
        ("l’heure", "l'heure", ["l’heure"]),
        ("10⁶ m", "106", ["10⁶"]),
        ("がか", "か", ["か"]),
        ("كِتَاب", "كتاب", ["كِتَاب"]),
        ("東京タワー", "京タ", ["京タ"]),
        ("a.b axb", "a.b", ["a.b"]),
        ("words", "  ", []),
        ("ﬁne", "fine", ["ﬁne"]),
        ("ﬁne", "i", ["ﬁ"]),
    ],
)
def test_what_is_found(plain, words, expected):
    assert found(plain, words) == expected


TEXT = st.text(st.sampled_from("aAeéE\u0301ß \n\u00adﬁœ端か\u3099İıſK"), max_size=40)


@given(TEXT, TEXT, TEXT)
def test_words_are_found_in_whatever_text_stands_around_them(before, words, after):
    plain = f"{before}|{words}|{after}"
    needle = f"|{' '.join(words.split())}|" if words.strip() == words and words else "|"
    matches = Finder(plain).find(needle)
    assert len(matches) >= 1
    for span in matches:
        assert span.of(plain)[0] == "|" == span.of(plain).rstrip("\u0301\u3099")[-1]


@given(TEXT, TEXT, st.integers(1, 7))
def test_it_does_not_matter_in_what_pieces_a_text_is_made_ready(plain, words, piece):
    whole = [*Finder(plain).find(words)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(find, "PIECE", piece)
        assert [*Finder(plain).find(words)] == whole


@given(st.text("ab cB\n", max_size=60), st.text("abB", min_size=1, max_size=3))
def test_in_simple_text_it_is_what_a_pattern_finds(plain, words):
    flags = 0 if words != words.lower() else re.IGNORECASE
    assert [(s.start, s.end) for s in Finder(plain).find(words)] == [
        match.span() for match in re.finditer(re.escape(words), plain, flags)
    ]


def test_matches_are_walked_in_both_directions_and_around_the_end():
    matches = Finder("one two one two one").find("one")
    assert len(matches) == 3
    assert [matches.after(at) for at in (-1, 0, 8, 16)] == [0, 1, 2, 0]
    assert [matches.before(at) for at in (0, 1, 16, 99)] == [2, 0, 1, 2]
    assert [span.start for span in matches.within(2, 9)] == [0, 8]
    assert Finder("one").find("two").after(0) is None
