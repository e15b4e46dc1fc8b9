"""The colours of highlights have names."""

from __future__ import annotations

import pytest

from reader.errors import UsageError
from reader.model.colours import COLOUR_NAMES, colour_named, fault_of

OWN = ("important", "Idea", "quote", "été", "to-check")


@pytest.mark.parametrize(
    ("word", "colour"),
    [("1", 1), ("important", 1), ("IDEA", 2), ("ete", 4), ("to-", 5), ("imp", 1), ("pink", 4), ("yellow", 1)],
)
def test_a_colour_is_meant_by_number_by_name_and_by_the_name_it_was_born_with(word: str, colour: int) -> None:
    assert colour_named(word, OWN) == colour


@pytest.mark.parametrize("word", ["", "0", "6", "mauve", "i", "²"])
def test_what_means_none_or_two_is_refused_with_the_names(word: str) -> None:
    with pytest.raises(UsageError, match="important"):
        colour_named(word, OWN)


def test_names_are_five_different_single_words() -> None:
    assert fault_of(COLOUR_NAMES) == fault_of(list(OWN)) == ""
    assert fault_of(["a"])
    assert fault_of("a")
    assert fault_of(["a", "b", "c", "d", "A"])
    assert fault_of(["a", "b", "c", "d", "e f"])
    assert fault_of(["a", "b", "c", "d", "5"])
    assert fault_of(["a", "b", "c", "d", 5])
