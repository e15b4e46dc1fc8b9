"""What was answered in the review, and what weighs how much, is in the library: undone, merged, read by plain TinyDB."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tinydb import TinyDB

from reader.errors import ArticleNotFound
from reader.model import Highlight, HighlightEdit, Span, TextQuote
from reader.model.review import Review, Weights
from reader.store import Library
from reader.store.merge import merge_copy
from tests.store.conftest import draft

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
REVIEW = Review(AT, AT + timedelta(days=4), 4.25, 3.5, 2)


def marked(library: Library) -> Highlight:
    article = library.add(draft()).article
    return library.add_highlight(article.id, TextQuote("body"), Span(4, 8))


def test_an_answer_is_kept_undone_and_done_again(opened: Callable[..., Library]) -> None:
    library = opened()
    made = marked(library)
    assert (made.review, made.resurfaces) == (None, True)
    library.update_highlights([made.id], HighlightEdit(review=REVIEW))
    library.update_highlights([made.id], HighlightEdit(resurfaces=False))
    library.close()
    library = opened()
    kept = library.find_highlight(made.id)
    assert (kept.review, kept.resurfaces) == (REVIEW, False)
    assert library.undo().label.startswith("undid: took")
    assert library.undo().label.startswith("undid: reviewed")
    assert library.find_highlight(made.id) == made
    library.redo()
    assert library.find_highlight(made.id) == replace(made, review=REVIEW)


def test_two_machines_that_answered_and_noted_end_with_both(opened: Callable[..., Library], tmp_path: Path) -> None:
    here = opened()
    made = marked(here)
    here.close()
    copy = tmp_path / "copy.json"
    copy.write_bytes((tmp_path / "library.json").read_bytes())
    here, there = opened(), opened("there", at=copy)
    here.update_highlights([made.id], HighlightEdit(note="True."))
    there.update_highlights([made.id], HighlightEdit(review=REVIEW))
    there.update_highlights([made.id], HighlightEdit(resurfaces=False))
    there.weigh_tag("sea", 2)
    here.weigh_tag("sea", 3)
    there.close()
    merge_copy(here, copy)
    merged = here.find_highlight(made.id)
    assert (merged.note, merged.review, merged.resurfaces) == ("True.", REVIEW, False)
    assert here.weights().tags == {"sea": 3.0}


def test_weights_are_acts_and_one_is_what_all_have(opened: Callable[..., Library]) -> None:
    library = opened()
    article = library.add(draft()).article
    assert library.weigh_tag("#Sea", 2.5) is not None
    assert library.weigh_tag("sea", 2.5) is None
    act = library.weigh_article(article.id, 0)
    assert act is not None
    assert "“Article 1” weigh 0" in act.label
    assert (dict(library.weights().tags), dict(library.weights().articles)) == ({"Sea": 2.5}, {article.id: 0.0})
    library.undo()
    assert library.weigh_tag("sea", 1) is not None
    assert (dict(library.weights().tags), dict(library.weights().articles)) == ({}, {})
    with pytest.raises(ArticleNotFound):
        library.weigh_article("1", 2)


def test_a_weight_and_its_article_that_both_went_stay_gone(opened: Callable[..., Library], path: Path) -> None:
    library = opened()
    article = library.add(draft()).article
    library.weigh_article(article.id, 2)
    library.undo()
    library.delete([article.id])
    library.close()
    gone = [row["table"] for row in TinyDB(path).table("gone").all()]
    assert sorted(gone) == ["articles", "weights"]
    assert opened().undo().label == "undid: deleted “Article 1”"


def test_plain_tinydb_reads_it(opened: Callable[..., Library], path: Path) -> None:
    library = opened()
    made = marked(library)
    library.update_highlights([made.id], HighlightEdit(review=REVIEW))
    library.weigh_tag("sea", 2)
    library.close()
    with TinyDB(path) as plain:
        assert plain.table("highlights").all()[0]["review"]["times"] == 2
        assert plain.table("weights").all()[0]["tag"] == "sea"


def test_a_review_of_another_hand_that_makes_no_sense_is_refused(opened: Callable[..., Library], path: Path) -> None:
    library = opened()
    made = marked(library)
    library.update_highlights([made.id], HighlightEdit(review=REVIEW))
    library.close()
    path.write_text(path.read_text("utf-8").replace('"stability": 4.25', '"stability": "long"'), "utf-8")
    library = opened()
    assert library.find_highlight(made.id).review == REVIEW
    assert "review cannot be" in "".join(library.notices())


def test_weights_given_at_once_are_taken_back_at_once(opened: Callable[..., Library]) -> None:
    library = opened()
    id = library.add(draft()).article.id
    act = library.weigh(Weights({"sea": 2, "land": 1}, {id: 0}))
    assert act is not None
    assert act.label == "made the tag #sea weigh 2 and 1 more in the review"
    assert library.weights() == Weights({"sea": 2.0}, {id: 0.0})
    assert library.weigh(Weights({"sea": 2})) is None
    library.undo()
    assert library.weights() == Weights()
