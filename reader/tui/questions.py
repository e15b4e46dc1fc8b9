"""What the terminal says of itself: asked before anything heavy is loaded, so that the answer is there when it is needed.

Textual asks none of this.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import struct
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
_NAME = re.compile(rb"\x1bP>\|([^\x1b]*)\x1b\\")
_ANSWERS = re.compile(
    rb"\x1bP>\|[^\x1b]*\x1b\\|\x1b\]11;[^\x07\x1b]*(?:\x07|\x1b\\)|\x1b_G[^\x1b]*\x1b\\|\x1b\[6;[0-9;]*t|\x1b\[\?[0-9;]*c"
)
MOST_CELL_PIXELS = 100
"""No cell is larger; a terminal that says so would have us make pictures without end."""
_QUESTIONS_WITHOUT_KITTY = b"\x1b]11;?\x1b\\\x1b[16t\x1b[c"
_QUESTIONS = b"\x1b]11;?\x1b\\\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[>0q\x1b[16t\x1b[c"
PLACEHOLDERS_SINCE = (0, 28)
"""The kitty that first knew pictures that are placed by characters in the text."""


class Told(NamedTuple):
    """What a terminal says of itself."""

    is_dark: bool = True
    pictures: str = "blocks"
    """How it shows pictures: "kitty", "sixel", or "blocks" for no way but coloured half blocks."""
    cell: tuple[int, int] = (10, 20)
    """Width and height of a cell in pixels; as on a VT340 where it does not say, and nobody needs it."""


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
        answer, cell = b"", None
        with suppress(OSError):
            if self._terminal >= 0:
                answer = self._answer()
                cell = cell_by_size(*_size(self._terminal))
        self.close()
        self.typed = _ANSWERS.sub(b"", answer)
        return told(answer, cell)

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


def told(answer: bytes, cell: tuple[int, int] | None = None) -> Told:
    """Return what an answer says; `cell` is the size of a cell where it does not say that."""
    background, said = _BACKGROUND.search(answer), _CELL.search(answer)
    if background is None:
        dark = _is_dark_by_environment()
    else:
        red, green, blue = (int(part[:2], 16) for part in background.groups())
        dark = 0.299 * red + 0.587 * green + 0.114 * blue < 128
    if said is not None:
        height, width = (min(int(size), MOST_CELL_PIXELS) for size in said.groups())
        cell = (width, height) if width >= 2 and height >= 2 else cell
    return Told(dark, _pictures(answer, knows_cell=cell is not None), cell or Told().cell)


def cell_by_size(cells: tuple[int, int], pixels: tuple[int, int]) -> tuple[int, int] | None:
    """Return the size of a cell as the size of the screen tells it: xterm answers no question for it by itself.

    Rows and columns, height and width of the screen; None where the pixels are not known.
    """
    height, width = (min(all_of // (count or 1), MOST_CELL_PIXELS) for all_of, count in zip(pixels, cells, strict=True))
    return (width, height) if width >= 2 and height >= 2 else None


def _size(terminal: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return rows and columns of the screen, and its height and width in pixels: 0 where the terminal does not say."""
    rows, columns, width, height = struct.unpack("HHHH", fcntl.ioctl(terminal, termios.TIOCGWINSZ, b"\0" * 8))
    return (rows, columns), (height, width)


def _pictures(answer: bytes, *, knows_cell: bool) -> str:
    """Sixels first: some terminals that know them also know kitty's graphics, but not its placeholders in text.

    Sixels are pixels: where nobody knows how many a cell has, they would lie over the text or be cut.
    """
    attributes = _ATTRIBUTES.search(answer)
    if attributes is not None and b"4" in attributes[0].strip(b"\x1b[?c").split(b";"):
        return "sixel" if knows_cell else "blocks"
    if _KITTY.search(answer) is None or os.environ.get("COLORTERM") not in ("truecolor", "24bit"):
        return "blocks"
    return "blocks" if _is_old_kitty(answer) else "kitty"


def _is_old_kitty(answer: bytes) -> bool:
    """Say whether it is a kitty that would show the placeholders themselves."""
    name = _NAME.search(answer)
    version = re.match(rb"kitty\((\d+)\.(\d+)", name[1]) if name else None
    return version is not None and (int(version[1]), int(version[2])) < PLACEHOLDERS_SINCE


def _knows_kitty_questions() -> bool:
    """Apple's Terminal and the console of Linux print what they do not understand."""
    return os.environ.get("TERM_PROGRAM") != "Apple_Terminal" and os.environ.get("TERM") != "linux"


def _is_dark_by_environment() -> bool:
    """COLORFGBG is "foreground;background"; 7 and 15 are light backgrounds."""
    return os.environ.get("COLORFGBG", "15;0").rsplit(";", 1)[-1] not in ("7", "15")
