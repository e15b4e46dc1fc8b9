"""What walks a page's elements, as those see it that say what single kinds of elements mean."""

from __future__ import annotations

from typing import Protocol

from reader.ingest.assembly import Assembly
from reader.ingest.notes import Notes
from reader.ingest.tree import Element, words

DROPPED = words(
    "script style head template noscript svg canvas button input select option optgroup datalist textarea dialog map area link meta "
    "title base param source track frame frameset rp col colgroup progress meter"
)
"""Elements of which nothing is shown, or nothing that can be read."""


class Walk(Protocol):
    """Goes through a page and says to `out` what it means."""

    out: Assembly
    base: str
    language: str
    notes: Notes

    def children(self, element: Element) -> None:
        """Say what an element holds."""

    def element(self, element: Element) -> None:
        """Say what an element is."""

    def block(self, element: Element, tag: str) -> None:
        """Say what a block is, as if its tag were `tag`."""

    def wrapped(self, wrapper: str, element: Element) -> None:
        """Say what an element holds as a paragraph within `wrapper`."""
