"""A process of its own brings the index to where the library is; without one it is done here."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reader.model import Draft, Edit
from reader.search import Index, SearchStopped
from reader.search.apart import catch_up
from reader.store import Library


def test_a_process_makes_the_index_and_tells_how_far_it_is(library: Library, index: Index) -> None:
    told: list[tuple[int, int]] = []
    catch_up(index, lambda done, of: told.append((done, of)), much=0)
    assert told == [(11, 11)]
    assert index.is_current()
    assert index.faults() == []
    assert len(index.search("garden", catch_up=False)) == 4


def test_what_changed_is_taken_in_by_it_too(library: Library, index: Index) -> None:
    catch_up(index, much=0)
    library.add(Draft(title="Fresh", body="a garden again"))
    library.update([library.articles()[1].id], Edit(note="hemlock"))
    catch_up(index, much=0)
    assert index.is_current()
    assert len(index.search("garden", catch_up=False)) == 5
    assert len(index.search("hemlock", catch_up=False)) == 1
    assert index.faults() == []


def test_nobody_who_has_given_up_waits_for_it(library: Library, index: Index) -> None:
    with pytest.raises(SearchStopped):
        catch_up(index, cancelled=lambda: True, much=0)
    catch_up(index)
    assert index.faults() == []


def test_where_no_process_can_be_had_it_is_done_here(
    library: Library, index: Index, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for program in (tmp_path / "none", Path("/bin/false")):
        monkeypatch.setattr(sys, "executable", str(program))
        catch_up(index, much=0)
        assert index.is_current()
        index.remove()


def test_a_file_that_is_no_index_is_made_again_by_it(library: Library, index: Index) -> None:
    catch_up(index)
    index.close()
    index.path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5_000)
    catch_up(index, much=0)
    assert index.faults() == []


def test_how_much_there_is_to_do_is_told_without_looking(library: Library, index: Index) -> None:
    assert index.how_much() == library.counts().all
    index.catch_up()
    assert index.how_much() == 0
    library.update([library.articles()[0].id], Edit(starred=True))
    assert index.how_much() == 1
