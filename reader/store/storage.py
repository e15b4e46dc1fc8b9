"""TinyDB made durable, shared and fast: a Storage whose changes are acts in a journal."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from zlib import crc32

from tinydb.storages import Storage

from reader.errors import LibraryError, WriteFailed
from reader.store import compaction, history
from reader.store.acting import ActInProgress
from reader.store.bodies import Bodies
from reader.store.bundles import Bundle
from reader.store.checkpoint import Checkpoint
from reader.store.codec import body_of
from reader.store.entry import TABLES, Entry
from reader.store.file import LibraryFile
from reader.store.files import Folder, Lock, neighbour_of, reason, write_failed
from reader.store.intake import Intake
from reader.store.journal import SyncFailed
from reader.store.journals import Journals
from reader.store.record import Document, copied
from reader.store.replica import Replica
from reader.store.revision import Clock, milliseconds

LOCK = ".lock"


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
        self.file = LibraryFile(path, self.folder)
        self.replica = Replica(clock)
        self.intake = Intake(self.file, self.journals, self.replica)
        self.after_checkpoint: Callable[[], None] = _nothing
        """Called when library.json was written, to keep what is derived from it."""
        self.before_close: Callable[[], None] = _nothing
        """Called when all is written, to keep what the next start begins with."""
        self._lock = Lock(self.journals.folder, LOCK, path)
        self._failed: LibraryError | None = None
        self._wrote = False
        self._act: ActInProgress | None = None
        self._last_id = 0
        self.listing = self.intake.load()
        """The list as a side file had it, where it may be believed."""

    @property
    def read_only(self) -> LibraryError | None:
        """Why nothing can be written; None for the usual library."""
        return self._failed or self.intake.too_new

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
                self.before_close()
            finally:
                self.journals.close()
                self._lock.close()

    # Reading

    def refresh(self) -> bool:
        """Take in what others wrote; True when something changed since the last call."""
        with self.guard:
            self.intake.take_in()
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
                self.bodies.begin()
                try:
                    try:
                        yield act
                    finally:
                        self._act = None
                    act.entry = act.to_entry(self.replica, self.clock)
                    if act.entry is not None:
                        self.append(act.entry)
                except BaseException:
                    if self._failed is None:  # else the line may be on the disk after all, and wants its texts
                        self.bodies.take_back()
                    raise

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock, with everything known taken in and the files fit to be written to."""
        with self.guard:
            if self.read_only is not None:
                raise self.read_only
            self._lock.take()
            try:
                self.intake.take_in()
                self._mend()
                yield
            finally:
                self._lock.give_back()

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
            if self.replica.meta != self.file.saved:
                self.write_checkpoint()
            self._wrote = False
            if compaction.is_due(self.journals):
                with suppress(OSError):  # a journal that stays long is no harm
                    compaction.compact(self.journals, self.replica.records, self.bodies)

    def take_copy(self, found: Checkpoint, edited_at: datetime, entries: Iterable[Entry], label: str) -> int:
        """Take in a copy of the library and a journal's acts; return how many records they knew better."""
        with self.writing():
            before = len(self.replica.touched)
            self.intake.take_copy(found, edited_at)
            self._mend()
            self.intake.take_entries(entries)
            self.intake.tell_outdone()
            count = len(set(self.replica.touched[before:]))
            if count:
                self.replica.meta.epoch = self.clock.next()
            if self.replica.meta != self.file.saved:
                self.write_checkpoint()  # the copy may be thrown away now: what it knew must be in the file
            if count:
                self.append(Entry(self.clock.next(), self.clock.wall(), label, (), kind=history.MERGE))
            return count

    def write_checkpoint(self) -> None:
        """Write library.json. Only under the lock, see `writing`."""
        self.file.write(self.replica.records, self.replica.meta)
        self.after_checkpoint()

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
            self.intake.notices.append(f"The end of a journal was damaged; it was set aside in {file.with_name(aside)}")
        pending = self.intake.pending()
        if pending:
            label = f"took in edits of {self.path.name} made outside Reader"
            self.append(Entry(self.clock.next(), self.clock.wall(), label, pending))
        self.intake.forget_pending()
        if self.file.is_missing:
            self.write_checkpoint()

    def append(self, entry: Entry) -> None:
        """Write a line to the journal, and only then take it into memory. Only under the lock, see `writing`."""
        try:
            self.journals.own.append([entry])
        except SyncFailed as error:
            self._failed = WriteFailed(
                self.path,
                f"{self.journals.own_path} could not be made durable ({reason(error)}); close and open the library again",
            )
            raise self._failed from error
        except OSError as error:
            raise write_failed(self.path, self.journals.own_path, error) from error
        self.replica.apply(entry, own=True)
        self._wrote = True

    def keep_listing(self, bundles: Sequence[Bundle], marks: Mapping[str, str]) -> None:
        """Write the side files of the list; what they are made of must be all there is."""
        if self.file.saved == self.replica.meta and not self.intake.is_pending:
            self.file.keep_listing(bundles, marks, self.text_name)

    def text_name(self, id: str) -> str:
        """Return the name of an article's body file; "" where it has none."""
        document = self.replica.document("articles", id) or {}
        return str(body_of(document).get("name", ""))


def _nothing() -> None:
    """Nothing is derived."""
