"""What the daily review knows of a highlight, and how much its tags and its article weigh."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from math import prod

MOST_WEIGHT = 10.0
"""More often than ten times as often is no wish, but a slip of the hand."""


class Answer(StrEnum):
    """What its reader says of a highlight that came back."""

    KEEP = "keep"
    """Bring it again when its time has come."""
    SOONER = "sooner"
    LATER = "later"
    NEVER = "never"
    """Do not bring it again; it stays a highlight."""


@dataclass(frozen=True, slots=True)
class Review:
    """What the schedule has to remember of a highlight; the numbers are those of FSRS."""

    at: datetime
    """When it was answered last."""
    due: datetime
    stability: float
    """Days after which it is as good as forgotten, as the schedule reckons it."""
    difficulty: float
    """1 to 10: how slowly that grows."""
    times: int = 1
    """How often it was answered."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much more (2), less (0.5) or not at all (0) the review brings what has a tag or stands in an article."""

    tags: Mapping[str, float] = field(default_factory=dict)
    articles: Mapping[str, float] = field(default_factory=dict)
    """By id."""

    def of(self, tags: Iterable[str], article_id: str) -> float:
        """Return the weight of a highlight: what its tags, those above them, and its article weigh, multiplied."""
        if not self.tags:
            return self.articles.get(article_id, 1.0)
        named = {above for tag in tags for above in _with_those_above(tag.casefold())}
        weights = [weight for tag, weight in self.tags.items() if tag.casefold() in named]
        return min(MOST_WEIGHT, prod(weights, start=self.articles.get(article_id, 1.0)))


def _with_those_above(tag: str) -> list[str]:
    parts = tag.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]
