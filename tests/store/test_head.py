"""What the first screen shows, kept in a side file: only while it is true, and right."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.model import Edit, Progress, State
from reader.store import Library
from reader.store.head import INBOX, Texts, head_of
from tests.store.conftest import draft

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of three articles, the second of them archived, and closed."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "library.json"
    with Library.open(path) as library:
        ids = [library.add(draft(number)).article.id for number in range(3)]
        library.update([ids[1]], Edit(state=State.ARCHIVED, starred=True))
        library.update([ids[0]], Edit(read=True))
    return path


def test_it_has_the_inbox_newest_first_and_all_counts(path: Path):
    head = head_of(path)
    assert head is not None
    with Library.open(path) as library:
        assert head.articles() == [a for a in library.articles() if a.state is State.INBOX]
        assert head.counts == {name: getattr(library.counts(), name) for name in library.counts().__slots__}
    assert head.unread == 1


def test_it_has_the_articles_opened_last_wherever_they_stand(path: Path):
    with Library.open(path) as library:
        archived = next(article for article in library.articles() if article.state is State.ARCHIVED)
        library.keep_place(archived.id, Progress(0.5, 3, at=NOW))
        known, body = library.article(archived.id), library.body(archived.id)
    head = head_of(path)
    assert head is not None
    assert head.article(archived.id) == known
    texts = Texts(path, head)
    assert texts.beginning(archived.id) == body
    with Library.open(path) as library:
        assert texts.stamp(archived.id) == library.body_stamp(archived.id)


def test_it_holds_no_more_than_a_screen_could_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "library.json"
    with Library.open(path) as library:
        library.add_all([draft(number) for number in range(INBOX + 5)], "many")
    head = head_of(path)
    assert head is not None
    assert len(head.inbox) == INBOX
    assert head.counts["inbox"] == INBOX + 5


def test_an_act_that_is_in_the_journal_alone_is_not_overlooked(path: Path):
    library = Library.open(path)
    article = library.articles()[0]
    library.update([article.id], Edit(state=State.ARCHIVED))
    assert head_of(path) is None  # as another program finds it, or the next start after a crash
    library.close()
    head = head_of(path)
    assert head is not None
    assert article.id not in {each.id for each in head.articles()}


def test_it_is_not_believed_after_the_library_was_written_by_hand(path: Path):
    path.write_text(path.read_text() + "\n")
    assert head_of(path) is None


def test_it_is_not_believed_after_another_machine_wrote(path: Path):
    journals = path.parent / "library" / "journal"
    (journals / "elsewhere-12345678.jsonl").write_text("")
    assert head_of(path) is None


def test_it_comes_back_once_what_others_wrote_was_read(path: Path):
    os.utime(path)
    assert head_of(path) is None
    with Library.open(path) as library:
        library.articles()
    assert head_of(path) is not None


def test_a_damaged_or_missing_side_file_is_as_none(path: Path, tmp_path: Path):
    (kept,) = (tmp_path / "cache").rglob("head")
    for wrong in (b"", b"nonsense", kept.read_bytes()[:-9]):
        kept.write_bytes(wrong)
        assert head_of(path) is None
    kept.unlink()
    assert head_of(path) is None
    assert head_of(tmp_path / "nowhere.json") is None
