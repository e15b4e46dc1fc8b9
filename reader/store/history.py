"""Undo and redo, told from the journal of this machine: they work after a restart and after a checkpoint."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from reader.errors import NothingToUndo, UndoRefused
from reader.model.act import Act
from reader.store.entry import Entry, Head
from reader.store.record import NAMED, WHOLE, Change, Document, Record, ids
from reader.store.records import Records
from reader.store.revision import machine_of

PLACE = "place"
"""The kind of entries that keep a reading place."""
PLACES_KEPT = 100
"""So many reading places stay in a journal: machines that have not met for long still learn of them."""
MERGE = "merge"
"""The kind of entries that tell of a copy that was taken in; the copy's own revisions came with it."""
ASKED = "asked"
"""The kind of entries that keep how a server marks a page that was asked for again and is as it was."""
SILENT = frozenset({PLACE, ASKED})
"""Kinds of entries that nobody is told of."""
_NOT_UNDONE = frozenset({"progress"})
"""Fields that no undo changes."""
_NOT_IN_THE_WAY = _NOT_UNDONE | {"fetched"}
"""Fields whose later change stops no undo: reading on, asking for the page again."""
Line = TypeVar("Line", Entry, Head)
"""An act as its whole line, or as what its head tells."""
_PREFIXES = ("undid: ", "redid: ")
_WORDS = {
    "url": "address",
    "authors": "authors",
    "site": "site",
    "published_at": "date",
    "body": "text",
    "versions": "text",
    "colour": "colour",
    "quote": "passage",
    "starred": "star",
    "read": "read mark",
    "review": "review",
    "resurfaces": "review",
    "weight": "weight",
}


def stacks(lines: Iterable[Line]) -> tuple[list[Line], list[Line]]:
    """Return what undo and redo would take, the next one last, from lines in their order."""
    undo: list[Line] = []
    redo: list[Line] = []
    for entry in lines:
        if entry.kind == "undo":
            _take_off(undo, entry.of)
            redo.append(entry)
        elif entry.kind == "redo":
            _take_off(redo, entry.of)
            undo.append(entry)
        elif entry.kind == "act":
            undo.append(entry)
            redo.clear()
    return undo, redo


def next_undo(lines: Iterable[Line]) -> Line:
    """Return the act that is undone next; raises NothingToUndo."""
    undo, _ = stacks(lines)
    if not undo:
        raise NothingToUndo("there is nothing to undo")
    return undo[-1]


def next_redo(lines: Iterable[Line]) -> Line:
    """Return the undoing that is taken back next; raises NothingToUndo."""
    _, redo = stacks(lines)
    if not redo:
        raise NothingToUndo("there is nothing to redo")
    return redo[-1]


def wanted(entries: list[Entry], most: int) -> list[Entry]:
    """Return the entries that the last `most` steps of undo and redo need, the latest `most`, and the latest reading
    places, in their order."""
    undo, redo = stacks(entries)
    latest = [entry for entry in entries if entry.kind != PLACE][-most:]
    places = {ids(entry.changes): entry for entry in entries if entry.kind == PLACE}
    latest += sorted(places.values(), key=lambda entry: entry.revision)[-PLACES_KEPT:]
    needed = {entry.revision for entry in [*undo[-most:], *redo[-most:], *latest]}
    return [entry for entry in entries if entry.revision in needed]


def taking_back(
    entry: Entry,
    records: Records,
    marks_of: Callable[[str], Iterable[str]],
    find: Callable[[str], Entry | None],
) -> list[Change]:
    """Return the changes that take an entry back; raises UndoRefused where a later change would be overwritten.

    `marks_of` gives the ids of an article's highlights, `find` the act of a revision.
    """
    going = frozenset(ids(entry.changes))
    for change in entry.changes:
        record = records.get(change.table, change.id) or Record()
        if not _stands(change, record, entry) or _is_marked(change, going, marks_of):
            raise UndoRefused(_refusal(entry, change, record, find))
    return [change.reversed() for change in entry.changes if change.field not in _NOT_UNDONE]


def plain(label: str) -> str:
    """Return a label without what undo and redo put before it."""
    while label.startswith(_PREFIXES):
        label = label.removeprefix(_PREFIXES[0]).removeprefix(_PREFIXES[1])
    return label


def to_act(entry: Entry) -> Act:
    """Return an entry as people are told of it."""
    return Act(entry.revision, entry.at, entry.label, ids(entry.changes), machine_of(entry.revision))


def act_of(entry: Entry | None) -> Act | None:
    """Return what an open act came to; None where it changed nothing."""
    return None if entry is None else to_act(entry)


def done(entry: Entry | None) -> Act:
    """Return what an act came to that always changes something."""
    assert entry is not None
    return to_act(entry)


def _take_off(stack: list[Line], revision: str) -> None:
    """Take an entry off; it is the last one unless an older line was lost."""
    if stack and stack[-1].revision == revision:
        stack.pop()
    else:
        stack[:] = [entry for entry in stack if entry.revision != revision]


def _stands(change: Change, record: Record, entry: Entry) -> bool:
    if change.field in _NOT_IN_THE_WAY:
        return True
    now = record.value(change.field)
    if change.field == WHOLE:
        if change.after is None or now is None:
            return now is None and change.after is None
        return _settled(now) == _settled(change.after)
    if now != change.after:
        return False
    at = record.revision(change.field)
    return at <= entry.revision or machine_of(at) == machine_of(entry.revision)


def _is_marked(change: Change, going: frozenset[str], marks_of: Callable[[str], Iterable[str]]) -> bool:
    """An article that came and was highlighted since must not go and leave its highlights behind."""
    if change.table != "articles" or change.field != WHOLE or change.after is None:
        return False
    return any(id not in going for id in marks_of(change.id))


def _settled(document: Document) -> Document:
    """Return a document as far as a later change of it stops an undo; a list that was emptied again is as good as none."""
    return {
        name: value for name, value in document.items() if name not in _NOT_IN_THE_WAY and (value or name not in NAMED)
    }


def _refusal(entry: Entry, change: Change, record: Record, find: Callable[[str], Entry | None]) -> str:
    name, _, element = change.field.partition(":")
    what = f"the tag #{element}" if name == "tags" else f"the {_WORDS.get(name, name)}" if name else "it"
    cell = change.field
    if cell == WHOLE and record.there:
        cell = next((c for c in sorted(record.cells()) if record.revision(c) > entry.revision), WHOLE)
    at = record.revision(cell)
    culprit = find(at)
    by = f": {culprit.label}" if culprit is not None else ""
    where = "" if machine_of(at) in ("", machine_of(entry.revision)) else f" on {machine_of(at)}"
    return f"not undone ({plain(entry.label)}): {what} was changed later{where}{by}"
