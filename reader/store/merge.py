"""Take a copy of a library in: what a sync program set aside, a backup, the library of another machine."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from reader.errors import BadInput, LibraryDamaged, NotALibrary
from reader.store import checkpoint
from reader.store.bodies import Bodies
from reader.store.checkpoint import Checkpoint
from reader.store.entry import Entry, whole_entries
from reader.store.files import Folder, neighbour_of, reason
from reader.store.journal import SUFFIX
from reader.store.library import Library

_CONFLICT = re.compile(r"sync-conflict-|conflicted copy|\(conflict|\.orig$|_conf\(|case conflict", re.IGNORECASE)
"""Syncthing; Dropbox; Nextcloud; git; Synology and pCloud."""


@dataclass(frozen=True)
class Merged:
    """What taking a copy in brought."""

    path: Path
    records: int
    """Articles, highlights and deletions that the copy knew better."""
    texts: int
    """Body files that were missing here."""

    def __str__(self) -> str:
        if not self.records and not self.texts:
            return f"{self.path.name}: nothing new in it"
        return f"{self.path.name}: {_number(self.records, 'record')} and {_number(self.texts, 'text')} taken in"


def merge_copy(library: Library, path: Path) -> Merged:
    """Take in a copy of library.json, with the folder of its stem where it has one, or a copy of a journal.

    The copy is only read. Nothing known here is lost: each field keeps its greatest revision. Raises BadInput.
    """
    path = Path(path)
    folder = Folder(path.parent)
    try:
        data = folder.read(path.name, most=checkpoint.MOST_BYTES)
    except OSError as error:
        raise BadInput(str(path), reason(error)) from error
    storage = library._storage
    if SUFFIX in path.name:
        found, entries = Checkpoint.blank(), whole_entries(data)
        if not entries:
            raise BadInput(str(path), "no whole act in it")
    else:
        try:
            found = checkpoint.parse(path, data)
        except (NotALibrary, LibraryDamaged) as error:
            raise BadInput(str(path), error.reason) from error
        if found.meta.schema > checkpoint.SCHEMA:
            raise BadInput(str(path), f"a newer Reader wrote it (form {found.meta.schema})")
        entries = _journal_entries(path)
    edited_at = datetime.fromtimestamp(os.stat(path).st_mtime, UTC)
    texts = _copy_texts(storage.bodies, path)
    return Merged(path, storage.take_copy(found, edited_at, entries, f"merged {path.name}"), texts)


def copies(library: Library) -> list[Path]:
    """Return the files beside a library and its journals that sync programs set aside, sorted."""
    storage = library._storage
    stem = library.path.name.partition(".")[0]
    beside = [storage.folder.path / name for name in storage.folder.names() if name.startswith(stem)]
    journals = [storage.journals.folder.path / name for name in storage.journals.folder.names()]
    return sorted(
        file
        for file in [*beside, *journals]
        if _CONFLICT.search(file.name)
        and not file.name.endswith(".merged")
        and file != library.path
        and file.is_file()
        and not file.is_symlink()
    )


def _journal_entries(path: Path) -> list[Entry]:
    """Return the acts in the journals of a copy that has its own folder."""
    folder = Folder(neighbour_of(path) / "journal")
    entries: list[Entry] = []
    for name in folder.names():
        if name.endswith(SUFFIX):
            with suppress(OSError):
                entries += whole_entries(folder.read(name, most=1 << 30))
    return entries


def _copy_texts(bodies: Bodies, path: Path) -> int:
    """Copy the body files of a copy that has its own folder; return how many were missing here."""
    theirs = Bodies(Folder(neighbour_of(path)))
    count = 0
    for here, there in ((bodies.articles, theirs.articles), (bodies.originals, theirs.originals)):
        if here.path == there.path:
            continue
        missing = set(there.names()) - set(here.names())
        for name in sorted(missing):
            with suppress(OSError):
                count += bodies.adopt(here, there, name)
    return count


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"
