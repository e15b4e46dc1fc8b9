"""The ground: frozen values and pure functions. No clock, disk or network here."""

from reader.model.article import Added, Article, Draft, Edit, Progress, State
from reader.model.highlight import Highlight, HighlightEdit
from reader.model.selector import Span, TextQuote

__all__ = [
    "Added",
    "Article",
    "Draft",
    "Edit",
    "Highlight",
    "HighlightEdit",
    "Progress",
    "Span",
    "State",
    "TextQuote",
]
