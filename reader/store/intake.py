"""Taking in what came to be outside this object: the checkpoint, the journals, edits by hand, copies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial

from reader.errors import LibraryDamaged, LibraryTooNew, NotALibrary
from reader.model.act import quoted
from reader.store import checkpoint, outside
from reader.store.changes import newer
from reader.store.checkpoint import Checkpoint, Meta
from reader.store.codec import outdone
from reader.store.entry import Entry
from reader.store.file import LibraryFile
from reader.store.journal import Journal, Look
from reader.store.journals import Journals
from reader.store.lines import FileChanged, Lines
from reader.store.listing import Listing
from reader.store.record import Change
from reader.store.records import Records
from reader.store.replica import Replica
from reader.store.revision import stamp_of


class Intake:
    """Keeps a replica at what the files of a library say."""

    def __init__(self, file: LibraryFile, journals: Journals, replica: Replica) -> None:
        self.file = file
        self.journals = journals
        self.replica = replica
        self.notices: list[str] = []
        self.too_new: LibraryTooNew | None = None
        """Why nothing may be written; None for a library this Reader knows."""
        self._pending: list[tuple[Change, str]] = []
        """Edits made outside, with their revision: in memory already, in the journal before the next change."""
        self._loading = False

    def load(self) -> Listing | None:
        """Begin: with the listing alone where one may be believed, which is returned, else with the whole file."""
        self._loading = True
        listing = self.file.listing()
        lines = None if listing is None else self.file.lines(listing)
        if listing is not None and lines is not None:
            self.replica.start_later(listing.meta, Records(lines, partial(self._load_records, listing, lines)))
        else:
            listing = None
            self._take_checkpoint()
        self.replica.token()  # an index that knows this much asks for what the journals bring
        self._take_journals()
        self.take_in()  # a checkpoint may have been written, and the journal cut, between the two
        self.replica.foreign_news = False
        self._loading = False
        return listing

    def take_in(self) -> None:
        """Take in what others wrote since. Costs a few looks at files where they wrote nothing."""
        looks = self.journals.look()
        is_cut = looks[self.journals.own] is Look.REPLACED
        if is_cut or (self.file.was_replaced() and not self._is_known(looks)):
            self._take_checkpoint()
            looks = self.journals.look()  # an edited file has them taken in before it is compared
        self._take_journals(looks)
        self.tell_outdone()

    def take_copy(self, found: Checkpoint, edited_at: datetime) -> None:
        """Take in a copy of the library."""
        if found.genuine:
            self.replica.merge(found, trusted=False)
        else:
            self._take_edits(found, self.file.base(), edited_at, is_copy=True)

    def take_entries(self, entries: Iterable[Entry]) -> None:
        """Take in acts, in whatever order."""
        for entry in entries:
            self.replica.apply(entry, own=False)

    def tell_outdone(self) -> None:
        """Have the user told of texts that came in, or were here, and gave way to a later one of another machine."""
        contended, self.replica.contended = self.replica.contended, {}
        for id, before in contended.items():
            document = self.replica.document("articles", id)
            if document is not None and outdone(document) - before:
                self.notices.append(
                    f"{quoted(str(document.get('title', id)))} was given another text on two machines; the later is shown, "
                    "the other is among its earlier texts"
                )

    @property
    def is_pending(self) -> bool:
        """Whether edits made outside wait for their line in the journal."""
        return bool(self._pending)

    def pending(self) -> tuple[Change, ...]:
        """Return the edits made outside that are not in the journal and still stand."""
        return tuple(change for change, since in self._pending if self._revision_at(change) == since)

    def forget_pending(self) -> None:
        """Know that edits made outside are in the journal now."""
        self._pending = []

    def _load_records(self, listing: Listing, lines: Lines) -> Records:
        """Read the records that belong to the listing this library began with."""
        with suppress(FileChanged, LibraryDamaged, NotALibrary):
            found = checkpoint.parse(self.file.path, lines.whole())
            if found.genuine and found.sum == listing.sum:
                return found.records
        # it was written over since; the next look at it merges, from where we began
        base = self.file.base() or self.file.read_again()
        if base is None:
            raise LibraryDamaged(self.file.path, "the file is gone or damaged since it was opened")
        if not base.genuine or base.sum != listing.sum:
            self._touch_what_differs(base, listing.meta)
        return base.records

    def _touch_what_differs(self, found: Checkpoint, known: Meta) -> None:
        """Tell who keeps values which of these records may be others than they were when `known` was all."""
        for side in (found.records.there, found.records.gone):
            for table, kept in side.items():
                told = newer(side, table, known.seen) if found.genuine and found.meta.epoch == known.epoch else kept
                self.replica.touched += [(table, id) for id in told]
        self.replica.foreign_news = True

    def _take_journals(self, looks: Mapping[Journal, Look] | None = None) -> None:
        self.take_entries(self.journals.news(self.replica.meta.seen, looks))
        self.notices += self.journals.notices()

    def _is_known(self, looks: Mapping[Journal, Look]) -> bool:
        """Say whether the file holds nothing but what the journals bring: then it need not be read.

        So it is when another program of this machine wrote it at its end.
        """
        found = self.file.peek()
        if found is None or found.meta.epoch != self.replica.meta.epoch:
            return False
        files = {journal: journal.file for journal in looks}
        self._take_journals()
        if any(journal.file != file for journal, file in files.items()):
            return False  # it was cut: what is no longer in it is in the library's file alone
        if any(stamp > self.replica.meta.seen.get(machine, "") for machine, stamp in found.meta.seen.items()):
            return False
        self.file.adopt(found)
        return True

    def _take_checkpoint(self) -> None:
        found = self.file.read()
        if found is None:
            return
        if found.meta.schema > checkpoint.SCHEMA:
            self.too_new = LibraryTooNew(
                self.file.path,
                f"a newer Reader wrote this library (form {found.meta.schema}, this Reader knows {checkpoint.SCHEMA}); "
                "it can be read, not changed",
            )
        if found.genuine:
            self._take_genuine(found)
        else:
            self._take_edited(found)

    def _take_genuine(self, found: Checkpoint) -> None:
        if self._is_beginning:
            self.replica.start_from(found, trusted=True)
        else:
            self.replica.merge(found)

    def _take_edited(self, found: Checkpoint) -> None:
        base = self.file.base()
        if self._is_beginning and base is not None:
            self.replica.start_from(base, trusted=True)
            base = self.file.base()
        if self._is_beginning:
            self._begin_with_edited(found)
            return
        self._take_journals()
        self._take_edits(found, base, self.file.edited_at)

    def _begin_with_edited(self, found: Checkpoint) -> None:
        """Begin with a file that was edited, and of which no copy tells how it was: so far as the journals do, they tell."""
        self.replica.start_from(found, trusted=False)
        self.replica.meta.epoch = self.replica.clock.next()
        self._take_journals()
        told = Records()
        for entry in self.journals.entries():
            for change in entry.changes:
                told.put(change, entry.revision)
        edits = outside.edits(found, None, told, self.file.edited_at)
        edits.changes += [change.reversed() for change in edits.refused]  # what was refused is in memory already
        self._put(edits)

    @property
    def _is_beginning(self) -> bool:
        return self._loading and self.replica.is_blank

    def _take_edits(
        self, found: Checkpoint, base: Checkpoint | None, edited_at: datetime, *, is_copy: bool = False
    ) -> None:
        edits = outside.edits(found, base, self.replica.records, edited_at)
        self._put(edits, is_copy=is_copy)
        outside.without_edits(found, edits)
        self.replica.merge(found, trusted=False)

    def _put(self, edits: outside.OutsideEdits, *, is_copy: bool = False) -> None:
        """Take edits in, to be written to the journal before the next change, and have the user told."""
        since = self.replica.clock.next()
        for change in edits.changes:
            self.replica.put(change, since, own=False)
        self._pending += [(change, since) for change in edits.changes]
        self.replica.meta.seen[self.replica.clock.machine] = stamp_of(since)
        if edits:
            self.replica.foreign_news = True
            self.notices.append(edits.sentence(self.file.path.name, is_told_again=not is_copy))

    def _revision_at(self, change: Change) -> str:
        record = self.replica.records.get(change.table, change.id)
        return "" if record is None else record.revision(change.field)
