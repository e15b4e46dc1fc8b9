"""The ground: frozen values and pure functions. No clock, disk or network here.

A name is imported with its module when it is first asked for: a program that starts needs few of them.
"""

from __future__ import annotations

from importlib import import_module

_HOMES = {
    "Added": "reader.model.article",
    "Article": "reader.model.article",
    "Draft": "reader.model.article",
    "Edit": "reader.model.article",
    "Highlight": "reader.model.highlight",
    "HighlightEdit": "reader.model.highlight",
    "Made": "reader.model.provenance",
    "Places": "reader.model.placement",
    "Progress": "reader.model.article",
    "Provenance": "reader.model.provenance",
    "Span": "reader.model.selector",
    "State": "reader.model.article",
    "TextQuote": "reader.model.selector",
    "Validators": "reader.model.article",
}


def __getattr__(name: str) -> object:
    """Return what a module of this package defines."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found
