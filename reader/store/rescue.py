"""Get a library back whose library.json can no longer be read: from its last copy here, the journals and its whole lines.

A file that was cut, spoilt by one hand, or left by version control with the lines of two sides in it keeps most records
as whole lines. They are taken in as those of a copy are: each field keeps its greatest revision.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from reader.errors import LibraryDamaged, LibraryError, LibraryTooNew, NotALibrary
from reader.store import checkpoint
from reader.store.checkpoint import Checkpoint, Meta
from reader.store.entry import TABLES, whole_entries
from reader.store.file import BASE, stands_beside_journals
from reader.store.files import Folder, Lock, neighbour_of, write_failed
from reader.store.journal import MOST_BYTES, SUFFIX
from reader.store.library import Library
from reader.store.record import Record
from reader.store.records import GONE, Records
from reader.store.side import Side
from reader.store.storage import LOCK

_HEADING = re.compile(rb'\{?"([a-z]+)": \{')
_LINE = re.compile(rb'"[0-9]{1,20}": \{.*\}')
_FORM = re.compile(rb'"schema": ([0-9]{1,9})\b')


@dataclass(frozen=True)
class Ruin:
    """A library.json that cannot be read, and what there is to rebuild it from."""

    path: Path
    reason: str
    data: bytes
    written_at: datetime
    base: bytes | None
    """The file as Reader last wrote it on this machine; None where that is not kept whole."""
    acts: int
    """Whole acts in the journals."""

    @property
    def can_be_rebuilt(self) -> bool:
        """Whether there is more to rebuild it from than what is left of it."""
        return self.base is not None or self.acts > 0

    @property
    def sources(self) -> str:
        """What it would be rebuilt from, in words."""
        copy = "the last copy that Reader kept on this machine, " if self.base is not None else ""
        return f"{copy}the journals ({_counted(self.acts, 'act')}) and its own whole lines"

    def refusal(self) -> LibraryError:
        """Say why there is no repair, and what the user can do."""
        return LibraryDamaged(
            self.path,
            f"{self.reason}. Neither a copy of it is kept on this machine nor is an act in its journals, so it cannot be "
            "rebuilt, and was left as it is: put it back from a backup or from version control",
        )


def ruin_of(path: Path) -> Ruin | None:
    """Examine a library that would not open; None where library.json is not at fault, or never was a library's."""
    path = path.resolve()
    folder = Folder(path.parent)
    try:
        data = folder.read(path.name, most=checkpoint.MOST_BYTES)
        written_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        checkpoint.parse(path, data)
    except OSError:
        return None
    except (LibraryDamaged, NotALibrary) as error:
        if not stands_beside_journals(path, folder):
            return None
        journals = _journals(path, folder)
        names = [name for name in journals.names() if name.endswith(SUFFIX)]
        acts = sum(len(whole_entries(journals.read(name, most=MOST_BYTES))) for name in names)
        return Ruin(path, error.reason, data, written_at, _base(path), acts)
    return None


def rescue(ruin: Ruin) -> list[str]:
    """Set the damaged file aside and rebuild it; return sentences on what was done. Raises LibraryError.

    Nothing is deleted, and where there is nothing to rebuild it from nothing is touched.
    """
    if not ruin.can_be_rebuilt:
        raise ruin.refusal()
    if any(int(form) > checkpoint.SCHEMA for form in _FORM.findall(ruin.data + (ruin.base or b"")[-2_000:])):
        raise LibraryTooNew(ruin.path, "a newer Reader wrote it; this one cannot rebuild it")
    folder = Folder(ruin.path.parent)
    found, lines = _salvaged(ruin.data)
    with _locked(ruin, folder):
        if folder.read(ruin.path.name, most=checkpoint.MOST_BYTES) != ruin.data:
            raise LibraryDamaged(ruin.path, "another program wrote it just now; try again")
        aside = _free_name(ruin, folder)
        if ruin.base is None:
            folder.rename(ruin.path.name, aside)
        else:
            folder.write_new(aside, ruin.data)
            folder.replace(ruin.path.name, ruin.base)
    with Library.open(ruin.path) as library:
        storage = library._storage
        storage.take_copy(found, ruin.written_at, (), f"rebuilt {ruin.path.name}")
        with storage.writing():
            storage.write_checkpoint()
        kept = storage.replica.records.there
        articles, highlights = (len(kept.get(table, {})) for table in ("articles", "highlights"))
    told = f"{_counted(articles, 'article')} and {_counted(highlights, 'highlight')} came back"
    done = [
        f"the damaged file was set aside as {ruin.path.with_name(aside)}",
        f"{ruin.path.name} was rebuilt from {ruin.sources} ({lines} of them): {told}",
    ]
    if ruin.base is None:
        done.append(
            "no copy of it was kept on this machine: what is older than the journals and in none of the whole lines "
            "could not be known; a backup or version control may have it (`reader merge` takes one in)"
        )
    return done


@contextmanager
def _locked(ruin: Ruin, folder: Folder) -> Iterator[None]:
    lock = Lock(_journals(ruin.path, folder), LOCK, ruin.path)
    lock.take()
    try:
        yield
    except OSError as error:
        raise write_failed(ruin.path, ruin.path, error) from error
    finally:
        lock.close()


def _salvaged(data: bytes) -> tuple[Checkpoint, int]:
    """Return the records whose lines are whole, and how many lines that were; of two sides of a conflict, those of both."""
    records = Records()
    count = 0
    table = forked = ""
    for line in data.split(b"\n"):
        line = line.strip(b" \t\r\0").removesuffix(b",")
        if line.startswith(b"<<<<<<<"):
            forked = table
        elif line.startswith((b"|||||||", b"=======")):
            table = forked
        elif heading := _HEADING.fullmatch(line):
            table = heading[1].decode()
        elif (table in TABLES or table == GONE) and _LINE.fullmatch(line):
            count += _take_line(records, table, line)
    return Checkpoint(records, Meta(), "", genuine=False), count


def _take_line(records: Records, table: str, line: bytes) -> bool:
    try:
        ((id, document),) = json.loads(b"{" + line + b"}").items()
    except (ValueError, RecursionError):
        return False
    there = table != GONE
    name = table if there else str(document.pop("table", "articles"))
    record: Record = checkpoint.record_of(document, there)
    if name not in TABLES:
        return False
    if records.get(name, id) is not None:
        records.merge(name, id, record)
    else:
        (records.there if there else records.gone).setdefault(name, {})[id] = record
    return True


def _base(path: Path) -> bytes | None:
    data = Side(path).read(BASE)
    try:
        return data if data is not None and checkpoint.parse(path, data).genuine else None
    except (LibraryDamaged, NotALibrary):
        return None


def _journals(path: Path, folder: Folder) -> Folder:
    neighbour = neighbour_of(path)
    return Folder(neighbour / "journal", below=Folder(neighbour, below=folder))


def _free_name(ruin: Ruin, folder: Folder) -> str:
    taken = folder.names()
    name = f"{ruin.path.name}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    return next(one for n in range(len(taken) + 1) if (one := f"{name}-{n}" if n else name) not in taken)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"
