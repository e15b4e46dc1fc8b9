"""Starts measured from outside: a real process in a terminal that answers, until something is seen on it.

CPU of all its threads up to that moment, as the system counts it (`/proc`, so Linux only).
"""

from __future__ import annotations

import os
import pty
import select
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSCTTY, TIOCSWINSZ
from time import perf_counter

ROWS, COLUMNS = 36, 120
PATIENCE_S = 60.0
ANSWERS = {
    b"\x1b]11;?": b"\x1b]11;rgb:1717/1818/1c1c\x1b\\",
    b"\x1b[16t": b"\x1b[6;20;10t",
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
}
"""What terminals are asked, and what this one says."""
BARE = [sys.executable, "-m", "benchmarks.bare"]


def first_paint(
    command: Sequence[str], shown: bytes, environment: Mapping[str, str], columns: int = COLUMNS
) -> tuple[float, float]:
    """Start a program, wait until `shown` is on its terminal, end it; return milliseconds of CPU and of the clock."""
    started = perf_counter()
    with _running(command, environment, columns) as (program, terminal):
        _wait(terminal, shown)
        return _cpu_ms(program.pid), 1000 * (perf_counter() - started)


def read_on(command: Sequence[str], shown: bytes, environment: Mapping[str, str], *, keys: bytes, for_s: float) -> None:
    """Start a program, type keys when `shown` is on its terminal, let it be for a while, and have it quit."""
    with _running(command, environment) as (program, terminal):
        _wait(terminal, shown)
        for typed in (keys, b"Q"):
            os.write(terminal, typed)
            with suppress(TimeoutError, OSError):
                _wait(terminal, b"(never shown)", for_s)
        program.wait(PATIENCE_S)


@contextmanager
def _running(
    command: Sequence[str], environment: Mapping[str, str], columns: int = COLUMNS
) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Run a program in a terminal; what still runs of it at the end is killed."""
    master, slave = pty.openpty()
    ioctl(slave, TIOCSWINSZ, struct.pack("HHHH", ROWS, columns, 0, 0))
    program = subprocess.Popen(
        command,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
        start_new_session=True,
        preexec_fn=lambda: ioctl(0, TIOCSCTTY, 0),
    )
    os.close(slave)
    try:
        yield program, master
    finally:
        program.kill()
        program.wait()
        os.close(master)


def _wait(terminal: int, shown: bytes, patience_s: float = PATIENCE_S) -> None:
    output, deadline = b"", perf_counter() + patience_s
    while shown not in output:
        ready, _, _ = select.select([terminal], [], [], max(0.0, deadline - perf_counter()))
        piece = os.read(terminal, 65_536) if ready else b""
        if not piece:
            raise TimeoutError(f"{shown!r} was never shown: {output[-2000:]!r}")
        for question, answer in ANSWERS.items():
            if question in piece:
                os.write(terminal, answer)
        output += piece


def _cpu_ms(pid: int) -> float:
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6
