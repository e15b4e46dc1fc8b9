"""TinyDB made durable, shared and fast: a Storage that journals acts, and the Table that goes with it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from zlib import crc32

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table as TinyTable

from reader.errors import LibraryError, LibraryTooNew, WriteFailed
from reader.store import checkpoint
from reader.store.checkpoint import Checkpoint, Meta
from reader.store.files import Folder, locked, reason, unreadable, write_failed
from reader.store.journal import SUFFIX, TABLES, Entry, Journal, SyncFailed
from reader.store.records import Change, Document, Records, copied, differences
from reader.store.revision import Clock, is_machine_name, machine_of, milliseconds, stamp_of

LOCK = ".lock"


class ActInProgress:
    """What an open act is told, and where it leaves its entry."""

    def __init__(self, label: str, kind: str, of: str) -> None:
        self.label = label
        self.kind = kind
        self.of = of
        self.staged: dict[tuple[str, str], Document | None] = {}
        self.changes: list[Change] = []
        """Changes that are known already; the staged come after them."""
        self.entry: Entry | None = None
        """The line that was written; None while the act is open, and where it changed nothing."""


class JournaledStorage(Storage):
    """The memory of a library and its files.

    Reads are served from memory. A change is staged, written to the journal as one line, synced, and only then taken
    into memory; a failed write leaves memory as the disk is.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        self.path = path
        self.clock = clock
        self.guard = threading.RLock()
        """Held by whoever reads or changes memory: workers of the interface share one library."""
        self.folder = Folder(path.parent)
        self.neighbour = Folder(path.with_suffix("") if path.suffix else path.with_name(path.name + ".files"))
        self.neighbour = Folder(self.neighbour.path, below=self.folder)
        self.journals = Folder(self.neighbour.path / "journal", below=self.neighbour)
        self.records = Records()
        self.meta = Meta()
        self.touched: list[tuple[str, str]] = []
        """Every record that changed in memory since opening, in order; caches read on from where they were."""
        self.notices: list[str] = []
        self.read_only: LibraryError | None = None
        """Why nothing can be written; None for the usual library."""
        self.foreign_news = False
        """Something came in that was not done through this object."""
        self._own = Journal(self.journals, clock.machine)
        self._others: dict[str, Journal] = {}
        self._signature: tuple[int, ...] | None = None
        self._journals_signature: tuple[int, ...] | None = None
        self._saved = Meta()
        self._wrote = False
        self._act: ActInProgress | None = None
        self._last_id = 0
        self._load()

    # Reading

    def read(self) -> dict[str, dict[str, Document]]:
        """Return copies of all documents, the way TinyDB asks a storage for them."""
        with self.guard:
            return {table: {id: copied(document) for id, document in self.records.documents(table)} for table in TABLES}

    def write(self, data: dict[str, dict[str, Mapping[str, Any]]]) -> None:
        """Make the library hold these documents: what TinyDB asks of a storage; one act."""
        with self.act("rewrote tables") as act:
            for table in TABLES:
                wanted = data.get(table, {})
                known = dict(self.records.documents(table))
                for id in known.keys() | wanted.keys():
                    act.staged[(table, str(id))] = dict(wanted[id]) if id in wanted else None

    def refresh(self) -> bool:
        """Take in what others wrote; True when something changed since the last call."""
        with self.guard:
            self._take_in()
            news, self.foreign_news = self.foreign_news, False
            return news

    @property
    def revision(self) -> str:
        """Say how far everything is known: an epoch, and the last stamp of each machine."""
        return ";".join([self.meta.epoch, *(f"{m}:{s}" for m, s in sorted(self.meta.seen.items()))])

    def entries(self) -> list[Entry]:
        """Return what the journal of this machine holds, oldest first."""
        with self.guard, self._reading(self._own.folder.path / self._own.name):
            return self._own.entries()

    def all_entries(self) -> list[Entry]:
        """Return what all journals hold, oldest first."""
        with self.guard:
            self._find_journals()
            found = {entry.revision: entry for journal in self._all_journals() for entry in journal.entries()}
        return [found[revision] for revision in sorted(found)]

    # Changing

    @contextmanager
    def act(self, label: str, *, kind: str = "act", of: str = "") -> Iterator[ActInProgress]:
        """Open an act: what is changed inside is written as one line at the end, under the lock.

        An exception inside leaves everything as it was.
        """
        with self.guard:
            assert self._act is None, "acts do not nest"
            if self.read_only is not None:
                raise self.read_only
            with locked(self.journals, LOCK, self.path):
                self._take_in()
                self._mend()
                self._act = act = ActInProgress(label, kind, of)
                try:
                    yield act
                finally:
                    self._act = None
                changes = self._changes(act)
                if changes:
                    act.entry = self._commit(act, changes)

    def document(self, table: str, id: str) -> Document | None:
        """Return a document to read, as the open act would have it; never change it."""
        if self._act is not None and (table, id) in self._act.staged:
            return self._act.staged[(table, id)]
        return self.known(table, id)

    def known(self, table: str, id: str) -> Document | None:
        """Return a document to read, as it is in the journal; what an open act has in hand is not in it."""
        record = self.records.get(table, id)
        return record.document if record is not None and record.there else None

    def stage(self, table: str, id: str, document: Document | None) -> None:
        """Put a document, or None for its removal, into the open act."""
        assert self._act is not None
        self._act.staged[(table, id)] = document

    def new_id(self) -> str:
        """Return an id no record has: 13 digits of Unix milliseconds, then 4 that differ between machines."""
        wanted = milliseconds(self.clock.wall()) * 10_000 + crc32(self.clock.machine.encode()) % 10_000
        while wanted <= self._last_id or any(self.records.get(table, str(wanted)) for table in TABLES):
            wanted = max(wanted, self._last_id) + 1
        self._last_id = wanted
        return str(wanted)

    # Checkpoints

    def close(self) -> None:
        """Write a checkpoint where this session changed something, and let go of the files."""
        with self.guard:
            try:
                if self._wrote and self.read_only is None:
                    self.checkpoint()
            finally:
                self._own.close()

    def checkpoint(self) -> None:
        """Put all that is known into library.json, at once or not at all."""
        with self.guard, locked(self.journals, LOCK, self.path):
            self._take_in()
            self._mend()
            if self.meta != self._saved:
                self._write_checkpoint()
            self._wrote = False

    def _write_checkpoint(self) -> None:
        data, _ = checkpoint.compose(self.records, self.meta)
        try:
            self.folder.make()
            self.folder.replace(self.path.name, data)
        except OSError as error:
            raise write_failed(self.path, self.path, error) from error
        self._saved = replace(self.meta, seen=dict(self.meta.seen))
        self._signature = self._sign()

    # Opening and taking in

    def _load(self) -> None:
        self._take_checkpoint()
        self._take_journals()
        if self._sign() != self._signature:  # another program wrote a checkpoint in between
            self._take_in()
        self.touched.clear()
        self.foreign_news = False

    def _take_in(self) -> None:
        if self._sign() != self._signature or self._own.was_replaced():
            self._take_checkpoint()
        self._take_journals()

    def _sign(self) -> tuple[int, ...] | None:
        status = self.folder.status(self.path.name)
        return None if status is None else (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)

    def _take_checkpoint(self) -> None:
        signature = self._sign()
        try:
            data = self.folder.read(self.path.name, most=checkpoint.MOST_BYTES)
        except FileNotFoundError:
            self._signature = None
            self._saved = Meta(schema=0)
            return
        except OSError as error:
            raise unreadable(self.path, self.path, error) from error
        found = checkpoint.parse(self.path, data)
        if found.meta.schema > checkpoint.SCHEMA:
            self._refuse_newer(found.meta.schema)
        self._signature = signature
        self._saved = found.meta
        if not self.records.there:
            self.records, self.meta = found.records, replace(found.meta, seen=dict(found.meta.seen))
            if not found.genuine:
                self.meta.seen = {}
        else:
            self._merge(found)
        for stamp in self.meta.seen.values():
            self.clock.saw(stamp)

    def _refuse_newer(self, schema: int) -> None:
        self.read_only = LibraryTooNew(
            self.path,
            f"a newer Reader wrote it (form {schema}, this one knows {checkpoint.SCHEMA}); it is open to read",
        )

    def _merge(self, found: Checkpoint) -> None:
        mine = self.records
        for side, kept_here in ((found.records.there, mine.there), (found.records.gone, mine.gone)):
            for table, kept in side.items():
                here = kept_here.get(table, {})
                for id, theirs in kept.items():
                    if here.get(id) == theirs:
                        continue
                    record = (found.records.get(table, id)) if isinstance(theirs, bytes) else theirs
                    assert record is not None
                    news = mine.merge(table, id, record)
                    if news:
                        self._touch(table, id)
                        if any(stamp_of(at) <= self.meta.seen.get(machine_of(at), "") for at in news):
                            self.meta.epoch = self.clock.next()
        for machine, stamp in found.meta.seen.items():
            self.meta.seen[machine] = max(stamp, self.meta.seen.get(machine, ""))
        self.meta.epoch = max(self.meta.epoch, found.meta.epoch)

    def _find_journals(self) -> None:
        status = self.journals.status(".")
        signature = None if status is None else (status.st_ino, status.st_mtime_ns)
        if signature == self._journals_signature and signature is not None:
            return
        try:
            names = self.journals.names()
        except OSError as error:
            raise unreadable(self.path, self.journals.path, error) from error
        self._journals_signature = signature
        for name in names:
            machine = name.removesuffix(SUFFIX)
            if name.endswith(SUFFIX) and is_machine_name(machine) and machine != self.clock.machine:
                self._others.setdefault(machine, Journal(self.journals, machine))

    def _all_journals(self) -> list[Journal]:
        return [self._own, *self._others.values()]

    def _take_journals(self) -> None:
        self._find_journals()
        for journal in self._all_journals():
            if not journal.has_news():
                continue
            with self._reading(journal.folder.path / journal.name):
                after = self.meta.seen.get(journal.machine, "") if journal.read_to == 0 else ""
                entries = journal.news(after)
            for entry in entries:
                self._apply(entry, own=False)

    @contextmanager
    def _reading(self, file: Path) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise unreadable(self.path, file, error) from error

    def _apply(self, entry: Entry, *, own: bool) -> None:
        for change in entry.changes:
            if self.records.put(change, entry.revision):
                self.touched.append((change.table, change.id))
                self.foreign_news |= not own
        machine = machine_of(entry.revision)
        self.meta.seen[machine] = max(self.meta.seen.get(machine, ""), stamp_of(entry.revision))
        self.clock.saw(entry.revision)

    def _touch(self, table: str, id: str) -> None:
        self.touched.append((table, id))
        self.foreign_news = True

    # Writing

    def _mend(self) -> None:
        """Make the files fit to be written to: a torn tail goes aside, a library that is new gets its file."""
        try:
            aside = self._own.set_tail_aside()
        except OSError as error:
            raise write_failed(self.path, self.journals.path / self._own.name, error) from error
        if aside:
            self.notices.append(
                f"The end of the journal was damaged; it was set aside in {self.journals.path / aside}, nothing else was lost"
            )
        if self._signature is None:
            self._write_checkpoint()

    def _changes(self, act: ActInProgress) -> tuple[Change, ...]:
        changes = [*act.changes]
        for (table, id), document in act.staged.items():
            record = self.records.get(table, id)
            old = record.document if record is not None and record.there else None
            changes += differences(table, id, old, document)
        return tuple(changes)

    def _commit(self, act: ActInProgress, changes: tuple[Change, ...]) -> Entry:
        entry = Entry(self.clock.next(), self.clock.wall(), act.label, changes, act.kind, act.of)
        file = self.journals.path / self._own.name
        try:
            self._own.append([entry])
        except SyncFailed as error:
            self.read_only = WriteFailed(
                self.path, f"{file} could not be made durable ({reason(error)}); close and open the library again"
            )
            raise self.read_only from error
        except OSError as error:
            raise write_failed(self.path, file, error) from error
        self._apply(entry, own=True)
        self._wrote = True
        return entry


