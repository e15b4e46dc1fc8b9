"""A URL, file or standard input becomes a Draft.

A name is imported with its module when it is first asked for: naming how things come in costs little, taking them in loads
much.
"""

from __future__ import annotations

from importlib import import_module

_HOMES = {
    "EXTRACTORS": "reader.ingest.rules",
    "NO_ARTICLE": "reader.ingest.intake",
    "Intake": "reader.ingest.intake",
    "is_book": "reader.ingest.intake",
    "path_of": "reader.ingest.intake",
    "Parts": "reader.ingest.intake",
    "Limits": "reader.ingest.request",
    "Page": "reader.ingest.request",
    "ingest": "reader.ingest.pipeline",
    "ingest_bytes": "reader.ingest.pipeline",
    "ingest_file": "reader.ingest.pipeline",
}


_MODULES = frozenset(("given", "proposal", "rule_test", "rules"))


def __getattr__(name: str) -> object:
    """Return what a module of this package defines, or such a module."""
    if name in _MODULES:
        return import_module(f"{__name__}.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found
