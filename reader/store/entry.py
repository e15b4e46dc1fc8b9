"""One line of a journal: an act as JSON, ending in a checksum of all before it, so that it is proved without being parsed.

`{"rev": …, "at": …, "kind": …, "of": …, "label": …, "changes": [[table, id, field, before, after], …], "sum": "…"}`
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any, NamedTuple

from reader.store.record import WHOLE, Change, to_json
from reader.store.revision import is_revision

TABLES = ("articles", "highlights", "searches", "weights")
BOM = b"\xef\xbb\xbf"

_quoted = json.encoder.encode_basestring
"""What `json` makes of a text when it keeps what is not ASCII."""
_LONG = 1 << 18
_CHANGES = ', "changes": ['
_decoder = json.JSONDecoder()
_SUM = re.compile(rb', "sum": "([0-9a-f]{16})"}')
_SUM_BYTES = len(', "sum": "0123456789abcdef"}')
_ID = re.compile(r"[0-9]{1,20}")
_HEAD = re.compile(
    rb'\{"rev": "([0-9]{17}-[a-z0-9_-]{1,32})", "at": "[^"]{1,40}", "kind": "([a-z]{1,16})", "of": "([0-9a-z_-]{0,60})", "label"'
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a journal."""

    revision: str
    at: datetime
    label: str
    changes: tuple[Change, ...]
    kind: str = "act"
    """"act", "undo", "redo"; "place" is a reading place: no step of undo."""
    of: str = ""
    """The revision of the act that is undone or redone."""


class Head(NamedTuple):
    """What undo has to know of a line, had without parsing it: a line may hold a whole import."""

    revision: str
    kind: str
    of: str
    start: int
    """Where the line is in its file, in bytes."""
    length: int


class DamagedLine(ValueError):
    """A line that is not as it was written."""


def encode(entry: Entry) -> bytes:
    """Return the line of an entry, newline included."""
    # put together by hand: most lines are one small change, and the way through `json` for all of it takes twice as long
    changes = ", ".join(map(_change_to_json, entry.changes))
    body = (
        f'{{"rev": "{entry.revision}", "at": "{entry.at.isoformat(timespec="milliseconds")}", "kind": "{entry.kind}", '
        f'"of": "{entry.of}", "label": {_quoted(entry.label)}, "changes": [{changes}]'
    ).encode()
    return body + b', "sum": "' + _sum(body) + b'"}\n'


def decode(line: bytes) -> Entry:
    """Read a line back; raises DamagedLine."""
    prove(line)
    try:
        read = json.loads(line) if len(line) < _LONG else _read_in_pieces(line.decode())
        entry = Entry(
            revision=read["rev"],
            at=datetime.fromisoformat(read["at"]),
            label=str(read["label"]),
            changes=tuple(Change(*change) for change in read["changes"]),
            kind=str(read["kind"]),
            of=str(read["of"]),
        )
    except (ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
        raise DamagedLine(str(error)) from error
    if not is_revision(entry.revision) or entry.at.tzinfo is None or not all(map(_is_sound, entry.changes)):
        raise DamagedLine("content")
    return entry


def head_of(line: bytes, start: int) -> Head:
    """Read the head of a proved line that stands at `start`; raises DamagedLine."""
    found = _HEAD.match(line)
    if found is None:
        raise DamagedLine("head")
    revision, kind, of = found.groups()
    return Head(revision.decode(), kind.decode(), of.decode(), start, len(line))


def whole_entries(data: bytes) -> list[Entry]:
    """Return every whole line of a damaged file or a copy, wherever it stands between others."""
    entries = []
    for line in data.split(b"\n"):
        with suppress(DamagedLine):
            entries.append(decode(line.strip(b"\r\0").removeprefix(BOM)))
    return entries


def prove(line: bytes) -> None:
    """Check the checksum of a line; raises DamagedLine."""
    end = _SUM.fullmatch(line[-_SUM_BYTES:])
    if end is None or _sum(line[:-_SUM_BYTES]) != end[1]:
        raise DamagedLine("checksum")


def _read_in_pieces(line: str) -> dict[str, Any]:
    """Read a long line change by change: `json` would keep all other threads waiting until it has read the whole."""
    lead, begun, rest = line.partition(_CHANGES)  # within a string its quotes would be escaped
    if not begun:
        raise DamagedLine("no changes")
    changes, at = [], 0
    while rest[at] == "[":
        change, at = _decoder.raw_decode(rest, at)
        changes.append(change)
        at += 2 if rest.startswith(", ", at) else 0
    if not rest.startswith('], "sum": "', at):
        raise DamagedLine("changes")
    return {**json.loads(lead + "}"), "changes": changes}


def _change_to_json(change: Change) -> str:
    table, id, field, before, after = change
    return f"[{_quoted(table)}, {_quoted(id)}, {_quoted(field)}, {_value_to_json(before)}, {_value_to_json(after)}]"


def _value_to_json(value: object) -> str:
    if value is True:
        return "true"
    if value is False:
        return "false"
    if value is None:
        return "null"
    return _quoted(value) if type(value) is str else to_json(value).decode()


def _sum(data: bytes) -> bytes:
    return blake2b(data, digest_size=8).hexdigest().encode()


def _is_sound(change: Change) -> bool:
    if change.table not in TABLES or not isinstance(change.id, str) or not _ID.fullmatch(change.id):
        return False
    if change.field == WHOLE:
        return all(value is None or isinstance(value, dict) for value in (change.before, change.after))
    return isinstance(change.field, str) and change.field != "*"
