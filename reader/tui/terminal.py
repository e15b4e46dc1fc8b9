"""The terminal itself: what was typed into it before, and what to leave behind when the program is ended from outside.

Textual asks none of this; what is here is the only place that touches its private parts.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from textual.events import Key

HUNG_UP = 129
"""Exit status of a program whose terminal is gone: 128 and the number of SIGHUP."""


def keys_in(typed: bytes) -> list[Key]:
    """Return the keys that arrived as these bytes, as Textual would tell them."""
    from textual._xterm_parser import XTermParser

    events = XTermParser().feed(typed.decode("utf-8", "replace"))
    return [event for event in events if isinstance(event, Key)]


def forget_sizes() -> None:
    """Drop COLUMNS and LINES: with them in the environment Textual does not follow the terminal's size."""
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)


def on_end_signals(end: Callable[[int], None]) -> None:
    """Call `end` with the exit status when the program is told to end (SIGTERM) or its terminal is closed (SIGHUP).

    Runs in the loop of the interface, so that the terminal is put back as it was. Python's default would leave it raw.
    """
    import asyncio
    import signal

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, end, 128 + number)


def can_suspend() -> bool:
    """Say whether a shell would bring us back: one that gave us a group of our own in its session."""
    return os.name == "posix" and os.getpgrp() != os.getsid(0)


def suspend() -> None:
    """Stop, as Ctrl+Z does elsewhere, with whatever started us in the same group (`make run`); `fg` goes on.

    Textual's own handler of the signal puts the terminal back before, and takes it again after.
    """
    import signal

    os.killpg(os.getpgrp(), signal.SIGTSTP)


def is_there() -> bool:
    """Say whether the terminal still is; one that was closed does not always send SIGHUP."""
    return os.isatty(sys.__stdin__.fileno() if sys.__stdin__ else 0)


def end_hard_after(seconds: float, status: int) -> None:
    """End the process if it has not ended by itself: a closed terminal can keep its input thread for ever."""
    import threading

    def end() -> None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115 - nobody is left to close it
        os._exit(status)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()


def fault_of(app: object) -> BaseException | None:
    """Return the exception that ended a Textual program, or None: it is kept in a private attribute."""
    fault = getattr(app, "_exception", None)
    return fault if isinstance(fault, BaseException) else None
