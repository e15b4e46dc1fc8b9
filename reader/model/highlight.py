"""A passage someone marked, with its note and colour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reader.model.review import Review
from reader.model.selector import Span, TextQuote

COLOURS = (1, 2, 3, 4, 5)
"""Colours are numbers; their names are a setting, their hues belong to the theme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """A passage, told by its words and its place (names follow the W3C Web Annotation model)."""

    id: str
    article_id: str
    quote: TextQuote
    span: Span
    """Where the words stood when the highlight was made; where they stand now is `placement.place`'s to say."""
    made_at: datetime
    colour: int = 1
    note: str = ""
    tags: tuple[str, ...] = ()
    review: Review | None = None
    """When it was brought back to its reader last, and when it comes again; None where it never was."""
    resurfaces: bool = True
    """Whether the daily review may bring it back at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HighlightEdit:
    """What one act changes in a highlight; None leaves a field as it is."""

    quote: TextQuote | None = None
    span: Span | None = None
    colour: int | None = None
    note: str | None = None
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    review: Review | None = None
    resurfaces: bool | None = None
