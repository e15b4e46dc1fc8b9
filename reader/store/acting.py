"""An act while it is open: what is changed inside comes to one line of the journal."""

from __future__ import annotations

from reader.store.entry import Entry
from reader.store.record import Change, Document, differences
from reader.store.replica import Replica
from reader.store.revision import Clock


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

    def to_entry(self, replica: Replica, clock: Clock) -> Entry | None:
        """Return the line that tells of it; None where it changes nothing."""
        changes = [*self.changes]
        for (table, id), document in self.staged.items():
            changes += differences(table, id, replica.document(table, id), document)
        if not changes:
            return None
        now = clock.wall()
        return Entry(clock.at(now), now, self.label, tuple(changes), self.kind, self.of)
