"""Documents that were read once, kept in the platform's cache: a long article opens anywhere without being read again.

Each is named by the file of its body as that is now (`Library.body_stamp`) and the format, so that a kept one is found
without reading its body and none is ever out of date. What was not opened for long makes room.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from zlib import crc32

from reader import text
from reader.store.files import Folder

MOST_BYTES = 256 << 20
"""In all; the longest novels take 3 MB each."""
MOST_BYTES_EACH = 64 << 20
_CHECK = 4


class Shelf:
    """A folder of documents. Nothing here fails: what cannot be had is read from its Markdown."""

    def __init__(self, folder: Callable[[], Folder]) -> None:
        self._folder = folder

    def take(self, stamp: str) -> text.Document | None:
        """Return the document of the body of this stamp, or None where it was not kept, or is damaged."""
        from reader.text.kept import unpack

        name = name_of(stamp)
        try:
            folder = self._folder()
            data = folder.read(name, most=MOST_BYTES_EACH)
            with folder.opened() as opened:
                os.utime(name, dir_fd=opened)
        except OSError:
            return None
        packed = memoryview(data)[_CHECK:]
        return unpack(packed) if data[:_CHECK] == _check(packed) else None

    def keep(self, stamp: str, packed: bytes | bytearray) -> None:
        """Keep the packed document of a body; the ones not taken for longest go where there are too many."""
        if not stamp or len(packed) + _CHECK > MOST_BYTES_EACH:
            return
        name = name_of(stamp)
        with suppress(OSError):
            folder = self._folder()
            folder.make()
            temporary = f".{name}.{os.getpid()}.tmp"
            folder.remove(temporary)
            folder.write_new(temporary, _check(packed), packed, durable=False)
            folder.rename(temporary, name, durable=False)
            self._make_room(folder)

    def _make_room(self, folder: Folder) -> None:
        with folder.opened() as opened:
            known = sorted(((os.lstat(name, dir_fd=opened), name) for name in os.listdir(opened)), key=_last_taken)
            size = sum(stat.st_size for stat, _ in known)
            for stat, name in known[:-1]:
                if size <= MOST_BYTES:
                    break
                os.unlink(name, dir_fd=opened)
                size -= stat.st_size


def name_of(stamp: str) -> str:
    """Return the name of the file for a body: another file of it or another format, another name."""
    from reader.text.kept import FORMAT

    return blake2b(stamp.encode("utf-8", "surrogatepass"), digest_size=16, person=FORMAT.encode()[:16]).hexdigest()


def _check(packed: bytes | bytearray | memoryview) -> bytes:
    """Return what tells a file that was cut short or changed: nobody is kept out by it."""
    return crc32(packed).to_bytes(_CHECK, "big")


def _last_taken(one: tuple[os.stat_result, str]) -> float:
    return one[0].st_mtime
