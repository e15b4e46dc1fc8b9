"""Tags are renamed and searches kept as acts, undone as one."""

from __future__ import annotations

from pathlib import Path

from reader.model import Draft
from reader.store import Library


def test_a_renamed_tag_takes_those_nested_under_it_along_and_undo_brings_all_back(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.json") as library:
        library.add(Draft(title="One", body="1", tags=("a/b", "c")))
        library.add(Draft(title="Two", body="2", tags=("a", "ab")))
        before = library.tags()
        act = library.rename_tag("a", "c")
        assert act is not None
        assert act.label == "merged the tag #a into #c (2 articles)"
        assert library.tags() == {"ab": 1, "c": 2, "c/b": 1}
        library.undo()
        assert library.tags() == before


def test_only_taking_in_another_tag_is_called_a_merger(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.json") as library:
        library.add(Draft(title="One", body="1", tags=("a/b", "a")))
        library.add(Draft(title="Two", body="2", tags=("a",)))
        labels = [act.label for act in (library.rename_tag("a", "c"), library.rename_tag("c", "c/b")) if act]
        assert labels == ["renamed the tag #a to #c on 2 articles", "renamed the tag #c to #c/b on 2 articles"]


def test_a_tag_without_a_new_name_is_removed_with_those_under_it(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.json") as library:
        library.add(Draft(title="One", body="1", tags=("a/b", "a", "c")))
        library.rename_tag("a", "")
        assert library.tags() == {"c": 1}
        assert library.rename_tag("nowhere", "x") is None


def test_a_saved_search_is_kept_replaced_and_removed(tmp_path: Path) -> None:
    path = tmp_path / "library.json"
    with Library.open(path) as library:
        library.save_search("Short", "words:<500")
        library.save_search("Short", "words:<300")
        library.save_search("Again", "is:starred")
    with Library.open(path) as library:
        assert [(search.name, search.query) for search in library.searches()] == [
            ("Again", "is:starred"),
            ("Short", "words:<300"),
        ]
        library.delete_search(library.searches()[0].id)
        assert [search.name for search in library.searches()] == ["Short"]
        library.undo()
        assert len(library.searches()) == 2
        assert library.delete_search("none") is None
