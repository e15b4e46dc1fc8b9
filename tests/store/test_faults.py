"""A change that cannot be written is refused, by name of file and cause; memory and disk stay as they were."""

from __future__ import annotations

import errno
import os
import resource
import stat
import sys
from typing import Any

import pytest

from reader.errors import LibraryError, LibraryTooNew, WriteFailed
from reader.model import Edit, Progress, Span, State, TextQuote
from reader.store import Library
from tests.store.conftest import draft, files_of, ticking

CALLS = ["write", "fsync", "fdatasync", "replace", "mkdir", "ftruncate"]
ACTS = {
    "add": lambda library, id: library.add(draft(7, original=b"<p>")),
    "import": lambda library, id: library.add_all([draft(n) for n in (7, 8)], "imported"),
    "tag": lambda library, id: library.update([id], Edit(add_tags=("x",))),
    "text": lambda library, id: library.set_body(id, "new", words=1, excerpt=""),
    "place": lambda library, id: library.keep_place(id, Progress(0.5)),
    "mark": lambda library, id: library.add_highlight(id, TextQuote("a"), Span(0, 1)),
    "undo": lambda library, id: library.undo(),
    "delete": lambda library, id: library.delete([id]),
    "save": lambda library, id: library._storage.checkpoint(),
}


class Failing:
    """Lets one call to the system fail: the nth of a kind; a failing write has written half."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str, at: int) -> None:
        self.count = 0
        self.failed = False
        real = getattr(os, name)
        real_write = os.write

        def call(*args, **kwargs):
            self.count += 1
            if self.count != at:
                return real(*args, **kwargs)
            self.failed = True
            if name == "write":
                real_write(args[0], bytes(args[1])[: len(args[1]) // 2])
            raise OSError(errno.ENOSPC if name == "write" else errno.EIO, "No space left on device")

        monkeypatch.setattr(os, name, call)
        if name == "fdatasync":
            monkeypatch.setattr("reader.store.journal._sync", call)


def state(library: Library) -> tuple[object, ...]:
    return library._catalogue.articles(), library.highlights(), library.tags(), library.counts()


def texts_of(path):
    """Return the texts of a library and the pages they came from."""
    return {name: data for name, data in files_of(path).items() if "/articles/" in name or "/originals/" in name}


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc which file a descriptor is of")
def test_a_checkpoint_is_on_the_disk_before_it_takes_its_place_and_so_is_its_name(tmp_path, monkeypatch):
    library = Library.open(tmp_path / "library.json")
    library.add(draft())
    calls: list[Any] = []
    sync, replace = os.fsync, os.replace

    def noted_sync(file: int) -> None:
        calls.append(os.readlink(f"/proc/self/fd/{file}"))
        sync(file)

    def noted_replace(*names: Any, **at: Any) -> None:
        calls.append(names)
        replace(*names, **at)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(os, "replace", noted_replace)
    library._storage.checkpoint()
    (place,) = (at for at, call in enumerate(calls) if isinstance(call, tuple) and call[1] == "library.json")
    assert calls[place - 1] == str(tmp_path / calls[place][0])
    assert calls[place + 1] == str(tmp_path)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("act", ACTS)
def test_whatever_call_fails_in_an_act_it_is_refused_and_nothing_is_half_done(tmp_path, monkeypatch, act, call):
    for at in range(1, 40):
        path = tmp_path / f"{at}" / "library.json"
        path.parent.mkdir()
        with Library.open(path, clock=ticking(), machine="here") as library:
            id = library.add(draft()).article.id
            library.update([id], Edit(state=State.ARCHIVED))
        library = Library.open(path, clock=ticking(), machine="here")
        library.update([id], Edit(note="pending"))
        before, texts = state(library), texts_of(path)
        with monkeypatch.context() as patch:
            failing = Failing(patch, call, at)
            try:
                ACTS[act](library, id)
                refused = None
            except LibraryError as error:
                refused = error
        if not failing.failed:
            return
        if refused is None:
            continue  # what failed did not matter, such as a side file
        assert isinstance(refused, WriteFailed)
        assert str(path.parent) in str(refused)
        assert state(library) == before
        assert state(Library.open(path, clock=ticking(), machine="other")) == before
        if not library.read_only:
            assert texts_of(path) == texts
            ACTS[act](library, id)
        else:
            library.close()
            library = Library.open(path, clock=ticking(), machine="here")
            ACTS[act](library, id)
        after = state(library)
        library.close()
        assert state(Library.open(path, clock=ticking(), machine="here")) == after
        assert not [name for name in files_of(path) if name.endswith(".tmp")]


def test_after_a_failed_sync_nothing_more_is_written_until_the_library_is_opened_again(opened, monkeypatch):
    library = opened()
    id = library.add(draft()).article.id
    with monkeypatch.context() as patch:
        Failing(patch, "fdatasync", 1)
        with pytest.raises(WriteFailed, match=r"here\.jsonl could not be made durable"):
            library.update([id], Edit(starred=True))
    assert library.read_only
    with pytest.raises(WriteFailed):
        library.update([id], Edit(starred=True))
    again = opened()
    assert not again.article(id).starred
    again.update([id], Edit(starred=True))


def test_a_limit_on_file_sizes_refuses_the_change_that_would_pass_it_and_no_other(tmp_path):
    path = tmp_path / "library.json"
    child = os.fork()
    if child == 0:
        status = 1
        try:
            library = Library.open(path, machine="here")
            id = library.add(draft()).article.id
            used = (tmp_path / "library" / "journal" / "here.jsonl").stat().st_size
            resource.setrlimit(resource.RLIMIT_FSIZE, (used + 500, resource.RLIM_INFINITY))
            before, told = files_of(path), ""
            try:
                library.update([id], Edit(note="n" * 5000))
            except WriteFailed as error:
                told = str(error)
            if "File too large" in told:
                assert files_of(path) == before
                assert library.article(id).note == ""
                library.update([id], Edit(read=True))
                resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
                library.update([id], Edit(note="n" * 5000))
                library.close()
                status = 0
        finally:
            os._exit(status)
    assert os.waitpid(child, 0)[1] == 0
    library = Library.open(path, machine="other")
    assert [(len(a.note), a.read) for a in library.articles()] == [(5000, True)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_library_in_a_folder_that_cannot_be_written_is_read(opened, path):
    with opened() as library:
        id = library.add(draft()).article.id
    folders = [path.parent, *(p for p in path.parent.rglob("*") if p.is_dir())]
    for folder in folders:
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        library = opened("other")
        assert library.body(id)
        with pytest.raises(WriteFailed, match="Permission denied"):
            library.update([id], Edit(starred=True))
        assert not library.article(id).starred
    finally:
        for folder in folders:
            folder.chmod(stat.S_IRWXU)


def test_a_newer_library_is_read_and_every_change_refused(opened, path):
    with opened() as library:
        id = library.add(draft()).article.id
    path.write_bytes(path.read_bytes().replace(b'"schema": 1', b'"schema": 2'))
    before = files_of(path)
    library = opened()
    assert library.read_only
    assert library.article(id).title == "Article 1"
    with pytest.raises(LibraryTooNew, match="a newer Reader"):
        library.update([id], Edit(starred=True))
    library.close()
    assert files_of(path) == before


def test_an_older_library_is_brought_up_and_the_old_file_kept(opened, path):
    old = (
        b'{"articles": {"17000000000000001": {"title": "Old", "saved_at": "2020-01-01T00:00:00+00:00", '
        b'"body": "17000000000000001.md"}}, "meta": {"1": {"schema": 0}}}'
    )
    path.write_bytes(old)
    bodies = path.parent / "library" / "articles"
    bodies.mkdir(parents=True)
    (bodies / "17000000000000001.md").write_text("old text")
    with opened() as library:
        assert library.body("17000000000000001") == "old text"
    assert path.read_bytes() == old
    with opened() as library:
        library.update(["17000000000000001"], Edit(starred=True))
    assert (path.parent / "library.json.schema-0.backup").read_bytes() == old
    assert b'"schema": 1' in path.read_bytes()
    library = opened()
    assert (library.articles()[0].title, library.body("17000000000000001")) == ("Old", "old text")


@pytest.mark.parametrize("name", ["articles", "journal", "originals"])
def test_folders_that_are_links_are_not_written_through(path, tmp_path, name):
    outside = tmp_path / "outside"
    outside.mkdir()
    link = path.parent / "library" / name
    link.parent.mkdir()
    link.symlink_to(outside)
    with pytest.raises(LibraryError, match=r"link|Not a directory"):
        Library.open(path, machine="here").add(draft(original=b"<p>"))
    assert list(outside.iterdir()) == []


def test_files_that_are_links_are_neither_read_nor_written(path, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    library = Library.open(path, machine="here")
    article = library.add(draft()).article
    body = path.parent / "library" / "articles" / f"{article.id}.md"
    body.unlink()
    body.symlink_to(secret)
    with pytest.raises(LibraryError, match="link"):
        library.body(article.id)
    journal = path.parent / "library" / "journal" / "here.jsonl"
    journal.rename(tmp_path / "moved")
    journal.symlink_to(tmp_path / "moved")
    before = (tmp_path / "moved").read_bytes()
    with pytest.raises(LibraryError, match="link"):
        library.add(draft(2))
    assert (tmp_path / "moved").read_bytes() == before


@pytest.mark.parametrize(
    "title", ["CON", "../../etc/passwd", "-rf", ".hidden", "a" * 5000, "é", "e\u0301", "A", "a", "\0/\n"]
)
def test_names_of_texts_are_digits_whatever_the_title(opened, path, title):
    library = opened()
    article = library.add(draft(title=title, url=None)).article
    names = [file.name for file in (path.parent / "library" / "articles").iterdir()]
    assert names == [f"{article.id}.md"]
    assert article.id.isascii()
    assert len(article.id) == 17
    assert article.id.isdigit()


def test_a_journal_of_another_machine_that_cannot_be_read_is_told_and_stops_nothing(opened, path):
    with opened() as library:
        library.add(draft())
    os.mkfifo(path.parent / "library" / "journal" / "evil.jsonl")
    (path.parent / "library" / "journal" / "link.jsonl").symlink_to("/etc/passwd")
    library = opened()
    library.add(draft(2))
    assert len(library.articles()) == 2
    told = " ".join(library.notices())
    assert "evil.jsonl cannot be read: not a regular file" in told
    assert "link.jsonl cannot be read: it is a link" in told
