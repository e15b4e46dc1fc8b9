"""The state of a library as cells, each with a revision; the greatest revision wins.

A record is taken apart into cells: one for each field, one for each element of a set ("tags:python"), one for being
there at all (""). Taking in the same changes again, in another order or another grouping gives the same state, so
checkpoints, journals and conflict copies may arrive as they like.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

Document = dict[str, Any]
"""A record as TinyDB sees it: JSON values only."""

WHOLE = ""
"""The cell that says whether a record is there; its value is the whole document, or None."""
_THERE = "*"
"""In the revisions of a record: when it came or went, where that differs from its base."""
SETS = frozenset({"tags"})
"""Fields that are sets: they change element by element."""
NAMED = frozenset({"versions"})
"""Fields that are lists of things with a name: so do they, that what two machines put there stays."""

FIELD_ORDER = (
    "title", "url", "authors", "site", "published_at", "updated_at", "saved_at", "language", "direction", "excerpt",
    "image", "source", "words", "state", "starred", "read", "tags", "note", "progress", "body", "original", "fetched", "versions",
    "article", "quote", "span", "made_at", "colour", "review", "resurfaces", "weight",
)  # fmt: skip
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": "), allow_nan=False)
_ORDER = {name: place for place, name in enumerate(FIELD_ORDER)}


class Change(NamedTuple):
    """One cell before and after; None is "not there", a set's element is True or False, a named thing itself."""

    table: str
    id: str
    field: str
    before: Any
    after: Any

    def reversed(self) -> Change:
        """Return the change that takes this one back."""
        return self._replace(before=self.after, after=self.before)


class Record:
    """One record with the revisions of its cells.

    `revisions[""]` is the base: the revision of every cell that is not named.
    """

    __slots__ = ("document", "revisions", "there")

    def __init__(
        self, document: Document | None = None, revisions: dict[str, str] | None = None, there: bool = False
    ) -> None:
        self.document: Document = {} if document is None else document
        self.revisions: dict[str, str] = {} if revisions is None else revisions
        self.there = there

    def value(self, field: str) -> Any:
        """Return what a cell holds."""
        if field == WHOLE:
            return self.document if self.there else None
        name, colon, element = field.partition(":")
        if name in NAMED and colon:
            return named(self.document.get(name)).get(element)
        return element in self.document.get(name, ()) if colon else self.document.get(field)

    def revision(self, field: str) -> str:
        """Return when a cell became what it is; "" for never."""
        if field == WHOLE:
            field = _THERE
        return self.revisions.get(field) or self.revisions.get("", "")

    def put(self, field: str, value: Any, revision: str) -> bool:
        """Take in one change; False when what is known is as new or newer."""
        if field == WHOLE:
            return self._come(value, revision) if value is not None else self._go(revision)
        if field in NAMED:  # as lines had it that were written before its elements were cells
            news = {name for name, one in named(value).items() if self.put(f"{field}:{name}", one, revision)}
            return bool(news)
        if revision <= self.revision(field):
            return False
        self.revisions[field] = revision
        self._assign(field, value)
        return True

    def merge(self, other: Record) -> set[str]:
        """Take in the same record as known elsewhere; return the revisions that were news."""
        cells = self.cells() | other.cells()
        newer = [cell for cell in cells if other.revision(cell) > self.revision(cell)]
        news = {other.revision(cell) for cell in newer}
        base = max(self.revisions.get("", ""), other.revisions.get("", ""))
        known = {cell: max(self.revision(cell), other.revision(cell)) for cell in cells}
        there_at = self.revision(WHOLE)
        if other.revision(WHOLE) > there_at:
            there_at = other.revision(WHOLE)
            self.there = other.there
            news.add(there_at)
        for cell in newer:
            self._assign(cell, other.value(cell))
        self.revisions = {cell: at for cell, at in known.items() if at > base}
        if base:
            self.revisions[""] = base
        if there_at > base:
            self.revisions[_THERE] = there_at
        return news

    def cells(self) -> set[str]:
        """Return the names of all cells but the whole: fields, and elements of sets."""
        cells = {cell for cell in self.revisions if cell not in (WHOLE, _THERE)}
        for name, value in self.document.items():
            if name in SETS:
                cells.update(f"{name}:{element}" for element in value)
            elif name in NAMED:
                cells.update(f"{name}:{element}" for element in named(value))
            else:
                cells.add(name)
        return cells

    def _come(self, document: Document, revision: str) -> bool:
        if revision <= self.revisions.get("", ""):
            return False
        newer = {cell: at for cell, at in self.revisions.items() if cell != WHOLE and at > revision}
        kept = {cell: self.value(cell) for cell in newer if cell != _THERE}
        self.document = copied(document)
        self.revisions = {"": revision, **newer}
        for cell, value in kept.items():
            self._assign(cell, value)
        if _THERE not in newer:
            self.there = True
        return True

    def _go(self, revision: str) -> bool:
        if revision <= self.revision(WHOLE):
            return False
        self.revisions[_THERE] = revision
        self.there = False
        return True

    def _assign(self, field: str, value: Any) -> None:
        name, colon, element = field.partition(":")
        if name in NAMED and colon:
            things = {**named(self.document.get(name)), element: copied(value)}
            self.document[name] = sorted((one for one in things.values() if one is not None), key=_number)
        elif colon:
            elements = {*self.document.get(name, ()), element} if value else {*self.document.get(name, ())} - {element}
            self.document[name] = sorted(elements)
        elif value is None:
            self.document.pop(field, None)
        else:
            self.document[field] = copied(value)


