"""How many articles each tag, site and author has: what the side panel shows below the views."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reader.model import Article, State


@dataclass(frozen=True, slots=True)
class Tallies:
    """Counts of articles that are not in the trash."""

    tags: Mapping[str, int] = field(default_factory=dict)
    """Each tag with those nested under it, an article once; parents are there where only their children are used. Sorted."""
    sites: Mapping[str, int] = field(default_factory=dict)
    """The commonest first."""
    authors: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)


def tallied(articles: Iterable[Article]) -> Tallies:
    """Count."""
    tags: Counter[str] = Counter()
    sites: Counter[str] = Counter()
    authors: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    known: dict[tuple[str, ...], frozenset[str]] = {}
    for article in articles:
        if article.state is State.TRASHED:
            continue
        if article.tags:
            lines = known.get(article.tags)
            if lines is None:
                lines = known[article.tags] = frozenset(line for tag in article.tags for line in lineage(tag))
            tags.update(lines)
        if article.site:
            sites[article.site] += 1
        authors.update(article.authors)
        if article.language:
            languages[article.language] += 1
    by_name = sorted(tags.items(), key=lambda item: [(part.casefold(), part) for part in item[0].split("/")])
    return Tallies(dict(by_name), dict(sites.most_common()), dict(authors.most_common()), dict(languages.most_common()))


def lineage(tag: str) -> list[str]:
    """Return a tag and all it is nested under: "a/b/c" is in "a" and in "a/b"."""
    parts = tag.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
