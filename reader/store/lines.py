"""Records found where they stand in library.json: a change reads the lines it is about, not the library.

The lines of a table are sorted by id, so a few places in it (`Places`) lead to any line by one short read. The file is
held open, and looked at after each read: what is not the file of the beginning any more is not believed.
"""

from __future__ import annotations

import os
import weakref
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

STRIDE = 32_768
"""Bytes from one known place to the next."""
_KEPT = 64
_SEPARATOR = b",\n"


class Places(NamedTuple):
    """Where a table stands in the file, and every so many bytes the id of a line and where it begins."""

    start: int
    end: int
    ids: tuple[str, ...]
    starts: tuple[int, ...]
    last: str
    """The id of the last line; "" where there is none."""


class FileChanged(Exception):
    """The file is not the one that was opened any more."""


class Lines:
    """The lines of a library.json that was not read."""

    def __init__(
        self,
        descriptor: int,
        places: Mapping[str, Places],
        is_the_file: Callable[[os.stat_result], bool],
    ) -> None:
        self._descriptor = descriptor
        self._places = places
        self._is_the_file = is_the_file
        self._found: dict[tuple[str, str], bytes | None] = {}
        self._last_read = (-1, b"")
        self.asked = 0
        """How many lines were looked for."""
        weakref.finalize(self, os.close, descriptor)

    def find(self, table: str, id: str) -> bytes | None:
        """Return the line of a record without its id; None where there is none. Raises FileChanged."""
        key = (table, id)
        if key not in self._found:
            if len(self._found) >= _KEPT:
                self._found.clear()
            self._found[key] = self._find(table, id)
        return self._found[key]

    def ids_from(self, table: str, first: str) -> Iterator[str]:
        """Yield the ids of a table from `first` on, sorted."""
        places = self._places.get(table)
        if places is None or not places.ids:
            return
        for block in range(max(0, bisect_right(places.ids, first) - 1), len(places.ids)):
            for line in self._block(places, block).split(_SEPARATOR):
                id = _id_of(line)
                if id >= first:
                    yield id

    def table(self, table: str) -> Iterator[tuple[str, bytes]]:
        """Yield id and line of every record of a table."""
        places = self._places.get(table)
        for block in range(len(places.ids) if places is not None else 0):
            assert places is not None
            for line in self._block(places, block).split(_SEPARATOR):
                head, _, document = line.partition(b'": ')
                yield head[1:].decode(), document

    def with_changes(self, table: str, changes: Mapping[str, bytes | None]) -> list[bytes | memoryview]:
        """Return a table in pieces that joined by ",\\n" are it, some lines put in the place of others, or left out."""
        places = self._places.get(table)
        data = memoryview(self._read(places.start, places.end) if places is not None else b"")
        pieces: list[bytes | memoryview] = []
        done = 0
        for id in sorted(changes):
            start, end = self._range(places, id) if places is not None else (0, 0)
            if start > done:
                pieces.append(data[done : start if start == len(data) else start - len(_SEPARATOR)])
            done = max(done, start if start == end else min(len(data), end + len(_SEPARATOR)))
            line = changes[id]
            if line is not None:
                pieces.append(line)
        if done < len(data):
            pieces.append(data[done:])
        return pieces

    def whole(self) -> bytes:
        """Return all of the file; raises FileChanged."""
        return self._read(0, os.fstat(self._descriptor).st_size)

    def _find(self, table: str, id: str) -> bytes | None:
        places = self._places.get(table)
        block = -1 if places is None or id > places.last else bisect_right(places.ids, id) - 1
        if places is None or block < 0:
            return None
        self.asked += 1
        data = self._block(places, block)
        start = _start(data, id)
        if start < 0:
            return None
        end = data.find(_SEPARATOR, start)
        return data[start + len(id) + len('"": ') : end if end >= 0 else None]

    def _range(self, places: Places, id: str) -> tuple[int, int]:
        """Return where a line stands, counted from the start of its table; where it would stand, if it is not there."""
        if id > places.last:
            return places.end - places.start, places.end - places.start
        block = bisect_right(places.ids, id) - 1
        if block < 0:
            return 0, 0
        data = self._block(places, block)
        start, end = _line(data, id)
        if start == len(data):  # it would be the first of the next block
            start = end = start + len(_SEPARATOR)
        begin = places.starts[block] - places.start
        return begin + start, begin + end

    def _block(self, places: Places, block: int) -> bytes:
        start = places.starts[block]
        if start == self._last_read[0]:
            return self._last_read[1]
        following = block + 1
        end = places.starts[following] - len(_SEPARATOR) if following < len(places.starts) else places.end
        self._last_read = start, self._read(start, end)
        return self._last_read[1]

    def _read(self, start: int, end: int) -> bytes:
        data = os.pread(self._descriptor, end - start, start)
        while len(data) < end - start:  # a read may bring less than was asked for
            more = os.pread(self._descriptor, end - start - len(data), start + len(data))
            if not more:
                break
            data += more
        if len(data) != end - start or not self._is_the_file(os.fstat(self._descriptor)):
            raise FileChanged
        return data


def places_in(data: bytes, spans: Mapping[str, tuple[int, int]]) -> dict[str, Places]:
    """Return places of tables; `spans` tells where the lines of each begin and end."""
    return {table: _places(data, start, end) for table, (start, end) in spans.items()}


def _places(data: bytes, start: int, end: int) -> Places:
    ids, starts = [], []
    at = start
    while at < end:
        ids.append(data[at + 1 : data.index(b'"', at + 1)].decode())
        starts.append(at)
        newline = data.find(b"\n", at + STRIDE, end)
        at = end if newline < 0 else newline + 1
    last = data[max(start, data.rfind(b"\n", start, end) + 1) : end][:24]
    return Places(start, end, tuple(ids), tuple(starts), _id_of(last) if ids else "")


def _start(data: bytes, id: str) -> int:
    """Return where the line of a record begins in a block; -1 if it is not there."""
    head = b'"%b": ' % id.encode()
    if data.startswith(head):
        return 0
    return data.find(b"\n" + head) + 1 or -1


def _line(data: bytes, id: str) -> tuple[int, int]:
    """Return where a line stands in a block; where it would stand, twice, if it is not there."""
    start = _start(data, id)
    if start >= 0:
        end = data.find(_SEPARATOR, start)
        return start, len(data) if end < 0 else end
    at = 0
    while _id_of(data[at : at + 24]) < id:
        newline = data.find(b"\n", at)
        if newline < 0:
            return len(data), len(data)
        at = newline + 1
    return at, at


def _id_of(line: bytes) -> str:
    return line[1 : line.index(b'"', 1)].decode()
