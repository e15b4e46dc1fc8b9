"""What another program or a hand changed in library.json, told field by field.

The file is compared with what Reader last wrote (`base`) and what is known now. A cell that has its old revision but
another value was edited. Where it was also changed in a journal since, the later of the two is kept, and the other
stays in the history: it is what undo brings back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from reader.model.act import quoted
from reader.store.checkpoint import Checkpoint
from reader.store.entry import TABLES
from reader.store.record import SETS, WHOLE, Change, Document, Record
from reader.store.records import Records
from reader.store.revision import is_revision, moment_of


@dataclass
class OutsideEdits:
    """The changes that take in what was edited outside."""

    changes: list[Change] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    """A sentence for each field that was changed on both sides."""

    def sentence(self, name: str) -> str:
        """Tell the user what was found in the file of this name."""
        count = len({(change.table, change.id) for change in self.changes})
        told = f"{name} was edited outside Reader; changes in {count} record{'s' * (count != 1)} were taken in"
        return ". ".join([told, *self.conflicts])


def edits(found: Checkpoint, base: Checkpoint | None, known: Records, edited_at: datetime) -> OutsideEdits:
    """Compare a file that is not as Reader wrote it with its base and with what is known."""
    answer = OutsideEdits()
    for table in TABLES:
        for id in found.records.there.get(table, {}):
            record = found.records.get(table, id)
            before = base.records.get(table, id) if base is not None else None
            assert record is not None
            _compare(table, id, record, before, known.get(table, id), edited_at, answer)
        if base is not None and base.sum == found.sum:
            _find_removed(table, found.records, base.records, known, edited_at, answer)
    return answer


def without_edits(found: Checkpoint, answer: OutsideEdits) -> None:
    """Leave in the file only what has an honest revision, so that the rest can be merged by it."""
    edited = {(change.table, change.id) for change in answer.changes}
    for table, kept in found.records.there.items():
        for id in list(kept):
            record = found.records.get(table, id)
            if (table, id) in edited or record is None or not is_revision(record.revisions.get("")):
                del kept[id]


def _compare(
    table: str,
    id: str,
    there: Record,
    before: Record | None,
    known: Record | None,
    edited_at: datetime,
    answer: OutsideEdits,
) -> None:
    if known is None:
        if not is_revision(there.revision(WHOLE)):
            there.document = _sound(there.document)
            answer.changes.append(Change(table, id, WHOLE, None, there.document))
        return
    for cell in sorted(there.cells() | known.cells() | (before.cells() if before is not None else set())):
        at = there.revision(cell)
        reference = next((r for r in (before, known) if r is not None and r.revision(cell) == at), None)
        value = there.value(cell)
        if reference is None or value == reference.value(cell) or value == known.value(cell):
            continue
        if known.revision(cell) == at:
            answer.changes.append(Change(table, id, cell, known.value(cell), value))
        else:
            _settle(Change(table, id, cell, known.value(cell), value), known, edited_at, answer)


def _settle(change: Change, known: Record, edited_at: datetime, answer: OutsideEdits) -> None:
    """Both sides changed a cell: keep the later, and the other as what undo brings back."""
    hand_is_later = edited_at >= moment_of(known.revision(change.field))
    answer.changes.append(change if hand_is_later else change.reversed())
    kept = "the edit of the file" if hand_is_later else "the later change made in Reader"
    name = change.field.replace("tags:", "tag ")
    answer.conflicts.append(
        f"{quoted(str(known.document.get('title', change.id)))}: the {name} was changed in both; {kept} is kept, "
        "the other can be had back with undo"
    )


def _find_removed(
    table: str, found: Records, base: Records, known: Records, edited_at: datetime, answer: OutsideEdits
) -> None:
    for id in base.there.get(table, {}):
        if id in found.there.get(table, {}) or id in found.gone.get(table, {}):
            continue
        record = known.get(table, id)
        if record is None or not record.there:
            continue
        latest = max(record.revisions.values())
        before = base.get(table, id)
        if before is not None and latest > max(before.revisions.values()) and moment_of(latest) > edited_at:
            answer.conflicts.append(
                f"{quoted(str(record.document.get('title', id)))} was removed from the file, "
                "but changed later in Reader; it is kept"
            )
            continue
        answer.changes.append(Change(table, id, WHOLE, record.document, None))


def _sound(document: Document) -> Document:
    """Return a document that a hand wrote with its sets in our form."""
    return {name: _texts(value) if name in SETS else value for name, value in document.items()}


def _texts(value: Any) -> list[str]:
    return sorted(set(_strings(value)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        yield from (text for text in value if isinstance(text, str))
