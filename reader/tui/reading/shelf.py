"""Documents that were read once, kept in the platform's cache: a long article opens anywhere without being read again.

Each is named by its body and the format, so nothing is ever out of date; what was not opened for long makes room.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b

from reader.store.files import Folder
from reader.text.document import Document
from reader.text.kept import FORMAT, unpack

MOST_BYTES = 256 << 20
"""In all; the longest novels take 3 MB each."""
MOST_BYTES_EACH = 64 << 20
_CHECK = 16


class Shelf:
    """A folder of documents. Nothing here fails: what cannot be had is read from its Markdown."""

    def __init__(self, folder: Callable[[], Folder]) -> None:
        self._folder = folder

    def take(self, body: str) -> Document | None:
        """Return the document of a body, or None where it was not kept, or is damaged."""
        name = name_of(body)
        try:
            folder = self._folder()
            data = folder.read(name, most=MOST_BYTES_EACH)
            with folder.opened() as opened:
                os.utime(name, dir_fd=opened)
        except OSError:
            return None
        check, packed = data[:_CHECK], data[_CHECK:]
        return unpack(packed) if check == _check(packed) else None

    def keep(self, body: str, packed: bytes) -> None:
        """Keep the packed document of a body; the ones not taken for longest go where there are too many."""
        name = name_of(body)
        if len(packed) + _CHECK > MOST_BYTES_EACH:
            return
        with suppress(OSError):
            folder = self._folder()
            folder.make()
            temporary = f".{name}.{os.getpid()}.tmp"
            folder.remove(temporary)
            folder.write_new(temporary, _check(packed) + packed, durable=False)
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


def name_of(body: str) -> str:
    """Return the name of the file for a body: other words or another format, another name."""
    return blake2b(body.encode("utf-8", "surrogatepass"), digest_size=16, person=FORMAT.encode()[:16]).hexdigest()


def _check(packed: bytes) -> bytes:
    return blake2b(packed, digest_size=_CHECK).digest()


def _last_taken(one: tuple[os.stat_result, str]) -> float:
    return one[0].st_mtime
