"""The program in a real terminal: how it ends, and what it leaves behind."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.model import Draft
from reader.store import Library

ROOT = Path(__file__).parent.parent.parent
START = """
import sys
from pathlib import Path
from reader.config import Config
from reader.tui.start import run
{extra}
sys.exit(run(Path(sys.argv[1]), Config(theme="dark")))
"""
PATIENCE_S = 30.0


class Terminal:
    """A pseudo-terminal with the program in it."""

    def __init__(self, library: Path, extra: str = "") -> None:
        self.master, slave = pty.openpty()
        environment = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), "LINES": "5", "COLUMNS": "9"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", START.format(extra=extra), str(library)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
        )
        os.close(slave)
        self.output = b""

    def wait_for(self, text: bytes) -> None:
        """Read until `text` was drawn."""
        deadline = time.monotonic() + PATIENCE_S
        while text not in self.output:
            assert time.monotonic() < deadline, self.output[-2000:]
            self.read(0.2)

    def read(self, seconds: float) -> None:
        """Take in what the program writes, for a while."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            ready, _, _ = select.select([self.master], [], [], left)
            if not ready:
                return
            try:
                piece = os.read(self.master, 65536)
            except OSError:
                return
            self.output += piece
            if not piece:
                return

    def type(self, keys: bytes) -> None:
        """Type keys, one after the other."""
        for key in keys:
            os.write(self.master, bytes([key]))
            self.read(0.05)

    def end(self) -> int:
        """Wait for the end; return the exit status."""
        deadline = time.monotonic() + PATIENCE_S
        while self.process.poll() is None:
            assert time.monotonic() < deadline
            self.read(0.1)
        self.read(0.2)
        return self.process.returncode


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library of one article."""
    path = tmp_path / "library.json"
    with Library.open(path) as library:
        library.add(Draft(title="The keeper of the lamp", body="A lamp is lit at dusk.", words=6))
    return path


@pytest.fixture
def terminal(path: Path) -> Iterator[Terminal]:
    """The program, showing that library."""
    started = Terminal(path)
    started.wait_for(b"keeper of the lamp")
    yield started
    if started.process.poll() is None:
        started.process.kill()
        started.process.wait()


def is_put_back(output: bytes) -> bool:
    """Whether the alternate screen and the mouse were left and the cursor shown."""
    return output.rfind(b"\x1b[?1049l") > output.rfind(b"\x1b[?1049h") and output.rfind(b"\x1b[?25h") > output.rfind(
        b"\x1b[?25l"
    )


def test_q_ends_with_status_zero_and_puts_the_terminal_back(terminal: Terminal):
    terminal.type(b"q")
    assert terminal.end() == 0
    assert is_put_back(terminal.output)


def test_what_was_done_is_on_disk_when_the_program_is_killed(terminal: Terminal, path: Path):
    terminal.type(b"s")
    terminal.wait_for(b"undoes")
    terminal.process.kill()
    terminal.process.wait()
    with Library.open(path) as library:
        assert library.articles()[0].starred


def test_sigterm_keeps_what_is_being_typed_and_puts_the_terminal_back(terminal: Terminal, path: Path):
    terminal.type(b"c")
    terminal.wait_for(b"Ctrl+E")
    terminal.type(b"half a thought")
    terminal.wait_for(b"half a thought")
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.end() == 128 + signal.SIGTERM
    assert is_put_back(terminal.output)
    with Library.open(path) as library:
        assert library.articles()[0].note == "half a thought"


def test_a_closed_terminal_ends_the_program(terminal: Terminal):
    os.close(terminal.master)
    assert terminal.process.wait(PATIENCE_S) != 0


def test_an_unexpected_fault_ends_with_status_one_and_one_sentence(path: Path):
    extra = "from reader.tui.screens.library import LibraryScreen\ndef fail(self): raise ZeroDivisionError('on purpose')\nLibraryScreen.draw_header = fail"
    terminal = Terminal(path, extra)
    assert terminal.end() == 1
    assert b"the interface failed: ZeroDivisionError: on purpose" in terminal.output
    assert is_put_back(terminal.output)
    assert b"Traceback" not in terminal.output
