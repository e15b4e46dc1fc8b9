"""The pictures of the open article: taken from the disk, measured and drawn in a thread, never fetched."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from rich.segment import Segment

from reader.text.document import Image
from reader.tui.drawing import Drawn, Way, draw, size_of
from reader.tui.reading.pictures import PictureRow, Shown

MOST_DRAWN = 30
"""How many pictures are kept as they are drawn."""
LONGEST_DATA = 8_000_000
"""Characters of a picture that the text itself holds (`data:`)."""
ENLARGED = {Way.BLOCKS: 2.0}
"""Half blocks show two pixels a cell, so small pictures may be larger than they are."""

Read = Callable[[str], bytes | None]
"""Given the address that a body names a picture by: its file, None where it was not saved."""
_Fitted = tuple[str, int, int, str]
"""An address, cells, rows, and the colour of the ground."""


def _to_nobody(text: str) -> None:
    """No terminal."""


@dataclass
class Gallery:
    """What is known and drawn of an article's pictures. Measuring and drawing may be done in a thread; what is drawn is
    taken, and let go of, where the terminal is written to."""

    way: Way
    cell: tuple[int, int]
    read: Read
    send: Callable[[str], None] = _to_nobody
    """Sends the terminal what belongs to no frame."""
    sizes: dict[str, tuple[int, int] | None] = field(default_factory=dict)
    wishes: set[_Fitted] = field(default_factory=set)
    """What was asked for and is not drawn yet."""
    _fresh: list[tuple[int, _Fitted, Drawn | None]] = field(default_factory=list)
    """What is drawn and not taken yet, with how often all had been let go of when it was begun."""
    _cleared: int = 0
    _drawn: dict[_Fitted, Drawn | None] = field(default_factory=dict)

    def measure(self, images: Iterable[Image]) -> bool:
        """Look at pictures that were not looked at yet; say whether some can be drawn."""
        news = False
        for image in list(images):
            if image.alone and image.src not in self.sizes:
                data = self._data(image.src)
                size = self.sizes[image.src] = size_of(data) if data else None
                news = news or size is not None
        return news

    def shown(self, most_rows: int) -> Shown:
        """Return what a page needs to make room for them."""
        sizes = {address: size for address, size in list(self.sizes.items()) if size is not None}
        return Shown(sizes, self.cell, most_rows, ENLARGED.get(self.way, 1.0))

    def segments(self, row: PictureRow, ground: str) -> Sequence[Segment]:
        """Return a row of a picture, on the ground that is seen through it; none, and a wish, where it is not drawn yet."""
        key = (row.address, row.cells, row.rows, ground)
        try:
            drawn = self._drawn[key]  # at one go
        except KeyError:
            self.wishes.add(key)
            return ()
        return drawn.rows[row.row] if drawn is not None and row.row < len(drawn.rows) else ()

    def fulfil(self) -> None:
        """Draw what is wished for, to be taken; takes a while."""
        cleared = self._cleared
        while self.wishes and cleared == self._cleared:
            key = self.wishes.pop()
            address, cells, rows, ground = key
            data = self._data(address)
            drawn = draw(data, cells, rows, self.way, self.cell, ground) if data else None
            self._fresh.append((cleared, key, drawn))

    def take(self) -> None:
        """Take what was drawn, and send it to the terminal; not what was begun before all was let go of."""
        sent = []
        while self._fresh:
            cleared, key, drawn = self._fresh.pop(0)
            if cleared != self._cleared:
                continue
            known = list(self._drawn)
            sent += [self._forget(old) for old in (key, *known[: max(0, len(known) - MOST_DRAWN + 1)])]
            self._drawn[key] = drawn
            sent.append(drawn.sent if drawn is not None else "")
        self.send("".join(sent))

    def clear(self) -> None:
        """Let go of what is drawn, here and in the terminal."""
        self._cleared += 1
        self.send("".join([self._forget(key) for key in list(self._drawn)]))

    def _forget(self, key: _Fitted) -> str:
        drawn = self._drawn.pop(key, None)
        return drawn.forgetting if drawn is not None else ""

    def _data(self, address: str) -> bytes | None:
        return held(address) if address.startswith("data:") else self.read(address)


def held(address: str) -> bytes | None:
    """Return the picture that a `data:` address is; None where it is none."""
    head, comma, data = address[:LONGEST_DATA].partition(",")
    if not comma:
        return None
    with suppress(ValueError, binascii.Error):
        if head.lower().rstrip().endswith(";base64"):
            return base64.b64decode(unquote_to_bytes(data))
        return unquote_to_bytes(data)
    return None
