"""The only package that knows TinyDB and touches library.json."""

from __future__ import annotations


def __getattr__(name: str) -> object:
    """Import the library when it is first asked for: what draws the first screen reads a side file alone."""
    if name == "Library":
        from reader.store.library import Library

        return Library
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
