"""library.json: the whole library as one TinyDB file, a record to a line, with a checksum that shows edits by others.

The lines serve three masters: version control shows which record changed, a large library opens without being parsed
(a record stays a line until it is looked at), and a checkpoint writes the untouched lines as they were.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from reader.errors import LibraryDamaged, NotALibrary
from reader.store.entry import TABLES
from reader.store.record import Kept, Record, to_json
from reader.store.records import GONE, Records, from_gone

SCHEMA = 1
MOST_BYTES = 4 << 30
_META = "1"
_LATE = frozenset({"weights"})
"""Tables that a file without records in them does not name."""
_SUM_AT = b'"sum": "'
_DIGITS = re.compile(r"[0-9]{1,20}")


Spans = dict[str, tuple[int, int]]


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
    spans: Spans = field(default_factory=dict)
    """Where the lines of each table begin and end; of a genuine file."""

    @classmethod
    def blank(cls) -> Checkpoint:
        """Return a checkpoint that knows nothing."""
        return cls(Records(), Meta(), "", genuine=True)


def compose(records: Records, meta: Meta) -> tuple[bytes, str, Spans]:
    """Return the bytes of a checkpoint, their sum, and where the lines of each table are."""
    about = {**meta.others, "schema": meta.schema, "epoch": meta.epoch, "seen": dict(sorted(meta.seen.items()))}
    # large libraries are copied as seldom as can be: once into their table, once into the file
    parts: list[bytes] = [b"{\n"]
    spans: Spans = {}
    at = len(parts[0])
    for table in (*TABLES, GONE):
        pieces = records.pieces(table)
        if table in _LATE and not pieces:
            continue
        head = b'"%b": {\n' % table.encode()
        lines = b",\n".join(pieces)
        parts += [head, lines, b"\n},\n" if lines else b"},\n"]
        spans[table] = (at + len(head), at + len(head) + len(lines))
        at += sum(map(len, parts[-3:]))
    parts.append(b'"meta": {\n"1": ' + to_json(about)[:-1] + b", " + _SUM_AT)
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(part)
    total = digest.hexdigest()
    return b"".join([*parts, total.encode(), b'"}\n}\n}\n']), total, spans


def parse(path: Path, data: bytes) -> Checkpoint:
    """Read a library.json; raises NotALibrary, LibraryDamaged."""
    if _is_genuine(data):
        try:
            return _by_lines(data)
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise LibraryDamaged(path, f"its lines are not as Reader writes them ({error})") from error
    return _by_json(path, data)


def _is_genuine(data: bytes) -> bool:
    at = data.rfind(_SUM_AT, max(0, len(data) - 400))
    if at < 0 or not data.startswith(b'{\n"articles": {\n'):
        return False
    return data[at + len(_SUM_AT) :] == _sum(data[: at + len(_SUM_AT)]).encode() + b'"}\n}\n}\n'


def _sum(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


_AT_ONCE = 1 << 20
"""Bytes looked through in one go: the other threads wait for that."""


def _by_lines(data: bytes) -> Checkpoint:
    records = Records()
    spans: Spans = {}
    at = len(b"{\n")
    while True:
        start = data.index(b"\n", at) + 1
        name = data[at + 1 : data.index(b'"', at + 1)].decode()
        if name == "meta":
            about = json.loads(data[start + len('"1": ') : data.index(b"\n", start)])
            return Checkpoint(records, _meta(about), about["sum"], genuine=True, spans=spans)
        end = _end_of_table(data, start - 1)
        lines = _lines(data, start, end)
        kept: dict[str, Kept] = {head[1:].decode(): line for head, _, line in (one.partition(b'": ') for one in lines)}
        spans[name] = (start, max(start, end))
        if name == GONE:
            _sort_gone(records, kept)
        else:
            records.there[name] = kept
        at = end + len(b"\n},\n")


def _end_of_table(data: bytes, at: int) -> int:
    """Return where the table ends that holds `at`: strings hold no newline. Raises ValueError where it does not."""
    while (found := data.find(b"\n},\n", at, at + _AT_ONCE)) < 0:
        at += _AT_ONCE - 3
        if at >= len(data):
            raise ValueError("no end")
    return found


def _lines(data: bytes, start: int, end: int) -> Iterator[bytes]:
    """Yield the lines of a table; one by one, for what splits megabytes at once keeps all other threads waiting."""
    while start <= end:
        following = data.find(b",\n", start, end)
        stop = end if following < 0 else following
        yield data[start:stop]
        start = stop + 2


def _sort_gone(records: Records, kept: dict[str, Kept]) -> None:
    for id, line in kept.items():
        assert isinstance(line, bytes)
        table, record = from_gone(line)
        records.gone.setdefault(table, {})[id] = record


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
        records.there[table] = {id: record_of(document, True) for id, document in _sound(content.get(table))}
    for id, document in _sound(content.get(GONE)):
        records.gone.setdefault(str(document.pop("table", "articles")), {})[id] = record_of(document, False)
    return Checkpoint(records, _meta(about), str(about.get("sum", "")), genuine=False)


def _sound(table: Any) -> list[tuple[str, dict[str, Any]]]:
    items = table.items() if isinstance(table, dict) else ()
    return [(id, document) for id, document in items if _DIGITS.fullmatch(id) and isinstance(document, dict)]


def record_of(document: dict[str, Any], there: bool) -> Record:
    """Return the record that a document of the file tells of; its revisions are taken out of it."""
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
