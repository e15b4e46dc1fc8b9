"""Append-only acts, one file for each machine; reading stops at the first damaged line."""

from __future__ import annotations

import errno
import os
import weakref
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import Enum

from reader.store.entry import BOM, DamagedLine, Entry, Head, decode, encode, head_of, prove
from reader.store.files import Folder, write_all
from reader.store.revision import STAMP_DIGITS

SUFFIX = ".jsonl"
MOST_BYTES = 1 << 30
"""A journal larger than this is not read: it is not ours."""

_STAMP_AT = len('{"rev": "')
_UNION_MARKERS = (b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>")
"""What git leaves between two sides; the lines themselves are whole."""
_sync = getattr(os, "fdatasync", os.fsync)


class Journal:
    """The journal of one machine: read by all, appended to by that machine alone, under its lock."""

    def __init__(self, folder: Folder, machine: str) -> None:
        self.folder = folder
        self.machine = machine
        self.name = machine + SUFFIX
        self.read_to = 0
        """Bytes taken in so far: all of them whole lines."""
        self.damaged = False
        """A whole line beyond `read_to` is not as it was written."""
        self.file: tuple[int, int] | None = None
        """Which file was read; None while none was."""
        self._size = 0
        self._descriptor = -1
        self._held: tuple[int, int] | None = None
        """Which file the descriptor is of."""
        self._ends_whole = True
        """The last line has its end."""
        self.heads: dict[str, Head] = {}
        """What is known of each line up to `read_to`, by revision, in the order of the file."""
        self._reading = -1
        """A descriptor of the file that was read. While it is open no other file can have the same inode."""
        self._let_go: Callable[[], object] = _nothing

    @property
    def is_fresh(self) -> bool:
        """Whether nothing of the file was read yet."""
        return self.read_to == 0 and self.file is None

    def look(self) -> Look:
        """Say, by one look at the file, what reading it would bring."""
        status = self.folder.status(self.name)
        if status is None:
            return Look.NOTHING if self.file is None else Look.REPLACED
        if (status.st_dev, status.st_ino) != self.file or status.st_size < self.read_to:
            return Look.REPLACED
        return Look.NOTHING if status.st_size == self._size else Look.MORE

    def news(self, after: str = "") -> list[Entry]:
        """Return the entries not read yet, but those with a stamp up to `after`; raises OSError.

        A last line without its end may be one that is being written just now: it is left for later.
        """
        try:
            descriptor = self.folder.open(self.name, os.O_RDONLY)
        except FileNotFoundError:
            self._forget()
            return []
        status = os.fstat(descriptor)
        if (status.st_dev, status.st_ino) != self.file or status.st_size < self.read_to:
            self._forget()
            self.file = (status.st_dev, status.st_ino)
        self._hold(descriptor)
        if status.st_size > MOST_BYTES:
            raise OSError(errno.EFBIG, f"larger than {MOST_BYTES:,} bytes", self.name)
        with open(descriptor, "rb", closefd=False) as file:
            file.seek(self.read_to)
            data = file.read()
        self._size = self.read_to + len(data)
        self._ends_whole = data.endswith(b"\n") if data else self._ends_whole
        return self._entries(data, after.encode())

    def append(self, entries: Sequence[Entry]) -> None:
        """Write entries and sync them; a failure leaves the file as it was and raises OSError.

        Call it under the lock with all news taken in. What stands beyond the last whole line is set aside first.
        """
        descriptor = self._opened()
        start = self._size
        seal = b"" if self._ends_whole else b"\n"
        written = [encode(entry) for entry in entries]
        lines = seal + b"".join(written)
        try:
            write_all(descriptor, lines)
        except OSError:
            with suppress(OSError):
                os.ftruncate(descriptor, start)
            raise
        try:
            _sync(descriptor)
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(descriptor, start)
            raise SyncFailed(error.errno, error.strerror) from error
        self.read_to = self._size = start + len(lines)
        self._ends_whole = True
        self._note(entries, written, start + len(seal))

    def set_tail_aside(self) -> str | None:
        """Move what stands beyond the last whole line to a file of its own and return its name; None where all is whole.

        Only under the lock: another program may be in the middle of its line.
        """
        if self._size <= self.read_to:
            return None
        tail = self.folder.read(self.name, most=MOST_BYTES)[self.read_to :]
        if not tail.strip(b"\r\n"):
            return None
        aside = self._free_name()
        self.folder.write_new(aside, tail)
        self.folder.sync()
        descriptor = self._opened()
        os.ftruncate(descriptor, self.read_to)
        os.fsync(descriptor)
        self._size = self.read_to
        self._ends_whole = self.read_to == 0 or os.pread(descriptor, 1, self.read_to - 1) == b"\n"
        self.damaged = False
        return aside

    def entry(self, head: Head) -> Entry:
        """Read a line again; raises OSError, DamagedLine."""
        if self._reading < 0:
            descriptor = self.folder.open(self.name, os.O_RDONLY)
            self._hold(descriptor)
            status = os.fstat(descriptor)
            if (status.st_dev, status.st_ino) != self.file:
                raise OSError(errno.ESTALE, "another file is in its place", self.name)
        return decode(os.pread(self._reading, head.length, head.start))

    def entries(self) -> list[Entry]:
        """Return all entries that were read, in the order of the file; raises as `entry`."""
        return [self.entry(head) for head in self.heads.values()]

    def anew(self) -> Journal:
        """Return the same journal with nothing read yet."""
        return Journal(self.folder, self.machine)

    def replace(self, entries: Sequence[Entry]) -> None:
        """Write the file anew with these entries only; raises OSError."""
        written = [encode(entry) for entry in entries]
        data = b"".join(written)
        self.folder.replace(self.name, data)
        self.close()
        self._forget()
        descriptor = self.folder.open(self.name, os.O_RDONLY)
        self._hold(descriptor)
        status = os.fstat(descriptor)
        self.file = (status.st_dev, status.st_ino)
        self.read_to = self._size = len(data)
        self._note(entries, written, 0)

    def close(self) -> None:
        """Let go of the file."""
        self._let_go()
        self._reading = -1
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _entries(self, data: bytes, after: bytes) -> list[Entry]:
        entries: list[Entry] = []
        self.damaged = False
        at = 0
        while at < len(data):
            newline = data.find(b"\n", at)
            end = len(data) if newline < 0 else newline
            line = data[at:end].rstrip(b"\r")
            skipped = len(BOM) if self.read_to == 0 and line.startswith(BOM) else 0
            try:
                self._take(line[skipped:], self.read_to + skipped, after, entries)
            except DamagedLine:
                self.damaged = newline >= 0
                break
            step = end - at + (newline >= 0)
            at += step
            self.read_to += step
        return entries

    def _take(self, line: bytes, start: int, after: bytes, entries: list[Entry]) -> None:
        if not line or line.startswith(_UNION_MARKERS):
            return
        if after and line[_STAMP_AT : _STAMP_AT + STAMP_DIGITS] <= after:
            prove(line)
        else:
            entries.append(decode(line))
        head = head_of(line, start)
        self.heads[head.revision] = head

    def _note(self, entries: Sequence[Entry], lines: Sequence[bytes], start: int) -> None:
        for entry, line in zip(entries, lines, strict=True):
            self.heads[entry.revision] = Head(entry.revision, entry.kind, entry.of, start, len(line) - 1)
            start += len(line)

    def _opened(self) -> int:
        """Return a descriptor of the file as it was last read; under the lock nobody puts another in its place."""
        if self._descriptor >= 0 and self._held == self.file:
            return self._descriptor
        self.close()
        is_new = self.file is None
        self._descriptor = self.folder.open(self.name, os.O_RDWR | os.O_CREAT | os.O_APPEND)
        held = os.fstat(self._descriptor)
        self.file = self._held = (held.st_dev, held.st_ino)
        if is_new:
            self.folder.sync()
        return self._descriptor

    def _hold(self, descriptor: int) -> None:
        """Keep a descriptor open for reading, until another takes its place or nobody has this journal any more."""
        self._let_go()
        self._reading = descriptor
        self._let_go = weakref.finalize(self, os.close, descriptor)

    def _forget(self) -> None:
        self.heads = {}
        self.read_to = self._size = 0
        self._ends_whole = True
        self.file = None
        self.damaged = False

    def _free_name(self) -> str:
        taken = set(self.folder.names())
        return next(name for n in range(1, 1_000_000) if (name := f"{self.name}.damaged-{n}") not in taken)


class Look(Enum):
    """What a file is, beside what was read of it."""

    NOTHING = "nothing new"
    MORE = "there is more"
    REPLACED = "another file: a new one, a shorter one, or one a sync program put there"


class SyncFailed(OSError):
    """The system could not make data durable; what it then holds cannot be known."""


def _nothing() -> None:
    """No file is held."""
