"""How fast words are found: `python -m benchmarks search`; READER_SEARCH_SIZES=10000,100000 by default.

For each size: the CPU time of making the index, of one search of each kind, and of the same question put to the texts in
memory, folded beforehand (the floor: the least that a program without an index would do). The time told is the best of five.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

from benchmarks.make_library import make, words
from reader.model import Draft, Edit
from reader.model.folding import haystack, needle, visible
from reader.model.query import parse
from reader.search import Index
from reader.store import Library

SIZES = tuple(int(size) for size in os.environ.get("READER_SEARCH_SIZES", "10000,100000").split(","))
FIFTH_OF = 10_000
"""The size at which a search may cost a fifth of the floor; newest first at ten times the size, three times that."""


def measured(work: Callable[[], object], times: int = 5) -> float:
    """Return the least CPU time of some runs, in milliseconds."""
    best = float("inf")
    for _ in range(times):
        begun = process_time()
        work()
        best = min(best, (process_time() - begun) * 1000)
    return best


def measure(count: int, folder: Path) -> None:
    """Print what searching a library of `count` articles costs."""
    path = folder / "library.json"
    if not path.exists():
        make(count, folder)
    with Library.open(path) as library, Index(library, Path(folder) / "search.sqlite") as index:
        begun = process_time()
        index.catch_up()
        made = process_time() - begun
        size = index.path.stat().st_size / 1e6
        print(
            f"\n{count:,} articles · index made in {made:.1f} s CPU, {made / count * 1000:.2f} ms each, {size:.0f} MB"
        )
        vocabulary = words(count)
        rare, middle, common = vocabulary[20_000], vocabulary[600], vocabulary[3]
        asked = {
            "one rare word": f'"{rare}"',
            "one common word": f'"{common}"',
            "first two letters": middle[:2],
            "two words": f"{common} {middle}",
            "a phrase": f'"{common} {vocabulary[0]}"',
            "not, and a state": f"{middle} -{common} is:unread",
            "Japanese": "図書",
        }
        texts = {a.id: haystack([visible(library.text(a.id))]) for a in library.articles()} if count <= FIFTH_OF else {}
        print(f"{'':22}{'newest first':>14}{'best first':>14}{'scan':>10}")
        for name, text in asked.items():
            query = parse(text)
            newest = measured(lambda query=query: index.search(query, newest_first=True, catch_up=False))
            ranked = measured(lambda query=query: index.search(query, catch_up=False))
            wanted = [look for each in query.words if (look := needle(each.text, whole=each.whole))]
            scan = measured(lambda wanted=wanted: [id for id, text in texts.items() if all(w in text for w in wanted)])
            ratio = f"{scan:7.1f} ms   newest {newest / scan:.2f}, best {ranked / scan:.2f} of it" if texts else ""
            print(f"{name:22}{newest:11.2f} ms{ranked:11.2f} ms" + ratio)
        _changes(library, index)


def _changes(library: Library, index: Index) -> None:
    """Print what it costs to take in a change."""
    ids = [article.id for article in library.articles()[:500]]
    work: dict[str, Callable[[], object]] = {
        "catch up, one added": lambda: library.add(Draft(title="Fresh", body=f"a fresh text {library.revision}")),
        "catch up, 500 tagged": lambda: library.update(ids, Edit(add_tags=(f"t{len(library.tags())}",))),
    }
    for name, change in work.items():
        change()
        begun = process_time()
        index.catch_up()
        print(f"{name:22}{(process_time() - begun) * 1000:11.2f} ms")


def run() -> None:
    """Measure and print."""
    kept = os.environ.get("READER_BENCH_LIBRARIES")
    with tempfile.TemporaryDirectory() as folder:
        for count in SIZES:
            measure(count, Path(kept or folder) / str(count))
