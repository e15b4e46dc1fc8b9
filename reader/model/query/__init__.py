"""The one query language: for the list, the command line, saved views, bulk acts and export.

A name is imported with its module when it is first asked for: a program that starts needs few of them.
"""

from __future__ import annotations

from importlib import import_module

_HOMES = {
    "Completion": "reader.model.query.completing",
    "Found": "reader.model.query.query",
    "Haystacks": "reader.model.query.query",
    "NEWEST_FIRST": "reader.model.query.sorting",
    "Query": "reader.model.query.query",
    "QueryError": "reader.model.query.errors",
    "Sort": "reader.model.query.sorting",
    "SortKey": "reader.model.query.sorting",
    "Words": "reader.model.query.terms",
    "article_haystack": "reader.model.query.case",
    "complete": "reader.model.query.completing",
    "explain": "reader.model.query.explaining",
    "in_progress": "reader.model.query.matching",
    "names_beginning": "reader.model.query.completing",
    "narrows": "reader.model.query.query",
    "parse": "reader.model.query.grammar",
}


def __getattr__(name: str) -> object:
    """Return what a module of this package defines."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found
