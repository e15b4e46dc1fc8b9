"""What was done is listed, taken back and done again."""

from __future__ import annotations

from tests.cli.conftest import Desk


def test_acts_are_undone_and_done_again_newest_first(reader: Desk) -> None:
    id = reader.add("One")
    reader.ok("star", id)
    reader.ok("archive", id)
    undone = reader.ok("undo", "2", "--json")
    assert ["archived" in undone.json[0]["label"], "starred" in undone.json[1]["label"]] == [True, True]
    assert list(undone.json[0]) == ["revision", "at", "label", "ids"]
    assert undone.json[0]["ids"] == [id]
    (article,) = reader.articles()
    assert (article["state"], article["starred"]) == ("inbox", False)
    reader.ok("redo")
    assert reader.articles()[0]["starred"] is True
    assert reader.articles()[0]["state"] == "inbox"


def test_nothing_left_to_undo_is_refused_after_what_could_be_done(reader: Desk) -> None:
    reader.add("One")
    answer = reader("undo", "5", "--json")
    assert answer.status == 1
    assert len(answer.json) == 1
    assert reader("redo", "0").status == 2
    assert reader.articles() == []


def test_the_log_tells_what_was_done_newest_first(reader: Desk) -> None:
    id = reader.add("One")
    reader.ok("star", id)
    (at, label, ids), (_, first, _) = reader.ok("log").rows
    assert at.endswith("Z")
    assert label == "starred “One”"
    assert ids == id
    assert "One" in first
    assert len(reader.ok("log", "--limit", "1", "--json").json) == 1
    assert reader("log", "--limit", "0").status == 2
