"""What was done is told in words that a person would use."""

from __future__ import annotations

from datetime import date

import pytest

from reader.model import Edit, HighlightEdit, State
from reader.model.act import label_for, label_for_changes, label_for_highlights


@pytest.mark.parametrize(
    ("edit", "titles", "label"),
    [
        (Edit(state=State.ARCHIVED), ["Bread"], "archived “Bread”"),
        (Edit(state=State.ARCHIVED), ["a", "b", "c"], "archived 3 articles"),
        (Edit(state=State.TRASHED), ["a", "b"], "trashed 2 articles"),
        (Edit(state=State.INBOX), ["Bread"], "moved “Bread” to the inbox"),
        (Edit(starred=False), ["Bread"], "unstarred “Bread”"),
        (Edit(read=True), [""], "marked “untitled” read"),
        (Edit(add_tags=("#slow food", "b"), remove_tags=("c",)), ["x"], "tagged “x” #b #slow-food, untagged “x” #c"),
        (Edit(note="n"), ["x"], "noted “x”"),
        (Edit(note=""), ["x"], "removed the note of “x”"),
        (Edit(title="y", published_at=date(2026, 1, 1)), ["x"], "changed the title and date of “x”"),
        (Edit(), ["x"], "edited “x”"),
    ],
)
def test_an_edit_is_told_in_words(edit, titles, label):
    assert label_for(edit, titles) == label


def test_a_long_title_is_cut_and_kept_on_one_line():
    label = label_for(Edit(starred=True), ["word\n" * 40])
    assert label.startswith("starred “word word")
    assert label.endswith("…”")
    assert len(label) < 75


@pytest.mark.parametrize(
    ("edit", "label"),
    [
        (HighlightEdit(note="n"), "noted the highlight “words”"),
        (HighlightEdit(note=""), "removed the note of the highlight “words”"),
        (HighlightEdit(colour=2), "coloured the highlight “words”"),
        (HighlightEdit(add_tags=("a",)), "tagged the highlight “words” #a"),
    ],
)
def test_an_edit_of_a_highlight_is_told_in_words(edit, label):
    assert label_for_highlights(edit, ["words"]) == label


def test_tags_are_told_of_the_articles_that_came_to_have_them_or_lost_them():
    edit = Edit(add_tags=("abc",), remove_tags=("books",))
    changed = [("x", ["books"], ["abc"]), ("y", ["abc", "books"], ["abc"]), ("z", [], ["abc"])]
    assert label_for_changes(edit, changed) == "tagged 2 articles #abc, untagged 2 articles #books"
    assert label_for_changes(edit, changed[1:2]) == "untagged “y” #books"
    assert label_for_changes(Edit(starred=True, add_tags=("a",)), [("x", [], ["a"])]) == "starred “x”, tagged “x” #a"
    assert label_for_changes(Edit(starred=True, add_tags=("a",)), [("x", ["a"], ["a"])]) == "starred “x”"
