"""What became different since a revision: how a derived index keeps up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from reader.model.act import Changes
from reader.store.record import Kept, decode
from reader.store.replica import Replica
from reader.store.revision import machine_of, stamp_of


def changed_since(replica: Replica, revision: str) -> Changes:
    """Return the records that were touched since this program had that revision.

    Of a revision it did not have: those with a cell newer than what the revision knew of the cell's machine.
    """
    now = replica.token()
    since = replica.tokens.get(revision)
    if since is not None:
        return _touched(replica, now, since)
    epoch, seen = _read(revision)
    return _changes(replica, now, seen if revision and epoch == replica.meta.epoch else None)


def _touched(replica: Replica, now: str, since: int) -> Changes:
    touched = sorted(set(replica.touched[since:]))
    if not touched:
        return Changes(revision=now)  # without reading a record

    found = {key: replica.records.get(*key) for key in touched}

    def ids(table: str, there: bool) -> tuple[str, ...]:
        return tuple(
            id for (name, id), record in found.items() if name == table and record is not None and record.there is there
        )

    return _told(now, ids, whole=False)


def newer(side: Mapping[str, Mapping[str, Kept]], table: str, seen: Mapping[str, str]) -> Iterator[str]:
    """Yield the ids of a table's records with a cell that `seen` does not tell of. Looks at every record."""
    return (id for id, kept in side.get(table, {}).items() if _is_newer(kept, seen))


def _changes(replica: Replica, now: str, seen: dict[str, str] | None) -> Changes:
    records = replica.records

    def ids(table: str, there: bool) -> tuple[str, ...]:
        side = records.there if there else records.gone
        return tuple(sorted(side.get(table, {}) if seen is None else newer(side, table, seen)))

    return _told(now, ids, whole=seen is None)


def _told(now: str, ids: Callable[[str, bool], tuple[str, ...]], *, whole: bool) -> Changes:
    return Changes(
        revision=now,
        articles=ids("articles", True),
        highlights=ids("highlights", True),
        gone_articles=ids("articles", False),
        gone_highlights=ids("highlights", False),
        whole=whole,
    )


def _is_newer(kept: Kept, seen: Mapping[str, str]) -> bool:
    return any(stamp_of(at) > seen.get(machine_of(at), "") for at in _revisions(kept))


def _revisions(kept: Kept) -> Iterator[str]:
    if isinstance(kept, bytes):
        # the revisions stand at the end of the line: a string where there is only one
        at = kept.rfind(b'"rev": ')
        if kept[at + 7 : at + 8] == b'"':
            yield kept[at + 8 : -2].decode()
            return
        kept = decode(kept, there=True)
    yield from kept.revisions.values()


def _read(revision: str) -> tuple[str, dict[str, str]]:
    epoch, *parts = revision.split(";")
    return epoch, dict(part.split(":", 1) for part in parts if ":" in part)
