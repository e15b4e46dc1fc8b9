"""Where a text comes from, as documents tell it; they are read leniently, as all of them are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
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
        versions=tuple(_version(one) for one in versions(document)),
    )


def versions(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the earlier texts that a document names, oldest first; what names no file is left out."""
    told = document.get("versions")
    return [one for one in (told if isinstance(told, list) else ()) if _is_sound(one)]


def fetched(validators: Validators, at: datetime) -> dict[str, str]:
    """Return what a document keeps of a page that was had from the web."""
    told = {"at": codec.to_iso(at), "etag": validators.etag, "modified": validators.last_modified}
    return {name: value for name, value in told.items() if value}


def _version(told: Mapping[str, Any]) -> Version:
    words = told.get("words")
    return Version(
        number=told["number"],
        made=_made(told),
        replaced_at=codec.moment_of(told.get("replaced_at")),
        words=words if isinstance(words, int) else 0,
    )


def _is_sound(told: object) -> bool:
    return isinstance(told, dict) and isinstance(told.get("name"), str) and isinstance(told.get("number"), int)


def _made(told: Mapping[str, Any]) -> Made:
    return _MADE.get(_text(told.get("made")), Made.SAVED)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
