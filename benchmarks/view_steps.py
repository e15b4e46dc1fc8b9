"""What is measured inside the program: opening from the list, the end, paging, another width, what lies over the text.

Milliseconds of CPU: of the interface's thread where a key waits for it, else of the process.
"""

from __future__ import annotations

import asyncio
import fcntl
import gc
import resource
import statistics
import struct
import termios
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic, process_time, thread_time
from typing import Any, NamedTuple

from textual import events
from textual.app import App

from reader.model import Highlight, Span, TextQuote
from reader.tui.reading.spans import Marked, Spans

PAGES = 150
REPEAT_S = 0.03
"""Between two keys: keyboards repeat some 30 a second."""
UNPAINTED_S = 0.5
"""After so long nothing more is painted."""
Report = dict[str, float | str | bool]


class Keys(NamedTuple):
    """What keys cost, in ms: from each to the paint of what it shows, and with all that is done until the next."""

    p50: float
    p99: float
    with_what_follows: float


async def opening(app: App[Any]) -> Report:
    """Open an article from the list for the first time, go to its end at once; then open it again."""
    told: Report = {}
    below = app.screen
    before = _resident_mib()
    for name in ("first", "again"):
        start = thread_time()
        press(app, "enter")
        while app.screen is below or not app.screen.view.on_screen:  # type: ignore[attr-defined]
            await asyncio.sleep(0.001)
        await painted(app)
        told[f"open {name}"] = 1000 * (thread_time() - start)
        screen: Any = app.screen
        start, whole = thread_time(), process_time()
        press(app, "G")
        await asyncio.sleep(0)
        await painted(app)
        told[f"end {name}"] = 1000 * (thread_time() - start)
        told[f"end {name}, process"] = 1000 * (process_time() - whole)
        told[f"end {name} is shown"] = (
            "the last words" in screen.view.page.document.plain[screen.view.on_screen.start :]
        )
        while not screen.reading.document.complete or screen.reading_on.is_glancing:
            await asyncio.sleep(0.02)
        press(app, "g")
        press(app, "g")
        await keys(app, 60)
        gc.collect()
        told[f"MiB {name}"] = _resident_mib() - before
        press(app, "q")
        while app.screen is not below:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.3)
    return told


async def reading(app: App[Any]) -> Report:
    """Page through an open article that is wholly read, plain and under highlights and matches; change the width."""
    screen: Any = app.screen
    told: Report = {}
    await asyncio.sleep(1)  # for a glance at the first page
    told["p50"], told["p99"], told["p50 with what follows"] = await keys(app)
    told["peak MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    press(app, "g")
    press(app, "g")
    for _ in range(12):
        press(app, "space")
    await painted(app)
    told.update(await _resized(app))
    plain, washes = screen.reading.document.plain, screen.view.washes
    for count in (0, 1, 1_000):
        washes.highlights = Spans(_marks(plain, count))
        screen.view.rewash()
        told[f"p50, {count:,} highlights"] = (await keys(app)).p50
    told["one highlight more, ms"] = await _one_more(app, screen)
    start = thread_time()
    screen.finding.look("quiet")
    await painted(app)
    while screen.finding.finder.is_partial:
        await asyncio.sleep(0.005)
    await painted(app)
    told["find"] = 1000 * (thread_time() - start)
    told["matches"] = len(screen.finding.finder.matches or ())
    told["p50, matches"], told["p99, matches"], _ = await keys(app)
    return told


async def bare(app: App[Any]) -> Report:
    """Draw the same line everywhere at every key."""
    await asyncio.sleep(1)
    p50, p99, with_rest = await keys(app)
    return {
        "p50": p50,
        "p99": p99,
        "p50 with what follows": with_rest,
        "peak MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


async def keys(app: App[Any], count: int = PAGES) -> Keys:
    """Page on and back, a key as soon as keyboards repeat them; say what a key costs to its paint, and in all."""
    painted_at: list[float] = []
    display = app._display

    def told(screen: Any, renderable: Any) -> None:
        display(screen, renderable)
        painted_at.append(thread_time())

    app._display = told  # type: ignore[method-assign]
    to_paint, in_all = [], []
    pages = 0
    while len(to_paint) < count:
        painted_at.clear()
        start = thread_time()
        press(app, "space" if pages % 60 < 50 else "b")
        await asyncio.sleep(REPEAT_S)
        if not await _is_painted(painted_at):
            pages = 0 if pages % 60 >= 50 else 50  # the text ends here: the other way
            continue
        pages += 1
        to_paint.append(1000 * (painted_at[0] - start))
        in_all.append(1000 * (thread_time() - start))
    app._display = display  # type: ignore[method-assign]
    times = sorted(to_paint[5:])
    return Keys(statistics.median(times), times[int(len(times) * 0.99)], statistics.median(in_all))


async def _is_painted(painted_at: list[float]) -> bool:
    """Wait for a paint; False where none comes, as nothing changed."""
    until = monotonic() + UNPAINTED_S
    while not painted_at and monotonic() < until:
        await asyncio.sleep(0.001)
    return bool(painted_at)


async def _resized(app: App[Any]) -> Report:
    """Make the terminal narrower and wide again: the same sentence stays on top."""
    screen: Any = app.screen
    place = screen.view.place
    words = screen.reading.document.plain[place : place + 12]
    times, stays = [], True
    rows, columns = struct.unpack("HHHH", fcntl.ioctl(0, termios.TIOCGWINSZ, b"\0" * 8))[:2]
    for width in (columns - 50, columns) * 3:
        start = thread_time()
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, width, 0, 0))
        while app.size.width != width or screen.view.size.width != width:
            await asyncio.sleep(0.001)
        await painted(app)
        times.append(1000 * (thread_time() - start))
        top = next(row for row in map(screen.view.viewport.row_at, range(rows)) if row is not None and not row.blank)
        stays = stays and words in screen.reading.document.plain[top.start : top.end]
    return {"resize": statistics.median(times), "same words on top": stays}


async def _one_more(app: App[Any], screen: Any) -> float:
    """Return what one highlight more costs, drawn on two rows of the window."""
    times = []
    for number in range(20):
        start = thread_time()
        window = screen.view.on_screen
        at = window.start + 200
        marks = [] if number % 2 else [Marked(Span(at, at + 100), _highlight())]
        screen.view.washes.highlights = Spans(marks)
        screen.view.rewash()
        await painted(app)
        times.append(1000 * (thread_time() - start))
    return statistics.median(times)


def _marks(plain: str, count: int) -> list[Marked[Highlight]]:
    step = max(200, len(plain) // max(1, count))
    return [Marked(Span(at, at + 60), _highlight()) for at in range(100, min(len(plain), step * count), step)]


def _highlight() -> Highlight:
    from datetime import UTC, datetime

    return Highlight(
        id="1",
        article_id="1",
        quote=TextQuote("x"),
        span=Span(0, 1),
        colour=1,
        made_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def press(app: App[Any], key: str) -> None:
    """Press a key."""
    app.post_message(events.Key(key, " " if key == "space" else key if len(key) == 1 else None))


async def painted(app: App[Any]) -> None:
    """Wait until what was asked for is on the terminal; where nothing is to be painted, until that is sure."""
    for _ in range(2):
        done = asyncio.Event()
        app.screen.call_after_refresh(done.set)
        with suppress(TimeoutError):  # Textual calls nothing back where nothing changed
            await asyncio.wait_for(done.wait(), UNPAINTED_S)


def _resident_mib() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1]) if Path("/proc/self/statm").exists() else 0
    return pages * resource.getpagesize() / 1024 / 1024


Steps = Callable[[App[Any]], Any]
