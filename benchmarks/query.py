"""How fast queries are tested against articles: `python -m benchmarks.query [COUNT ...]` (1,000 and 100,000 without).

CPU milliseconds, the best of five, with haystacks kept. No body is read: that is what the search index is for.
"""

from __future__ import annotations

import random
import sys
from datetime import UTC, date, datetime, timedelta

from benchmarks.search import measured
from reader.model import Article
from reader.model.query import Haystacks, parse

NOW = datetime(2026, 3, 1, tzinfo=UTC)
QUERIES = (
    "", "is:starred", "tag:word7", "saved:<30d words:>2000", "site:word3", "title:word9", "word11", "word11 is:starred OR tag:word3",
    "url:word5", "sort:title", "sort:random limit:10",
)  # fmt: skip


def articles(count: int) -> list[Article]:
    """Return so many articles, the same ones each time."""
    chance = random.Random(count)

    def line(words: int) -> str:
        return " ".join(f"word{int(chance.paretovariate(0.6)) % 5_000}" for _ in range(words))

    return [
        Article(
            id=str(10**16 + number),
            title=line(6) + (" été" if number % 3 == 0 else ""),
            saved_at=NOW - timedelta(minutes=9 * number),
            url=f"https://{line(1)}.example.org/{number}",
            authors=(line(2),),
            site=line(2),
            published_at=date(2025, 1, 1) + timedelta(days=number % 400),
            language="en",
            excerpt=line(40),
            words=chance.randint(100, 9_000),
            tags=tuple(sorted({line(1), line(1)})),
            starred=number % 20 == 0,
        )
        for number in range(count)
    ]


def main() -> None:
    for count in [int(argument) for argument in sys.argv[1:]] or [1_000, 100_000]:
        some = articles(count)
        haystacks = Haystacks()
        print(
            f"\n{count:,} articles · haystacks {measured(lambda some=some: [Haystacks()(each) for each in some], 1):.0f} ms"
        )
        for text in QUERIES:
            query = parse(text)
            query.apply(some, now=NOW, haystack_of=haystacks)
            cost = measured(lambda query=query, some=some, kept=haystacks: query.apply(some, now=NOW, haystack_of=kept))
            found = len(query.apply(some, now=NOW, haystack_of=haystacks))
            print(f"{text:32}{found:8,} found{cost:10.2f} ms")


if __name__ == "__main__":
    main()
