"""library.json edited by hand, by another program, or replaced by a sync program: noticed, merged, told."""

from __future__ import annotations

import json
import os
import shutil

import pytest
from tinydb import TinyDB

from reader.model import Edit, Progress, Span, State, TextQuote
from reader.model.provenance import Made
from reader.store.keeping import WORTH_A_LISTING
from tests.store.conftest import draft, files_of


def edit(path, id, **fields):
    """Edit a record the way a person with an editor does."""
    content = json.loads(path.read_bytes())
    content["articles"][id].update(fields)
    path.write_text(json.dumps(content, indent=2))


def test_an_edit_by_hand_is_taken_in_and_told(opened, path):
    with opened() as library:
        id = library.add(draft()).article.id
    edit(path, id, title="By hand", tags=["hand", "b"])
    library = opened()
    assert (library.article(id).title, library.article(id).tags) == ("By hand", ("b", "hand"))
    assert "edited outside" in library.notices()[0]


def test_an_edit_by_hand_is_only_looked_at_while_nothing_is_changed(opened, path):
    with opened() as library:
        id = library.add(draft()).article.id
    edit(path, id, title="By hand")
    before = files_of(path)
    with opened() as library:
        library.articles()
    assert files_of(path) == before


def test_an_edit_by_hand_while_the_library_is_open_is_seen_and_not_overwritten(opened, path):
    library = opened()
    id = library.add(draft()).article.id
    library._storage.checkpoint()
    edit(path, id, note="by hand")
    assert library.refresh()
    library.update([id], Edit(starred=True))
    library.close()
    article = opened("elsewhere").article(id)
    assert (article.note, article.starred) == ("by hand", True)


def test_undo_takes_back_an_edit_by_hand(opened, path):
    with opened() as library:
        id = library.add(draft()).article.id
    edit(path, id, title="By hand")
    library = opened()
    library.update([id], Edit(starred=True))
    library.undo()
    library.undo()
    assert library.article(id).title == "Article 1"


def test_of_two_edits_of_one_field_the_later_wins_and_undo_brings_the_other_back(opened, path):
    library = opened()
    id = library.add(draft()).article.id
    library._storage.checkpoint()
    library.update([id], Edit(title="In Reader"))
    for edited_at, kept, other in ((4e9, "By hand", "In Reader"), (1e9, "In Reader", "By hand")):
        edit(path, id, title="By hand")
        os.utime(path, (edited_at, edited_at))
        library.update([id], Edit(starred=library.article(id).starred is False))
        assert library.article(id).title == kept
        assert "changed in both" in library.notices()[0]
        library.undo()
        library.undo()
        assert library.article(id).title == other
        library.redo()
        library.update([id], Edit(title="In Reader", note=kept))
        library._storage.write_checkpoint()
        library.update([id], Edit(title="Again"))
        library.update([id], Edit(title="In Reader"))


def test_plain_tinydb_may_write_to_it(opened, path):
    with opened() as library:
        one, two = (library.add(draft(n)).article.id for n in (1, 2))
    with TinyDB(path) as plain:
        plain.table("articles").update({"state": "archived"}, doc_ids=[int(one)])
        plain.table("articles").remove(doc_ids=[int(two)])
        new = plain.table("articles").insert({"title": "From a script", "saved_at": "2026-01-01T00:00:00+00:00"})
    with opened() as library:
        assert [article.title for article in library.articles()] == ["Article 1", "From a script"]
        assert library.article(one).state is State.ARCHIVED
        library.update([str(new)], Edit(starred=True))
    assert opened("elsewhere").article(str(new)).starred


def test_a_record_removed_by_hand_comes_back_with_undo(opened, path):
    with opened() as library:
        one, two = (library.add(draft(n)).article.id for n in (1, 2))
    content = json.loads(path.read_bytes())
    del content["articles"][one]
    path.write_text(json.dumps(content))
    library = opened()
    assert [article.id for article in library.articles()] == [two]
    library.update([two], Edit(starred=True))
    library.undo()
    library.undo()
    assert {article.id for article in library.articles()} == {one, two}


def test_an_older_file_put_back_by_git_takes_nothing_away(opened, path, tmp_path):
    with opened() as library:
        one = library.add(draft(1)).article.id
    old = path.read_bytes()
    library = opened()
    two = library.add(draft(2)).article.id
    library.update([one], Edit(title="Newer"))
    library._storage.checkpoint()
    path.write_bytes(old)
    library.refresh()
    library.update([two], Edit(starred=True))
    library.close()
    again = opened("elsewhere")
    assert (again.article(one).title, again.article(two).starred) == ("Newer", True)


