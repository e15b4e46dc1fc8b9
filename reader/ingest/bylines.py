"""Read who wrote an article from the line that says so."""

from __future__ import annotations


def authors(text: str, language: str) -> tuple[str, ...]:
    """Return the names in a byline, in their order; empty where it names nobody."""
    return ()
