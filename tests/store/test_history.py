"""Undo and redo: every act, after a restart, after a checkpoint, and never over a later change."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import LibraryDamaged, NothingToUndo, UndoRefused
from reader.model import Edit, HighlightEdit, Progress, Span, State, TextQuote
from reader.store import Library
from reader.store.merge import merge_copy
from tests.store.conftest import draft, scale, ticking


def everything(library: Library) -> tuple[object, ...]:
    articles = {a.id: a for a in library._catalogue.articles()}
    return articles, {h.id: h for h in library.highlights()}, {id: library.body(id) for id in articles}


EDITS = st.builds(
    Edit,
    title=st.none() | st.sampled_from(["a", "b"]),
    state=st.none() | st.sampled_from(State),
    starred=st.none() | st.booleans(),
    note=st.none() | st.sampled_from(["", "n"]),
    add_tags=st.lists(st.sampled_from("xyz"), max_size=2).map(tuple),
    remove_tags=st.lists(st.sampled_from("xyz"), max_size=2).map(tuple),
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "many", "edit", "bulk", "body", "mark", "remark", "unmark", "delete", "again", "save"]),
        st.integers(0, 9),
        EDITS,
    ),
    max_size=12,
)


def do(library: Library, path, step, n: int, edit: Edit) -> Library:
    """Do one random thing; some need something there to be done to."""
    ids = [article.id for article in library._catalogue.articles()]
    marks = [highlight.id for highlight in library.highlights()]
    if step == "add":
        library.add(draft(n))
    elif step == "many":
        library.add_all([draft(n), draft(n + 10), draft(n + 20, url=None)], "imported")
    elif step == "again":
        library.close()
        return Library.open(path, clock=library._storage.clock.wall, machine="here")
    elif step == "save":
        library._storage.checkpoint()
    elif step == "bulk" and ids:
        library.update(ids, edit)
    elif step == "edit" and ids:
        library.update([ids[n % len(ids)]], edit)
    elif step == "body" and ids:
        library.set_body(ids[n % len(ids)], f"text {n}", words=n, excerpt="e")
    elif step == "mark" and ids:
        library.add_highlight(ids[n % len(ids)], TextQuote("body"), Span(4, 8), tags=("t",))
    elif step == "remark" and marks:
        library.update_highlights(marks, HighlightEdit(note=str(n), colour=1 + n % 5))
    elif step == "unmark" and marks:
        library.remove_highlights([marks[n % len(marks)]])
    elif step == "delete" and ids:
        library.delete([ids[n % len(ids)]])
    return library


@settings(max_examples=scale(60, 2000), deadline=None)
@given(STEPS)
def test_any_acts_followed_by_as_many_undos_give_the_same_library(tmp_path_factory, steps):
    path = tmp_path_factory.mktemp("undo") / "library.json"
    library = Library.open(path, clock=ticking(), machine="here")
    library.add(draft(100))
    states = [everything(library)]
    known = len(library.acts(10_000))
    for step in steps:
        library = do(library, path, *step)
        if len(library.acts(10_000)) > known:
            known = len(library.acts(10_000))
            states.append(everything(library))
    for state in reversed(states[:-1]):
        library.undo()
        assert everything(library) == state
    library.close()
    library = Library.open(path, clock=ticking(), machine="here")
    for state in states[1:]:
        library.redo()
        assert everything(library) == state
    with pytest.raises(NothingToUndo):
        library.redo()
    library.close()


def test_a_new_act_ends_what_could_be_done_again(opened):
    library = opened()
    id = library.add(draft()).article.id
    library.update([id], Edit(starred=True))
    library.undo()
    library.update([id], Edit(read=True))
    with pytest.raises(NothingToUndo):
        library.redo()


def test_a_thousand_acts_are_undone_after_a_checkpoint_that_shortened_the_journal(opened, path):
    with opened() as library:
        id = library.add(draft()).article.id
        for n in range(1300):
            library.keep_place(id, Progress(0.1, n)) if n % 100 == 0 else None
            library.update([id], Edit(title=f"t{n}"))
    journal = path.parent / "library" / "journal" / "here.jsonl"
    assert journal.read_bytes().count(b"\n") == 1001
    library = opened()
    for _ in range(1000):
        library.undo()
    assert library.article(id).title == "t299"
    assert library.article(id).progress.offset == 1200
    with pytest.raises(NothingToUndo):
        library.undo()


def test_undo_is_refused_where_another_machine_changed_the_field_later(opened, path):
    here = opened("here")
    id = here.add(draft()).article.id
    here.update([id], Edit(title="Mine", starred=True))
    there = opened("there")
    there.update([id], Edit(title="Theirs"))
    with pytest.raises(UndoRefused, match=r"the title was changed later on there: changed the title of “Mine”"):
        here.undo()
    assert (here.article(id).title, here.article(id).starred) == ("Theirs", True)


def test_undo_is_refused_where_another_machine_set_the_same_value_later(opened):
    here = opened("here")
    id = here.add(draft()).article.id
    here.update([id], Edit(title="A"))
    there = opened("there")
    there.update([id], Edit(title="B"))
    there.update([id], Edit(title="A"))
    with pytest.raises(UndoRefused):
        here.undo()


def test_an_addition_is_not_undone_from_under_what_others_wrote_on_it(opened):
    here = opened("here")
    id = here.add(draft()).article.id
    there = opened("there")
    there.add_highlight(id, TextQuote("body"), Span(4, 8))
    with pytest.raises(UndoRefused):
        here.undo()
    there.undo()
    here.undo()
    assert here.articles() == []


def test_texts_of_what_was_deleted_go_when_undo_cannot_reach_them(opened, path):
    with opened() as library:
        one, two = (library.add(draft(n)).article.id for n in (1, 2))
        library.delete([one])
    bodies = path.parent / "library" / "articles"
    assert {file.stem for file in bodies.iterdir()} == {one, two}
    with opened() as library:
        for n in range(1300):
            library.update([two], Edit(title=f"t{n}"))
    assert {file.stem for file in bodies.iterdir()} == {two}
    with opened() as library:
        assert [article.id for article in library.articles()] == [two]
        library.undo()


def test_the_history_is_told_newest_first_with_the_machine(opened):
    here = opened("here")
    id = here.add(draft()).article.id
    opened("there").update([id], Edit(starred=True))
    here.refresh()
    assert [(act.label, act.machine) for act in here.acts(5)] == [
        ("starred “Article 1”", "there"),
        ("added “Article 1”", "here"),
    ]
    assert [act.label for act in here.acts(1)] == ["starred “Article 1”"]


def test_undo_and_redo_read_no_other_act_than_the_one_they_need(opened, path):
    with opened() as library:
        first = library.add(draft(1)).article.id
        library.update([first], Edit(title="other"))
        library.update([first], Edit(starred=True))
    library = opened()
    journal = path.parent / "library" / "journal" / "here.jsonl"
    with journal.open("r+b") as file:  # what was read at opening is proved; from now on it cannot be read again
        file.seek(50)
        file.write(b"spoilt")
    assert library.undo().label == "undid: starred “other”"
    assert library.redo().label == "redid: starred “other”"
    assert [act.label for act in library.acts(2)] == ["redid: starred “other”", "undid: starred “other”"]
    assert library.acts(2) == library.acts(9)[:2]
    library.undo()
    library.undo()
    with pytest.raises(LibraryDamaged, match=r"a line of .*here\.jsonl is damaged"):
        library.undo()
    assert library.article(first).title == "Article 1"


def test_undo_of_an_addition_looks_at_highlights_of_that_article_alone(opened):
    library = opened()
    one, two = (library.add(draft(n)).article.id for n in (1, 2))
    opened("there").add_highlight(one, TextQuote("body"), Span(4, 8))
    library.refresh()
    library.undo()
    assert [article.id for article in library.articles()] == [one]
    assert two


def test_undo_says_that_a_merge_before_it_cannot_be_undone(opened, tmp_path):
    other = tmp_path / "other.json"
    with Library.open(other, machine="there") as theirs:
        theirs.add(draft(2))
    library = opened()
    library.add(draft(1))
    merge_copy(library, other)
    assert library.acts(1)[0].label == "merged other.json"
    library.notices()
    assert library.undo().label == "undid: added “Article 1”"
    (told,) = library.notices()
    assert told == "“merged other.json” cannot be undone; what was done before it was undone instead"
    library.redo()
    library.undo()
    assert not library.notices()


def test_where_only_a_merge_was_done_undo_names_it(opened, tmp_path):
    other = tmp_path / "other.json"
    with Library.open(other, machine="there") as theirs:
        theirs.add(draft(2))
    library = opened()
    merge_copy(library, other)
    with pytest.raises(NothingToUndo, match=r"“merged other\.json” cannot be undone"):
        library.undo()
