"""Side files in the platform's cache folder: derived, deletable, never trusted over the library.

`base.json` is library.json as Reader last wrote it: what tells which fields a hand changed in it since.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from reader.store.files import Folder


class Side:
    """The side files of one library. Nothing here fails: without them Reader is slower and knows less, no more."""

    def __init__(self, library: Path) -> None:
        self._library = library
        self._folder: Folder | None = None

    @property
    def folder(self) -> Folder:
        """Where they are: outside the library, so that no sync program brings ours to another machine."""
        if self._folder is None:
            name = blake2b(os.fsencode(self._library), digest_size=10).hexdigest()
            self._folder = Folder(cache_folder() / "libraries" / name)
        return self._folder

    def keep(self, name: str, data: bytes) -> None:
        """Write a side file."""
        with suppress(OSError):
            self.folder.make()
            temporary = f".{name}.{os.getpid()}.tmp"
            self.folder.remove(temporary)
            self.folder.write_new(temporary, data, durable=False)
            self.folder.rename(temporary, name, durable=False)

    def read(self, name: str) -> bytes | None:
        """Return a side file; None where there is none to read."""
        with suppress(OSError):
            return self.folder.read(name, most=4 << 30)
        return None


def folder_of_pages(library: Path) -> Folder:
    """Return the folder for the parsed pages of a library; it need not exist."""
    side = Side(library).folder
    return Folder(side.path / "pages", below=side)


def cache_folder() -> Path:
    """Return the folder for what may be deleted."""
    from platformdirs import user_cache_path

    return user_cache_path("reader", appauthor=False)
