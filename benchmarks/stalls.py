"""How long the interface's loop is kept from turning, step by step of a walk: what a key waits at most.

`python -m benchmarks stalls`; READER_LIST_SIZES=1000,100000 by default; READER_BENCH_LIBRARIES names a folder that has
libraries and keeps them. A frame is 16 ms. Three figures a step, in ms by the clock on the wall:

- gap: the longest that a task which wants to run each millisecond had to wait, whatever kept it, other threads too;
- turn: the longest turn of the loop, from its waking to its going to sleep, and how much of it was its own computing;
- p99: the 99th of a hundred gaps that were longer than 4 ms, or the longest of fewer.
"""

from __future__ import annotations

import asyncio
import faulthandler
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, thread_time
from typing import Any

from textual import events
from textual.app import App

from benchmarks.list import child_of
from benchmarks.list_child import with_reader
from benchmarks.make_library import make

SIZES = tuple(int(size) for size in os.environ.get("READER_LIST_SIZES", "1000,100000").split(","))
BEAT_S = 0.001
ADDED = 5_000
NOTICED_MS = 4.0
READY_S = 2.0
"""What is loaded behind the first screen is there by then."""
TRACE = os.environ.get("READER_STALLS_TRACE", "")
"""A file that is told what all threads did in turns longer than `TRACED_S`."""
TRACED_S = 0.08
ONLY = os.environ.get("READER_STALLS_PARTS", "").split()
"""The parts of the walk that are gone; all without."""

Report = dict[str, tuple[float, float, float, float]]
"""Of each step the longest gap, the longest turn, its computing, and the 99th of a hundred gaps."""
ADD = """
import sys
from pathlib import Path
from reader.model import Draft
from reader.store import Library
with Library.open(Path(sys.argv[1])) as library:
    library.add_all([Draft(title=f"Fresh {number}", body=f"A fresh text {number}.") for number in range(int(sys.argv[2]))], "added many")
    sys.stdout.write("done\\n"); sys.stdout.flush()
"""


