"""A small library, and the program on it without a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from reader.config import Config
from reader.model import Draft, Edit, State
from reader.store import Library
from reader.tui import keys
from reader.tui.app import ReaderApp
from reader.tui.session import Session

SAVED = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
PARAGRAPH = "A lamp is lit at dusk. The keeper climbs the stairs with oil. Ships far out see it turn. "

TITLES = (
    "The keeper of the lamp",
    "Notes on oil",
    "Das Licht am Ende der Mole",
    "La lanterne et le brouillard",
    "灯台守の一日",
    "A title that goes on " + "and on " * 40,
)


def drafts() -> Iterator[Draft]:
    """Yield six articles, the first one saved last."""
    for index, title in enumerate(TITLES):
        yield Draft(
            title=title,
            body=f"# {title}\n\n" + "\n\n".join([PARAGRAPH * 3] * 12),
            url=f"https://example.org/{index}",
            authors=("Ida Beispiel",),
            site="example.org",
            published_at=date(2026, 2, 3),
            language="en",
            excerpt=PARAGRAPH.strip(),
            source="test",
            words=600,
            tags=("sea", "light") if index == 0 else ("oil",) if index == 1 else (),
            saved_at=SAVED - timedelta(days=index),
        )


@pytest.fixture(autouse=True)
def keys_belong_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the keys of a test as one hand's, however late a busy machine presses the next."""
    monkeypatch.setattr(keys, "SEQUENCE_TIMEOUT_S", 600.0)
    monkeypatch.setattr(keys, "PAUSE_S", 600.0)


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the pages and lists of a test to itself."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library of six articles, the last of them archived."""
    with Library.open(tmp_path / "library.json") as opened:
        added = [opened.add(draft).article for draft in drafts()]
        opened.update([added[-1].id], Edit(state=State.ARCHIVED))
        yield opened


@pytest.fixture
def app(library: Library) -> ReaderApp:
    """The program on that library."""
    return ReaderApp(Session(library, Config()))
