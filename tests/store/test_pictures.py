"""Pictures are kept under the address the body names them by, and go when their article goes for good."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import WriteFailed
from reader.model import Draft
from reader.store import Library, compaction
from reader.store.pictures import MOST_BYTES


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library.json") as opened:
        yield opened


def test_a_picture_comes_back_under_its_address_and_no_other(library):
    id = library.add(Draft(title="A", body="![](a.png)")).article.id
    assert not library.pictures.has(id)
    library.pictures.keep(id, "a.png", b"one")
    library.pictures.keep(id, "a.png", b"two")
    assert library.pictures.read(id, "a.png") == b"two"
    assert library.pictures.read(id, "b.png") is None
    assert library.pictures.has(id)
    assert library.pictures.has(id, "a.png")
    assert not library.pictures.has(id, "b.png")


@given(address=st.text())
def test_no_address_leads_out_of_the_folder(address, tmp_path_factory):
    path = tmp_path_factory.mktemp("library")
    with Library.open(path / "library.json") as library:
        library.pictures.keep("17", address, b"x")
        assert library.pictures.read("17", address) == b"x"
    kept = [file for file in path.rglob("*") if file.is_file()]
    assert [file.parent for file in kept] == [path / "library" / "pictures" / "17"]


@pytest.mark.parametrize("id", ["", "..", "1/../2", "a", "1 "])
def test_only_the_id_of_an_article_names_a_folder(library, id):
    with pytest.raises(WriteFailed):
        library.pictures.keep(id, "a.png", b"x")
    assert library.pictures.read(id, "a.png") is None
    assert not library.pictures.has(id)


def test_a_link_in_the_folder_is_not_followed(library, tmp_path):
    library.pictures.keep("17", "a.png", b"x")
    (kept,) = (tmp_path / "library" / "pictures" / "17").iterdir()
    (tmp_path / "secret").write_bytes(b"secret")
    kept.unlink()
    kept.symlink_to(tmp_path / "secret")
    assert library.pictures.read("17", "a.png") is None


def test_a_file_too_large_for_a_picture_is_refused(library):
    with pytest.raises(WriteFailed):
        library.pictures.keep("17", "a.png", bytes(MOST_BYTES + 1))


def test_pictures_go_with_their_article_once_undo_cannot_bring_it_back(library, monkeypatch):
    monkeypatch.setattr(compaction, "STEPS", 1)
    monkeypatch.setattr(compaction, "_SLACK", 0)
    gone, stays = (library.add(Draft(title=name, body=f"{name} ![](a.png)")).article.id for name in ("A", "B"))
    for id in (gone, stays):
        library.pictures.keep(id, "a.png", b"x")
    library.delete([gone])
    assert library.pictures.has(gone), "undo can still bring it back"
    for title in "CDE":
        library.add(Draft(title=title, body=title))
    library._storage.checkpoint()
    assert not library.pictures.has(gone)
    assert library.pictures.has(stays)