def run() -> None:
    """Measure and print."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(prefix="reader-bench-stalls-") as folder:
        kept = os.environ.get("READER_BENCH_LIBRARIES")
        environment = {**os.environ, "XDG_CACHE_HOME": str(Path(folder) / "cache"), "TERM": "xterm-256color"}
        for size in SIZES:
            path = _library(size, Path(folder), kept)
            child_of("first", path, environment)  # makes the side file, as a first start does
            told = child_of("stalls", path, environment, module="benchmarks.stalls")
            print(f"\n{size:,} articles, ms{'':16}{'gap':>9}{'p99':>9}{'turn':>9}{'computing':>11}")
            for name, (gap, turn, own, often) in told.items():  # type: ignore[misc]
                print(f"  {name:30}{gap:9.1f}{often:9.1f}{turn:9.1f}{own:11.1f}", flush=True)


def _library(size: int, folder: Path, kept: str | None) -> Path:
    """Return a library to change: made now, or of one that is kept, with the texts of that."""
    if not kept:
        return make(size, folder / str(size))
    whole, mine = Path(kept) / str(size), folder / str(size)
    (mine / "library").mkdir(parents=True)
    shutil.copy(whole / "library.json", mine)
    shutil.copytree(whole / "library" / "articles", mine / "library" / "articles", copy_function=os.link)
    return mine / "library.json"


@dataclass
class Turns:
    """Watches the loop: how long its turns last, and how late a task is that wants to run each millisecond."""

    longest: float = 0.0
    computing: float = 0.0
    gaps: list[float] = field(default_factory=list)

    def watch(self, loop: Any) -> None:
        """Begin."""
        selector, begun, spent = loop._selector, perf_counter(), thread_time()
        select = selector.select
        trace = open(TRACE, "a") if TRACE else None  # noqa: SIM115

        def watched(timeout: float | None = None) -> Any:
            nonlocal begun, spent
            turn = perf_counter() - begun
            if turn > self.longest:
                self.longest, self.computing = turn, thread_time() - spent
            if trace is not None:
                faulthandler.cancel_dump_traceback_later()
            found = select(timeout)
            if trace is not None:
                faulthandler.dump_traceback_later(TRACED_S, file=trace)
            begun, spent = perf_counter(), thread_time()
            return found

        selector.select = watched
        self._beating = asyncio.create_task(self._beat())

    async def _beat(self) -> None:
        while True:
            begun = perf_counter()
            await asyncio.sleep(BEAT_S)
            self.gaps.append(perf_counter() - begun - BEAT_S)

    def take(self) -> tuple[float, float, float, float]:
        """Return what was seen since this was last asked."""
        noticed = sorted(gap * 1000 for gap in self.gaps if gap * 1000 > NOTICED_MS) or [0.0]
        told = (noticed[-1], self.longest * 1000, self.computing * 1000, noticed[int((len(noticed) - 1) * 0.99)])
        self.gaps, self.longest, self.computing = [], 0.0, 0.0
        return told


class Walk:
    """Through everything that was ever seen to keep the loop from turning."""

    def __init__(self, app: Any, turns: Turns, to: Path) -> None:
        """`to` is a file that has what was told so far."""
        self.to = to
        self.app = app
        self.turns = turns
        self.told: Report = {}

    async def go(self) -> Report:
        """Walk, and return what each step told."""
        app = self.app
        opening = app.screen.opening
        while not opening.is_warm:
            await asyncio.sleep(0.02)
        self._tell("loading, getting ready")
        await asyncio.sleep(READY_S)
        self._tell("at rest")
        await self._keys("view: all", "gl")
        for part in (self.moving, self.asking, self.acting, self.following, self.tagging, self.indexing):
            if not ONLY or part.__name__ in ONLY:
                await part()
        return self.told

    async def moving(self) -> None:
        """Up and down."""
        await self._keys("scrolling: j", "j" * 150)
        await self._keys("pages, ends", ["ctrl+d"] * 20 + ["G", "ctrl+u", "ctrl+u", "g", "g"])

    async def asking(self) -> None:
        """Everything that is typed letter by letter; each twice, for the first time loads what it needs."""
        for again in (" at first", ""):
            await self._keys(f"/, each letter{again}", ["/", *"slow rea", "escape"])
            await self._keys(f"\\, each letter{again}", ["\\", *"tag:hist words:>900", "escape"])
            await self._keys(f"palette, each letter{again}", [":", *"archive tag:history saved:>1y", "escape"])
            await self._keys(f"palette, an article{again}", [":", *"reading", "escape"])
            await self._keys(f"help{again}", ["?", *"tag", "escape"])
            await self._keys(f"sort by title{again}", ["S", *"title", "enter"])
            await self._keys(f"sort by saved{again}", ["S", *"newest", "enter"])

    async def acting(self) -> None:
        """One article, and all of them."""
        await self._keys("select, star, archive, undo", "xxsz" + "az" + "z")
        await self._keys("G, archive, undo", ["G", "a", "z", "g", "g"])
        await self._keys("select all", "*")
        await self._keys("archive all", "a")
        await self._keys("undo of all", "z")
        await self._keys("redo of all", ["ctrl+r"])
        await self._keys("undo again", "z")

    async def following(self) -> None:
        """What another program does."""
        library = self.app.screen.session.library
        adding = await asyncio.create_subprocess_exec(sys.executable, "-c", ADD, str(library.path), str(ADDED))
        done = asyncio.ensure_future(adding.wait())
        while not done.done():
            await press(self.app, "j")
            await asyncio.sleep(0.05)
        await self._settled(2.0)
        self._tell(f"another program adds {ADDED:,}")

    async def tagging(self) -> None:
        """A tag of every second article."""
        screen = self.app.screen
        library, half = screen.session.library, [article.id for article in screen.listing.articles[::2]]
        from reader.model import Edit

        screen.in_thread("half", lambda: library.update(half, Edit(add_tags=("half",))))
        await self._settled()
        self._tell("tag every second")
        screen.tagging.rename("half", "second")
        await self._settled()
        self._tell("rename that tag")
        await self._keys("undo of that", "z")

    async def indexing(self) -> None:
        """All texts, while they are being read for the first time."""
        await self._keys("search all, index from nothing", ["g", "/", *"slow le"], settle=False)
        for _ in range(8):
            await asyncio.sleep(1)
            for key in ("down", "down", "backspace", "r"):
                await press(self.app, key)
        self._tell("search all, while indexing")
        await self._keys("leave it", ["escape"])
        await self._keys("star all, while behind", ["*", "s"])
        await self._keys("narrow, while behind", ["\\", *"slow", "enter"])
        await self._keys("undo, while catching up", ["z", "escape"])

    def _tell(self, name: str) -> None:
        self.told[name] = self.turns.take()
        self.to.with_suffix(".so-far").write_text("\n".join(self.told))

    async def _keys(self, name: str, keys: str | list[str], *, settle: bool = True) -> None:
        for key in keys:
            await press(self.app, key)
            await asyncio.sleep(0.03)
        if settle:
            await self._settled()
        self._tell(name)

    async def _settled(self, rest_s: float = 0.5) -> None:
        """Wait until what was begun is done; the cursor moves meanwhile."""
        calm = 0.0
        while calm < rest_s:
            await asyncio.sleep(0.02)
            listing = getattr(self.app.screen, "listing", None)
            is_done = listing is None or (listing.complete and not self.app.screen.session.busy)
            calm = calm + 0.02 if is_done else 0.0


async def press(app: Any, key: str) -> None:
    """Press a key and wait until its answer is painted."""
    names = {" ": "space", "\\": "backslash"}
    app.post_message(events.Key(names.get(key, key), key if len(key) == 1 else None))
    for _ in range(2):
        done = asyncio.Event()
        app.screen.call_after_refresh(done.set)
        await done.wait()


def main() -> None:
    """Be the child: measure inside the program, and report."""
    path, to = Path(sys.argv[2]), Path(sys.argv[3])
    told: Report = {}

    async def then(app: App[object]) -> None:
        turns = Turns()
        turns.watch(asyncio.get_running_loop())
        walk = Walk(app, turns, to)
        try:
            await walk.go()
        finally:
            told.update(walk.told)
            app.exit()

    work: Callable[[App[object]], Awaitable[None]] = then
    with_reader(path, work)
    to.write_text(json.dumps(told))


if __name__ == "__main__":
    main()
