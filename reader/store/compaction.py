"""Shorten the journal after a checkpoint: it keeps what undo needs and the latest history, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from reader.store import history
from reader.store.bodies import Bodies
from reader.store.codec import versions
from reader.store.entry import Entry
from reader.store.journals import Journals
from reader.store.record import WHOLE, Change
from reader.store.records import Records

STEPS = 1_000
"""How many acts can be undone, at least."""
_SLACK = 200
"""A journal is cut when it is this much too long, so that not every checkpoint cuts it."""


def is_due(journals: Journals) -> bool:
    """Say whether our journal holds enough that nobody needs."""
    lines = journals.own_heads
    return len(lines) > STEPS + _SLACK or sum(line.kind == history.PLACE for line in lines) > _SLACK


def compact(journals: Journals, records: Records, bodies: Bodies) -> bool:
    """Cut our journal, and remove the texts that nothing reaches any more. Only under the lock, after a checkpoint.

    True when records of what was deleted were forgotten, so that the next checkpoint is shorter.
    """
    entries = journals.own_entries()
    kept = history.wanted(entries, STEPS)
    if len(kept) == len(entries):
        return False
    journals.own.replace(kept)
    reachable = [entry for entry in journals.entries() if entry.kind != history.PLACE]
    mentioned = {change.id for entry in reachable for change in entry.changes}
    forgotten = _forget(records, mentioned)
    # only what an act of ours replaced: a text that another machine's outdid was replaced by none
    dropped = {name for entry in entries for name in _replaced(entry.changes)} | forgotten
    needed = {name for entry in reachable for name in _files(entry.changes)}
    for name in dropped - needed:
        id = name.partition(".")[0].partition("-")[0]
        record = records.get("articles", id)
        if record is None or name not in _in_document(record.document):
            with suppress(OSError):
                bodies.remove(name)
                if record is None or not record.document:
                    bodies.pictures.remove(id)
    return bool(forgotten)


def reachable_files(entries: Iterable[Entry], records: Records) -> set[str]:
    """Return the names of all files that a record or an undo may still ask for."""
    return {name for entry in entries for name in _files(entry.changes)} | _named(records)


def _forget(records: Records, mentioned: set[str]) -> set[str]:
    """Leave of what was deleted beyond undo only that it was; return the files it had."""
    files: set[str] = set()
    for table, gone in records.gone.items():
        for id in list(gone):
            record = records.get(table, id)
            if record is not None and record.document and id not in mentioned:
                files.update(_in_document(record.document))
                record.document = {}
                gone[id] = record
    return files


def _named(records: Records) -> set[str]:
    names: set[str] = set()
    for side in (records.there, records.gone):
        for id in side.get("articles", {}):
            record = records.get("articles", id)
            if record is not None:
                names.update(_in_document(record.document))
    return names


def _files(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        for value in (change.before, change.after):
            if change.field == WHOLE and isinstance(value, dict):
                yield from _in_document(value)
            elif change.field in ("body", "original", "versions"):
                yield from _in_document({change.field: value})
            elif change.field.startswith("versions:"):
                yield from _in_document({"versions": [value]})


def _replaced(changes: Iterable[Change]) -> Iterator[str]:
    yield from _files(change._replace(after=None) for change in changes)


def _in_document(document: dict[str, Any]) -> Iterator[str]:
    body, original = document.get("body"), document.get("original")
    if isinstance(body, dict) and isinstance(body.get("name"), str):
        yield body["name"]
    if isinstance(original, str):
        yield original
    yield from (one["name"] for one in versions(document))
