"""What the terminal says of itself: asked before anything heavy is loaded, so that the answer is there when it is needed.

Textual asks none of this.
"""

from __future__ import annotations

import os
import re
import select
import termios
import tty
from contextlib import suppress
from time import monotonic
from typing import Any, NamedTuple

ASK_TIMEOUT_S = 0.15
_BACKGROUND = re.compile(rb"\x1b\]11;rgba?:([0-9a-fA-F]{2,4})/([0-9a-fA-F]{2,4})/([0-9a-fA-F]{2,4})")
_ATTRIBUTES = re.compile(rb"\x1b\[\?[0-9;]*c")
_KITTY = re.compile(rb"\x1b_Gi=31;OK\x1b\\")
_CELL = re.compile(rb"\x1b\[6;([0-9]{1,4});([0-9]{1,4})t")
_ANSWERS = re.compile(rb"\x1b\]11;[^\x07\x1b]*(?:\x07|\x1b\\)|\x1b_G[^\x1b]*\x1b\\|\x1b\[6;[0-9;]*t|\x1b\[\?[0-9;]*c")
MOST_CELL_PIXELS = 100
"""No cell is larger; a terminal that says so would have us make pictures without end."""
_QUESTIONS_WITHOUT_KITTY = b"\x1b]11;?\x1b\\\x1b[16t\x1b[c"
_QUESTIONS = b"\x1b]11;?\x1b\\\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[16t\x1b[c"


class Told(NamedTuple):
    """What a terminal says of itself."""

    is_dark: bool = True
    pictures: str = "blocks"
    """How it shows pictures: "kitty", "sixel", or "blocks" for no way but coloured half blocks."""
    cell: tuple[int, int] = (10, 20)
    """Width and height of a cell in pixels; as on a VT340 where it does not say."""


class Questions:
    """Its background (OSC 11), its graphics and the size of a cell: asked at once, the answers taken later.

    A DA1 query stands behind the questions: every terminal answers that one, so a terminal that does not know the others is
    told at once, and only a mute one costs the whole timeout.
    """

    def __init__(self) -> None:
        self.typed = b""
        """What came besides the answers: keys that were typed already. Known once the answers were taken."""
        self._terminal = -1
        self._before: list[Any] = []
        self._asked_at = monotonic()
        try:
            self._ask()
        except (OSError, termios.error):
            self.close()

    def told(self) -> Told:
        """Take the answers, and put the terminal back as it was; what it did not answer is guessed."""
        answer = b""
        with suppress(OSError):
            if self._terminal >= 0:
                answer = self._answer()
        self.close()
        self.typed = _ANSWERS.sub(b"", answer)
        return told(answer)

    def close(self) -> None:
        """Put the terminal back as it was, whether the answers were taken or not."""
        if self._terminal >= 0:
            with suppress(OSError, termios.error):
                if self._before:
                    termios.tcsetattr(self._terminal, termios.TCSANOW, self._before)
            os.close(self._terminal)
            self._terminal = -1

    def _ask(self) -> None:
        self._terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
        self._before = termios.tcgetattr(self._terminal)
        tty.setcbreak(self._terminal, termios.TCSANOW)
        os.write(self._terminal, _QUESTIONS if _knows_kitty_questions() else _QUESTIONS_WITHOUT_KITTY)

    def _answer(self) -> bytes:
        answer, deadline = b"", self._asked_at + ASK_TIMEOUT_S
        while not _ATTRIBUTES.search(answer):
            ready, _, _ = select.select([self._terminal], [], [], max(0.0, deadline - monotonic()))
            if not ready:
                break
            read = os.read(self._terminal, 1024)
            if not read:  # the terminal is gone
                break
            answer += read
        return answer


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
