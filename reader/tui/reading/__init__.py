"""What is known of an article while it is read, without drawing it.

A name is imported with its module when it is first asked for: a program that starts needs few of them.
"""

from __future__ import annotations

from importlib import import_module

_HOMES = {
    "JumpList": "reader.tui.reading.jumps",
    "Marks": "reader.tui.reading.jumps",
    "Spot": "reader.tui.reading.jumps",
    "Shelf": "reader.tui.reading.shelf",
}


def __getattr__(name: str) -> object:
    """Return what a module of this package defines."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found
