"""TinyDB's tables over our storage: an update costs what it touches, not what the table holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.table import Table as TinyTable

from reader.store.record import Document, copied
from reader.store.revision import Clock
from reader.store.storage import JournaledStorage


class View(MutableMapping[str, Document]):
    """A table as TinyDB's updaters see it: what they touch is staged, the rest is never copied."""

    def __init__(self, storage: JournaledStorage, table: str, *, for_update: bool) -> None:
        self._storage = storage
        self._table = table
        self._for_update = for_update

    def __getitem__(self, id: str) -> Document:
        document = self._storage.document(self._table, id)
        if document is None:
            raise KeyError(id)
        if self._for_update and (self._table, id) in self._storage.staged:
            return document
        copy: Document = copied(document)
        if self._for_update:
            self._storage.stage(self._table, id, copy)
        return copy

    def __setitem__(self, id: str, document: Document) -> None:
        self._storage.stage(self._table, str(id), document)

    def __delitem__(self, id: str) -> None:
        if id not in self:
            raise KeyError(id)
        self._storage.stage(self._table, id, None)

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self._storage.document(self._table, id) is not None

    def __iter__(self) -> Iterator[str]:
        known = dict.fromkeys(self._storage.replica.records.there.get(self._table, {}))
        known.update(dict.fromkeys(id for table, id in self._storage.staged if table == self._table))
        return (id for id in known if id in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Table(TinyTable):
    """A TinyDB table with string ids. An update outside an act is an act of its own."""

    document_id_class = str  # type: ignore[assignment]
    _storage: JournaledStorage

    def _get_next_id(self) -> str:
        return self._storage.new_id()

    def _read_table(self) -> Any:
        return View(self._storage, self.name, for_update=False)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        view = View(self._storage, self.name, for_update=True)
        if self._storage.in_act:
            updater(view)
            return
        with self._storage.act(f"changed {self.name}"):
            updater(view)


class Database(TinyDB):
    """TinyDB with our storage and tables, and no query cache: it would miss changes made elsewhere."""

    table_class = Table

    def __init__(self, path: Path, clock: Clock) -> None:
        super().__init__(path, clock, storage=JournaledStorage)

    def table(self, name: str, **kwargs: Any) -> TinyTable:
        """Give access to a table."""
        return super().table(name, cache_size=0, **kwargs)
