"""A text gives way to another, is kept, and comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import VersionNotFound
from reader.model import Draft, Validators
from reader.model.provenance import Made
from reader.store import Library
from reader.store.compaction import reachable_files
from reader.store.doctor import examine


def draft(body: str, **more: object) -> Draft:
    return Draft(title="Tides", body=body, words=len(body.split()), excerpt=body[:20], **more)  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.json"


def test_the_old_text_is_kept_and_comes_back_by_undo_and_by_number(path: Path) -> None:
    with Library.open(path) as library:
        id = library.add(draft("One.", source="web", original=b"<p>One", validators=Validators('"1"'))).article.id
        assert library.provenance(id).validators == Validators('"1"')
        act = library.replace_text(
            id, draft("Two words.", original=b"<p>Two", validators=Validators('"2"')), Made.FETCHED
        )
        assert act is not None
        assert act.label == "fetched “Tides” anew"
        assert (library.body(id), library.article(id).words, library.original(id)) == ("Two words.", 2, b"<p>Two")
        library.undo()
        assert (library.body(id), library.article(id).words, library.original(id)) == ("One.", 1, b"<p>One")
        assert library.provenance(id).versions == ()
        library.redo()
        library.replace_text(id, draft("Three short words."), Made.EDITED)
        told = library.provenance(id)
        assert told.is_by_hand
        assert told.validators == Validators('"2"')
        assert [(one.number, one.made, one.words) for one in told.versions] == [
            (1, Made.SAVED, 1),
            (2, Made.FETCHED, 2),
        ]
        assert library.version(id, 1) == "One."
        library.restore_version(id, 1)
        assert (library.body(id), library.article(id).words) == ("One.", 1)
        assert not library.provenance(id).is_by_hand
        assert [(one.number, one.made) for one in library.provenance(id).versions] == [
            (2, Made.FETCHED),
            (3, Made.EDITED),
        ]
        library.restore_version(id, 3)
        assert library.provenance(id).is_by_hand
        with pytest.raises(VersionNotFound):
            library.version(id, 9)
    with Library.open(path) as again:
        assert again.body(id) == "Three short words."
        assert examine(again).is_well


def test_the_same_text_changes_nothing(path: Path) -> None:
    with Library.open(path) as library:
        id = library.add(draft("One.\n")).article.id
        assert library.replace_text(id, draft("One.\r\n"), Made.FETCHED) is None
        assert library.provenance(id).versions == ()


def test_what_a_link_without_text_lacks_comes_with_its_text(path: Path) -> None:
    with Library.open(path) as library:
        id = library.add(Draft(title="", body="", url="https://e.example/")).article.id
        library.replace_text(id, draft("Words.", site="E", authors=("Ann",)), Made.FETCHED)
        article = library.article(id)
        assert (article.title, article.site, article.authors) == ("Tides", "E", ("Ann",))
        assert library.provenance(id).versions == ()
        library.replace_text(id, Draft(title="Other", body="More words.", site="X"), Made.FETCHED)
        assert (library.article(id).title, library.article(id).site) == ("Tides", "E")


def test_versions_survive_the_shortening_of_the_journal_and_the_oldest_go(path: Path) -> None:
    with Library.open(path) as library:
        id = library.add(draft("text 0")).article.id
        for number in range(1, 30):
            library.replace_text(id, draft(f"text {number}"), Made.EDITED)
        assert [one.number for one in library.provenance(id).versions] == list(range(10, 30))
        assert library.version(id, 10) == "text 9"
        names = reachable_files([], library._storage.replica.records)
        assert len(names) == 21
        assert examine(library).is_well


@pytest.mark.parametrize("how", ["replaced", "set"])
def test_an_addition_can_be_undone_after_its_later_text_was(opened, how):
    library = opened()
    id = library.add(draft("Words.\n")).article.id
    if how == "replaced":
        library.replace_text(id, draft("Other words.\n"), Made.FETCHED)
    else:
        library.set_body(id, "Another.\n", words=1, excerpt="Another.")
    assert [one.number for one in library.provenance(id).versions] == [1]
    library.undo()
    library.undo()
    assert library.articles() == []
