"""The verbs that look: their data is a contract with scripts (docs/cli.md)."""

from __future__ import annotations

import re

import pytest

from tests.cli.conftest import Desk

KEYS = [
    "id",
    "url",
    "title",
    "authors",
    "site",
    "published_at",
    "saved_at",
    "language",
    "excerpt",
    "words",
    "state",
    "starred",
    "read",
    "tags",
    "note",
    "progress",
    "highlights",
    "body",
    "direction",
]

PAGE = """# Slow reading

A paragraph that is long enough to be set in several rows when the page is as narrow as forty columns, with *emphasis*.

- one
- two
"""


def test_an_article_in_json_has_the_keys_of_the_contract_in_their_order(reader: Desk) -> None:
    reader.write("page.md", PAGE)
    id = reader.ok("add", "page.md", "--url", "https://example.org/slow", "--tag", "t").rows[0][0]
    article = reader.ok("show", id, "--json").json
    assert list(article) == KEYS
    assert article["id"] == id
    assert article["url"] == "https://example.org/slow"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", article["saved_at"])
    assert article["published_at"] is None
    assert (article["state"], article["starred"], article["read"], article["progress"]) == ("inbox", False, False, 0)
    assert (article["authors"], article["tags"], article["highlights"]) == ([], ["t"], [])
    assert article["words"] > 10
    assert "*emphasis*" in article["body"]
    assert reader.ok("show", id, "--format", "json").json == article


def test_a_list_in_json_has_no_bodies_unless_they_are_asked_for(reader: Desk) -> None:
    reader.add("One")
    (article,) = reader.ok("list", "--json").json
    assert list(article) == KEYS
    assert article["body"] is None
    assert "Some words" in reader.ok("list", "--json", "--bodies").json[0]["body"]
    assert reader("list", "--bodies").status == 2


def test_json_is_readable_text(reader: Desk) -> None:
    reader.add("Déjà lu 読む")
    out = reader.ok("list", "--json").out
    assert "Déjà lu 読む" in out
    assert out.startswith('[\n  {\n    "id": ')
    reader.ok("trash", reader.articles()[0]["id"])
    assert reader.ok("list", "--json").out == "[]\n"


def test_a_list_for_programs_has_stable_columns(reader: Desk) -> None:
    id = reader.add(
        "One\ttwo",
        url="https://example.org/1",
        tags=(
            "a",
            "b/c",
        ),
    )
    reader.ok("star", id)
    (row,) = reader.ok("list").rows
    (article,) = reader.articles()
    assert row == [
        id, "One two", article["site"], "1", article["saved_at"], "inbox", "starred", "unread", "0", "a,b/c",
        "https://example.org/1", "",
    ]  # fmt: skip


def test_a_query_chooses_sorts_and_limits(reader: Desk) -> None:
    ids = [reader.add(title, tags=(tag,)) for title, tag in (("Cats", "pets"), ("Ants", "small"), ("Bees", "small"))]
    titles = lambda *words: [row[1] for row in reader.ok("list", *words).rows]  # noqa: E731
    assert titles() == ["Bees", "Ants", "Cats"]
    assert titles("tag:small", "--sort", "title") == ["Ants", "Bees"]
    assert titles("--sort", "-title") == ["Cats", "Bees", "Ants"]
    assert titles("--sort=-title", "--limit", "1") == ["Cats"]
    assert titles("sort:title limit:2") == ["Ants", "Bees"]
    assert titles("sort:title", "--sort", "saved", "limit:2") == ["Bees", "Ants"]
    assert titles("-tag:small") == ["Cats"]
    assert titles("--limit", "5", "-tag:small", "-bees") == ["Cats"]
    assert titles("tag:small", "OR", "cats") == ["Bees", "Ants", "Cats"]
    reader.ok("trash", ids[0])
    assert titles() == ["Bees", "Ants"]
    assert titles("is:trashed") == ["Cats"]