Kept = bytes | Record
"""A record as its line in the checkpoint until it is touched: reading a large library decodes little."""


def differences(table: str, id: str, old: Document | None, new: Document | None) -> list[Change]:
    """Return the changes that turn one document into another, set fields element by element."""
    if old is None or new is None:
        return [] if old is new else [Change(table, id, WHOLE, old, new)]
    changes = []
    # an edit replaces values and leaves the others as they are: most are told by being the same object
    differing = [name for name, after in new.items() if old.get(name) is not after]
    for name in (*differing, *(name for name in old if name not in new)):
        before, after = old.get(name), new.get(name)
        if before == after and type(before) is type(after):
            continue
        if name in SETS:
            was, becomes = set(before or ()), set(after or ())
            changes += [Change(table, id, f"{name}:{element}", True, False) for element in sorted(was - becomes)]
            changes += [Change(table, id, f"{name}:{element}", False, True) for element in sorted(becomes - was)]
        elif name in NAMED:
            old_ones, new_ones = named(before), named(after)
            for element in sorted(old_ones.keys() | new_ones.keys()):
                one, other = old_ones.get(element), new_ones.get(element)
                if one != other:
                    changes.append(Change(table, id, f"{name}:{element}", one, other))
        else:
            changes.append(Change(table, id, name, before, after))
    return changes


def encode(record: Record) -> bytes:
    """Return a record as one line of JSON, fields in a fixed order, so that two versions of a file compare well."""
    document = {name: record.document[name] for name in sorted(record.document, key=_place)}
    revisions = record.revisions
    document["rev"] = revisions[""] if revisions.keys() == {""} else dict(sorted(revisions.items()))
    return to_json(document)


def decode(line: bytes, *, there: bool) -> Record:
    """Read back what `encode` wrote."""
    document = json.loads(line.decode())
    revisions = document.pop("rev", None)
    if isinstance(revisions, dict):
        for name in NAMED & revisions.keys():  # written before its elements were cells
            at = revisions.pop(name)
            for element in named(document.get(name)):
                revisions.setdefault(f"{name}:{element}", at)
    return Record(document, {"": revisions} if isinstance(revisions, str) else (revisions or {}), there)


def to_json(value: Any) -> bytes:
    """Return JSON on one line, UTF-8, without numbers that are none."""
    return _ENCODER.encode(value).encode()


def copied(value: Any) -> Any:
    """Return a copy that shares no list or dict with the original."""
    if isinstance(value, dict):
        return {name: copied(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [copied(inner) for inner in value]
    return value


def named(value: Any) -> dict[str, Document]:
    """Return the things of a list by their names; what has none is left out."""
    things = value if isinstance(value, list) else ()
    return {one["name"]: one for one in things if isinstance(one, dict) and isinstance(one.get("name"), str)}


def ids(changes: Iterable[Change]) -> tuple[str, ...]:
    """Return the ids of changes, each once, in order."""
    return tuple(dict.fromkeys(change.id for change in changes))


def _number(thing: Document) -> tuple[int, str]:
    number = thing.get("number")
    return number if isinstance(number, int) else 0, thing["name"]


def _place(name: str) -> tuple[int, str]:
    return _ORDER.get(name, len(_ORDER)), name
