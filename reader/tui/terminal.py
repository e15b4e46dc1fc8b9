"""The terminal itself: is it dark, and what to leave behind when the program is ended from outside.

Textual asks none of this; what is here is the only place that touches its private parts or the bare tty.
"""

from __future__ import annotations

import os
import re
import select
import sys
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

ASK_TIMEOUT_S = 0.15
HUNG_UP = 129
"""Exit status of a program whose terminal is gone: 128 and the number of SIGHUP."""
_BACKGROUND = re.compile(rb"\x1b\]11;rgba?:([0-9a-fA-F]{2,4})/([0-9a-fA-F]{2,4})/([0-9a-fA-F]{2,4})")
_ATTRIBUTES = re.compile(rb"\x1b\[\?[0-9;]*c")
_KITTY = re.compile(rb"\x1b_Gi=31;OK\x1b\\")
_CELL = re.compile(rb"\x1b\[6;([0-9]{1,4});([0-9]{1,4})t")
MOST_CELL_PIXELS = 100
"""No cell is larger; a terminal that says so would have us make pictures without end."""
_QUESTIONS_WITHOUT_KITTY = b"\x1b]11;?\x1b\\\x1b[16t\x1b[c"
_QUESTIONS = b"\x1b]11;?\x1b\\\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[16t\x1b[c"


@dataclass(frozen=True, slots=True)
class Told:
    """What a terminal says of itself."""

    is_dark: bool = True
    pictures: str = "blocks"
    """How it shows pictures: "kitty", "sixel", or "blocks" for no way but coloured half blocks."""
    cell: tuple[int, int] = (10, 20)
    """Width and height of a cell in pixels; as on a VT340 where it does not say."""


def ask() -> Told:
    """Ask the terminal for its background (OSC 11), its graphics and the size of a cell; what it does not answer is guessed.

    A DA1 query stands behind the questions: every terminal answers that one, so a terminal that does not know the others is
    told at once, and only a mute one costs the whole timeout.
    """
    return told(_ask(_QUESTIONS if _knows_kitty_questions() else _QUESTIONS_WITHOUT_KITTY))


def told(answer: bytes) -> Told:
    """Return what an answer says."""
    background, cell = _BACKGROUND.search(answer), _CELL.search(answer)
    if background is None:
        dark = _is_dark_by_environment()
    else:
        red, green, blue = (int(part[:2], 16) for part in background.groups())
        dark = 0.299 * red + 0.587 * green + 0.114 * blue < 128
    height, width = (min(int(size), MOST_CELL_PIXELS) for size in cell.groups()) if cell else (0, 0)
    return Told(dark, _pictures(answer), (width, height) if width >= 2 and height >= 2 else Told().cell)


def _pictures(answer: bytes) -> str:
    """Sixels first: some terminals that know them also know kitty's graphics, but not its placeholders in text."""
    attributes = _ATTRIBUTES.search(answer)
    if attributes is not None and b"4" in attributes[0].strip(b"\x1b[?c").split(b";"):
        return "sixel"
    return "kitty" if _KITTY.search(answer) and os.environ.get("COLORTERM") in ("truecolor", "24bit") else "blocks"


def _knows_kitty_questions() -> bool:
    """Apple's Terminal and the console of Linux print what they do not understand."""
    return os.environ.get("TERM_PROGRAM") != "Apple_Terminal" and os.environ.get("TERM") != "linux"


def _is_dark_by_environment() -> bool:
    """COLORFGBG is "foreground;background"; 7 and 15 are light backgrounds."""
    return os.environ.get("COLORFGBG", "15;0").rsplit(";", 1)[-1] not in ("7", "15")


def _ask(question: bytes) -> bytes:
    try:
        import termios
        import tty

        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except (ImportError, OSError):
        return b""
    try:
        before = termios.tcgetattr(terminal)
        try:
            tty.setcbreak(terminal, termios.TCSANOW)
            os.write(terminal, question)
            return _answer(terminal)
        finally:
            termios.tcsetattr(terminal, termios.TCSANOW, before)
    except (OSError, termios.error):
        return b""
    finally:
        os.close(terminal)


def _answer(terminal: int) -> bytes:
    answer, deadline = b"", monotonic() + ASK_TIMEOUT_S
    while not _ATTRIBUTES.search(answer):
        ready, _, _ = select.select([terminal], [], [], max(0.0, deadline - monotonic()))
        if not ready:
            break
        answer += os.read(terminal, 1024)
    return answer


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
