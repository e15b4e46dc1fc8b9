"""Where a text comes from, as documents tell it; they are read leniently, as all of them are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reader.model.article import Validators
from reader.model.provenance import Made, Provenance, Version
from reader.store import codec
from reader.store.record import Document

_MADE = {made.value: made for made in Made}


def of(document: Document) -> Provenance:
    """Return what a document tells of its text."""
    body, told = document.get("body"), document.get("fetched")
    told = told if isinstance(told, dict) else {}
    return Provenance(
        made=_made(body if isinstance(body, dict) else {}),
        fetched_at=codec.moment_of(told.get("at")),
        validators=Validators(_text(told.get("etag")), _text(told.get("modified"))),
        versions=tuple(_version(one) for one in codec.versions(document)),
    )


def _version(told: Mapping[str, Any]) -> Version:
    words = told.get("words")
    return Version(
        number=told["number"],
        made=_made(told),
        replaced_at=codec.moment_of(told.get("replaced_at")),
        words=words if isinstance(words, int) else 0,
    )


def _made(told: Mapping[str, Any]) -> Made:
    return _MADE.get(_text(told.get("made")), Made.SAVED)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
