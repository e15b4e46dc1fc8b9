"""A search that was given a name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query of the language under a name."""

    id: str
    name: str
    query: str
