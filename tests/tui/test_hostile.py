"""What articles, tags, searches and feeds are called can be anything: no screen of the list passes it on to the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.config import Config
from reader.model import Draft, Edit, Span
from reader.model.clean import clean_in_place
from reader.model.selector import TextQuote
from reader.store import Library
from reader.tui.app import ReaderApp
from reader.tui.session import Session
from reader.tui.widgets.footer import Footer

ESCAPES = "\x1b]0;owned\x07\x1b[2J\x1b[31mred\x9b1m\x90q\x9c"
BIDI = "\u202eevil\u202c\u2066x\u2069\u200f"
MARKUP = "[/x] [bold]b[/] [@click=app.quit]q[/] [link=file:///etc/passwd]l[/] \\[ $error"
CONTROLS = "a\x00b\x08c\x7fd\x85e\ud800f\ufeffg\u2028h\ni\rj\tk"
NAMES = (
    ESCAPES,
    BIDI,
    MARKUP,
    CONTROLS,
    "long " * 2_000,
    "x" * 10_000,
    "漢" * 300,
    "e\u0301\u0302" * 200,
    "👩‍👩‍👧‍👦" * 40,
    "%s {0} <b>&amp;</b>",
)
LIVE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""What may act on a terminal, or turn the line round."""


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Library]:
    """A library in which everything that has a name has a bad one."""
    with Library.open(tmp_path / "library.json") as library:
        for number, name in enumerate(NAMES):
            body = f"# {name}\n\nlamp {name}\n\n" + "A lamp is lit at dusk. " * 20
            added = library.add(
                Draft(
                    title=name,
                    body=body,
                    url=f"https://example.org/{number}",
                    authors=(name, name),
                    site=name,
                    excerpt=name,
                    source="web",
                    language="en",
                    words=50,
                    tags=(name.replace(" ", "-"), f"a/{name[:50]}"),
                )
            ).article
            library.update([added.id], Edit(note=name))
            start = library.body(added.id).find("A lamp is lit")
            span = Span(start, start + 13)
            quote = TextQuote("A lamp is lit", prefix=clean_in_place(name[-30:]), suffix=clean_in_place(name[:30]))
            library.add_highlight(added.id, quote, span, note=name, tags=(name[:40],))
            library.save_search(name, f'"{name[:100]}"'.replace("\\", ""))
        yield library


def faults_on_screen(app: ReaderApp, size: tuple[int, int]) -> list[str]:
    """Return what on the screen could act on a terminal, and lines that are not as wide as it is."""
    found = []
    for number, strip in enumerate(app.screen._compositor.render_strips()):
        text = "".join(segment.text for segment in strip)
        if live := LIVE.findall(text):
            found.append(f"row {number} holds {live!r}: {text!r}")
        if strip.cell_length != size[0]:
            found.append(f"row {number} has {strip.cell_length} cells")
        found += [f"row {number} links to {s.style.link}" for s in strip if s.style is not None and s.style.link]
    return found


WALK: tuple[tuple[str, ...], ...] = (
    (),
    ("j", "j", "j", "j", "j", "j", "j", "j", "j"),
    ("p",),
    ("B",),
    ("g", "t", *("j",) * 30),
    ("g", "t", "j", "t"),
    ("escape", "escape", "/", *"lam"),
    ("tab",),
    ("escape", "backslash", *"tag:"),
    ("ctrl+n", "ctrl+n", "tab"),
    ("escape", "backslash", *"is:[/x]"),
    ("enter",),
    ("escape", "t", *"x"),
    ("down", "enter"),
    ("c",),
    ("escape", "x", "x", "s"),
    ("*", "t"),
    ("escape", "escape", ":", *"long"),
    ("escape", ":", *"tag [bold] titl"),
    ("tab",),
    ("escape", "?", *"tag"),
    ("escape", "S"),
    ("escape", "g", "/", *"lamp"),
    ("down", "down", "tab"),
    ("ctrl+s",),
    ("escape", "escape", "g", "h"),
    ("j", "j", "j", "j", "j", "j", "backslash", *"tag:"),
    ("escape", "escape", "escape", "D", "z", "g", "d"),
)


@pytest.mark.parametrize("size", [(120, 36), (60, 15)])
async def test_no_name_acts_on_the_terminal_from_any_screen_of_the_list(hostile: Library, size: tuple[int, int]):
    app = ReaderApp(Session(hostile, Config()))
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.3)
        for keys in WALK:
            await pressed(pilot, keys)
            assert faults_on_screen(app, size) == [], f"after {keys}"
        assert app.is_running


@pytest.mark.parametrize("name", NAMES)
async def test_what_the_footer_says_holds_nothing_live(hostile: Library, name: str):
    size = (80, 24)
    app = ReaderApp(Session(hostile, Config()))
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.2)
        app.screen.query_one(Footer).say(name)
        await pilot.pause(0.05)
        assert faults_on_screen(app, size) == []
        app.screen.query_one(Footer).say(name, is_error=True)
        await pilot.pause(0.05)
        assert faults_on_screen(app, size) == []


async def pressed(pilot: Pilot[int], keys: tuple[str, ...]) -> None:
    for key in keys:
        await pilot.press({" ": "space", "[": "left_square_bracket", "]": "right_square_bracket"}.get(key, key))
    await pilot.pause(0.15)
