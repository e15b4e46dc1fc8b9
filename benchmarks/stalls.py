"""How long a key waits at most: the longest turn of the interface's loop after each key, by the clock on the wall.

`python -m benchmarks stalls`; READER_LIST_SIZES=1000,100000 by default. The time from a key to its paint stands beside it.
A frame is 16 ms; what takes longer in a thread is not told here unless it keeps the loop waiting.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import perf_counter

from textual import events
from textual.app import App

from benchmarks.list import child_of
from benchmarks.list_child import with_reader
from benchmarks.make_library import make

SIZES = tuple(int(size) for size in os.environ.get("READER_LIST_SIZES", "1000,100000").split(","))
BEAT_S = 0.001
STEPS = 200
ROUNDS = 2
READY_S = 2.0
"""What is loaded behind the first screen is there by then."""

Report = dict[str, float]
PLAN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("select, star, undo", ("x", "x", "s", "z", "z")),
    ("archive, undo", ("a", "z")),
    ("view: all", ("g", "l")),
    ("find, each letter", ("/", *"slow rea", "escape")),
    ("narrow, each letter", ("\\", *"tag:hist words:>900", "escape")),
    ("sort by title", ("S", *"title", "enter")),
    ("sort by saved", ("S", *"newest", "enter")),
    ("palette, each letter", (":", *"archive tag:history saved:>1y", "escape")),
    ("palette, an article", (":", *"reading", "escape")),
    ("search all, each letter", ("g", "/", *"slow le", "escape")),
    ("help", ("?", *"tag", "escape")),
)
LAST = ("select all, star, undo", ("*", "s", "z", "escape"))
"""All articles are others after it, and the search index has to take them in: nothing is measured after it."""


def run() -> None:
    """Measure and print."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(prefix="reader-bench-stalls-") as folder:
        kept = os.environ.get("READER_BENCH_LIBRARIES")
        environment = {**os.environ, "XDG_CACHE_HOME": str(Path(folder) / "cache"), "TERM": "xterm-256color"}
        told = {}
        for size in SIZES:
            path = Path(kept) / str(size) / "library.json" if kept else make(size, Path(folder) / str(size))
            child_of("first", path, environment)  # makes the side file, as a first start does
            runs = [child_of("stalls", path, environment, module="benchmarks.stalls") for _ in range(ROUNDS)]
            told[size] = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
        print(f"{'longest turn, ms':32}" + "".join(f"{size:>12,}" for size in SIZES) + "    ratio")
        for name in told[SIZES[0]]:
            figures = [told[size][name] for size in SIZES]
            print(f"  {name:30}" + "".join(f"{ms:12.1f}" for ms in figures) + f"{figures[-1] / figures[0]:9.2f}")


class Beat:
    """A task that wants to run every millisecond, and notes the longest it had to wait."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def beat(self) -> None:
        """Beat for ever."""
        while True:
            begun = perf_counter()
            await asyncio.sleep(BEAT_S)
            self.longest = max(self.longest, perf_counter() - begun - BEAT_S)

    def take(self) -> float:
        """Return the longest wait since it was last asked, in milliseconds."""
        longest, self.longest = self.longest, 0.0
        return longest * 1000


async def measured(app: App[object]) -> Report:
    """Press the keys of the plan; return the longest turn of each part, and how the cursor moves."""
    told: Report = {}
    beat = Beat()
    task = asyncio.create_task(beat.beat())
    opening = app.screen.opening  # type: ignore[attr-defined]
    while not opening.is_warm:
        await asyncio.sleep(0.05)
    told["loading, getting ready"] = beat.take()
    await asyncio.sleep(READY_S)
    beat.take()
    steps = []
    for _ in range(STEPS):
        begun = perf_counter()
        await press(app, "j")
        steps.append((perf_counter() - begun) * 1000)
        await asyncio.sleep(0.002)
    told["j, key to paint, p50"] = statistics.median(steps)
    told["j, key to paint, p99"] = sorted(steps)[int(STEPS * 0.99)]
    for opening, letters in (("/", "reading slow"), ("\\", "tag:history words:>900")):
        await press(app, opening)
        times = []
        for letter in letters:
            begun = perf_counter()
            await press(app, letter)
            times.append((perf_counter() - begun) * 1000)
            await settle(app, rest_s=0.15)
        told[f"{opening} a letter, key to paint, p50"] = statistics.median(times)
        told[f"{opening} a letter, key to paint, max"] = max(times)
        await press(app, "escape")
        await settle(app)
    beat.take()
    first = [await _part(app, beat, keys) for _, keys in PLAN]
    told["anything for the first time"] = max(first)
    for name, keys in PLAN:
        told[name] = await _part(app, beat, keys)
    told[LAST[0]] = await _part(app, beat, LAST[1])
    task.cancel()
    return told


async def _part(app: App[object], beat: Beat, keys: tuple[str, ...]) -> float:
    for key in keys:
        await press(app, key)
        await asyncio.sleep(0.05)
    await settle(app)
    return beat.take()


async def press(app: App[object], key: str) -> None:
    """Press a key and wait until its answer is painted."""
    names = {" ": "space", "\\": "backslash"}
    app.post_message(events.Key(names.get(key, key), key if len(key) == 1 else None))
    for _ in range(2):
        done = asyncio.Event()
        app.screen.call_after_refresh(done.set)
        await done.wait()


async def settle(app: App[object], *, rest_s: float = 0.5) -> None:
    """Wait until what was begun is done."""
    for _ in range(200):
        await asyncio.sleep(0.02)
        listing = getattr(app.screen, "listing", None)
        if listing is None or listing.complete:
            break
    await asyncio.sleep(rest_s)


def main() -> None:
    """Be the child: measure inside the program, and report."""
    path, to = Path(sys.argv[2]), Path(sys.argv[3])
    told: Report = {}

    async def then(app: App[object]) -> None:
        told.update(await measured(app))
        app.exit()

    work: Callable[[App[object]], Awaitable[None]] = then
    with_reader(path, work)
    to.write_text(json.dumps(told))


if __name__ == "__main__":
    main()
