"""From a Markdown body to rows of a given width; no Textual here.

A name is imported with its module when it is first asked for: a program that starts needs few of them.
"""

from __future__ import annotations

from importlib import import_module

_HOMES = {
    "Block": "reader.text.document",
    "Cell": "reader.text.layout",
    "Document": "reader.text.document",
    "Footnote": "reader.text.document",
    "Heading": "reader.text.document",
    "Image": "reader.text.document",
    "Kind": "reader.text.document",
    "Layout": "reader.text.layout",
    "Link": "reader.text.links",
    "Piece": "reader.text.rows",
    "Row": "reader.text.rows",
    "Setting": "reader.text.setting",
    "Stretch": "reader.text.layout",
    "Style": "reader.text.style",
    "lay_out": "reader.text.layout",
}


def __getattr__(name: str) -> object:
    """Return what a module of this package defines."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found