def test_a_file_from_another_machine_is_merged_field_by_field(opened, path, tmp_path):
    with opened() as library:
        id = library.add(draft(tags=("a",))).article.id
    shutil.copytree(tmp_path, tmp_path / "away", ignore=shutil.ignore_patterns("away"))
    away = opened("there", tmp_path / "away" / "library.json")
    away.update([id], Edit(note="there", add_tags=("b",), remove_tags=("a",)))
    away.keep_place(id, Progress(0.4))
    away.close()
    library = opened()
    library.update([id], Edit(title="Here", add_tags=("c",)))
    shutil.copy(tmp_path / "away" / "library.json", path)
    library.refresh()
    article = library.article(id)
    assert (article.title, article.note, article.tags, article.progress.percent) == ("Here", "there", ("b", "c"), 40)


def test_without_the_side_file_an_edit_by_hand_still_counts(opened, path, monkeypatch, tmp_path):
    with opened() as library:
        id = library.add(draft()).article.id
    edit(path, id, title="By hand")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "other"))
    library = opened()
    library.update([id], Edit(starred=True))
    library.close()
    assert opened().article(id).title == "By hand"


def test_without_the_side_file_the_journal_tells_what_was_edited_and_undo_brings_it_back(
    opened, path, monkeypatch, tmp_path
):
    with opened() as library:
        id = library.add(draft(tags=("a",))).article.id
        library.update([id], Edit(note="noted"))
    edit(path, id, title="By hand", tags=["b"], note="noted by hand")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "other"))
    library = opened()
    assert "edited outside" in library.notices()[0]
    library.update([id], Edit(starred=True))
    library.undo()
    assert (library.article(id).title, library.article(id).tags) == ("By hand", ("b",))
    assert "made outside Reader" in library.undo().label
    article = library.article(id)
    assert (article.title, article.tags, article.note) == ("Article 1", ("a",), "noted")


def test_two_edits_by_hand_before_the_next_change_are_both_in_the_history(opened, path):
    library = opened()
    one, two = (library.add(draft(n)).article.id for n in (1, 2))
    library._storage.checkpoint()
    edit(path, one, title="First by hand")
    library.refresh()
    edit(path, two, title="Second by hand")
    library.refresh()
    library.update([one], Edit(starred=True))
    assert {one, two} <= {id for act in library.acts(2) for id in act.ids}
    assert opened("elsewhere").article(one).title == "First by hand"


def test_what_a_hand_put_beside_the_tables_stays(opened, path):
    with opened() as library:
        id = library.add(draft()).article.id
    content = json.loads(path.read_bytes())
    content["meta"]["1"]["kept"] = "by a script"
    path.write_text(json.dumps(content))
    for n in range(3):
        with opened() as library:
            library.articles()
            library.update([id], Edit(note=str(n)))
    assert json.loads(path.read_bytes())["meta"]["1"]["kept"] == "by a script"


@pytest.mark.parametrize("body", ["words", 7, ["a.md"], True])
def test_what_stands_in_the_place_of_a_text_and_is_none_is_no_text(opened, path, body):
    with opened() as library:
        ids = [one.article.id for one in library.add_all([draft(n) for n in range(WORTH_A_LISTING)], "many")]
    edit(path, ids[-1], body=body)
    with opened() as library:
        assert "body cannot be" in "".join(library.notices())
        text = library.body(ids[-1])
        assert text
        library.update([ids[0]], Edit(starred=True))
        library.articles()
    with opened() as library:
        assert library.replace_text(ids[-1], draft(1), Made.EDITED) is not None
        assert library.body(ids[-1]) != text
        library.undo()
        assert library.body(ids[-1]) == text


@pytest.mark.parametrize("weight", [10**400, -(10**400), "2", None, [1]], ids=["huge", "tiny", "words", "none", "list"])
def test_a_weight_that_is_none_ends_nothing(opened, path, weight):
    with opened() as library:
        library.weigh_tag("sea", 2.0)
    content = json.loads(path.read_bytes())
    (told,) = content["weights"].values()
    told["weight"] = weight
    path.write_text(json.dumps(content))
    with opened() as library:
        assert library.weights().tags.get("sea", 1.0) in (0.0, 1.0, 10.0)
        library.weigh_tag("sea", 3.0)
        assert library.weights().tags == {"sea": 3.0}


