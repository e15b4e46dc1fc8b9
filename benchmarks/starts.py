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
from collections.abc import Mapping, Sequence
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


def first_paint(command: Sequence[str], shown: bytes, environment: Mapping[str, str]) -> tuple[float, float]:
    """Start a program, wait until `shown` is on its terminal, end it; return milliseconds of CPU and of the clock."""
    master, slave = pty.openpty()
    ioctl(slave, TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    started = perf_counter()
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
        _wait(master, shown)
        return _cpu_ms(program.pid), 1000 * (perf_counter() - started)
    finally:
        program.kill()
        program.wait()
        os.close(master)


def _wait(terminal: int, shown: bytes) -> None:
    output, deadline = b"", perf_counter() + PATIENCE_S
    while shown not in output:
        ready, _, _ = select.select([terminal], [], [], max(0.0, deadline - perf_counter()))
        try:
            piece = os.read(terminal, 65_536) if ready else b""
        except OSError:
            piece = b""
        if not piece:
            raise RuntimeError(f"{shown!r} was never shown: {output[-2000:]!r}")
        for question, answer in ANSWERS.items():
            if question in piece:
                os.write(terminal, answer)
        output += piece


def _cpu_ms(pid: int) -> float:
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6
