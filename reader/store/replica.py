"""The memory of a library: records, and how far each machine is known."""

from __future__ import annotations

from dataclasses import replace

from reader.store.checkpoint import Checkpoint, Meta
from reader.store.codec import outdone
from reader.store.entry import Entry
from reader.store.record import Change, Document
from reader.store.records import Records
from reader.store.revision import Clock, machine_of, stamp_of

TOKENS_KEPT = 1_000


class Replica:
    """What this program knows of a library. Taking in again what is known changes nothing."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.records = Records()
        """All records; read only when the list alone does not answer."""
        self.meta = Meta()
        self.touched: list[tuple[str, str]] = []
        """Every record that changed since opening, in order; caches read on from where they were."""
        self.tokens: dict[str, int] = {}
        """How many records had been touched when a revision was first handed out; the latest of them."""
        self.contended: dict[str, set[str]] = {}
        """The articles of which other texts came in, with those that were outdone before."""
        self.foreign_news = False
        """Something came in that was not done through this object."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was taken in yet."""
        return self.records.is_blank

    @property
    def revision(self) -> str:
        """Say how far everything is known: an epoch, and the last stamp of each machine."""
        return ";".join([self.meta.epoch, *(f"{machine}:{stamp}" for machine, stamp in sorted(self.meta.seen.items()))])

    def token(self) -> str:
        """Return the revision, and note what is touched after it: for a later question of what changed since."""
        now = self.revision
        if now not in self.tokens:
            if len(self.tokens) >= TOKENS_KEPT:
                del self.tokens[next(iter(self.tokens))]
            self.tokens[now] = len(self.touched)
        return now

    def document(self, table: str, id: str) -> Document | None:
        """Return a document to look at, never to change."""
        record = self.records.get(table, id)
        return record.document if record is not None and record.there else None

    def start_later(self, meta: Meta, records: Records) -> None:
        """Begin with a checkpoint whose records are read when someone asks for them."""
        self.records = records
        self.meta = replace(meta, seen=dict(meta.seen))
        self._saw(self.meta)

    def start_from(self, found: Checkpoint, *, trusted: bool) -> None:
        """Begin with a checkpoint; what one that is not trusted says it has seen is looked at again."""
        self.records = found.records
        self.meta = replace(found.meta, seen=dict(found.meta.seen) if trusted else {})
        self._saw(self.meta)

    def apply(self, entry: Entry, *, own: bool) -> None:
        """Take in an act."""
        for change in entry.changes:
            self.put(change, entry.revision, own=own)
        machine = machine_of(entry.revision)
        self.meta.seen[machine] = max(self.meta.seen.get(machine, ""), stamp_of(entry.revision))
        self.clock.saw(entry.revision)

    def put(self, change: Change, revision: str, *, own: bool) -> None:
        """Take in one change."""
        if not own and change.table == "articles" and change.field.startswith(("body", "versions")):
            self._contend(change.id)
        if self.records.put(change, revision):
            self.touched.append((change.table, change.id))
            self.foreign_news |= not own

    def merge(self, found: Checkpoint, *, trusted: bool = True) -> int:
        """Take in a checkpoint made elsewhere, in whatever order; return how many records were news."""
        count = 0
        for side, here in ((found.records.there, self.records.there), (found.records.gone, self.records.gone)):
            for table, kept in side.items():
                mine = here.get(table, {})
                for id, theirs in list(kept.items()):
                    if mine.get(id) != theirs:
                        count += self._merge_record(found.records, table, id)
        if trusted:
            for machine, stamp in found.meta.seen.items():
                self.meta.seen[machine] = max(stamp, self.meta.seen.get(machine, ""))
        self.meta.epoch = max(self.meta.epoch, found.meta.epoch)
        self.meta.others = {**self.meta.others, **found.meta.others}
        self._saw(found.meta)
        return count

    def _merge_record(self, theirs: Records, table: str, id: str) -> bool:
        record = theirs.get(table, id)
        assert record is not None
        if table == "articles":
            self._contend(id)
        news = self.records.merge(table, id, record)
        if news:
            self.touched.append((table, id))
            self.foreign_news = True
        if any(stamp_of(at) <= self.meta.seen.get(machine_of(at), "") for at in news):
            # it came by another way than its machine's journal: `seen` does not tell of it
            self.meta.epoch = self.clock.next()
        return bool(news)

    def _contend(self, id: str) -> None:
        if id not in self.contended:
            known = self.records.get("articles", id)
            if known is not None:
                self.contended[id] = outdone(known.document)

    def _saw(self, meta: Meta) -> None:
        for stamp in meta.seen.values():
            self.clock.saw(stamp)