@pytest.mark.parametrize("has_base", [True, False])
def test_a_value_that_may_not_stand_is_refused_and_told_with_its_place(opened, path, has_base):
    with opened() as library:
        id = library.add(draft()).article.id
        library.update([id], Edit(state=State.ARCHIVED))
        side = library._storage.file.side.folder.path
    if not has_base:
        shutil.rmtree(side)
    edit(path, id, state="nirvana", title="By hand", words="many")
    with opened() as library:
        article = library.article(id)
        assert (article.state, article.title, article.words) == (State.ARCHIVED, "By hand", 5)
        told = "".join(library.notices())
        assert "state cannot be 'nirvana', it is one of inbox, archived, trashed; it stays 'archived'" in told
        assert "words cannot be 'many'" in told
        assert id in told
        assert "told until the next change" in told
        library.update([id], Edit(starred=True))
    with opened() as library:
        assert not library.notices()
        assert library.article(id).state is State.ARCHIVED
    assert b"nirvana" not in path.read_bytes()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("body", {"digest": "7"}),
        ("original", {}),
        ("original", 7),
        ("fetched", {"at": "soon"}),
        ("fetched", ["etag"]),
        ("progress", {"fraction": 7}),
        ("progress", {"fraction": True}),
        ("progress", {"offset": -1}),
        ("progress", {"quote": "words"}),
        ("progress", {"quote": {"exact": 7}}),
    ],
)
def test_what_is_wrong_within_a_field_is_refused_and_told(opened, path, field, value):
    with opened() as library:
        id = library.add(draft(original=b"<p>page")).article.id
        library.replace_text(id, draft(2), Made.EDITED)
        library.keep_place(id, Progress(0.5, 3))
    before = json.loads(path.read_bytes())["articles"][id]
    edit(path, id, **{field: value})
    with opened() as library:
        assert f"{field}" in (told := "".join(library.notices()))
        assert " cannot be " in told
        assert (library.article(id).progress.offset, library.original(id)) == (3, b"<p>page")
        assert library.body(id) == draft(2).body
        library.update([id], Edit(starred=True))
    after = json.loads(path.read_bytes())["articles"][id]
    assert {name: after[name] for name in before if name not in ("rev", "starred")} == {
        name: before[name] for name in before if name not in ("rev", "starred")
    }


def test_what_is_wrong_within_an_earlier_text_is_refused_and_told(opened, path):
    with opened() as library:
        id = library.add(draft()).article.id
        library.replace_text(id, draft(2), Made.EDITED)
    before = json.loads(path.read_bytes())["articles"][id]["versions"]
    edit(path, id, versions=[{**before[0], "number": "first"}, before[1]])
    with opened() as library:
        assert "cannot be" in "".join(library.notices())
        assert [one.number for one in library.provenance(id).versions] == [1]
        library.update([id], Edit(starred=True))
    assert json.loads(path.read_bytes())["articles"][id]["versions"] == before


@pytest.mark.parametrize(
    ("field", "value"),
    [("quote", "words"), ("quote", {"exact": None}), ("span", [5, 2]), ("span", 7), ("span", ["1", 2]), ("review", {"at": 1}), ("article", 7)],
)  # fmt: skip
def test_what_is_wrong_within_a_highlight_is_refused_and_told(opened, path, field, value):
    with opened() as library:
        id = library.add(draft()).article.id
        made = library.add_highlight(id, TextQuote("body"), Span(4, 8))
    content = json.loads(path.read_bytes())
    content["highlights"][made.id][field] = value
    path.write_text(json.dumps(content))
    with opened() as library:
        assert f"{field} cannot be" in "".join(library.notices())
        assert library.highlights() == [made]


def test_an_edit_of_which_nothing_may_stand_is_not_said_to_be_taken_in(opened, path):
    with opened() as library:
        id = library.add(draft()).article.id
    edit(path, id, starred="yes")
    with opened() as library:
        told = "".join(library.notices())
        assert "none of it was taken in" in told
        assert "starred cannot be 'yes', it is true or false" in told


def test_a_record_made_by_hand_comes_in_without_what_may_not_stand_in_it(opened, path):
    with opened() as library:
        library.add(draft())
    content = json.loads(path.read_bytes())
    content["articles"]["5"] = {"title": "New", "saved_at": "2026-01-01", "state": "nirvana", "tags": ["a"]}
    path.write_text(json.dumps(content))
    with opened() as library:
        assert (library.article("5").title, library.article("5").tags) == ("New", ("a",))
        assert "state cannot be 'nirvana'" in "".join(library.notices())
