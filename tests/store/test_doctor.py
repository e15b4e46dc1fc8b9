"""The doctor finds what is wrong, says so in words, changes nothing, and repairs without deleting."""

from __future__ import annotations

import json
import shutil

import pytest

from reader.errors import BadInput
from reader.model import Edit, Span, TextQuote
from reader.model.provenance import Made
from reader.store import Library
from reader.store.doctor import examine
from reader.store.merge import copies, merge_copy
from reader.store.repair import repair
from tests.store.conftest import draft, files_of


@pytest.fixture
def library(opened):
    library = opened()
    library.add(draft())
    library._storage.checkpoint()
    return library


def found(library: Library, **options: object) -> dict[str, str]:
    return {finding.area: finding.what for finding in examine(library, **options).findings}  # type: ignore[arg-type]


def journal_of(path):
    return path.parent / "library" / "journal" / "here.jsonl"


def body_of(library: Library):
    return library.path.parent / "library" / "articles" / f"{library.articles()[0].id}.md"


def test_a_healthy_library_is_said_to_be_well_and_left_as_it_is(library, path):
    before = files_of(path)
    report = examine(library)
    assert report.is_well
    assert (report.articles, report.acts) == (1, 1)
    assert files_of(path) == before


def test_a_new_library_is_well(opened):
    assert examine(opened()).is_well


def test_a_hand_edited_file_is_found_and_repair_takes_the_edit_in(library, path):
    content = json.loads(path.read_bytes())
    content["articles"][library.articles()[0].id]["title"] = "By hand"
    path.write_text(json.dumps(content))
    assert "edited by another program" in found(library)["checkpoint"]
    repair(library)
    assert examine(library).is_well
    assert Library.open(path, machine="new").articles()[0].title == "By hand"


def test_a_record_without_title_or_time_is_found(library, path):
    content = json.loads(path.read_bytes())
    del content["articles"][library.articles()[0].id]["saved_at"]
    path.write_text(json.dumps(content))
    assert any("lacks its title or time" in finding.what for finding in examine(library).findings)


def test_a_torn_journal_is_found_set_aside_and_its_whole_acts_taken_in(library, path):
    id = library.articles()[0].id
    library.update([id], Edit(starred=True))
    library.update([id], Edit(note="kept"))
    lines = journal_of(path).read_bytes().splitlines(keepends=True)
    journal_of(path).write_bytes(lines[0] + b"x" + lines[1] + lines[2])
    again = Library.open(path, machine="here")
    assert not again.article(id).note
    assert "damaged from byte" in found(again)["journal"]
    repair(again)
    assert (again.article(id).note, again.article(id).starred) == ("kept", False)
    assert examine(again).is_well
    assert Library.open(path, machine="new").article(id).note == "kept"
    assert [f.name for f in journal_of(path).parent.iterdir() if "damaged" in f.name] == ["here.jsonl.damaged-1.read"]


def test_missing_changed_and_orphan_texts_are_told_apart(library, path):
    body = body_of(library)
    body.write_text("changed outside")
    assert "changed outside Reader" in found(library)["bodies"]
    repair(library)
    assert examine(library).is_well
    assert library.body(library.articles()[0].id) == "changed outside"
    body.unlink()
    assert "is missing" in found(library)["bodies"]
    body.write_text("changed outside")
    orphan = body.with_name("17000000000000009.md")
    orphan.write_text("lost")
    assert "no article names this text" in found(library)["bodies"]
    repair(library)
    assert (path.parent / "library" / "lost" / orphan.name).read_text() == "lost"
    assert examine(library).is_well


def test_texts_that_undo_may_still_ask_for_are_no_orphans(library):
    id = library.articles()[0].id
    library.set_body(id, "new", words=1, excerpt="")
    library.add(draft(2))
    library.undo()
    assert examine(library).is_well


def test_highlights_are_placed_by_who_can_and_orphans_are_told(library):
    id = library.articles()[0].id
    marks = [library.add_highlight(id, TextQuote(word), Span(0, 1)) for word in ("body", "gone")]

    def place(article, body, highlights):
        return ["exact" if highlight.quote.exact in body else "orphan" for highlight in highlights]

    report = examine(library, place=place)
    assert report.highlights == {"exact": 1, "orphan": 1}
    assert [finding.where for finding in report.findings] == [marks[1].id]


def test_conflict_copies_are_found_and_merged(library, path, tmp_path):
    id = library.articles()[0].id
    away = tmp_path / "away"
    shutil.copytree(tmp_path, away, ignore=shutil.ignore_patterns("away"))
    with Library.open(away / "library.json", clock=library._storage.clock.wall, machine="there") as other:
        other.update([id], Edit(note="there"))
    copy = path.with_name("library.sync-conflict-20260301-120000-ABCDEFG.json")
    shutil.copy(away / "library.json", copy)
    assert copies(library) == [copy]
    assert "set this copy aside" in found(library)["conflicts"]
    merged = merge_copy(library, copy)
    assert (merged.records, library.article(id).note) == (1, "there")
    assert merge_copy(library, copy).records == 0
    repair(library)
    assert examine(library).is_well
    assert [act.label for act in library.acts(1)] == [f"merged {copy.name}"]
    assert Library.open(path, machine="new").article(id).note == "there"


def test_another_library_is_merged_with_its_texts(library, tmp_path):
    with Library.open(tmp_path / "other" / "mine.json", clock=library._storage.clock.wall, machine="there") as other:
        added = other.add(draft(5)).article
    merge_copy(library, tmp_path / "other" / "mine.json")
    assert library.body(added.id) == "The body of article 5.\n"


@pytest.mark.parametrize("content", [b"", b"{}", b"\0\1"])
def test_what_is_no_library_is_not_merged(library, tmp_path, content):
    (tmp_path / "x.json").write_bytes(content)
    with pytest.raises(BadInput):
        merge_copy(library, tmp_path / "x.json")


def test_a_text_edited_by_hand_is_so_still_when_repair_took_in_what_changed_outside(library, path):
    id = library.articles()[0].id
    library.replace_text(id, draft(body="by hand"), Made.EDITED)
    (file,) = (path.parent / "library" / "articles").glob(f"{id}-*.md")
    file.write_text("changed outside")
    repair(library)
    assert library.body(id) == "changed outside"
    assert library.provenance(id).is_by_hand


def test_what_a_crash_left_among_the_pictures_is_found_and_removed(library, path):
    id = library.articles()[0].id
    library.pictures.keep(id, "https://example.org/lamp.png", b"a picture")
    folder = library._storage.neighbour.path / "pictures" / id
    left = folder / ".half.4194999.tmp"
    left.write_bytes(b"half")
    told = [finding for finding in examine(library).findings if finding.area == "litter"]
    assert [finding.where for finding in told] == [str(left)]
    repair(library)
    assert not left.exists()
    assert library.pictures.has(id, "https://example.org/lamp.png")
