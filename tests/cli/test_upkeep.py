"""The doctor finds what is wrong and mends it; copies are taken in."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing

import pytest

from reader.search import Index
from reader.store import Library
from tests.cli.conftest import Desk


def test_a_library_that_is_well_is_told_so(reader: Desk) -> None:
    reader.add("One")
    assert "all is well: 1 article" in reader.ok("doctor").out
    report = reader.ok("doctor", "--json").json
    assert list(report) == ["well", "articles", "acts", "highlights", "findings", "done"]
    assert (report["well"], report["articles"], report["findings"]) == (True, 1, [])


def test_what_is_wrong_is_found_and_mended_only_when_asked(reader: Desk) -> None:
    id = reader.add("One")
    body = reader.folder / "library" / "articles" / f"{id}.md"
    body.write_text("Changed by hand.\n", "utf-8")
    found = reader("doctor")
    assert found.status == 1
    assert any("changed outside" in row[1] and row[2] == str(body) for row in found.rows if len(row) == 4)
    (finding,) = reader("doctor", "--json").json["findings"]
    assert list(finding) == ["area", "what", "where", "repair"]
    assert finding["area"] == "bodies"
    mended = reader.ok("doctor", "--repair", "--json").json
    assert mended["well"]
    assert mended["done"]


def test_highlights_are_counted_by_where_they_stand(reader: Desk) -> None:
    id = reader.add("One", text="Worth the time.")
    reader.ok("highlight", id, "--quote", "the time")
    assert reader.ok("doctor", "--json").json["highlights"] == {"exact": 1, "moved": 0, "orphan": 0}


def test_an_orphan_is_told_and_no_repair_is_promised(reader: Desk) -> None:
    id = reader.add("One", text="Worth the time.")
    reader.ok("highlight", id, "--quote", "the time")
    (reader.folder / "library" / "articles" / f"{id}.md").write_text("Nothing of it.\n", "utf-8")
    mended = reader("doctor", "--repair", "--json")
    assert mended.status == 1
    (finding,) = mended.json["findings"]
    assert (finding["area"], finding["repair"]) == ("highlights", None)
    assert mended.json["highlights"] == {"exact": 0, "moved": 0, "orphan": 1}


@pytest.mark.parametrize("spoil", ["DELETE FROM docs", "UPDATE docs SET digest = x'00'", None])
def test_an_index_that_is_wrong_is_found_and_thrown_away(reader: Desk, spoil: str | None) -> None:
    reader.add("One", text="Worth the time.")
    with Library.open(reader.library) as library, Index(library) as made:
        made.catch_up()
        index = made.path
    if spoil:
        with closing(sqlite3.connect(index)) as connection, connection:
            connection.execute(spoil)
    else:
        index.write_bytes(index.read_bytes()[:4096] + os.urandom(8192))
    found = reader("doctor", "--json")
    if spoil:  # what is no index any more is made again by looking at it
        assert found.status == 1
        assert {(finding["area"], finding["where"]) for finding in found.json["findings"]} == {("index", str(index))}
    assert reader.ok("doctor", "--repair", "--json").json["well"]
    assert "all is well" in reader.ok("doctor").out


def test_copies_are_taken_in_and_what_is_no_copy_is_reported(reader: Desk) -> None:
    reader.add("One")
    other = reader.folder / "elsewhere" / "library.json"
    other.parent.mkdir()
    shutil.copytree(reader.library.parent / "library", other.parent / "library")
    shutil.copy(reader.library, other)
    reader.add("Two", to=other)
    reader.write("notes.json", "{}")
    answer = reader("merge", "notes.json", str(other), "--json")
    assert answer.status == 1
    assert "notes.json" in answer.err
    assert [(merged["path"], merged["records"], merged["texts"]) for merged in answer.json] == [(str(other), 1, 1)]
    assert [article["title"] for article in reader.articles()] == ["One", "Two"]


def test_the_doctor_tells_of_a_library_that_cannot_be_read_and_rebuilds_it(reader: Desk) -> None:
    reader.add("One")
    reader.add("Two")
    spoilt = reader.library.read_bytes()[:200]
    reader.library.write_bytes(spoilt)
    refused = reader("list")
    assert refused.status == 4
    assert "`reader doctor` says what can be done" in refused.err
    found = reader("doctor", "--json")
    assert found.status == 1
    (finding,) = found.json["findings"]
    assert finding["area"] == "checkpoint"
    assert "set it aside, and rebuild it" in finding["repair"]
    assert reader.library.read_bytes() == spoilt
    orphan = reader.library.with_suffix("") / "articles" / "17000000000000009.md"
    orphan.write_text("nobody's")
    mended = reader.ok("doctor", "--repair")  # all of it in one run
    assert "2 articles" in mended.err
    assert f"{orphan.name} was moved to" in mended.err
    assert [article["title"] for article in reader.articles()] == ["One", "Two"]


def test_the_doctor_leaves_a_file_alone_that_never_was_a_library(reader: Desk) -> None:
    reader.library.write_text("notes of mine", "utf-8")
    assert reader("doctor", "--repair").status == 4
    assert reader.library.read_text("utf-8") == "notes of mine"
