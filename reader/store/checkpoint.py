"""library.json: the whole library as one TinyDB file, a record to a line, with a checksum that shows edits by others.

The lines serve three masters: version control shows which record changed, a large library opens without being parsed
(a record stays a line until it is looked at), and a checkpoint writes the untouched lines as they were.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from reader.errors import LibraryDamaged, NotALibrary
from reader.store.entry import TABLES
from reader.store.records import Kept, Record, Records, encode, to_json

SCHEMA = 1
MOST_BYTES = 4 << 30
_META = "1"
_LATE = frozenset({"weights"})
"""Tables that a file without records in them does not name."""
_SUM_AT = b'"sum": "'
_DIGITS = re.compile(r"[0-9]{1,20}")


@dataclass
class Meta:
    """What the file says of itself."""

    schema: int = SCHEMA
    epoch: str = ""
    """Changes when records came by a way that `seen` does not tell of; derived indexes then start afresh."""
    seen: dict[str, str] = field(default_factory=dict)
    """For each machine, the stamp of its last act that is in here."""
    others: dict[str, Any] = field(default_factory=dict)
    """What a hand or another program put beside."""


@dataclass
class Checkpoint:
    """The content of a library.json."""

    records: Records
    meta: Meta
    sum: str
    """Names this content; what the file claims where it is not genuine."""
    genuine: bool
    """The file is byte for byte as Reader wrote it."""

    @classmethod
    def blank(cls) -> Checkpoint:
        """Return a checkpoint that knows nothing."""
        return cls(Records(), Meta(), "", genuine=True)


def compose(records: Records, meta: Meta) -> tuple[bytes, str]:
    """Return the bytes of a checkpoint and their sum."""
    about = {**meta.others, "schema": meta.schema, "epoch": meta.epoch, "seen": dict(sorted(meta.seen.items()))}
    # large libraries are copied as seldom as can be: once into their table, once into the file
    parts = [b"{\n"]
    for table in TABLES:
        kept = records.there.get(table, {})
        parts += _table(table, kept) if kept or table not in _LATE else []
    parts += _gone(records)
    parts.append(b'"meta": {\n"1": ' + to_json(about)[:-1] + b", " + _SUM_AT)
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(part)
    total = digest.hexdigest()
    return b"".join([*parts, total.encode(), b'"}\n}\n}\n']), total


def parse(path: Path, data: bytes) -> Checkpoint:
    """Read a library.json; raises NotALibrary, LibraryDamaged."""
    if _is_genuine(data):
        try:
            return _by_lines(data)
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise LibraryDamaged(path, f"its lines are not as Reader writes them ({error})") from error
    return _by_json(path, data)


def _table(name: str, kept: dict[str, Kept]) -> list[bytes]:
    return [b'"%b": {\n' % name.encode(), _lines(kept), b"\n},\n" if kept else b"},\n"]


def _lines(kept: dict[str, Kept]) -> bytes:
    lines = []
    for id in sorted(kept):
        record = kept[id]
        if isinstance(record, Record):
            kept[id] = record = encode(record)
        lines.append(b'"%b": %b' % (id.encode(), record))
    return b",\n".join(lines)


def _gone(records: Records) -> list[bytes]:
    lines: dict[str, Kept] = {}
    for table, kept in records.gone.items():
        for id in kept:
            record = kept[id]
            if isinstance(record, Record):
                kept[id] = record = encode(record)
            lines[id] = b'{"table": "' + table.encode() + b'", ' + record[1:]
    return _table("gone", lines)


def _is_genuine(data: bytes) -> bool:
    at = data.rfind(_SUM_AT, max(0, len(data) - 400))
    if at < 0 or not data.startswith(b'{\n"articles": {\n'):
        return False
    return data[at + len(_SUM_AT) :] == _sum(data[: at + len(_SUM_AT)]).encode() + b'"}\n}\n}\n'


def _sum(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _by_lines(data: bytes) -> Checkpoint:
    records = Records()
    at = len(b"{\n")
    while True:
        start = data.index(b"\n", at) + 1
        name = data[at + 1 : data.index(b'"', at + 1)].decode()
        if name == "meta":
            about = json.loads(data[start + len('"1": ') : data.index(b"\n", start)])
            return Checkpoint(records, _meta(about), about["sum"], genuine=True)
        end = data.index(b"\n},\n", start - 1)  # strings hold no newline: this is the end of the table
        lines = data[start:end].split(b",\n") if end >= start else ()
        kept: dict[str, Kept] = {head[1:].decode(): line for head, _, line in (one.partition(b'": ') for one in lines)}
        if name == "gone":
            _sort_gone(records, kept)
        else:
            records.there[name] = kept
        at = end + len(b"\n},\n")


def _sort_gone(records: Records, kept: dict[str, Kept]) -> None:
    for id, line in kept.items():
        assert isinstance(line, bytes)
        end = line.index(b'"', len('{"table": "'))
        table = line[len('{"table": "') : end].decode()
        records.gone.setdefault(table, {})[id] = b"{" + line[end + 1 :].removeprefix(b", ")


def _by_json(path: Path, data: bytes) -> Checkpoint:
    if not data.strip():
        raise NotALibrary(path, "the file is empty; Reader does not write into a file it did not make")
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as error:
        if data.startswith(b'{\n"articles": {') or (b'"epoch"' in data and b'"schema"' in data):
            raise LibraryDamaged(path, f"it is no longer whole JSON ({error})") from error
        raise NotALibrary(path, "this is not a Reader library, and was left as it is") from error
    about = content.get("meta", {}) if isinstance(content, dict) else {}
    about = about.get(_META) if isinstance(about, dict) else None
    if not isinstance(about, dict) or not isinstance(about.get("schema"), int):
        raise NotALibrary(path, "this is not a Reader library, and was left as it is")
    records = Records()
    for table in TABLES:
        records.there[table] = {id: _record(document, True) for id, document in _sound(content.get(table))}
    for id, document in _sound(content.get("gone")):
        records.gone.setdefault(str(document.pop("table", "articles")), {})[id] = _record(document, False)
    return Checkpoint(records, _meta(about), str(about.get("sum", "")), genuine=False)


def _sound(table: Any) -> list[tuple[str, dict[str, Any]]]:
    items = table.items() if isinstance(table, dict) else ()
    return [(id, document) for id, document in items if _DIGITS.fullmatch(id) and isinstance(document, dict)]


def _record(document: dict[str, Any], there: bool) -> Record:
    revisions = document.pop("rev", None)
    if isinstance(revisions, str):
        revisions = {"": revisions}
    elif not isinstance(revisions, dict):
        revisions = {}
    return Record(document, {str(cell): str(at) for cell, at in revisions.items()}, there)


def _meta(about: dict[str, Any]) -> Meta:
    known = {"schema", "epoch", "seen", "sum"}
    seen = about.get("seen")
    return Meta(
        schema=about["schema"],
        epoch=str(about.get("epoch", "")),
        seen={str(machine): str(stamp) for machine, stamp in seen.items()} if isinstance(seen, dict) else {},
        others={name: value for name, value in about.items() if name not in known},
    )
