"""What the index holds of one article: its tokens, by column."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from reader.model import Article
from reader.model.folding import tokens, visible
from reader.model.query.case import article_fields, parts_in
from reader.model.query.terms import Part
from reader.store import Library

BETWEEN = "\u241e"
"""A token nobody can ask for: it stands between the values of one column, so that no phrase reaches across."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as the index keeps it."""

    columns: tuple[str, ...]
    code: bool
    image: bool

    @classmethod
    def of(cls, article: Article, text: str) -> Entry:
        """Make the entry of an article and of the text its words are looked for in."""
        values = [_column(each) for each in article_fields(article).values()]
        parts = parts_in(text)
        has_image = article.image is not None or Part.IMAGE in parts
        return cls((*values, _column([visible(text)])), Part.CODE in parts, has_image)

    @property
    def digest(self) -> bytes:
        """Names the entry by what it says."""
        return blake2b(f"{self.code}{self.image}{self._joined}".encode(), digest_size=12).digest()

    @property
    def packed(self) -> bytes:
        return zlib.compress(self._joined.encode(), 1)

    @property
    def _joined(self) -> str:
        return "\n".join(self.columns)


def source_of(article: Article, library: Library) -> bytes:
    """Name what an entry is made of, without reading the text: while it is the same, the entry is. Raises ArticleNotFound."""
    notes = [(mark.id, mark.note) for mark in library.highlights(article.id) if mark.note] if article.highlights else []
    facts = (*article_fields(article).values(), article.image, article.saved_at, notes, library.body_stamp(article.id))
    return blake2b(repr(facts).encode("utf-8", "surrogatepass"), digest_size=12).digest()


def unpacked(packed: bytes) -> tuple[str, ...]:
    """Return the columns that `Entry.packed` made."""
    return tuple(zlib.decompress(packed).decode().split("\n"))


def _column(values: Iterable[str]) -> str:
    return f" {BETWEEN} ".join(" ".join(tokens(value)) for value in values if value)