@pytest.mark.parametrize(
    "key", ["saved", "published", "title", "site", "words", "length", "progress", "opened", "random"]
)
def test_every_order_of_the_contract_is_known(key: str, reader: Desk) -> None:
    reader.add("One")
    assert len(reader.ok("list", "--sort", key).rows) == 1


def test_a_wrong_query_shows_a_caret_under_the_fault(reader: Desk) -> None:
    answer = reader("list", "python", "is:unraed")
    assert (answer.status, answer.out) == (2, "")
    said, query, caret = answer.err.splitlines()
    assert "did you mean is:unread?" in said
    assert query == "python is:unraed"
    assert query[caret.index("^")] in "iu"
    assert reader("list", "--sort", "tilte").status == 2
    assert reader("list", "--limit", "0").status == 2
    assert reader("list", "--limit", "many").status == 2


def test_a_text_is_set_for_a_terminal_with_what_one_wants_to_know_above(reader: Desk) -> None:
    reader.write("page.md", PAGE)
    id = reader.ok("add", "page.md", "--url", "https://example.org/slow", "--title", "Slow reading").rows[0][0]
    lines = reader.ok("show", id, "--width", "40").out.splitlines()
    assert max(map(len, lines)) <= 40
    assert lines[0] == "Slow reading"
    assert "https://example.org/slow" in lines[:4]
    assert "*" not in "\n".join(lines)
    assert "emphasis" in "\n".join(lines)
    assert lines.count("Slow reading") == 1
    assert reader("show", id, "--width", "3").status == 2


def test_markdown_is_the_body_as_it_is_kept(reader: Desk) -> None:
    id = reader.add("One", text="*Some* words.")
    body = reader.ok("show", id, "--json").json["body"]
    assert reader.ok("show", id, "--format", "markdown").out.rstrip("\n") == body.rstrip("\n")


def test_an_article_is_found_by_the_beginning_of_its_id_or_its_address(reader: Desk) -> None:
    one = reader.add("One", url="https://example.org/1")
    two = reader.add("Two")
    unique = next(one[:n] for n in range(1, 18) if not two.startswith(one[:n]))
    assert reader.ok("show", unique, "--json").json["id"] == one
    assert reader.ok("show", "http://www.example.org/1/", "--json").json["id"] == one
    ambiguous = reader("show", one[:5])
    assert (ambiguous.status, ambiguous.out) == (1, "")
    assert one in ambiguous.err
    assert two in ambiguous.err
    assert reader("show", "nothing").status == 1


def test_tags_are_counted(reader: Desk) -> None:
    reader.add(
        "One",
        tags=(
            "b",
            "a",
        ),
    )
    reader.add("Two", tags=("b",))
    assert reader.ok("tags").rows == [["a", "1"], ["b", "2"]]
    assert reader.ok("tags", "--json").json == [{"tag": "a", "count": 1}, {"tag": "b", "count": 2}]


def test_an_article_opens_in_the_browser(reader: Desk) -> None:
    browser = reader.folder / "browser"
    browser.write_text('#!/bin/sh\necho "$@" > seen.part; mv seen.part seen\n', "utf-8")
    browser.chmod(0o755)
    reader.monkeypatch.setenv("BROWSER", str(browser))
    id = reader.add("One", url="https://example.org/1")
    assert reader.ok("open", id, "--json").json["id"] == id
    assert (reader.folder / "seen").read_text("utf-8") == "https://example.org/1\n"
    answer = reader("open", reader.add("Two"))
    assert answer.status == 1
    assert "no address" in answer.err


def test_a_query_is_explained_in_a_sentence(reader: Desk) -> None:
    sentence = reader.ok("explain", "tag:python", "-is:read").out
    assert "python" in sentence
    assert sentence.count("\n") == 1
    explained = reader.ok("explain", "tag:python -is:read", "--json").json
    assert explained["means"] == sentence.strip()
    assert "tag:python" in explained["query"]
    assert reader("explain", "tag:").status == 2
