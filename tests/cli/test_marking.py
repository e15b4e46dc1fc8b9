"""The verbs that change: one command is one act, all of it or nothing."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Desk


@pytest.mark.parametrize(
    ("verb", "key", "value", "back", "before"),
    [
        ("archive", "state", "archived", "unarchive", "inbox"),
        ("trash", "state", "trashed", "restore", "inbox"),
        ("star", "starred", True, "unstar", False),
        ("read", "read", True, "unread", False),
    ],
)
def test_each_verb_and_its_opposite(
    verb: str, key: str, value: object, back: str, before: object, reader: Desk
) -> None:
    ids = [reader.add("One"), reader.add("Two"), reader.add("Three")]
    done = reader.ok(verb, *ids[:2], "--json")
    assert [(article["id"], article[key]) for article in done.json] == [(ids[0], value), (ids[1], value)]
    assert done.err.strip()
    assert reader.ok("show", ids[2], "--json").json[key] == before
    assert reader.ok(back, *ids[:2], "--json").json[0][key] == before
    assert len(reader.ok("log", "--json").json) == 5


def test_data_is_on_standard_output_and_narration_is_not(reader: Desk) -> None:
    id = reader.add("One")
    answer = reader.ok("archive", id)
    assert answer.out == ""
    assert "archived “One”" in answer.err
    assert "nothing to change" in reader.ok("archive", id).err


def test_restoring_touches_only_what_is_in_the_trash(reader: Desk) -> None:
    archived, trashed = reader.add("One"), reader.add("Two")
    reader.ok("archive", archived)
    reader.ok("trash", trashed)
    states = [article["state"] for article in reader.ok("restore", archived, trashed, "--json").json]
    assert states == ["archived", "inbox"]
    reader.ok("trash", trashed)
    assert reader.ok("unarchive", archived, trashed, "--json").json[1]["state"] == "trashed"


def test_an_id_that_is_not_found_refuses_the_whole_act(reader: Desk) -> None:
    id = reader.add("One")
    for words in (["archive", id, "nothing"], ["tag", id, "nothing", "--add", "x"]):
        answer = reader(*words)
        assert (answer.status, answer.out) == (1, "")
        assert "nothing" in answer.err
    (article,) = reader.articles()
    assert (article["state"], article["tags"]) == ("inbox", [])


def test_naming_an_article_twice_is_naming_it_once(reader: Desk) -> None:
    id = reader.add("One", url="https://example.org/1")
    assert len(reader.ok("star", id, "https://example.org/1", "--json").json) == 1


def test_many_articles_are_one_act_and_one_undo(reader: Desk) -> None:
    ids = [reader.add("One"), reader.add("Two")]
    assert "2 articles" in reader.ok("tag", *ids, "--add", "x", "--add", "y").err
    assert [article["tags"] for article in reader.articles()] == [["x", "y"]] * 2
    reader.ok("undo")
    assert [article["tags"] for article in reader.articles()] == [[], []]


def test_tags_are_put_on_taken_off_and_printed(reader: Desk) -> None:
    one, two = reader.add("One", tags=("a",)), reader.add("Two")
    reader.ok("tag", one, "--add", "#Slow reading", "--remove", "a", two)
    assert reader.ok("tag", one).out == "Slow-reading\n"
    reader.ok("tag", two, "--add", "b")
    assert reader.ok("tag", one, two).rows == [[one, "Slow-reading"], [two, "Slow-reading"], [two, "b"]]
    assert [article["id"] for article in reader.ok("tag", one, two, "--json").json] == [one, two]
    assert reader("tag", one, "--add", "x", "--remove", "x").status == 2
    assert reader("tag", one, "--add", " # ").status == 2


def test_a_note_is_written_read_and_taken_away(reader: Desk) -> None:
    id = reader.add("One")
    assert reader.ok("note", id).out == ""
    reader.ok("note", id, "- a point\nand more")
    assert reader.ok("note", id).out == "- a point\nand more\n"
    assert reader.ok("note", id, "-", "--json", stdin="d’ici\x1b[31m\r\n".encode()).json["note"] == "d’ici\ufffd[31m"
    reader.ok("note", id, "")
    assert reader.ok("note", id).out == ""
    reader.ok("note", id, "--", "--json")
    assert reader.ok("note", id).out == "--json\n"
    assert reader("note", id, "two", "words").status == 2


def test_a_note_is_written_in_the_editor(reader: Desk) -> None:
    id = reader.add("One", note="before")
    editor = reader.folder / "editor"
    editor.write_text('#!/bin/sh\necho "$(cat "$1") and after" > "$1"\n', "utf-8")
    editor.chmod(0o755)
    reader.monkeypatch.setenv("EDITOR", str(editor))
    reader.ok("note", id, "--edit")
    assert reader.ok("note", id).out == "before and after\n"
    reader.monkeypatch.setenv("EDITOR", "true")
    assert "nothing to change" in reader.ok("note", id, "--edit").err
    assert reader("note", id, "x", "--edit").status == 2
