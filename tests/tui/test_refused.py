"""A full disk: every screen of the list that writes says so, loses nothing, and goes on."""

from __future__ import annotations

import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.widgets import TextArea

from reader.store import Library
from reader.tui.app import ReaderApp
from reader.tui.screens.note_prompt import NotePrompt
from reader.tui.screens.triage import ArticleCommands
from tests.tui.settling import settled
from tests.tui.test_library_screen import WIDE, press, text_of, until


@contextmanager
def full_disk() -> Iterator[None]:
    """No file may grow: what a full disk is to those who append."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def state_of(library: Library) -> object:
    return library.articles(), library.searches(), library.tags(), library.highlights()


@pytest.mark.parametrize(
    ("before", "keys"),
    [
        ((), ("s",)),
        ((), ("a",)),
        ((), ("r",)),
        ((), ("D",)),
        (("*",), ("s",)),
        (("t", *"fresh"), ("enter",)),
        (("s",), ("z",)),
        ((":", *"star is:unread"), ("enter",)),
        (("slash", *"oil", "enter", "ctrl+s"), ("enter",)),
        (("g", "t", "t", *"x"), ("enter",)),
        (("g", "t"), ("D",)),
        (("g", "slash", *"lamp", "tab"), ("s",)),
        (("g", "slash", *"lamp", "ctrl+s", *"Lamps"), ("enter",)),
    ],
    ids=lambda keys: " ".join(keys),
)
async def test_what_cannot_be_written_is_said_and_changes_nothing(
    app: ReaderApp, library: Library, before: tuple[str, ...], keys: tuple[str, ...]
):
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, *before)
        await settled(pilot)
        kept = state_of(library)
        with full_disk():
            await press(pilot, *keys)
            await until(pilot, lambda: "library.json" in text_of(app))
        assert state_of(library) == kept
        assert app.is_running
        await press(pilot, "escape", "escape")
    path = library.path
    library.close()
    with Library.open(path) as again:
        assert state_of(again) == kept


async def test_a_note_that_cannot_be_written_stays_in_its_prompt_until_it_can(app: ReaderApp, library: Library):
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "c", *"kept")
        with full_disk():
            await press(pilot, "escape")
            await until(pilot, lambda: isinstance(app.screen, NotePrompt))
        assert app.screen.query_one(TextArea).text == "kept"
        await press(pilot, "escape")
        await settled(pilot)
        assert library.articles()[0].note == "kept"


async def test_an_order_that_cannot_be_remembered_holds_for_the_run(app: ReaderApp, tmp_path: Path):
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        with full_disk():
            await press(pilot, "S", *"title", "enter")
        assert "by title" in text_of(app)
        assert app.is_running


async def test_a_long_act_that_fails_by_a_fault_is_told_of(app: ReaderApp) -> None:
    asked = threading.Event()

    def work() -> None:
        asked.wait(30)
        raise RuntimeError("no such luck")

    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: app.command_screen() is not None)
        screen = app.screen
        assert isinstance(screen, ArticleCommands)
        screen.in_thread("many articles", work)
        assert app.session.busy == "many articles"
        asked.set()
        await until(pilot, lambda: "this is a fault in Reader: RuntimeError: no such luck" in text_of(app))
        assert not app.session.busy
