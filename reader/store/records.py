"""All records of a library: lines of the checkpoint until they are touched, and in the file until they are looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reader.store.lines import FileChanged, Lines
from reader.store.record import Change, Document, Kept, Record, decode, encode

GONE = "gone"
"""The table of the file that holds what was deleted, of all tables."""
ENOUGH = 1_000
"""After so many lines looked for one by one, reading all is quicker."""
_DECODED_KEPT = 64

Side = dict[str, dict[str, Kept]]


class Records:
    """All records of a library by table and id, those that went for good kept apart.

    With `lines` only what was changed is in memory, until someone asks for a whole side (`there`, `gone`); `load` then
    gives the records of the file.
    """

    def __init__(self, lines: Lines | None = None, load: Callable[[], Records] | None = None) -> None:
        self._there: Side = {}
        self._gone: Side = {}
        self._lines = lines
        self._load = load
        self._decoded: dict[tuple[bytes, bool], Record] = {}
        """The few lines that were decoded last."""

    @property
    def there(self) -> Side:
        """The records that are there, by table and id."""
        self._read_all()
        return self._there

    @property
    def gone(self) -> Side:
        """The records that went for good."""
        self._read_all()
        return self._gone

    @property
    def is_whole(self) -> bool:
        """Whether all are in memory."""
        return self._load is None

    @property
    def is_blank(self) -> bool:
        """Whether nothing is known."""
        return self.is_whole and not self._there and not self._gone

    def get(self, table: str, id: str) -> Record | None:
        """Return a record to look at; changing it changes nothing."""
        kept = self._there.get(table, {}).get(id)
        there = kept is not None
        if kept is None:
            kept = self._gone.get(table, {}).get(id)
        if kept is None and self._lines is not None:
            kept, there = self._found(table, id)
        return self._decode(kept, there) if isinstance(kept, bytes) else kept

    def documents(self, table: str) -> Iterator[tuple[str, Document]]:
        """Yield the documents of a table in no order."""
        for id, kept in self._kept(table):
            yield id, (decode(kept, there=True) if isinstance(kept, bytes) else kept).document

    def ids_with(self, table: str, beginning: str, most: int) -> list[str]:
        """Return ids of records that are there and begin so, sorted, at most `most`."""
        if self._lines is None:
            return sorted(id for id in self._there.get(table, {}) if id.startswith(beginning))[:most]
        here, gone = self._there.get(table, {}), self._gone.get(table, {})
        found = [id for id in here if id.startswith(beginning)]
        try:
            for id in self._lines.ids_from(table, beginning):
                if not id.startswith(beginning) or len(found) >= len(here) + most:
                    break
                if id not in here and id not in gone:
                    found.append(id)
        except FileChanged:
            self._read_all()
            return self.ids_with(table, beginning, most)
        return sorted(found)[:most]

    def is_in_file(self, table: str, id: str) -> bool:
        """Say whether a record was there when the file was written; False too where that is not known any more."""
        try:
            return self._lines is not None and self._lines.find(table, id) is not None
        except FileChanged:
            return False

    def put(self, change: Change, revision: str) -> bool:
        """Take in one change; True when it was news."""
        record = self._own(change.table, change.id)
        if not record.put(change.field, change.after, revision):
            return False
        self._settle(change.table, change.id, record)
        return True

    def merge(self, table: str, id: str, other: Record) -> set[str]:
        """Take in a record as known elsewhere; return the revisions that were news."""
        record = self._own(table, id)
        news = record.merge(other)
        if news:
            self._settle(table, id, record)
        return news

    def pieces(self, table: str) -> list[bytes | memoryview]:
        """Return the lines of a table of the file (`GONE` among them), sorted by id, in pieces to be joined by ",\\n"."""
        if self._lines is not None:
            try:
                return self._lines.with_changes(table, self._changed_lines(table))
            except FileChanged:
                self._read_all()
        if table == GONE:
            lines = {id: as_gone(name, kept) for name, side in self._gone.items() for id, kept in _encoded(side)}
        else:
            lines = dict(_encoded(self._there.get(table, {})))
        return [b'"%b": %b' % (id.encode(), lines[id]) for id in sorted(lines)]

    def _changed_lines(self, table: str) -> dict[str, bytes | None]:
        changed: dict[str, bytes | None] = {}
        here, away = (self._gone, self._there) if table == GONE else (self._there, self._gone)
        for name in away if table == GONE else (table,):
            changed.update(dict.fromkeys(away.get(name, {})))
        for name in here if table == GONE else (table,):
            for id, line in _encoded(here.get(name, {})):
                changed[id] = b'"%b": %b' % (id.encode(), as_gone(name, line) if table == GONE else line)
        return changed

    def _kept(self, table: str) -> Iterator[tuple[str, Kept]]:
        if self._lines is None or table == "articles":
            yield from self.there.get(table, {}).items()
            return
        here, gone = self._there.get(table, {}), self._gone.get(table, {})
        try:
            lines = [(id, line) for id, line in self._lines.table(table) if id not in here and id not in gone]
        except FileChanged:
            yield from self.there.get(table, {}).items()
            return
        yield from lines
        yield from here.items()

    def _found(self, table: str, id: str) -> tuple[Kept | None, bool]:
        """Find a line in the file."""
        lines = self._lines
        assert lines is not None
        try:
            line = lines.find(table, id)
            if line is not None:
                return line, True
            line = lines.find(GONE, id)
        except FileChanged:
            line = None
            lines.asked = ENOUGH
        if lines.asked < ENOUGH:
            name, line = (None, None) if line is None else from_gone(line)
            return (line if name == table else None), False
        self._read_all()
        kept = self._there.get(table, {}).get(id)
        return (kept, True) if kept is not None else (self._gone.get(table, {}).get(id), False)

    def _read_all(self) -> None:
        if self._load is None:
            return
        found = self._load()
        here = (self._there, self._gone)
        self._there, self._gone, self._lines, self._load = found._there, found._gone, None, None
        for side in here:
            for table, kept in side.items():
                for id, record in kept.items():
                    self.merge(
                        table, id, self._decode(record, side is here[0]) if isinstance(record, bytes) else record
                    )

    def _decode(self, line: bytes, there: bool) -> Record:
        known = self._decoded.get((line, there))
        if known is None:
            if len(self._decoded) >= _DECODED_KEPT:
                self._decoded.clear()
            known = self._decoded[(line, there)] = decode(line, there=there)
        return known

    def _own(self, table: str, id: str) -> Record:
        record = self.get(table, id)
        self._decoded.clear()  # it is about to change
        return record if record is not None else Record()

    def _settle(self, table: str, id: str, record: Record) -> None:
        to, other = (self._there, self._gone) if record.there else (self._gone, self._there)
        other.get(table, {}).pop(id, None)
        to.setdefault(table, {})[id] = record


def as_gone(table: str, line: bytes) -> bytes:
    """Return the line of a record as it stands among what was deleted: with its table."""
    return b'{"table": "' + table.encode() + b'", ' + line[1:]


def from_gone(line: bytes) -> tuple[str, bytes]:
    """Return the table of a line that stands among what was deleted, and the line as it was."""
    start = len('{"table": "')
    end = line.index(b'"', start)
    return line[start:end].decode(), b"{" + line[end + 1 :].removeprefix(b", ")


def _encoded(side: dict[str, Kept]) -> Iterator[tuple[str, bytes]]:
    """Yield the lines of records, which stay lines from now on."""
    for id, record in side.items():
        if isinstance(record, Record):
            record = side[id] = encode(record)
        yield id, record
