"""Give a text to a command of the user's own, and take what it prints: so much of it, and for so long."""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import subprocess
import threading
from collections.abc import Callable, Sequence
from time import monotonic, sleep
from typing import IO

from reader.errors import OutsideFailed
from reader.outside import could_not_start

TIMEOUT_S = 60.0
MOST_BYTES = 4_000_000
_LOOK_S, _END_S = 0.02, 0.5


def pipe(
    text: str,
    command: str,
    *,
    stopped: Callable[[], bool] = lambda: False,
    timeout_s: float = TIMEOUT_S,
    most_bytes: int = MOST_BYTES,
) -> str:
    """Give `text` to a command on its standard input and return what it printed.

    `command` is split like a shell would split it, but there is no shell: for pipes write `sh -c '…'`. It is ended, with
    all it started, when it takes longer or prints more than it may, or when `stopped` says so. Raises OutsideFailed.
    """
    arguments = _split(command)
    try:
        child = subprocess.Popen(
            arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except ValueError as error:  # a character that no argument can have
        raise OutsideFailed(f"cannot read the command {command!r}: {error}") from error
    except OSError as error:
        raise could_not_start(arguments, error) from error
    said, faults = bytearray(), bytearray()
    threads = [
        threading.Thread(target=_feed, args=(child, text.encode("utf-8", "replace")), daemon=True),
        threading.Thread(target=_collect, args=(child.stdout, said, most_bytes), daemon=True),
        threading.Thread(target=_collect, args=(child.stderr, faults, most_bytes), daemon=True),
    ]
    for thread in threads:
        thread.start()
    ended = _why_ended(child, threads[1:], said, stopped, timeout_s, most_bytes)
    if ended:
        _end_all(child)
        raise OutsideFailed(f"{arguments[0]} {ended}")
    if child.returncode:
        first = faults.decode("utf-8", "replace").strip().splitlines()[:1]
        raise OutsideFailed(": ".join([f"{arguments[0]} ended with exit status {child.returncode}", *first]))
    return said.decode("utf-8", "replace")


def _split(command: str) -> list[str]:
    try:
        arguments = shlex.split(command)
    except ValueError as error:
        raise OutsideFailed(f"cannot read the command {command!r}: {str(error).lower()}") from error
    if not arguments:
        raise OutsideFailed("no command was given")
    return arguments


def _feed(child: subprocess.Popen[bytes], data: bytes) -> None:
    assert child.stdin is not None
    with contextlib.suppress(OSError):  # a command need not read all of it
        child.stdin.write(data)
    with contextlib.suppress(OSError):
        child.stdin.close()


def _collect(stream: IO[bytes], into: bytearray, most: int) -> None:
    with contextlib.suppress(OSError, ValueError):
        while len(into) <= most and (some := stream.read1(65_536)):  # type: ignore[attr-defined]
            into += some


def _why_ended(
    child: subprocess.Popen[bytes],
    readers: Sequence[threading.Thread],
    said: bytearray,
    stopped: Callable[[], bool],
    timeout_s: float,
    most_bytes: int,
) -> str:
    """Wait for a command; return why it must be ended, "" where it ended by itself."""
    until = monotonic() + timeout_s
    while child.poll() is None or any(reader.is_alive() for reader in readers):
        if stopped():
            return "was stopped"
        if len(said) > most_bytes:
            return f"printed more than {most_bytes // 1_000_000} MB and was stopped"
        if monotonic() > until:
            return f"took longer than {timeout_s:g} seconds and was stopped"
        sleep(_LOOK_S)
    return f"printed more than {most_bytes // 1_000_000} MB" if len(said) > most_bytes else ""


def _end_all(child: subprocess.Popen[bytes]) -> None:
    """End a command and what it started: they are a group of their own."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(OSError):
            os.killpg(child.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(_END_S)
            if number is signal.SIGKILL:
                return
