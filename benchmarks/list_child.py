"""What `benchmarks.list` runs in a terminal: one mode, one library, a file to report to. Figures are CPU ms of the process."""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import process_time

from textual import events
from textual.app import App

from benchmarks.view_child import Bare

STEPS = 150
LETTERS = "reading slow"
SETTLED_S = 1.0

Report = dict[str, float]


def main() -> None:
    """Run the mode, and report."""
    mode, path, to = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    told: Report = {}

    async def first(app: App[object]) -> None:
        told["first paint"] = 1000 * process_time()
        app.exit()

    async def inside(app: App[object]) -> None:
        told["first paint"] = 1000 * process_time()
        await asyncio.sleep(SETTLED_S)
        while not app.screen.opening.is_warm:  # type: ignore[attr-defined]
            await asyncio.sleep(0.1)
        told["settled"] = 1000 * process_time()
        told.update(await _inside(app))
        app.exit()

    if mode == "bare":
        Bare(first).run()  # type: ignore[arg-type]
    else:
        with_reader(path, inside if mode == "inside" else first)
    to.write_text(json.dumps(told))


def with_reader(path: Path, then: Callable[[App[object]], Awaitable[None]]) -> None:
    """Open the program on a library, and do something once the first screen is painted."""
    import reader.tui
    from reader.config import Config
    from reader.store import Library
    from reader.tui.app import ReaderApp
    from reader.tui.session import Session
    from reader.tui.terminal import fault_of

    class Measured(ReaderApp):
        """Tells when the first screen is painted."""

        CSS_PATH = Path(reader.tui.__file__).with_name("reader.tcss")

        def on_mount(self) -> None:  # Textual calls that of the program too
            self.call_after_refresh(self.once_painted)

        def once_painted(self) -> None:
            self.screen.call_after_refresh(self.begin)

        def begin(self) -> None:
            self.measuring = asyncio.create_task(then(self))  # type: ignore[arg-type]

    with Library.open(path) as library:
        app = Measured(Session(library, Config()))
        app.run()
        if fault := fault_of(app):
            raise fault


async def _inside(app: App[object]) -> Report:
    told: Report = {}
    steps = [await _timed(app, "j") for _ in range(STEPS)][5:]
    told["j p50"], told["j p99"] = statistics.median(steps), sorted(steps)[int(len(steps) * 0.99)]
    await _timed(app, "/")
    letters = [await _timed(app, letter, settle=True) for letter in LETTERS]
    told["letter, first"], told["letter, median"], told["letter, worst"] = (
        letters[0],
        statistics.median(letters),
        max(letters),
    )
    await _timed(app, "escape", settle=True)
    for name, key in (("star", "s"), ("undo", "z"), ("archive", "a"), ("undo archive", "z")):
        told[name] = await _timed(app, key)
        await asyncio.sleep(0.3)
    await _timed(app, "S", settle=True)
    return told


async def _timed(app: App[object], key: str, *, settle: bool = False) -> float:
    """Return the CPU ms from a key to its paint; with `settle` to where all is found."""
    start = process_time()
    app.post_message(events.Key(key, key if len(key) == 1 else None))
    await _painted(app)
    listing = getattr(app.screen, "listing", None)
    while settle and listing is not None and not listing.complete:
        await asyncio.sleep(0.002)
    return 1000 * (process_time() - start)


async def _painted(app: App[object]) -> None:
    for _ in range(2):
        done = asyncio.Event()
        app.screen.call_after_refresh(done.set)
        await done.wait()


if __name__ == "__main__":
    main()
