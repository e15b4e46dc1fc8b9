"""What people type for an id: all of it, or a beginning that no other has."""

from __future__ import annotations

from collections.abc import Collection

from reader.errors import AmbiguousId, ArticleNotFound, HighlightNotFound

CANDIDATES = 10
"""How many ids an ambiguous handle names at most."""


def the_one(handle: str, ids: Collection[str], missing: type[ArticleNotFound] | type[HighlightNotFound]) -> str:
    """Return the id this handle means; raises `missing`, AmbiguousId."""
    if handle in ids:
        return handle
    found = sorted(id for id in ids if id.startswith(handle)) if handle else []
    if not found:
        raise missing(handle)
    if len(found) > 1:
        raise AmbiguousId(handle, found[:CANDIDATES])
    return found[0]
