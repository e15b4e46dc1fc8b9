"""All highlights of a library: reading, showing, searching and changing 20,000 of them, and choosing the review's day."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.stalls import Beat, press
from reader.config import Config
from reader.model import Draft, HighlightEdit, Span, TextQuote
from reader.model.passage import PassageQuery
from reader.review import day_of
from reader.store import Library, codec
from reader.tui.app import ReaderApp
from reader.tui.gathering import Gathering
from reader.tui.session import Session
from reader.tui.themes import DARK
from reader.tui.widgets.passage_rows import PassageRows

ARTICLES, EACH = 2_000, 10
WORDS = [
    "lamp",
    "river",
    "stone",
    "letter",
    "garden",
    "winter",
    "sea",
    "keeper",
    "oil",
    "paper",
    "bread",
    "clock",
    "mountain",
    "library",
    "glass",
    "salt",
    "wind",
]


def run() -> None:
    """Print milliseconds of processor time for each step."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "library.json"
        make(path)
        with Library.open(path) as library:
            measure(library)
        with Library.open(path) as library:
            asyncio.run(turns(library))


def make(path: Path) -> None:
    """Write a library of highlights."""
    dice, made_at = random.Random(1), datetime(2026, 1, 1, tzinfo=UTC)
    with Library.open(path) as library:
        bodies = [". ".join(" ".join(dice.choices(WORDS, k=12)) for _ in range(20)) for _ in range(ARTICLES)]
        drafts = [Draft(title=f"Article {n}", body=body, tags=("reading",)) for n, body in enumerate(bodies)]
        added = library.add_all(drafts, "made")
        with library._storage.act("marked"):
            for one, body in zip(added, bodies, strict=True):
                for number in range(EACH):
                    span = Span(start := dice.randrange(len(body) - 120), start + dice.randrange(30, 110))
                    at = made_at + timedelta(minutes=number)
                    note = "A note of it." if number % 3 == 0 else ""
                    document = codec.highlight_to_document(
                        one.article.id, TextQuote.of(body, span), span, at, number % 5 + 1, note, ()
                    )
                    library._storage.stage("highlights", library._storage.new_id(), document)


def measure(library: Library) -> None:
    """Do what the screen of all highlights does."""
    gathering, rows = Gathering(library), PassageRows(DARK, date(2026, 1, 1))

    def show(text: str) -> None:
        gathering.ask(PassageQuery.parse(text))
        while gathering.search():
            pass
        rows.passages = gathering.found
        rows._set()

    def warm() -> None:
        while gathering.warm():
            pass

    told("reading them, beside the interface", library.highlights)
    told("showing them", lambda: show(""))
    told("making ready for searches, while nothing else happens", warm)
    told("a first letter", lambda: show("s"))
    told("a second letter", lambda: show("sa"))
    told("a colour", lambda: show("colour:2 has:note"))
    some = library.highlights()[500].id
    told("an act", lambda: library.update_highlights([some], HighlightEdit(colour=5, note="So.")))
    told("showing what it changed", lambda: show(""))
    now, weights = datetime.now().astimezone(), library.weights()
    told("the day of the review", lambda: day_of(gathering.found, weights, now, 5))


PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("the screen of all highlights opens", ("g", "h")),
    ("down, page down, half pages, ends", (*"jjjjjjjjjj", "space", "space", "ctrl+d", "ctrl+u", *"Ggg")),
    ("find, each letter", ("/", *"salt wi", "escape")),
    ("narrow, each letter", ("\\", *"tag:reading colour:2", "escape")),
    ("by date, by article", ("S", "S")),
    ("recolour, undo", ("3", "z")),
    ("select three, recolour, undo", ("x", "x", "x", "4", "z")),
    ("take away, undo", ("j", "x", "D", "z")),
    ("back, and the review opens", ("escape", "escape", "g", "r")),
    ("keep, later, undo", ("k", "l", "z", "z")),
)
WIDE, HIGH = 120, 36


async def turns(library: Library) -> None:
    """Print the longest turn of the interface's loop after keys, as a frame of 16 ms is one; by the clock on the wall."""
    app = ReaderApp(Session(library, Config(), palette=DARK))
    async with app.run_test(size=(WIDE, HIGH)) as pilot:
        await pilot.pause(2)
        beat = Beat()
        task = asyncio.create_task(beat.beat())
        for what, keys in PARTS:
            longest, which = 0.0, ""
            for key in keys:
                beat.take()
                await press(app, key)
                await asyncio.sleep(1.5 if len(keys) == 2 else 0.3)
                waited = beat.take()
                longest, which = max((longest, which), (waited, key))
            print(f"longest turn: {what:41} {longest:7.1f} ms ({which})")
        task.cancel()


def told(what: str, work: Callable[[], object]) -> None:
    """Do it, and print what it took."""
    began = process_time()
    work()
    print(f"{what:55} {1000 * (process_time() - began):7.1f} ms")