class View(MutableMapping[str, Document]):
    """A table as TinyDB's updaters see it: what they touch is staged, the rest is never copied."""

    def __init__(self, storage: JournaledStorage, table: str, *, for_update: bool) -> None:
        self._storage = storage
        self._table = table
        self._for_update = for_update

    def __getitem__(self, id: str) -> Document:
        document = self._storage.document(self._table, id)
        if document is None:
            raise KeyError(id)
        act = self._storage._act
        if not self._for_update or act is None or (self._table, id) in act.staged:
            return document if act is not None else dict(copied(document))
        copy: Document = copied(document)
        self._storage.stage(self._table, id, copy)
        return copy

    def __setitem__(self, id: str, document: Document) -> None:
        self._storage.stage(self._table, str(id), document)

    def __delitem__(self, id: str) -> None:
        if id not in self:
            raise KeyError(id)
        self._storage.stage(self._table, id, None)

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self._storage.document(self._table, id) is not None

    def __iter__(self) -> Iterator[str]:
        return (id for id in self._ids() if id in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _ids(self) -> list[str]:
        known = dict.fromkeys(self._storage.records.there.get(self._table, {}))
        staged = self._storage._act.staged if self._storage._act is not None else {}
        return [*known, *(id for table, id in staged if table == self._table and id not in known)]


class Table(TinyTable):
    """A TinyDB table with string ids whose updates cost what they touch, not what the table holds."""

    document_id_class = str  # type: ignore[assignment]
    _storage: JournaledStorage

    def _get_next_id(self) -> str:
        return self._storage.new_id()

    def _read_table(self) -> Any:
        return View(self._storage, self.name, for_update=False)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        if self._storage._act is not None:
            updater(View(self._storage, self.name, for_update=True))
            return
        with self._storage.act(f"changed {self.name}"):
            updater(View(self._storage, self.name, for_update=True))


class Database(TinyDB):
    """TinyDB over our storage, with our tables and no query cache: it would miss changes made elsewhere."""

    table_class = Table

    def __init__(self, path: Path, clock: Clock) -> None:
        super().__init__(path, clock, storage=JournaledStorage)

    def table(self, name: str, **kwargs: Any) -> TinyTable:
        """Give access to a table."""
        return super().table(name, cache_size=0, **kwargs)
