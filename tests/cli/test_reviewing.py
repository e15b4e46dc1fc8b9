"""The daily review is listed and answered from the command line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from reader.model import Draft, Span, TextQuote
from reader.store import Library
from tests.cli.conftest import Desk

TEXT = "A lamp is lit at dusk. Ships see it turn. The keeper sleeps."
WEEK_AGO = datetime.now(UTC) - timedelta(days=7)


def marked(reader: Desk, *words: str) -> list[str]:
    """Save an article for each passage, highlighted a week ago; return the highlights' ids."""
    made = []
    with Library.open(reader.library, clock=lambda: WEEK_AGO) as library:
        for number, each in enumerate(words):
            body = f"{TEXT} {'More. ' * number}"
            article = library.add(Draft(title=f"Lamps {number}", body=body, tags=("sea",))).article
            span = Span(body.index(each), body.index(each) + len(each))
            made.append(library.add_highlight(article.id, TextQuote.of(body, span), span).id)
    return made


def test_what_comes_back_today_comes_with_the_sentences_around_it(reader: Desk) -> None:
    (id,) = marked(reader, "Ships see it turn.")
    (row,) = reader.ok("review").rows
    assert row == [id, row[1], "Ships see it turn.", "", "A lamp is lit at dusk.", "The keeper sleeps."]
    (value,) = reader.ok("review", "--json").json
    assert (value["before"], value["after"]) == ("A lamp is lit at dusk.", "The keeper sleeps.")
    assert (value["id"], value["title"], value["placed"], value["due_at"]) == (id, "Lamps 0", "exact", None)


def test_an_answer_is_an_act_and_what_was_answered_does_not_come_again_today(reader: Desk) -> None:
    one, two = marked(reader, "Ships see it turn.", "The keeper sleeps.")
    (value,) = reader.ok("review", one, "--later", "--note", "Still true.", "--json").json
    assert value["note"] == "Still true."
    assert value["due_at"] > value["reviewed_at"]
    assert [row[0] for row in reader.ok("review").rows] == [two]
    reader.ok("undo")
    assert sorted(row[0] for row in reader.ok("review").rows) == [one, two]


def test_never_takes_out_and_again_takes_in(reader: Desk) -> None:
    (id,) = marked(reader, "Ships see it turn.")
    reader.ok("review", id, "--never")
    assert reader.ok("review").rows == []
    assert reader.ok("highlights").rows[0][0] == id
    reader.ok("review", id, "--again")
    assert reader.ok("review").rows[0][0] == id


def test_weights_of_tags_and_articles_are_set_listed_and_obeyed(reader: Desk) -> None:
    one, two = marked(reader, "Ships see it turn.", "The keeper sleeps.")
    article = reader.ok("review").rows[0][1]
    answer = reader.ok("review", "--weigh", "#sea=2", "--weigh", f"{article}=0", "--json").json
    assert [(row["tag"], row["article_id"], row["weight"]) for row in answer] == [("sea", None, 2), (None, article, 0)]
    assert len(reader.ok("review").rows) == 1
    assert reader.ok("review", "--weights").rows[0][:2] == ["sea", "2"]
    reader.ok("review", "--weigh", f"{article}=1")
    assert sorted(row[0] for row in reader.ok("review").rows) == [one, two]


def test_how_many_a_day_is_a_setting(reader: Desk) -> None:
    marked(reader, *["Ships see it turn."] * 8)
    assert len(reader.ok("review").rows) == 5
    reader.monkeypatch.setenv("READER_CONFIG", reader.write("config.toml", "review_per_day = 2\n"))
    assert len(reader.ok("review").rows) == 2


def test_what_makes_no_sense_is_refused(reader: Desk) -> None:
    (id,) = marked(reader, "Ships see it turn.")
    assert reader("review", id).status == 2
    assert reader("review", "--keep").status == 2
    assert reader("review", id, "--keep", "--later").status == 2
    assert reader("review", "999", "--keep").status == 1
    for wrong in ("sea", "#sea=many", "#sea=11", "#=2", "#sea=-1", "#sea=nan"):
        assert reader("review", f"--weigh={wrong}").status == 2, wrong
    assert reader("review", "--weigh", "999=2").status == 1


def test_a_library_without_highlights_has_nothing_to_review(reader: Desk) -> None:
    reader.add("One")
    assert reader.ok("review", "--json").json == []
    assert reader.ok("review").out == ""


def test_colours_have_names(reader: Desk) -> None:
    id = reader.add("One", text=TEXT)
    reader.ok("highlight", id, "--quote", "A lamp", "--colour", "green")
    assert [row[4] for row in reader.ok("highlights", "colour:green").rows] == ["A lamp"]
    names = 'colour_names = ["important", "idea", "quote", "doubt", "word"]\n'
    reader.monkeypatch.setenv("READER_CONFIG", reader.write("config.toml", names))
    assert [row[4] for row in reader.ok("highlights", "colour:idea").rows] == ["A lamp"]
    answer = reader("highlights", "colour:mauve")
    assert answer.status == 2
    assert "important, idea" in answer.err


def test_a_query_with_a_colour_is_explained_and_completed_by_name(reader: Desk) -> None:
    assert reader.ok("explain", "colour:2,pink has:note").out.startswith(
        "Of highlights in green or pink: articles with"
    )
    assert (
        reader.ok("explain", "-colour:1", "--json")
        .json["means"]
        .startswith("Of highlights in green, blue, pink or violet")
    )
    assert reader("explain", "colour:mauve").status == 2
    assert ["colour:green", "2"] in reader.ok("completion", "candidates", "--", "highlights", "colour:g").rows
    assert ["colour:", "it is highlighted so"] in reader.ok("completion", "candidates", "--", "highlights", "colo").rows
