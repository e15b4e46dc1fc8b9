"""TinyDB made durable, shared and fast: a Storage whose changes are acts in a journal."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from zlib import crc32

from tinydb.storages import Storage

from reader.errors import LibraryDamaged, LibraryError, LibraryTooNew, NotALibrary, WriteFailed
from reader.model.article import Article
from reader.store import checkpoint, compaction, history, listing, migrations, outside
from reader.store.bodies import Bodies
from reader.store.changes import newer
from reader.store.checkpoint import Checkpoint, Meta
from reader.store.entry import TABLES, Entry
from reader.store.files import Folder, Lock, reason, unreadable, write_failed
from reader.store.journal import SyncFailed
from reader.store.journals import Journals
from reader.store.records import Change, Document, Records, copied, differences
from reader.store.replica import Replica
from reader.store.revision import Clock, milliseconds, stamp_of
from reader.store.side import Side

LOCK = ".lock"
BASE = "base.json"


class ActInProgress:
    """What an open act is told, and where it leaves its entry."""

    def __init__(self, label: str, kind: str) -> None:
        self.label = label
        self.kind = kind
        self.of = ""
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
        self.neighbour = Folder(neighbour_of(path), below=self.folder)
        self.journals = Journals(path, Folder(self.neighbour.path / "journal", below=self.neighbour), clock.machine)
        self.bodies = Bodies(self.neighbour)
        self.side = Side(path)
        self._lock = Lock(self.journals.folder, LOCK, path)
        self.replica = Replica(clock)
        self.notices: list[str] = []
        self.read_only: LibraryError | None = None
        """Why nothing can be written; None for the usual library."""
        self._signature: tuple[int, ...] | None = None
        self._saved = Meta()
        self._pending: list[Change] = []
        """Edits made outside: in memory already, in the journal before the next change."""
        self._pending_since = ""
        self._backup: bytes | None = None
        self._wrote = False
        self._act: ActInProgress | None = None
        self._last_id = 0
        self._sum = ""
        self.listing: listing.Listing | None = None
        """The list as a side file had it, where it may be believed."""
        self.after_checkpoint: Callable[[], None] = _nothing
        """Called when library.json was written, to keep what is derived from it."""
        self._loading = True
        self._load()
        self._loading = False

    # What TinyDB asks of a storage

    def read(self) -> dict[str, dict[str, Document]]:
        """Return copies of all documents."""
        with self.guard:
            known = self.replica.records
            return {table: {id: copied(document) for id, document in known.documents(table)} for table in TABLES}

    def write(self, data: dict[str, dict[str, Mapping[str, Any]]]) -> None:
        """Make the library hold these documents, as one act."""
        with self.act("rewrote tables") as act:
            for table in TABLES:
                wanted = data.get(table, {})
                for id in dict(self.replica.records.documents(table)).keys() | wanted.keys():
                    act.staged[(table, str(id))] = dict(wanted[id]) if id in wanted else None

    def close(self) -> None:
        """Write a checkpoint where this session changed something, and let go of the files."""
        with self.guard:
            try:
                if self._wrote and self.read_only is None:
                    self.checkpoint()
            finally:
                self.journals.close()
                self._lock.close()

    # Reading

    def refresh(self) -> bool:
        """Take in what others wrote; True when something changed since the last call."""
        with self.guard:
            self._take_in()
            news, self.replica.foreign_news = self.replica.foreign_news, False
            return news

    def document(self, table: str, id: str) -> Document | None:
        """Return a document to read, as the open act would have it; never change it."""
        if (table, id) in self.staged:
            return self.staged[(table, id)]
        return self.replica.document(table, id)

    # Changing

    @property
    def in_act(self) -> bool:
        """Whether an act is open."""
        return self._act is not None

    @property
    def staged(self) -> dict[tuple[str, str], Document | None]:
        """The documents the open act has in hand."""
        return {} if self._act is None else self._act.staged

    @contextmanager
    def act(self, label: str, *, kind: str = "act") -> Iterator[ActInProgress]:
        """Open an act: what is changed inside is written as one line at the end, under the lock.

        An exception inside leaves everything as it was.
        """
        with self.guard:
            assert self._act is None, "acts do not nest"
            with self.writing():
                self._act = act = ActInProgress(label, kind)
                try:
                    yield act
                finally:
                    self._act = None
                changes = self._changes(act)
                if changes:
                    act.entry = Entry(
                        self.clock.next(), self.clock.wall(), act.label, changes, kind=act.kind, of=act.of
                    )
                    self.append(act.entry)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock, with everything known taken in and the files fit to be written to."""
        with self.guard:
            if self.read_only is not None:
                raise self.read_only
            with self._lock.held():
                self._take_in()
                self._mend()
                yield

    def stage(self, table: str, id: str, document: Document | None) -> None:
        """Put a document, or None for its removal, into the open act."""
        assert self._act is not None
        self._act.staged[(table, id)] = document

    def new_id(self) -> str:
        """Return an id no record has: 13 digits of Unix milliseconds, then 4 that differ between machines."""
        wanted = milliseconds(self.clock.wall()) * 10_000 + crc32(self.clock.machine.encode()) % 10_000
        while wanted <= self._last_id or any(self.replica.records.get(table, str(wanted)) for table in TABLES):
            wanted = max(wanted, self._last_id) + 1
        self._last_id = wanted
        return str(wanted)

    # Checkpoints

    def checkpoint(self) -> None:
        """Put all that is known into library.json, at once or not at all, and shorten the journal."""
        with self.writing():
            if self.replica.meta != self._saved:
                self.write_checkpoint()
            self._wrote = False
            if compaction.is_due(self.journals):
                with suppress(OSError):  # a journal that stays long is no harm
                    compaction.compact(self.journals, self.replica.records, self.bodies)

    def take_copy(self, found: Checkpoint, edited_at: datetime, entries: Iterable[Entry], label: str) -> int:
        """Take in a copy of the library and a journal's acts; return how many records they knew better."""
        with self.writing():
            before = len(self.replica.touched)
            if not found.genuine:
                self._take_edits(found, outside.edits(found, self._base(), self.replica.records, edited_at))
                self._mend()
            else:
                self.replica.merge(found, trusted=False)
            for entry in entries:
                self.replica.apply(entry, own=False)
            count = len(set(self.replica.touched[before:]))
            if count:
                self.replica.meta.epoch = self.clock.next()
            if self.replica.meta != self._saved:
                self.write_checkpoint()  # the copy may be thrown away now: what it knew must be in the file
            if count:
                self.append(Entry(self.clock.next(), self.clock.wall(), label, (), kind=history.MERGE))
            return count

    def write_checkpoint(self) -> None:
        """Write library.json. Only under the lock, see `writing`."""
        data, self._sum = checkpoint.compose(self.replica.records, self.replica.meta)
        try:
            self.folder.make()
            if self._backup is not None:
                self.folder.replace(f"{self.path.name}.schema-{self._saved.schema}.backup", self._backup)
                self._backup = None
            self.folder.replace(self.path.name, data)
        except OSError as error:
            raise write_failed(self.path, self.path, error) from error
        self._saved = replace(self.replica.meta, seen=dict(self.replica.meta.seen))
        self._signature = self._sign()
        self.side.keep(BASE, data)
        self.after_checkpoint()

    # Taking in

    def _load(self) -> None:
        signature = self._sign()
        self.listing = listing.read(self.side, signature)
        if self.listing is not None:
            self._signature, self._saved, self._sum = signature, self.listing.meta, self.listing.sum
            self.replica.start_later(self.listing.meta, partial(self._load_records, self.listing.sum))
        else:
            self._take_checkpoint()
        self.replica.token()  # an index that knows this much asks for what the journals bring
        self._take_journals()
        self._take_in()  # a checkpoint may have been written, and the journal cut, between the two
        self.replica.foreign_news = False

    def _load_records(self, total: str) -> Records:
        """Read the records that belong to the listing this library began with."""
        try:
            found = checkpoint.parse(self.path, self.folder.read(self.path.name, most=checkpoint.MOST_BYTES))
        except (OSError, LibraryError):
            found = None
        if found is None or found.sum != total or not found.genuine:
            # it was replaced since; the next look at it merges, from where we began
            found = self._base() or found
            if found is None:
                raise LibraryDamaged(self.path, "the file is gone or damaged since it was opened")
            assert self.listing is not None  # no records are read later without one
            self._touch_what_differs(found, self.listing.meta)
        return found.records

    def _touch_what_differs(self, found: Checkpoint, known: Meta) -> None:
        """Tell who keeps values which of these records may be others than they were when `known` was all."""
        for side in (found.records.there, found.records.gone):
            for table, kept in side.items():
                told = newer(side, table, known.seen) if found.genuine and found.meta.epoch == known.epoch else kept
                self.replica.touched += [(table, id) for id in told]
        self.replica.foreign_news = True

    def _take_in(self) -> None:
        if self._sign() != self._signature or self.journals.own.was_replaced():
            self._take_checkpoint()
        self._take_journals()

    def _take_journals(self) -> None:
        for entry in self.journals.news(self.replica.meta.seen):
            self.replica.apply(entry, own=False)
        self.notices += self.journals.notices()

    def _sign(self) -> tuple[int, ...] | None:
        status = self.folder.status(self.path.name)
        if status is None:
            return None
        return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns

    def _take_checkpoint(self) -> None:
        signature = self._sign()
        try:
            data = self.folder.read(self.path.name, most=checkpoint.MOST_BYTES)
        except FileNotFoundError:
            self._signature, self._saved = None, Meta(schema=0)
            return
        except IsADirectoryError as error:
            raise NotALibrary(self.path, "this is a folder") from error
        except OSError as error:
            raise unreadable(self.path, self.path, error) from error
        found = checkpoint.parse(self.path, data)
        if found.meta.schema > checkpoint.SCHEMA:
            self.read_only = LibraryTooNew(
                self.path,
                f"a newer Reader wrote this library (form {found.meta.schema}, this Reader knows {checkpoint.SCHEMA}); "
                "it can be read, not changed",
            )
        self._sum = found.sum if found.genuine else ""
        self._saved = found.meta if found.genuine else Meta(schema=found.meta.schema)
        if found.meta.schema < checkpoint.SCHEMA:
            self._backup = data
            found = migrations.migrate(found)
        self._take(found, signature)
        self._signature = signature

    def _take(self, found: Checkpoint, signature: tuple[int, ...] | None) -> None:
        if found.genuine:
            if self.replica.is_blank and self._loading:
                self.replica.start_from(found, trusted=True)
            else:
                self.replica.merge(found)
            return
        base = self._base()
        if self.replica.is_blank and self._loading and base is not None:
            self.replica.start_from(base, trusted=True)
            base = self._base()
        if self.replica.is_blank and self._loading:
            self.replica.start_from(found, trusted=False)
            self.replica.meta.epoch = self.clock.next()
            return
        self._take_journals()
        edited_at = datetime.fromtimestamp((signature[3] if signature else 0) / 1e9, UTC)
        self._take_edits(found, outside.edits(found, base, self.replica.records, edited_at))

    def _base(self) -> Checkpoint | None:
        data = self.side.read(BASE)
        try:
            found = None if data is None else checkpoint.parse(self.path, data)
        except (LibraryDamaged, NotALibrary):
            return None
        return found if found is not None and found.genuine else None

    def _take_edits(self, found: Checkpoint, edits: outside.OutsideEdits) -> None:
        self._pending_since = self.clock.next()
        for change in edits.changes:
            self.replica.put(change, self._pending_since, own=False)
        self._pending = [*self._pending, *edits.changes]
        self.replica.meta.seen[self.clock.machine] = stamp_of(self._pending_since)
        outside.without_edits(found, edits)
        self.replica.merge(found, trusted=False)
        if edits.changes or edits.conflicts:
            self.replica.foreign_news = True
            self.notices.append(edits.sentence(self.path.name))

    # Writing

    def _mend(self) -> None:
        """Make the files fit to be written to: a torn tail goes aside, outside edits come into the journal, a library
        that is new gets its file."""
        try:
            aside = self.journals.own.set_tail_aside()
        except OSError as error:
            raise write_failed(self.path, self.journals.own_path, error) from error
        if aside:
            file = self.journals.own_path
            self.notices.append(f"The end of a journal was damaged; it was set aside in {file.with_name(aside)}")
        pending = [c for c in self._pending if self._value_at(c) == self._pending_since]
        if pending:
            label = f"took in edits of {self.path.name} made outside Reader"
            self.append(Entry(self.clock.next(), self.clock.wall(), label, tuple(pending)))
        self._pending = []
        if self._signature is None:
            self.write_checkpoint()

    def _value_at(self, change: Change) -> str:
        record = self.replica.records.get(change.table, change.id)
        return "" if record is None else record.revision(change.field)

    def _changes(self, act: ActInProgress) -> tuple[Change, ...]:
        changes = [*act.changes]
        for (table, id), document in act.staged.items():
            changes += differences(table, id, self.replica.document(table, id), document)
        return tuple(changes)

    def append(self, entry: Entry) -> None:
        """Write a line to the journal, and only then take it into memory. Only under the lock, see `writing`."""
        try:
            self.journals.own.append([entry])
        except SyncFailed as error:
            self.read_only = WriteFailed(
                self.path,
                f"{self.journals.own_path} could not be made durable ({reason(error)}); close and open the library again",
            )
            raise self.read_only from error
        except OSError as error:
            raise write_failed(self.path, self.journals.own_path, error) from error
        self.replica.apply(entry, own=True)
        self._wrote = True

    def keep_listing(self, articles: list[Article]) -> None:
        """Write the side file of the list; the articles, oldest saved first, must be those of library.json as it is."""
        if self._signature is not None and self._sum and self._saved == self.replica.meta and not self._pending:
            listing.keep(self.side, self._signature, self._saved, self._sum, articles, self._text_name)

    def _text_name(self, id: str) -> str:
        document = self.replica.document("articles", id) or {}
        return str(document.get("body", {}).get("name", ""))


def _nothing() -> None:
    """Nothing is derived."""


def neighbour_of(path: Path) -> Path:
    """Return the folder of a library's texts and journals: its neighbour of the same stem."""
    return path.with_suffix("") if path.suffix else path.with_name(path.name + ".files")
