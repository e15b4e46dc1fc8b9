"""Libraries in a temporary folder, with a clock that goes on by itself."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.model import Draft
from reader.store import Library


def ticking() -> Callable[[], datetime]:
    """Return a clock that goes on a second at each look."""
    moment = datetime(2026, 3, 1, tzinfo=UTC)

    def now() -> datetime:
        nonlocal moment
        moment += timedelta(seconds=1)
        return moment

    return now


def draft(n: int = 1, **fields: object) -> Draft:
    """Return a draft that differs from others by its number."""
    known: dict[str, object] = {
        "title": f"Article {n}",
        "body": f"The body of article {n}.\n",
        "url": f"https://example.org/{n}",
        "words": 5,
    }
    return Draft(**{**known, **fields})  # type: ignore[arg-type]


def files_of(path: Path) -> dict[str, bytes]:
    """Return all files of a library with their bytes."""
    found = [path, *path.with_suffix("").rglob("*")]
    return {str(file.relative_to(path.parent)): file.read_bytes() for file in found if file.is_file()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.json"


@pytest.fixture
def opened(path: Path) -> Iterator[Callable[..., Library]]:
    """Open the library at `path`, again and again; each is closed at the end."""
    libraries: list[Library] = []
    clock = ticking()

    def open_it(machine: str = "here", at: Path = path) -> Library:
        libraries.append(Library.open(at, clock=clock, machine=machine))
        return libraries[-1]

    yield open_it
    for library in libraries:
        library.close()


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the machine's name and side files of a test to itself."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))


def scale(short: int, long: int) -> int:
    """Choose how much a test does: little in `make check`, much in `make torture`."""
    return long if os.environ.get("READER_TORTURE") else short
