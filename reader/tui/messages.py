"""What was told in the last line: kept whole, and shortened to where there is room."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from rich.cells import cell_len

from reader.tui.widgets.rows import fitted

MOST = 200
DOT, COLON = " · ", ": "
LEAST_CELLS = 12
"""So much of what a message is about stays, whatever else it says."""


class Told(NamedTuple):
    """One message."""

    at: datetime
    text: str
    is_error: bool


class Messages:
    """What was told in this run, the newest first."""

    def __init__(self) -> None:
        self._told: deque[Told] = deque(maxlen=MOST)

    def add(self, told: Told) -> None:
        """Keep a message; of work that is under way ("fetching … 3 s") only the last word."""
        if self._told and _begun(self._told[0].text) == _begun(told.text):
            self._told.popleft()
        self._told.appendleft(told)

    @property
    def all(self) -> Sequence[Told]:
        """All that are kept."""
        return tuple(self._told)


def _begun(text: str) -> str:
    head, dots, _ = text.partition(" …")
    return head + dots


def shortened(text: str, room: int) -> str:
    """Return a message in at most `room` cells. What was done stays at its beginning, and at its end the way back or the
    cause, which stands behind the last colon; what is between (an address, a title) is cut."""
    if cell_len(text) <= room:
        return text
    for mark in (DOT, COLON):
        head, found, end = text.rpartition(mark)
        if found and LEAST_CELLS + cell_len(found + end) <= room:
            left = room - cell_len(found + end)
            return (shortened(head, left) if mark == DOT and COLON in head else fitted(head, left)) + found + end
    return fitted(text, room)
