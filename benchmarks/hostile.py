"""Pages that would hang, fill or end a program: how long each takes, and what becomes of it."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from reader.errors import ReaderError
from reader.ingest import ingest_bytes, sandbox
from reader.ingest.reading import PLAIN_WORD

WORDS = "These are words of an article, and they are worth keeping whatever stands around them. "
START = f"<html><body><p>{WORDS * 5}</p>"


def pages() -> Iterator[tuple[str, str]]:
    """Yield each kind of page with its name."""
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


def run() -> None:
    """Print seconds, the memory of both processes at their highest, and what came of each page."""
    for name, html in pages():
        started = perf_counter()
        try:
            draft = ingest_bytes(html.encode(), name="page.html", url="https://example.org/")
            became = f"{draft.words:,} words{', plainly' if PLAIN_WORD in draft.body else ''}"
        except ReaderError as error:
            became = str(error)
        seconds = perf_counter() - started
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{name:36}{seconds:7.2f} s   {_worker_megabytes():>5} MB in the worker, {own} MB here   {became}",
            flush=True,
        )
    sandbox.stop()
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"worker at its highest: {most} MB")


def _worker_megabytes() -> str:
    process = sandbox._worker.process
    if process is None or process.poll() is not None:
        return "ended"
    told = Path(f"/proc/{process.pid}/status").read_text()
    return next(str(int(line.split()[1]) // 1024) for line in told.splitlines() if line.startswith("VmHWM"))
