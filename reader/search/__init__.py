"""Full-text search: a derived index that may be deleted at any time, and excerpts with what was found."""

from reader.search.excerpt import Excerpt, excerpt_of, spans_of
from reader.search.index import Hit, Index, SearchStopped

__all__ = ["Excerpt", "Hit", "Index", "SearchStopped", "excerpt_of", "spans_of"]
