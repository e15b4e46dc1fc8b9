"""Draw pictures in cells: by kitty's graphics, by sixels, or by half blocks; the one place that knows the libraries for it.

What is drawn comes from anywhere: no file may end the program, take its memory or its time. Call all this in a thread.
"""

from __future__ import annotations

import io
import re
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rich.console import Console
from rich.segment import ControlType, Segment

MOST_PIXELS = 60_000_000
"""A larger picture is not decoded."""
SIXEL_COLOURS = 128
_DEFINES_COLOUR = re.compile(r"#(\d+);2;\d+;\d+;\d+")
"""In sixels. To xterm this does not choose the colour as well, as it does to others: what follows was drawn in the one before."""
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "AVIF")


class Way(StrEnum):
    """How a terminal shows pictures."""

    KITTY = "kitty"
    SIXEL = "sixel"
    BLOCKS = "blocks"


Cells = Sequence[Sequence[Segment]]
"""The segments of each row."""


@dataclass
class Drawn:
    """A picture as a terminal takes it."""

    rows: Cells
    sent: str = ""
    """What the terminal must be sent before they are shown. Nothing is sent from here: it would fall inside a frame."""
    forgetting: str = ""
    """What lets the terminal forget it."""


def size_of(data: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels of a picture as it is to be seen; None for what cannot be drawn."""
    image = _opened(data)
    if image is None:
        return None
    width, height = image.size
    return (height, width) if _is_turned(image) else (width, height)


def draw(data: bytes, cells: int, rows: int, way: Way, cell: tuple[int, int], ground: str) -> Drawn | None:
    """Return a picture of so many cells, on the colour `ground` where one sees through it; None for what cannot be drawn.

    `cell` is the size of a cell in pixels.
    """
    image = _opened(data)
    if image is None:
        return None
    try:
        size = (cells, rows * 2) if way is Way.BLOCKS else (cells * cell[0], rows * cell[1])
        pixels = _pixels(image, size, ground)
        return _DRAWERS[way](pixels, cells, rows, cell)
    except Exception:  # decoders meet hostile files with anything: whatever it is, there is no picture
        return None


def _opened(data: bytes) -> Any:
    """Return a picture whose pixels are not read yet; None where it is none, or would be too large."""
    from PIL import Image

    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except Exception:  # the same
        return None
    width, height = image.size
    return image if 0 < width * height <= MOST_PIXELS else None


def _is_turned(image: Any) -> bool:
    """Say whether a camera lay on its side: EXIF orientations 5 to 8."""
    try:
        return int(image.getexif().get(0x0112, 1)) >= 5
    except Exception:  # the same
        return False


def _pixels(image: Any, size: tuple[int, int], ground: str) -> Any:
    """Return the first frame, upright, opaque, in the size in which it is shown."""
    from PIL import Image, ImageOps

    image.draft("RGB", size)  # a JPEG is read no larger than it is needed
    upright = ImageOps.exif_transpose(image).convert("RGBA")
    small = upright.resize(size, Image.Resampling.HAMMING, reducing_gap=3.0)
    paper = Image.new("RGBA", size, ground)
    return Image.alpha_composite(paper, small).convert("RGB")


def _blocks(pixels: Any, cells: int, rows: int, cell: tuple[int, int]) -> Drawn:
    return Drawn(list(_lines(_library(cell).halfcell.Image(pixels, width=cells, height=rows), cells, rows)))


def _kitty(pixels: Any, cells: int, rows: int, cell: tuple[int, int]) -> Drawn:
    image = _library(cell).tgp.Image(pixels, width=cells, height=rows)
    _messages.sent = []
    lines = list(_lines(image, cells, rows))
    sent, _messages.sent = "".join(_messages.sent), []
    image.cleanup()
    return Drawn(lines, sent, "".join(_messages.sent))


def _sixel(pixels: Any, cells: int, rows: int, cell: tuple[int, int]) -> Drawn:
    """Make each row a picture of its own, so that rows scroll and are drawn one by one, as text is."""
    lines = []
    few = pixels.quantize(SIXEL_COLOURS)  # once for all rows: terminals may share colours among pictures
    for row in range(rows):
        part = few.crop((0, row * cell[1], few.width, (row + 1) * cell[1]))
        image = _library(cell).sixel.Image(part, width=cells, height=1)
        texts = [getattr(segment, "text", "") for segment in _segments(image, cells, 1)]
        data = next(text for text in texts if text.startswith("\x1bP"))
        data = _DEFINES_COLOUR.sub(r"\g<0>#\g<1>", data)
        over = f"\x1b7\x1b[{cells}D{data}\x1b8"
        lines.append([Segment(" " * cells), Segment(over, control=[(ControlType.CURSOR_FORWARD, 0)])])
    return Drawn(lines)


_DRAWERS = {Way.BLOCKS: _blocks, Way.KITTY: _kitty, Way.SIXEL: _sixel}


def _segments(image: Any, cells: int, rows: int) -> Iterator[Segment]:
    console = Console(width=cells, height=rows, file=io.StringIO(), force_terminal=False)
    return iter(image.__rich_console__(console, console.options.update(width=cells, height=rows)))


def _lines(image: Any, cells: int, rows: int) -> Iterator[list[Segment]]:
    line: list[Segment] = []
    for segment in _segments(image, cells, rows):
        text, newline, _ = segment.text.partition("\n")
        if text:
            line.append(Segment(text, segment.style))
        if newline:
            yield line
            line = []


_messages = threading.local()
"""What kitty's graphics would have sent from this thread."""


def _keep_message(*, payload: str | None = None, **told: int | str | None) -> None:
    """Stand in the place of what writes to standard output, past the driver of the program."""
    keys = ",".join(f"{key}={value}" for key, value in told.items() if value is not None)
    _messages.sent.append(f"\x1b_G{keys}{f';{payload}' if payload else ''}\x1b\\")


class _NoTerminal(io.StringIO):
    """Stands for standard output; whoever asks it for the size of the screen meanwhile is told it all the same."""

    def fileno(self) -> int:
        return 1


class _Library:
    """The parts of textual-image that draw. It asks the terminal when it is imported and when it first draws, and would
    take keys from the program: while it is loaded there is no terminal for it, and the size of a cell is told to it."""

    def __init__(self) -> None:
        real = sys.__stdout__
        setattr(sys, "__stdout__", _NoTerminal())  # noqa: B010 - declared final
        try:
            from textual_image import _terminal
            from textual_image.renderable import halfcell, sixel, tgp
        finally:
            setattr(sys, "__stdout__", real)  # noqa: B010
        setattr(tgp, "_send_tgp_message", _keep_message)  # noqa: B010 - not ours
        self.halfcell, self.sixel, self.tgp = halfcell, sixel, tgp
        self._terminal = _terminal

    def tell(self, cell: tuple[int, int]) -> None:
        """Say how large a cell is, in pixels."""
        self._terminal.get_cell_size._result = self._terminal.CellSize(*cell)


_loaded: list[_Library] = []


def _library(cell: tuple[int, int]) -> _Library:
    if not _loaded:
        _loaded.append(_Library())
    _loaded[0].tell(cell)
    return _loaded[0]
