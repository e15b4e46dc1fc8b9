"""The page against its floor and its peers, each in a terminal of its own, side by side in one run.

`python -m benchmarks.view [starts|list|reading] [--quick]`: starts with the peers, opening from the list, paging; all of
them without a name. CPU, not wall time; `--quick` leaves out the peers that take a minute.
"""

from __future__ import annotations

import atexit
import json
import os
import pty
import resource
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSCTTY, TIOCSWINSZ
from typing import Any

from benchmarks.text_samples import article

SIZES = {"10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000, "5 MB": 5_000_000}
ROWS, COLUMNS = 36, 120
ROUNDS = 3
PATIENCE_S = 150
SLOW = {"MarkdownViewer": 100_000, "rich": 1_000_000}
"""Peers that are not asked for more characters than these: a minute and more."""
OWN = tempfile.mkdtemp(prefix="reader-bench-")
OWN_FOLDERS = {"PYTHONPYCACHEPREFIX": f"{OWN}/compiled", "XDG_CACHE_HOME": f"{OWN}/cache"}
"""Compiled modules, as an installer leaves them: the first run of each program makes them and is not counted. And kept pages."""


def run() -> None:
    """Print the tables."""
    main([])


def main(arguments: list[str]) -> None:
    """Print the tables that were asked for."""
    quick = "--quick" in arguments
    names = [name for name in arguments if not name.startswith("-")] or ["starts", "list", "reading"]
    atexit.register(shutil.rmtree, OWN, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        samples = {name: _library(Path(folder), name, size) for name, size in SIZES.items()}
        if "starts" in names:
            _starts(samples, quick=quick)
        if "list" in names:
            _table(
                "From the list, ms of the interface's thread", {n: _told("list", path) for n, path in samples.items()}
            )
        if "reading" in names:
            told = {"bare": _told("bare", samples["10 KB"])}
            for name in ("1 MB", "5 MB"):
                first = _told("open", samples[name])
                told[name] = _told("open", samples[name]) | {"peak MiB, not kept yet": first.get("peak MiB", 0.0)}
            _table("Reading, ms of the interface's thread", told)


def _library(folder: Path, name: str, size: int) -> Path:
    from reader.model import Draft
    from reader.store import Library

    path = folder / name.replace(" ", "") / "library.json"
    path.parent.mkdir()
    body = article(size) + "\n\nThese are the last words."
    with Library.open(path) as library:
        library.add(Draft(title=f"An article of {name}", body=body, words=len(body) // 6, language="en"))
    (path.parent / "body.md").write_text(body)
    return path


def _starts(samples: Mapping[str, Path], *, quick: bool) -> None:
    """Print what it takes each program from nothing to its first screen, an article opened before for ours."""
    print("\nFrom nothing to the text on screen, CPU ms (and times the bare Textual program)")
    for name, path in samples.items():
        peers = _peers(path)
        asked = {
            peer: command
            for peer, command in peers.items()
            if SIZES[name] <= SLOW.get(peer, SIZES[name]) and not (quick and peer in SLOW)
        }
        first = _cpu_s(_child("list", path, path.parent / "kept.txt"))  # so that the page is kept
        assert first
        times = {peer: [] for peer in asked}  # type: dict[str, list[float]]
        for number in range(ROUNDS + 1):
            for peer, command in asked.items():
                if peer in SLOW and number > 1:
                    continue
                cpu = _cpu_s(command)
                if number:
                    times[peer].append(cpu)
        middle = {peer: statistics.median(all_times) for peer, all_times in times.items()}
        told = [f"{peer} {1000 * cpu:.0f} ({cpu / middle['bare']:.2f})" for peer, cpu in middle.items()]
        print(f"  {name:>7}  {'  '.join(told)}", flush=True)
    missing = [name for name in ("less", "w3m", "glow") if not shutil.which(name)]
    if missing:
        print(f"  not here, and left out: {', '.join(missing)}")


def _peers(path: Path) -> dict[str, list[str]]:
    body = str(path.parent / "body.md")
    peers = {"bare": _child("bare", path), "reader": _child("open", path)}
    others = {"less": ["less", "-X", "+q", body], "w3m": ["w3m", "-dump", body], "glow": ["glow", body]}
    peers |= {name: command for name, command in others.items() if shutil.which(name)}
    return peers | {"rich": _child("rich", path), "MarkdownViewer": _child("markdown", path)}


def _table(heading: str, told: Mapping[str, Mapping[str, Any]]) -> None:
    """Print what was told, a row for each thing measured."""
    print(f"\n{heading}\n{'':28}" + "".join(f"{name:>10}" for name in told))
    rows = dict.fromkeys(key for each in told.values() for key in each)
    for row in rows:
        values = [each.get(row, "") for each in told.values()]
        shown = [f"{value:.1f}" if isinstance(value, float) else str(value) for value in values]
        print(f"{row:28}" + "".join(f"{value:>10}" for value in shown), flush=True)


def _child(mode: str, path: Path, report: Path | None = None) -> list[str]:
    return [sys.executable, "-m", "benchmarks.view_child", mode, str(path), *([str(report)] if report else [])]


def _told(mode: str, path: Path) -> dict[str, Any]:
    report = path.parent / "report.txt"
    report.unlink(missing_ok=True)
    _cpu_s(_child(mode, path, report))
    return dict(json.loads(report.read_text())) if report.exists() else {"failed": True}


def _cpu_s(command: list[str]) -> float:
    """Run a program in a terminal of its own until it ends; return its CPU seconds."""
    master, slave = pty.openpty()
    ioctl(slave, TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "PAGER": "cat", **OWN_FOLDERS}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(
        command,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environment,
        start_new_session=True,
        preexec_fn=lambda: ioctl(0, TIOCSCTTY, 0),  # so that it is told of a new size
    )
    os.close(slave)
    thread = threading.Thread(target=_drain, args=(master,), daemon=True)
    thread.start()
    try:
        process.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    thread.join(2)
    os.close(master)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _drain(master: int) -> None:
    try:
        while os.read(master, 65536):
            pass
    except OSError:
        pass


if __name__ == "__main__":
    main(sys.argv[1:])
