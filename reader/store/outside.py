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
from reader.store.fitting import fault_of
from reader.store.record import SETS, WHOLE, Change, Document, Record
from reader.store.records import Records
from reader.store.revision import is_revision, moment_of


@dataclass
class OutsideEdits:
    """The changes that take in what was edited outside."""

    changes: list[Change] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    """A sentence for each field that was changed on both sides."""
    refused: list[Change] = field(default_factory=list)
    """The values that may not stand where they were written, as the changes they would have been."""
    refusals: list[str] = field(default_factory=list)
    """A sentence for each of them."""

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.changes or self.conflicts or self.refusals)

    def sentence(self, name: str, *, is_told_again: bool) -> str:
        """Tell the user what was found in the file of this name; what is only looked at is told until it is written."""
        count = len({(change.table, change.id) for change in self.changes})
        taken = f"changes in {count} record{'s' * (count != 1)} were" if count else "none of it was"
        told = f"{name} was edited outside Reader; {taken} taken in"
        told += " (this is told until the next change writes the file)" if is_told_again else ""
        return ". ".join([told, *self.refusals, *self.conflicts])

    def take(self, change: Change, title: str) -> None:
        """Take in a change, if its value may stand there; else note that it was refused."""
        fault = fault_of(change.table, change.field, change.after)
        if fault:
            self._refuse(change, title, fault, f"it stays {_short(change.before)}")
        else:
            self.changes.append(change)

    def take_new(self, table: str, id: str, document: Document) -> Document:
        """Take in a record that a hand made, without the values that may not stand in it; return what was taken in."""
        title = str(document.get("title", id))
        kept = {}
        for name, value in document.items():
            fault = fault_of(table, name, value) if name not in SETS else ""
            if fault:
                self._refuse(Change(table, id, name, None, value), title, fault, "it was left out")
            else:
                kept[name] = value
        self.changes.append(Change(table, id, WHOLE, None, kept))
        return kept

    def _refuse(self, change: Change, title: str, fault: str, instead: str) -> None:
        self.refused.append(change)
        self.refusals.append(
            f"{quoted(title)} ({change.id}): {change.field} cannot be {_short(change.after)}, it is {fault}; {instead}"
        )


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
    edited = {(change.table, change.id) for change in (*answer.changes, *answer.refused)}
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
            there.document = answer.take_new(table, id, _sound(there.document))
        return
    for cell in sorted(there.cells() | known.cells() | (before.cells() if before is not None else set())):
        at = there.revision(cell)
        reference = next((r for r in (before, known) if r is not None and r.revision(cell) == at), None)
        value = there.value(cell)
        if reference is None or value == reference.value(cell) or value == known.value(cell):
            continue
        change = Change(table, id, cell, known.value(cell), value)
        if known.revision(cell) == at or fault_of(table, cell, value):
            answer.take(change, str(known.document.get("title", id)))
        else:
            _settle(change, known, edited_at, answer)


def _settle(change: Change, known: Record, edited_at: datetime, answer: OutsideEdits) -> None:
    """Both sides changed a cell: keep the later, and the other as what undo brings back."""
    hand_is_later = edited_at >= moment_of(known.revision(change.field))
    answer.changes.append(change if hand_is_later else change.reversed())
    kept = "the edit of the file" if hand_is_later else "the later change made in Reader"
    name = "list of texts" if change.field.startswith("versions:") else change.field.replace("tags:", "tag ")
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


def _short(value: Any) -> str:
    told = repr(value)
    return told if len(told) <= 60 else f"{told[:59]}…"


def _sound(document: Document) -> Document:
    """Return a document that a hand wrote with its sets in our form."""
    return {name: _texts(value) if name in SETS else value for name, value in document.items()}


def _texts(value: Any) -> list[str]:
    return sorted(set(_strings(value)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        yield from (text for text in value if isinstance(text, str))
