"""The one query language: for the list, the command line, saved views, bulk acts and export."""

from reader.model.query.case import article_haystack
from reader.model.query.completing import Completion, complete
from reader.model.query.errors import QueryError
from reader.model.query.explaining import explain
from reader.model.query.grammar import parse
from reader.model.query.matching import in_progress
from reader.model.query.query import Found, Haystacks, Query, narrows
from reader.model.query.sorting import Sort, SortKey
from reader.model.query.terms import Words

__all__ = [
    "Completion",
    "Found",
    "Haystacks",
    "Query",
    "QueryError",
    "Sort",
    "SortKey",
    "Words",
    "article_haystack",
    "complete",
    "explain",
    "in_progress",
    "narrows",
    "parse",
]
