"""Older forms of a library become the present one; the file as it was is kept beside it as a backup."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reader.store.bodies import body_name
from reader.store.checkpoint import SCHEMA, Checkpoint
from reader.store.records import Records


def migrate(found: Checkpoint) -> Checkpoint:
    """Bring a checkpoint of an older form step by step to the present one."""
    for schema in range(found.meta.schema, SCHEMA):
        _STEPS.get(schema, _nothing)(found.records)
    return replace(found, meta=replace(found.meta, schema=SCHEMA), genuine=False)


def _nothing(records: Records) -> None:
    """A form that differs in nothing but its number."""


def _bodies_get_a_cell(records: Records) -> None:
    """Form 0, the one a script may write: a body was named by the id alone."""
    for id in list(records.there.get("articles", {})):
        record = records.get("articles", id)
        if record is not None and not isinstance(record.document.get("body"), dict):
            record.document["body"] = {"name": body_name(id), "digest": ""}
            records.there["articles"][id] = record


_STEPS: dict[int, Callable[[Records], None]] = {0: _bodies_get_a_cell}
