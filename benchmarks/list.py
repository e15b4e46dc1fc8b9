"""The list against a bare Textual program and against a small library, each in a terminal of its own.

Starts are of the real program, seen from outside; what follows is measured inside it, from the moment a key arrives to
its paint. CPU time but where it says otherwise; ratios in the same run. `python -m benchmarks list`; READER_LIST_SIZES=1000,100000 by default.
"""

from __future__ import annotations

import json
import os
import pty
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

from benchmarks.bare import SHOWN
from benchmarks.make_library import make
from benchmarks.starts import BARE, COLUMNS, ROWS, first_paint

SIZES = tuple(int(size) for size in os.environ.get("READER_LIST_SIZES", "1000,10000,100000").split(","))
ROUNDS = 7
AIMS = {1_000: 1.3, 10_000: 1.3, 100_000: 1.4}


def run() -> None:
    """Measure and print."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a start that compiles everything measures the compiler
    with tempfile.TemporaryDirectory(prefix="reader-bench-list-") as folder:
        environment = {**os.environ, "XDG_CACHE_HOME": str(Path(folder) / "cache"), "TERM": "xterm-256color"}
        small: dict[str, float] = {}
        for size in SIZES:
            path = make(size, Path(folder) / str(size))
            child_of("first", path, environment)  # makes the side files, as a first start does
            _print_start(size, path, environment)
            runs = [child_of("inside", path, environment) for _ in range(3)]
            told = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
            small = small or told
            told.pop("first paint", None)  # that of a program which loads all at once, as tests do
            for name, ms in told.items():
                print(f"  {name:16} {ms:8.1f} ms   {ms / small[name]:5.2f} times that at {SIZES[0]:,}")


def _print_start(size: int, path: Path, environment: dict[str, str]) -> None:
    """Start the real program and the floor in turns; print the least of each."""
    reader = [sys.executable, "-m", "reader", "--library", str(path)]
    floors, ours = [], []
    for number in range(ROUNDS + 1):
        floor, own = first_paint(BARE, SHOWN, environment), first_paint(reader, b" min", environment)
        if number:  # the first ones compile
            floors.append(floor)
            ours.append(own)
    (floor_cpu, own_cpu), (floor_wall, own_wall) = (
        (min(times[at] for times in floors), min(times[at] for times in ours)) for at in (0, 1)
    )
    print(
        f"\n{size:,} articles: first paint {own_cpu:.0f} ms of CPU, a bare program {floor_cpu:.0f}: "
        f"{own_cpu / floor_cpu:.2f} (aim: {AIMS.get(size, 1.3)}); by the clock {own_wall / floor_wall:.2f}"
    )


def child_of(
    mode: str, path: Path, environment: dict[str, str], *, module: str = "benchmarks.list_child"
) -> dict[str, float]:
    """Run a mode in a terminal; return what it reports."""
    report = path.with_name("report.json")
    report.unlink(missing_ok=True)
    master, slave = pty.openpty()
    ioctl(slave, TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    command = [sys.executable, "-m", module, mode, str(path), str(report)]
    child = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=subprocess.PIPE, env=environment, start_new_session=True
    )
    os.close(slave)
    drain = threading.Thread(target=_drain, args=(master,), daemon=True)
    drain.start()
    _, errors = child.communicate(timeout=300)
    os.close(master)
    if not report.exists():
        raise RuntimeError(f"{mode} failed: {errors.decode()[-2000:]}")
    told: dict[str, float] = json.loads(report.read_text())
    return told


def _drain(terminal: int) -> None:
    try:
        while os.read(terminal, 65_536):
            pass
    except OSError:
        return


if __name__ == "__main__":
    run()
