"""Passages are highlighted by their words, listed with where they stand now, and removed together."""

from __future__ import annotations

from reader.store import Library
from tests.cli.conftest import Desk

KEYS = ["id", "article_id", "exact", "prefix", "suffix", "start", "end", "placed", "colour", "note", "tags", "made_at"]
TEXT = "Words that are *worth*\nthe time they take. And the time again."


def test_a_passage_is_highlighted_by_its_words(reader: Desk) -> None:
    id = reader.add("One", text=TEXT)
    made = reader.ok(
        "highlight", id, "--quote", "worth  the time", "--note", "So.", "--colour", "3", "--tag", "#a", "--json"
    ).json
    assert list(made) == KEYS
    assert " ".join(made["exact"].split()) == "worth the time"
    assert made["end"] - made["start"] == len(made["exact"])
    assert (made["article_id"], made["placed"], made["colour"], made["note"]) == (id, "exact", 3, "So.")
    assert made["tags"] == ["a"]
    assert reader.ok("highlights", "--json").json == [made]
    assert reader.articles()[0]["highlights"] == [made]
    assert reader.ok("show", id, "--json").json["highlights"] == [made]


def test_words_in_several_places_mean_the_first_and_it_is_told(reader: Desk) -> None:
    id = reader.add("One", text=TEXT)
    answer = reader.ok("highlight", id, "--quote", "the time")
    assert "2 places" in answer.err
    ((_, exact),) = answer.rows
    assert exact == "the time"


def test_words_that_are_not_there_are_refused(reader: Desk) -> None:
    id = reader.add("One", text=TEXT)
    answer = reader("highlight", id, "--quote", "worth the money")
    assert answer.status == 1
    assert "worth the money" in answer.err
    assert reader("highlight", id).status == 2
    assert reader("highlight", id, "--quote", " ").status == 2
    assert reader("highlight", id, "--quote", "time", "--colour", "6").status == 2


def test_highlights_tell_whether_their_words_moved_or_went(reader: Desk) -> None:
    id = reader.add("One", text=TEXT)
    reader.ok("highlight", id, "--quote", "worth the time")
    reader.ok("highlight", id, "--quote", "they take")
    with Library.open(reader.library) as library:
        library.set_body(id, "More. Words that are worth the time to give. And the time again.", words=13, excerpt="")
    placed = {row[4]: row[2] for row in reader.ok("highlights").rows}
    assert placed == {"worth the time": "moved", "they take": "orphan"}


def test_highlights_are_those_of_the_articles_a_query_asks_for(reader: Desk) -> None:
    one, two = reader.add("One", tags=("a",), text=TEXT), reader.add("Two", url="https://example.org/2", text=TEXT)
    for id in (one, two):
        reader.ok("highlight", id, "--quote", "they take", "--note", "A *note*.")
    assert [row[1] for row in reader.ok("highlights", "tag:a").rows] == [one]
    assert [row[1] for row in reader.ok("highlights", "-tag:a").rows] == [two]
    markdown = reader.ok("highlights", "--markdown").out
    assert "## [Two](https://example.org/2)\n\n> they take\n\nA *note*.\n\n## One\n\n> they take\n" in markdown
    assert reader("highlights", "--markdown", "--json").status == 2


def test_markdown_tells_the_tags_and_the_colours_that_one_named_oneself(reader: Desk) -> None:
    id = reader.add("One", text=TEXT)
    reader.ok("highlight", id, "--quote", "they take", "--colour", "2", "--tag", "b", "--tag", "a", "--note", "Yes.")
    assert reader.ok("highlights", "--markdown").out == "## One\n\n> they take\n\nYes.\n\nTags: #a, #b\n\n"
    names = 'colour_names = ["important", "idea", "quote", "doubt", "word"]\n'
    reader.monkeypatch.setenv("READER_CONFIG", reader.write("config.toml", names))
    assert "Yes.\n\nColour: idea · Tags: #a, #b\n" in reader.ok("highlights", "--markdown").out


def test_a_query_asks_for_colour_note_tags_and_words_of_the_highlights_themselves(reader: Desk) -> None:
    id = reader.add("One", text=TEXT)
    reader.ok("highlight", id, "--quote", "worth the time", "--colour", "2", "--tag", "value")
    reader.ok("highlight", id, "--quote", "they take", "--note", "How long?")
    for query, found in (
        (("colour:2",), ["worth the time"]),
        (("-colour:2",), ["they take"]),
        (("tag:value",), ["worth the time"]),
        (("has:note",), ["they take"]),
        (("how", "long"), ["they take"]),
        (("worth",), ["worth the time"]),
        (("limit:1",), ["worth the time"]),
        (("title:one", "-has:note"), ["worth the time"]),
    ):
        assert [row[4] for row in reader.ok("highlights", *query).rows] == found, query
    assert reader("highlights", "colour:red").status == 2


def test_highlights_are_removed_together_and_come_back_together(reader: Desk) -> None:
    id = reader.add("One", text=TEXT)
    ids = [reader.ok("highlight", id, "--quote", words).rows[0][0] for words in ("worth", "they")]
    assert reader("unhighlight", ids[0], "nothing").status == 1
    assert len(reader.ok("highlights").rows) == 2
    assert len(reader.ok("unhighlight", *ids, ids[0], "--json").json) == 2
    assert reader.ok("highlights").rows == []
    reader.ok("undo")
    assert len(reader.ok("highlights").rows) == 2
