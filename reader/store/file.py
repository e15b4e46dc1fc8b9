"""The file library.json on the disk: recognised, read, written; and the copy of it as Reader last wrote it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from reader.errors import LibraryDamaged, NotALibrary
from reader.model.article import Article
from reader.store import checkpoint, listing, migrations
from reader.store.checkpoint import Checkpoint, Meta
from reader.store.files import Folder, unreadable, write_failed
from reader.store.listing import Listing
from reader.store.records import Records
from reader.store.side import Side

BASE = "base.json"


class LibraryFile:
    """library.json, as it was when this object last read or wrote it."""

    def __init__(self, path: Path, folder: Folder) -> None:
        self.path = path
        self.folder = folder
        self.side = Side(path)
        self.saved = Meta()
        """What is in the file."""
        self.sum = ""
        """Names its content; "" where Reader did not write it."""
        self._signature: tuple[int, ...] | None = None
        self._backup: bytes | None = None

    @property
    def is_missing(self) -> bool:
        """Whether there was none."""
        return self._signature is None

    @property
    def edited_at(self) -> datetime:
        """When the file was last written, by whomever."""
        return datetime.fromtimestamp((self._signature[3] if self._signature else 0) / 1e9, UTC)

    def was_replaced(self) -> bool:
        """Say, by one look, whether it is another file than was read or written here."""
        return self._sign() != self._signature

    def listing(self) -> Listing | None:
        """Return the list as a side file has it, and take the file as known by it; None where it may not be believed."""
        signature = self._sign()
        found = listing.read(self.side, signature)
        if found is not None:
            self._signature, self.saved, self.sum = signature, found.meta, found.sum
        return found

    def read(self) -> Checkpoint | None:
        """Return what the file holds; None where there is none. Raises NotALibrary, LibraryDamaged.

        One of an older form is brought to the present one, and kept as a backup when it is written over.
        """
        signature = self._sign()
        try:
            data = self._read()
        except FileNotFoundError:
            self._signature, self.saved = None, Meta(schema=0)
            return None
        except IsADirectoryError as error:
            raise NotALibrary(self.path, "this is a folder") from error
        except OSError as error:
            raise unreadable(self.path, self.path, error) from error
        found = checkpoint.parse(self.path, data)
        self.sum = found.sum if found.genuine else ""
        self.saved = found.meta if found.genuine else Meta(schema=found.meta.schema)
        self._signature = signature
        if found.meta.schema < checkpoint.SCHEMA:
            self._backup = data
            found = migrations.migrate(found)
        return found

    def read_again(self) -> Checkpoint | None:
        """Return what the file holds now, whatever was known of it; None where that cannot be read."""
        try:
            return checkpoint.parse(self.path, self._read())
        except (OSError, LibraryDamaged, NotALibrary):
            return None

    def base(self) -> Checkpoint | None:
        """Return the file as Reader last wrote it; None where that is not kept."""
        data = self.side.read(BASE)
        try:
            found = None if data is None else checkpoint.parse(self.path, data)
        except (LibraryDamaged, NotALibrary):
            return None
        return found if found is not None and found.genuine else None

    def write(self, records: Records, meta: Meta) -> None:
        """Put all that is known in its place, at once or not at all; raises WriteFailed."""
        data, total = checkpoint.compose(records, meta)
        try:
            self.folder.make()
            if self._backup is not None:
                self.folder.replace(f"{self.path.name}.schema-{self.saved.schema}.backup", self._backup)
                self._backup = None
            self.folder.replace(self.path.name, data)
        except OSError as error:
            raise write_failed(self.path, self.path, error) from error
        self.sum = total
        self.saved = replace(meta, seen=dict(meta.seen))
        self._signature = self._sign()
        self.side.keep(BASE, data)

    def keep_listing(self, articles: list[Article], text_of: Callable[[str], str]) -> None:
        """Write the side file of the list; the articles, oldest saved first, must be those of the file as it is."""
        if self._signature is not None and self.sum:
            listing.keep(self.side, self._signature, self.saved, self.sum, articles, text_of)

    def _read(self) -> bytes:
        return self.folder.read(self.path.name, most=checkpoint.MOST_BYTES)

    def _sign(self) -> tuple[int, ...] | None:
        status = self.folder.status(self.path.name)
        if status is None:
            return None
        return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
