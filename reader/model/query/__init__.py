"""The one query language: for the list, the command line, saved views, bulk acts and export."""

from reader.model.query.errors import QueryError
from reader.model.query.grammar import parse
from reader.model.query.query import Found, Haystacks, Query
from reader.model.query.sorting import Sort, SortKey
from reader.model.query.terms import Words

__all__ = ["Found", "Haystacks", "Query", "QueryError", "Sort", "SortKey", "Words", "parse"]
