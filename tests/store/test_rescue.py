"""A library.json that can no longer be read is rebuilt, set aside, and never deleted; what never was one is left alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reader.errors import LibraryDamaged, NotALibrary
from reader.model import Edit
from reader.store import Library
from reader.store.doctor import examine
from reader.store.rescue import rescue, ruin_of
from reader.store.side import cache_folder
from tests.store.conftest import draft, files_of


@pytest.fixture
def library(path: Path) -> Path:
    with Library.open(path) as library:
        library.add_all([draft(n) for n in range(6)], "added six")
    with Library.open(path) as library:
        library.update([library.articles()[0].id], Edit(note="a note"))
    return path


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _conflict(data: bytes) -> bytes:
    lines = data.split(b"\n")
    return b"\n".join([*lines[:3], b"<<<<<<< HEAD", lines[3], b"=======", lines[4], b">>>>>>> other", *lines[5:]])


DAMAGE = {
    "cut in half": _cut,
    "with the lines of a conflict": _conflict,
    "with one broken value": lambda data: data.replace(b'"starred": false', b'"starred": fal', 1),
    "empty": lambda data: b"",
    "begun anew": lambda data: b'{"broken',
    "another JSON": lambda data: b"[]",
}


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("has_copy", [True, False])
def test_a_damaged_file_is_rebuilt_and_set_aside(library: Path, damage: str, has_copy: bool) -> None:
    with Library.open(library) as known:
        before = known.articles()
    spoilt = DAMAGE[damage](library.read_bytes())
    library.write_bytes(spoilt)
    if not has_copy:
        shutil.rmtree(cache_folder())
    with pytest.raises(LibraryDamaged, match="`reader doctor` says what can be done"):
        Library.open(library)
    ruin = ruin_of(library)
    assert ruin is not None
    assert ruin.can_be_rebuilt
    assert library.read_bytes() == spoilt
    done = rescue(ruin)
    (aside,) = library.parent.glob("library.json.damaged-*")
    assert aside.read_bytes() == spoilt
    assert str(aside) in done[0]
    assert "6 articles" in done[1]
    assert any("could not be known" in told for told in done) != has_copy
    with Library.open(library) as again:
        assert again.articles() == before
        assert examine(again).is_well


def test_without_a_copy_and_without_acts_nothing_is_touched(library: Path) -> None:
    shutil.rmtree(cache_folder())
    for journal in (library.parent / "library" / "journal").glob("*.jsonl"):
        journal.write_bytes(b"")
    library.write_bytes(_cut(library.read_bytes()))
    before = files_of(library)
    ruin = ruin_of(library)
    assert ruin is not None
    with pytest.raises(LibraryDamaged, match="put it back from a backup or from version control"):
        rescue(ruin)
    assert files_of(library) == before


def test_a_file_that_never_was_a_library_is_no_ruin(path: Path) -> None:
    path.write_bytes(b"notes of mine")
    assert ruin_of(path) is None
    with pytest.raises(NotALibrary):
        Library.open(path)


def test_an_edit_by_hand_that_spoilt_another_line_is_taken_in(library: Path) -> None:
    data = library.read_bytes().replace(b'"Article 2"', b'"By hand"').replace(b'"Article 3"', b'"By ha')
    library.write_bytes(data)
    ruin = ruin_of(library)
    assert ruin is not None
    rescue(ruin)
    with Library.open(library) as again:
        titles = {article.title for article in again.articles()}
    assert titles == {"By hand", *(f"Article {n}" for n in (0, 1, 3, 4, 5))}


def test_records_older_than_the_journals_come_from_the_copy_or_from_whole_lines(library: Path) -> None:
    journal = next((library.parent / "library" / "journal").glob("*.jsonl"))
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[1:]))  # as compaction leaves it
    shutil.rmtree(cache_folder())
    library.write_bytes(_conflict(library.read_bytes()))
    ruin = ruin_of(library)
    assert ruin is not None
    rescue(ruin)
    with Library.open(library) as again:
        assert len(again.articles()) == 6
