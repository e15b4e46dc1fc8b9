"""The article view against its floor and its peers, each in a terminal of its own: `python -m benchmarks.view`.

CPU seconds, not wall time; ratios against a bare Textual program, measured in turns in the same run. `--quick` leaves
out the slow peers.
"""

from __future__ import annotations

import atexit
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
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

from benchmarks.text_samples import article

SIZES = {"10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000, "5 MB": 5_000_000}
ROWS, COLUMNS = 36, 120
ROUNDS = 3
OWN = tempfile.mkdtemp(prefix="reader-bench-")
OWN_FOLDERS = {"PYTHONPYCACHEPREFIX": f"{OWN}/compiled", "XDG_CACHE_HOME": f"{OWN}/cache"}
"""Compiled modules, as an installer leaves them: the first run of each program makes them and is not counted. And kept pages."""


def main() -> None:
    """Print the tables."""
    quick = "--quick" in sys.argv
    atexit.register(shutil.rmtree, OWN, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        samples = {name: _library(Path(folder), name, size) for name, size in SIZES.items()}
        print("Start into an article, CPU ms to the first settled screen (and times the bare program)")
        for name, path in samples.items():
            print(f"  {name:>7}  {_starts(path, quick=quick or name in ('1 MB', '5 MB'))}")
        print("\nWithin the program")
        for name, path in samples.items():
            print(f"  {name:>7}  opened first: {_inside(path)}")
            print(f"  {'':>7}  opened again: {_inside(path)}")
            print(f"  {'':>7}  start again: {_starts(path, quick=True)}")
        print(f"  a bare Line API widget, a key to its paint: {_reported('bare-paging', samples['10 KB'])}")


def _library(folder: Path, name: str, size: int) -> Path:
    from reader.model import Draft
    from reader.store import Library

    path = folder / name.replace(" ", "") / "library.json"
    path.parent.mkdir()
    body = article(size)
    with Library.open(path) as library:
        library.add(Draft(title=f"An article of {name}", body=body, words=len(body) // 6, language="en"))
    (path.parent / "body.md").write_text(body)
    return path


def _starts(path: Path, *, quick: bool) -> str:
    peers = {"bare": _child("bare", path), "reader": _child("open", path)}
    body = str(path.parent / "body.md")
    if not quick:
        peers["MarkdownViewer"] = _child("markdown", path)
    for name in ("less", "w3m", "glow"):
        if shutil.which(name):
            peers[name] = {"less": ["less", "-X", "+q", body], "w3m": ["w3m", "-dump", body], "glow": ["glow", body]}[
                name
            ]
    times: dict[str, list[float]] = {name: [] for name in peers}
    for command in peers.values():
        _cpu_s(command)
    for number in range(ROUNDS):
        for name, command in peers.items():
            if name == "MarkdownViewer" and number:
                continue
            times[name].append(_cpu_s(command))
    floor = statistics.median(times["bare"])
    middle = {name: statistics.median(all_times) for name, all_times in times.items()}
    return "  ".join(f"{name} {1000 * cpu:.0f} ({cpu / floor:.2f}x)" for name, cpu in middle.items())


def _inside(path: Path) -> str:
    return _reported("inside", path)


def _child(mode: str, path: Path) -> list[str]:
    return [sys.executable, "-m", "benchmarks.view_child", mode, str(path)]


def _reported(mode: str, path: Path) -> str:
    report = path.parent / "report.txt"
    report.unlink(missing_ok=True)
    _cpu_s([*_child(mode, path), str(report)])
    return report.read_text().strip() if report.exists() else "failed"


def _cpu_s(command: list[str]) -> float:
    """Run a program in a terminal of its own until it ends; return its CPU seconds."""
    master, slave = pty.openpty()
    ioctl(slave, TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "PAGER": "cat", **OWN_FOLDERS}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
    )
    os.close(slave)
    thread = threading.Thread(target=_drain, args=(master,), daemon=True)
    thread.start()
    try:
        process.wait(120)
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
    main()
