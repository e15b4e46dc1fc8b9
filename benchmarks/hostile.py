"""Pages that would hang, fill or end a program: how long each takes, and what becomes of it.

`python -m benchmarks hostile`: each is taken in by the pipeline, by `reader add` and by the interface, whose longest turn is
told: so long a key would wait at most.
"""

from __future__ import annotations

import asyncio
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from benchmarks.stalls import Beat
from reader.config import Config
from reader.errors import ReaderError
from reader.ingest import ingest_bytes, sandbox
from reader.ingest.reading import PLAIN_WORD
from reader.store import Library

WORDS = "These are words of an article, and they are worth keeping whatever stands around them. "
START = f"<html><body><p>{WORDS * 5}</p>"


def pages() -> Iterator[tuple[str, bytes]]:
    """Yield each kind of page with its name."""
    for name, html in _written():
        yield name, html.encode()
    yield (
        "1 MB of Latin-1 that says UTF-16",
        (START.replace("are", "d\xe9j\xe0") * 2_400)
        .encode("latin-1")
        .replace(b"<html>", b"<html><meta charset=utf-16>", 1),
    )
    yield "1 MB of noise called HTML", b"<html>" + random.Random(7).randbytes(1_000_000)
    yield "no body", b"<html><head><title>Nothing</title></head></html>"


def _written() -> Iterator[tuple[str, str]]:
    paragraph = f"<p>{WORDS * 4}</p>"
    yield "50 MB", START + paragraph * 145_000
    yield (
        "49 MB, nearly all of it pictures",
        START + "<img src='data:image/png;base64," + "iVBORw0KGgo=" * 4_050_000 + "'>",
    )
    yield "19 MB of paragraphs", START + paragraph * 53_000
    yield "100,000 nested div", START + "<div>" * 100_000 + WORDS + "</div>" * 100_000
    yield "100,000 nested blockquote", START + "<blockquote>" * 100_000 + WORDS
    yield "50,000 nested lists", START + "<ul><li>" * 50_000
    yield "2,000 nested tables", START + "<table><tr><td>" * 2_000
    yield (
        "1,000 rows of 1,000 x 1,000 spans",
        START + "<table>" + "<tr><td rowspan=1000 colspan=1000>x</td></tr>" * 1_000,
    )
    yield "a table of 200,000 cells", START + "<table>" + ("<tr>" + "<td>x</td>" * 200 + "</tr>") * 1_000
    yield "300,000 newlines", START + "<p>" + "\n" * 300_000
    yield "a million entities", START + "&amp;" * 1_000_000
    yield "500,000 links", START + "<a href=x>y</a> " * 500_000
    yield "4 MB opened and never closed", START + "<svg>" * 400_000 + "<title " * 300_000


_MEASURES = """
import resource, subprocess, sys, time
python, library, file = sys.argv[1:]
started = time.perf_counter()
command = [python, "-m", "reader", "--library", library, "add", file]
subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Started by a program that is small itself: memory is told of what a process was forked from, too."""


def run() -> None:
    """Print the figures of each page, then the most memory that any process took."""
    print(f"{'':36}{'pipeline':>18}{'reader add':>18}{'interface':>22}")
    with tempfile.TemporaryDirectory(prefix="reader-bench-hostile-") as folder:
        os.environ["XDG_STATE_HOME"] = os.environ["XDG_CACHE_HOME"] = folder
        for number, (name, data) in enumerate(pages()):
            file = Path(folder) / f"{number}.html"
            file.write_bytes(data)
            seconds, became = _by_pipeline(data)
            worker = _worker_megabytes()
            added, most = _by_command(file, Path(folder) / "added" / "library.json")
            shown, longest = asyncio.run(_by_interface(file, Path(folder) / f"shown-{number}" / "library.json"))
            print(
                f"{name:36}{seconds:7.2f} s {worker:>5} MB{added:9.2f} s {most:>3} MB{shown:9.2f} s {longest:5.0f} ms   {became}",
                flush=True,
            )
    sandbox.stop()
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"at its highest: a worker or `reader add` {most} MB, this process with the interface {own} MB")


def _by_pipeline(data: bytes) -> tuple[float, str]:
    started = perf_counter()
    try:
        draft = ingest_bytes(data, name="page.html", url="https://example.org/")
        became = f"{draft.words:,} words{', plainly' if PLAIN_WORD in draft.body else ''}"
    except ReaderError as error:
        became = str(error)
    return perf_counter() - started, became


def _by_command(file: Path, library: Path) -> tuple[float, int]:
    """Return the seconds of `reader add`, and the megabytes of the larger of its processes."""
    command = [sys.executable, "-c", _MEASURES, sys.executable, str(library), str(file)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(told[0]), int(told[1]) // 1024


async def _by_interface(file: Path, path: Path) -> tuple[float, float]:
    """Return the seconds until a page is in the list, or among what failed, and the longest turn meanwhile in ms."""
    from reader.tui.app import ReaderApp
    from reader.tui.session import Session

    with Library.open(path) as library:
        session = Session(library, Config())
        app = ReaderApp(session)
        async with app.run_test(size=(100, 40)) as pilot:
            await pilot.pause(0.5)
            beat = Beat()
            beating = asyncio.create_task(beat.beat())
            started = perf_counter()
            session.saver.start(str(file), app)
            while session.saver.under_way:
                await asyncio.sleep(0.01)
            seconds = perf_counter() - started
            await pilot.pause(0.2)
            beating.cancel()
            return seconds, beat.take()


def _worker_megabytes() -> str:
    process = sandbox._worker.process
    if process is None or process.poll() is not None:
        return "ended"
    told = Path(f"/proc/{process.pid}/status").read_text()
    return next(str(int(line.split()[1]) // 1024) for line in told.splitlines() if line.startswith("VmHWM"))
