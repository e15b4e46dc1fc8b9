"""The interface."""

from __future__ import annotations

from importlib import import_module

_HOMES = {
    "Gathering": "reader.tui.gathering",
    "Saver": "reader.tui.saver",
    "Tallies": "reader.tui.tallies",
}


def __getattr__(name: str) -> object:
    """Return what a module of this package defines, which is imported only now."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found
