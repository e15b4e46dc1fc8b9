"""What people type for an id: all of it, or a beginning that no other has."""

from __future__ import annotations

from reader.errors import AmbiguousId, ArticleNotFound, HighlightNotFound
from reader.store.records import Records

CANDIDATES = 10
"""How many ids an ambiguous handle names at most."""


def the_one(records: Records, table: str, handle: str, missing: type[ArticleNotFound] | type[HighlightNotFound]) -> str:
    """Return the id this handle means; raises `missing`, AmbiguousId."""
    record = records.get(table, handle)
    if record is not None and record.there:
        return handle
    found = records.ids_with(table, handle, CANDIDATES + 1) if handle else []
    if not found:
        raise missing(handle)
    if len(found) > 1:
        raise AmbiguousId(handle, found[:CANDIDATES])
    return found[0]
