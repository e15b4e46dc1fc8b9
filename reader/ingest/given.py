"""What is known of a source before it is read."""

from __future__ import annotations

from dataclasses import dataclass

from reader.ingest.rules import NO_RULES, Rules
from reader.model import url as urls


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is known of a source before it is read, and what is wanted of one that holds several articles."""

    name: str
    """Its file's name, or where it came from."""
    url: str | None = None
    """As the user says."""
    title: str | None = None
    """As the user says."""
    came_from: str | None = None
    """The address that answered with it."""
    charset: str | None = None
    """As declared on the way."""
    rules: Rules = NO_RULES
    extractor: str = ""
    """Which extractor is asked, whatever the rules say of it; "" leaves it to them."""
    per_chapter: bool = False
    """Whether each chapter of a book is an article."""
    entry: int | None = None
    """Which entry of a feed, from 1; None for all."""
    limit: int | None = None
    """How many entries of a feed at most."""

    @property
    def address(self) -> str | None:
        """The address of the article, as far as it is known without reading it."""
        return canonical_or_none(self.url or self.came_from)

    @property
    def stem(self) -> str:
        """The name without folders and ending: the title of last resort."""
        return self.name.rpartition("/")[2].rpartition(".")[0] or self.name


def canonical_or_none(address: str | None) -> str | None:
    """Return the canonical form of an address, or None for what is none."""
    try:
        return urls.canonical(address) if address else None
    except ValueError:
        return None
