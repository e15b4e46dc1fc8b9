"""Letters lead to targets with as few keys as can be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.tui.reading.letters import ALPHABET, Letters, labels


@given(st.integers(0, 600))
def test_labels_are_as_many_as_asked_and_none_begins_another(count):
    made = labels(count)
    assert len(set(made)) == count
    lengths = [len(label) for label in made]
    assert lengths == sorted(lengths)
    whole = set(made)
    assert not any(label[:cut] in whole for label in made for cut in range(1, len(label)))


def test_few_targets_take_one_letter_each_of_the_home_row():
    assert labels(3) == ["a", "s", "d"]
    assert all(len(label) == 1 for label in labels(len(ALPHABET)))


def test_typing_narrows_to_one_target_and_ignores_what_leads_nowhere():
    letters = Letters.on(range(30))
    label = list(letters.by_label)[-1]
    assert letters.type("!") is None
    assert letters.typed == ""
    for letter in label[:-1]:
        assert letters.type(letter) is None
    assert all(len(rest) == 1 for rest, _ in letters.shown())
    assert letters.type(label[-1]) == 29
