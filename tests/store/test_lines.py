"""Records found in the file and put into it are what reading and writing all of it would give."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.store import lines
from reader.store.checkpoint import Meta, compose, parse
from reader.store.lines import FileChanged, Lines, places_in
from reader.store.record import WHOLE, Change, Record
from reader.store.records import Records

PATH = Path("library.json")
IDS = st.integers(1, 40).map(lambda n: str(n * 7))
TITLES = st.text('ab\n",: {}é', max_size=30)
TABLES = st.sampled_from(["articles", "highlights", "searches"])
LIBRARIES = st.dictionaries(st.tuples(TABLES, IDS), st.tuples(TITLES, st.booleans()), max_size=30)
STEPS = st.lists(
    st.one_of(
        st.tuples(TABLES, IDS, st.just(WHOLE), st.one_of(st.none(), TITLES.map(lambda title: {"title": title}))),
        st.tuples(TABLES, IDS, st.just("title"), TITLES),
    ),
    max_size=12,
)


def first(n: int) -> str:
    return f"{n:017d}-m"


def library(content: dict[tuple[str, str], tuple[str, bool]]) -> Records:
    records = Records()
    ids: set[str] = set()
    for (table, id), (title, there) in content.items():
        if id not in ids:  # an id is of one record, whatever its table
            ids.add(id)
            side = records.there if there else records.gone
            side.setdefault(table, {})[id] = Record({"title": title}, {"": first(1)}, there)
    return records


def opened(tmp_path: Path, data: bytes, records: Records) -> Records:
    """Return the records of a file, found in it when they are asked for."""
    file = tmp_path / "library.json"
    file.write_bytes(data)
    spans = parse(PATH, data).spans
    found = Lines(os.open(file, os.O_RDONLY), places_in(data, spans), lambda status: True)
    return Records(found, lambda: parse(PATH, data).records)


def everything(records: Records) -> dict[tuple[str, str], object]:
    return {
        (table, id): (record.document, record.revisions, record.there)
        for side in (records.there, records.gone)
        for table, kept in side.items()
        for id in kept
        if (record := records.get(table, id)) is not None
    }


@pytest.fixture(scope="module", autouse=True)
def _short_blocks():
    stride, lines.STRIDE = lines.STRIDE, 60
    yield
    lines.STRIDE = stride


@given(LIBRARIES, STEPS)
def test_changes_to_records_in_the_file_give_the_file_that_changes_in_memory_give(tmp_path_factory, content, steps):
    data = compose(library(content), Meta())[0]
    whole = parse(PATH, data).records
    found = opened(tmp_path_factory.mktemp("lines"), data, whole)
    taken = {id: table for side in (whole.there, whole.gone) for table, kept in side.items() for id in kept}
    for n, (table, id, field, value) in enumerate(steps):
        if taken.setdefault(id, table) == table:
            change = Change(table, id, field, None, value)
            assert found.put(change, first(2 + n)) == whole.put(change, first(2 + n))
    for id, table in taken.items():
        mine, theirs = found.get(table, id), whole.get(table, id)
        assert (mine and (mine.document, mine.there)) == (theirs and (theirs.document, theirs.there))
    for table in ("highlights", "searches"):
        assert dict(found.documents(table)) == dict(whole.documents(table))
        assert found.ids_with(table, "1", 5) == whole.ids_with(table, "1", 5)
    assert not found.is_whole
    assert compose(found, Meta())[0] == compose(whole, Meta())[0]
    assert everything(found) == everything(whole)
    assert compose(found, Meta())[0] == compose(whole, Meta())[0]


@given(LIBRARIES)
def test_every_record_is_found_and_no_other(tmp_path_factory, content):
    data = compose(library(content), Meta())[0]
    whole = parse(PATH, data).records
    found = opened(tmp_path_factory.mktemp("lines"), data, whole)
    for n in range(300):
        for table in ("articles", "highlights", "searches"):
            theirs = whole.there.get(table, {}).get(str(n))
            assert found.is_in_file(table, str(n)) is (theirs is not None)
    assert not found.is_whole


def test_places_lead_to_the_lines_in_the_file_as_it_was_written():
    records = library({("articles", str(n)): (f"title {n}", n % 3 > 0) for n in range(50)})
    data, _, spans = compose(records, Meta())
    assert places_in(data, spans) == places_in(data, parse(PATH, data).spans)


def test_a_file_that_was_written_over_is_not_believed(tmp_path):
    records = library({("articles", str(n)): ("t" * 50, True) for n in range(20)})
    data, _, spans = compose(records, Meta())
    file = tmp_path / "library.json"
    file.write_bytes(data)
    size = len(data)
    found = Lines(os.open(file, os.O_RDONLY), places_in(data, spans), lambda status: status.st_size == size)
    assert found.find("articles", "3")
    file.write_bytes(b"short")
    with pytest.raises(FileChanged):
        list(found.table("articles"))
