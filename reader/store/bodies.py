"""Markdown files beside library.json: named by id, written once, never through a link."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from contextlib import suppress
from hashlib import blake2b

from reader.store.files import Folder
from reader.store.pictures import Pictures
from reader.store.stamps import BODY_NAME, stamp_of

MOST_BYTES = 256 << 20
"""Larger files are not read: they are not ours."""


class Bodies:
    """The folders `articles` and `originals`.

    A file name is the id of its article, ASCII digits, and where the body changed later, a stamp: safe on every disk,
    whatever the title. A body that changes gets a new file, so that undo and other machines still find the old one.
    """

    def __init__(self, library: Folder) -> None:
        self.articles = Folder(library.path / "articles", below=library)
        self.originals = Folder(library.path / "originals", below=library)
        self.pictures = Pictures(library)
        self._new: list[str] = []
        """Files that the open act made."""

    def write(self, name: str, body: str) -> None:
        """Write and sync a body; raises OSError."""
        self.articles.make()
        with suppress(FileExistsError):
            self.articles.write_new(name, body.encode("utf-8", "replace"))
            self._new.append(name)
            return
        if self.articles.read(name, most=MOST_BYTES) != body.encode("utf-8", "replace"):
            self.articles.replace(name, body.encode("utf-8", "replace"))

    def write_original(self, name: str, page: bytes) -> None:
        """Write a page as it was fetched, compressed; raises OSError."""
        self.originals.make()
        if self.originals.status(name) is None:
            self._new.append(name)
        self.originals.replace(name, gzip.compress(page, 6, mtime=0))

    def read(self, name: str) -> str:
        """Return a body; raises OSError."""
        return self._read(self.articles, name).decode("utf-8", "replace")

    def stamp(self, name: str) -> str:
        """Return what tells a body file from what it was before, or will be; "" where there is none."""
        return stamp_of(self.articles, name)

    def read_original(self, name: str) -> bytes:
        """Return a page as it was fetched; raises OSError for what is no such file, or swells beyond all measure."""
        data = self._read(self.originals, name)
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
                page = file.read(MOST_BYTES + 1)
        except (EOFError, zlib.error) as error:
            raise OSError(5, f"damaged: {error}", name) from error
        if len(page) > MOST_BYTES:
            raise OSError(27, f"larger than {MOST_BYTES:,} bytes", name)
        return page

    def digest(self, name: str) -> str | None:
        """Return the digest of a body file as it is now; None where there is none to read."""
        with suppress(OSError):
            return digest(self._read(self.articles, name))
        return None

    def adopt(self, here: Folder, there: Folder, name: str) -> bool:
        """Copy a file of another library's folder into ours; False for what has not the name of a body."""
        if not BODY_NAME.fullmatch(name):
            return False
        data = there.read(name, most=MOST_BYTES)
        here.make()
        here.write_new(name, data)
        return True

    def sync(self) -> None:
        """Make new names durable; raises OSError."""
        for folder in (self.articles, self.originals):
            with suppress(FileNotFoundError):
                folder.sync()

    def remove(self, name: str) -> None:
        """Remove a body or an original."""
        if BODY_NAME.fullmatch(name):
            (self.articles if name.endswith(".md") else self.originals).remove(name)

    def begin(self) -> None:
        """Note what is written from now on: an act is opened."""
        self._new = []

    def take_back(self) -> None:
        """Remove what was written for an act that did not come to be."""
        for name in self._new:
            with suppress(OSError):
                self.remove(name)

    def _read(self, folder: Folder, name: str) -> bytes:
        if not BODY_NAME.fullmatch(name):
            raise OSError(22, "not the name of a body", name)
        return folder.read(name, most=MOST_BYTES)


def digest(data: bytes) -> str:
    """Return what names the content of a body."""
    return blake2b(data, digest_size=8).hexdigest()


def body_name(id: str, stamp: str = "") -> str:
    """Return the name of an article's body file; `stamp` tells later bodies apart."""
    return f"{id}-{stamp}.md" if stamp else f"{id}.md"


def original_name(id: str, stamp: str = "") -> str:
    """Return the name of an article's page as it was fetched; `stamp` tells later pages apart."""
    return f"{id}-{stamp}.html.gz" if stamp else f"{id}.html.gz"


def is_body_name(name: str) -> bool:
    """Say whether a file of this name is ours to judge."""
    return BODY_NAME.fullmatch(name) is not None


def is_litter(name: str) -> bool:
    """Say whether a name is a temporary file that a crash left, not one of this process."""
    return name.startswith(".") and name.endswith(".tmp") and f".{os.getpid()}." not in name
