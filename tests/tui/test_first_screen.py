"""The start: what is painted first, what is not loaded for it, and that keys typed meanwhile are not lost."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from reader.model import Draft
from reader.store import Library
from tests.tui.test_process import PATIENCE_S, Terminal

AT_FIRST_PAINT = """
import json, sys
from reader.tui import app
begin = app.ReaderApp._load
async def told(self):
    with open(sys.argv[1] + ".loaded", "w") as file:
        json.dump(sorted(sys.modules), file)
    await begin(self)
app.ReaderApp._load = told
"""
NOT_LOADED = (
    "argparse", "tinydb", "tomllib", "sqlite3", "markdown_it", "pygments", "httpx", "lxml", "html2text", "PIL",
    "reader.model.query.grammar", "reader.model.query.terms", "reader.model.act", "reader.model.placement",
    "reader.store.library", "reader.store.storage", "reader.store.checkpoint", "reader.search", "reader.cli.verb",
    "reader.text.document", "reader.text.layout", "reader.tui.screens.base", "reader.tui.screens.library",
    "reader.tui.screens.triage", "reader.tui.screens.article", "reader.tui.saver", "reader.tui.listing",
    "textual.widgets._text_area",
)  # fmt: skip
"""Each of these costs the first paint milliseconds it does not need."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library of two articles that was closed."""
    path = tmp_path / "library.json"
    with Library.open(path) as library:
        library.add(Draft(title="The keeper of the lamp", body="A lamp is lit at dusk.", words=6))
        library.add(Draft(title="Notes on oil", body="Oil burns.", words=2))
    return path


def _ended(terminal: Terminal) -> None:
    terminal.process.kill()
    terminal.process.wait()


def test_the_list_is_painted_before_anything_it_does_not_need_is_loaded(path: Path):
    terminal = Terminal(path, AT_FIRST_PAINT)
    terminal.wait_for(b"keeper of the lamp")
    told = path.with_name("library.json.loaded")
    deadline = time.monotonic() + PATIENCE_S
    while not told.exists() or not told.read_text():
        assert time.monotonic() < deadline
        terminal.read(0.1)
    _ended(terminal)
    loaded = set(json.loads(told.read_text()))
    assert "textual.app" in loaded
    assert sorted(loaded & set(NOT_LOADED)) == []


def test_keys_typed_before_the_program_is_there_are_done_in_their_order(path: Path):
    terminal = Terminal(path)
    os.write(terminal.master, b"jsc")
    terminal.wait_for(b"Ctrl+E")  # the note prompt is open
    os.write(terminal.master, b"typed early")
    terminal.wait_for(b"early")
    terminal.type(b"\x1b")
    deadline = time.monotonic() + PATIENCE_S
    while True:
        terminal.read(0.1)
        with Library.open(path) as library:
            older = library.articles()[1]
        if older.note:
            break
        assert time.monotonic() < deadline
    _ended(terminal)
    assert older.title == "The keeper of the lamp"
    assert older.starred
    assert older.note == "typed early"


def test_a_key_typed_at_the_first_paint_waits_for_the_list(path: Path):
    terminal = Terminal(path)
    terminal.wait_for(b"keeper of the lamp")
    os.write(terminal.master, b"q")
    assert terminal.end() == 0


def test_a_library_that_cannot_be_opened_after_the_first_paint_is_told_of(path: Path):
    extra = (
        "from reader.errors import LibraryDamaged\nfrom reader.store.library import Library\n"
        "def fail(path): raise LibraryDamaged(path, 'on purpose')\nLibrary.open = fail"
    )
    terminal = Terminal(path, extra)
    assert terminal.end() == 1
    assert b"LibraryDamaged" in terminal.output
    assert terminal.output.rfind(b"\x1b[?1049l") > terminal.output.rfind(b"\x1b[?1049h")
