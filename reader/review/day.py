"""Which highlights come back on a day: those whose time has come, and one that was never seen again.

The choice is a function of the library and the day alone: all machines and both faces make the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from heapq import nsmallest
from math import log

from reader.model.article import State
from reader.model.passage import Passage
from reader.model.review import Weights

A_DAY = timedelta(days=1)
LOOKED_AT = 1_000
"""So many are enough to find those of different articles."""


@dataclass(frozen=True, slots=True)
class Day:
    """What a day brings."""

    passages: Sequence[Passage]
    """What is still to be seen, in the order it is shown."""
    seen: int
    """How many were answered today."""
    eligible: int
    """How many highlights may come back, on this day or another."""


def day_of(passages: Iterable[Passage], weights: Weights, now: datetime, per_day: int) -> Day:
    """Return what the day of `now` (aware, in the reader's own time zone) brings: `per_day` in all, those answered
    today among them; not two of one article where there are others."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow, lots = today + A_DAY, str(today.date())
    seen: list[Passage] = []
    due: list[tuple[float, str, Passage]] = []
    new: list[tuple[float, str, Passage]] = []
    known = 0
    for passage in passages:
        highlight, article = passage.highlight, passage.article
        review = highlight.review
        if review is not None and review.at >= today:
            seen.append(passage)
            continue
        weight = weights.of({*highlight.tags, *article.tags}, article.id) if highlight.resurfaces else 0.0
        if not weight or article.state is State.TRASHED:
            continue
        if review is None:
            known += 1
            if highlight.made_at < today:
                new.append((_lot(highlight.id, lots, weight), highlight.id, passage))
        else:
            interval = max(review.due - review.at, A_DAY) / weight
            known += 1
            if review.at + interval < tomorrow:  # nobody waits for the hour
                due.append(((review.at - now) / interval, highlight.id, passage))
    ripe = [passage for _, _, passage in nsmallest(LOOKED_AT, due, key=_order)]
    fresh = [passage for _, _, passage in nsmallest(LOOKED_AT, new, key=_order)]
    left = max(0, per_day - len(seen))
    had_new = any(passage.highlight.review and passage.highlight.review.times == 1 for passage in seen)
    own = 0 if had_new or per_day < 2 else 1
    ordered = [*ripe[: max(0, left - own)], *fresh[:own], *ripe[max(0, left - own) :], *fresh[own:]]
    rest = _spread(ordered, (passage.article.id for passage in seen), left)
    return Day(rest, len(seen), len(seen) + known)


def _order(ranked: tuple[float, str, Passage]) -> tuple[float, str]:
    return ranked[:2]


def _spread(ordered: Sequence[Passage], articles: Iterable[str], count: int) -> list[Passage]:
    """Take `count` in their order, another article each, and only then a second of one."""
    used = set(articles)
    first: list[Passage] = []
    again: list[Passage] = []
    for passage in ordered:
        (again if passage.article.id in used else first).append(passage)
        used.add(passage.article.id)
        if len(first) == count:
            break
    return [*first, *again][:count]


def _lot(id: str, today: str, weight: float) -> float:
    """Draw a lot, the same all day and everywhere; by Efraimidis and Spirakis, twice the weight is drawn twice as often."""
    drawn = int.from_bytes(blake2b(f"{today} {id}".encode(), digest_size=6).digest(), "big")
    return -log((drawn + 1) / (1 << 48)) / weight
