"""The only package that knows TinyDB and touches library.json."""

from reader.store.library import Library

__all__ = ["Library"]
