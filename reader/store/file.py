"""The file library.json on the disk: recognised, read, written; and the copy of it as Reader last wrote it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from reader.errors import LibraryDamaged, NotALibrary
from reader.store import checkpoint, listing, migrations
from reader.store.bundles import Bundle
from reader.store.checkpoint import Checkpoint, Meta
from reader.store.files import Folder, neighbour_of, unreadable, write_failed
from reader.store.journal import SUFFIX
from reader.store.lines import Lines, Places, places_in
from reader.store.listing import Listing, Rest
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
        self._places: dict[str, Places] = {}
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
        found = self.peek()
        if found is not None:
            self.adopt(found)
        return found

    def peek(self) -> Listing | None:
        """Return the list that may be believed of the file as it is now."""
        return listing.read(self.side, self._sign())

    def adopt(self, found: Listing) -> None:
        """Take the file as known by its list."""
        self._signature, self.saved, self.sum = found.signature, found.meta, found.sum
        self._places = {}

    def lines(self, of: Listing) -> Lines | None:
        """Open the file, to find lines where they stand in it; None where it is another than the listing is of."""
        try:
            descriptor = self.folder.open(self.path.name, os.O_RDONLY)
        except OSError:
            return None
        lines = Lines(descriptor, of.places, partial(_is_unchanged, of.signature))
        return lines if _is_unchanged(of.signature, os.fstat(descriptor)) else None

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
        try:
            found = checkpoint.parse(self.path, data)
        except (LibraryDamaged, NotALibrary) as error:
            if stands_beside_journals(self.path, self.folder):
                told = f"{error.reason}; `reader doctor` says what can be done"
                raise LibraryDamaged(self.path, told) from error
            raise
        self._places = places_in(data, found.spans)
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
        data, total, spans = checkpoint.compose(records, meta)
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
        self._places = places_in(data, spans)
        self.side.keep(BASE, data)

    def keep_listing(self, bundles: Sequence[Bundle], marks: Mapping[str, str], text_of: Callable[[str], str]) -> None:
        """Write the side files of the list; what they are made of must be what the file holds."""
        if self._signature is not None and self.sum and self._places:
            listing.keep(self.side, self._signature, self.saved, self.sum, bundles, Rest(self._places, marks, text_of))

    def _read(self) -> bytes:
        return self.folder.read(self.path.name, most=checkpoint.MOST_BYTES)

    def _sign(self) -> tuple[int, ...] | None:
        status = self.folder.status(self.path.name)
        return None if status is None else _signature(status)


def stands_beside_journals(path: Path, folder: Folder) -> bool:
    """Say whether a file was a library: whatever it holds now, the journals of one stand beside it."""
    neighbour = neighbour_of(path)
    try:
        names = Folder(neighbour / "journal", below=Folder(neighbour, below=folder)).names()
    except OSError:
        return False
    return any(name.endswith(SUFFIX) for name in names)


def _signature(status: os.stat_result) -> tuple[int, ...]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _is_unchanged(signature: tuple[int, ...], status: os.stat_result) -> bool:
    """Say whether an open file is as it was; taking its name away changes a time, and nothing of what it holds."""
    now = _signature(status)
    return now == signature or (status.st_nlink == 0 and now[:-1] == signature[:-1])
