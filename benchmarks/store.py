"""The store beside sqlite3 (WAL, synchronous=FULL) and TinyDB's default storage, in one run: 1,000 to 100,000 articles.

Each article is about 700 bytes. Figures are medians; ratios are what counts, the machine may be busy.
"""

from __future__ import annotations

import gc
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tinydb import TinyDB
from tinydb.storages import JSONStorage

from reader.model import Draft, Edit
from reader.model.query import parse
from reader.store import Library, codec
from reader.store.checkpoint import Meta, compose
from reader.store.record import Record
from reader.store.records import Records

SIZES = (1_000, 10_000, 100_000)
START = datetime(2015, 1, 1, tzinfo=UTC)
COMMITS = 200
TAGS = [f"tag{n}" for n in range(50)]
STATES = ["inbox", "archived", "archived", "archived"]


def run() -> None:
    """Measure and print."""
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="reader-bench-cache-")
    for size in SIZES:
        with tempfile.TemporaryDirectory(prefix="reader-bench-") as folder:
            path = Path(folder) / "library.json"
            make(path, size)
            print(f"\n{size:,} articles, library.json {path.stat().st_size / 1e6:.1f} MB")
            database = to_sqlite(path, Path(folder) / "peer.sqlite")
            measure_commits(path, database, Path(folder), size)
            measure_opening(path)
            measure_first_questions(path, size)
            measure_queries(path, database)
            measure_memory(path)
            measure_acts(path, size)
            database.close()
    measure_growth()


def make(path: Path, size: int) -> None:
    """Write a library of `size` articles as a checkpoint; only the newest has a text."""
    rng = random.Random(size)
    records = Records()
    table = records.there.setdefault("articles", {})
    for n in range(size):
        draft = Draft(
            title=f"Article {n}: what the river said to the mill",
            body="",
            url=f"https://example.org/{n % 97}/{n}/what-the-river-said-to-the-mill",
            authors=("Ada Rivers",),
            site="example.org",
            language="en",
            excerpt="The mill had stood on the bank for as long as anyone could tell. " * 3,
            source="web",
            words=rng.randint(100, 4000),
            tags=tuple(rng.sample(TAGS, 2)),
        )
        document = codec.draft_to_document(draft, START + timedelta(hours=n))
        document["state"] = rng.choice(STATES)
        document["starred"] = rng.random() < 0.05
        document["body"] = {"name": f"{id_of(n)}.md", "digest": "0" * 16}
        table[id_of(n)] = Record(document, {"": f"{17_000_000_000_000_000 + n}-bench"}, there=True)
    path.write_bytes(compose(records, Meta(seen={"bench": f"{17_000_000_000_000_000 + size}"}))[0])
    body = path.with_suffix("") / "articles" / f"{id_of(size - 1)}.md"
    body.parent.mkdir(parents=True)
    body.write_text("The mill had stood on the bank. " * 200, "utf-8")


def id_of(n: int) -> str:
    """Return the id of the nth article."""
    return str(16_000_000_000_000_000 + n)


def to_sqlite(path: Path, file: Path) -> sqlite3.Connection:
    """Give SQLite the same articles, with the indexes the questions want."""
    database = sqlite3.connect(file, isolation_level=None)
    database.execute("pragma journal_mode=wal")
    database.execute("pragma synchronous=full")
    database.execute("create table articles (id text primary key, saved text, state text, starred int, document text)")
    database.execute("create table tags (tag text, id text, primary key (tag, id)) without rowid")
    database.execute("begin")
    for id, document in json.loads(path.read_bytes())["articles"].items():
        row = (id, document["saved_at"], document["state"], document["starred"], json.dumps(document))
        database.execute("insert into articles values (?, ?, ?, ?, ?)", row)
        database.executemany("insert into tags values (?, ?)", [(tag, id) for tag in document["tags"]])
    database.execute("commit")
    database.execute("create index by_state on articles (state, saved)")
    database.execute("create index by_star on articles (starred, saved)")
    return database


def measure_commits(path: Path, database: sqlite3.Connection, folder: Path, size: int) -> None:
    """One tag put on one article, acknowledged."""
    library = Library.open(path, machine="bench")
    library.update([id_of(0)], Edit(add_tags=("first",)))
    database.execute("pragma wal_checkpoint(truncate)")
    os.sync()  # what the making of the files left to be written is not part of a change
    ours, theirs = [], []
    for n in range(COMMITS):  # by turns, so that a busy moment strikes both
        id = id_of(n * (size // COMMITS))
        ours.append(timed(lambda id=id, n=n: library.update([id], Edit(add_tags=(f"new{n}",)))))
        theirs.append(timed(lambda id=id, n=n: tag_in_sqlite(database, id, f"new{n}")))
    mine, peer = statistics.median(ours), statistics.median(theirs)
    line = f"  one change: {mine * 1e3:.2f} ms, SQLite {peer * 1e3:.2f} ms, ratio {mine / peer:.2f} (aim: 1.0)"
    if size <= 10_000:
        copy = folder / "plain.json"
        copy.write_bytes(path.read_bytes())
        plain = TinyDB(copy, storage=JSONStorage)
        table = plain.table("articles")
        slow = min(timed(lambda n=n: table.update({"starred": True}, doc_ids=[int(id_of(n))])) for n in range(3))
        line += f"; TinyDB as it comes {slow * 1e3:.0f} ms, {slow / mine:.0f} times ours"
        plain.close()
    print(line)
    print(f"  close with a checkpoint, all records read: {timed(library.close) * 1e3:.0f} ms")


def measure_growth() -> None:
    """The same change in the largest library and in the smallest, by turns."""
    with tempfile.TemporaryDirectory(prefix="reader-bench-") as folder:
        libraries = {}
        for size in (SIZES[0], SIZES[-1]):
            path = Path(folder) / str(size) / "library.json"
            path.parent.mkdir()
            make(path, size)
            with Library.open(path, machine="bench") as library:
                library.articles()  # makes the side file, as the first use of any library does
            libraries[size] = Library.open(path, machine="bench")
        os.sync()
        told: dict[int, list[float]] = {size: [] for size in libraries}
        for n in range(COMMITS * 2):
            for size, library in libraries.items():
                id = id_of(n * (size // (COMMITS * 2)))
                told[size].append(timed(lambda library=library, id=id, n=n: library.update([id], Edit(note=str(n)))))
        small, large = (statistics.median(seconds) for seconds in told.values())
        print(f"\none change at {SIZES[-1]:,} to one at {SIZES[0]:,}, by turns: {large / small:.2f} (aim: 1.2)")


def tag_in_sqlite(database: sqlite3.Connection, id: str, tag: str) -> None:
    """What a reader on SQLite would do for one tag."""
    document = json.loads(database.execute("select document from articles where id = ?", (id,)).fetchone()[0])
    document["tags"] = sorted([*document["tags"], tag])
    database.execute("begin immediate")
    database.execute("update articles set document = ? where id = ?", (json.dumps(document), id))
    database.execute("insert or ignore into tags values (?, ?)", (tag, id))
    database.execute("commit")


def measure_opening(path: Path) -> None:
    """From nothing to the newest article with its text, to a first screen of the list, and to all articles."""
    parsers: dict[str, Callable[[bytes], object]] = {"json": json.loads}
    with suppress(ImportError):
        import orjson

        parsers["orjson"] = orjson.loads
    ways: dict[str, Callable[[], object]] = {
        **{name: lambda parse=parse: parse(path.read_bytes()) for name, parse in parsers.items()},
        "first article": lambda: first(path),
        "first screen": lambda: screen(path),
        "all articles": lambda: everything(path),
    }
    everything(path)  # makes the side file, as the first use of any library does
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(15 if path.stat().st_size < 20e6 else 5):  # by turns, so that a busy moment strikes all
        for name, way in ways.items():
            gc.collect()
            times[name].append(timed(way))
    found = {name: statistics.median(seconds) for name, seconds in times.items()}
    floor = min(found[name] for name in parsers)
    print("  plain parse: " + ", ".join(f"{name} {found[name] * 1e3:.1f} ms" for name in parsers))
    for what in list(ways)[len(parsers) :]:
        seconds = found[what]
        print(f"  open to {what}: {seconds * 1e3:.1f} ms, {seconds / floor:.2f} of the quickest parse (aim: 1.0)")


def measure_first_questions(path: Path, size: int) -> None:
    """What a program that was just started asks first: none of it reads the library. Then a change, and its end."""
    id = id_of(size // 2)
    asked: dict[str, Callable[[Library], object]] = {
        "one article": lambda library: library.article(id),
        "its highlights": lambda library: library.highlights(id),
        "by a prefix": lambda library: library.find_article(id[:-1] if size < 10 else id),
        "searches": lambda library: library.searches(),
        "a change": lambda library: library.update([id], Edit(starred=True)),
        "newest after it": lambda library: library.newest(50),
    }
    told = []
    for what, ask in asked.items():
        library = Library.open(path, machine="bench")
        told.append(f"{what} {timed(lambda ask=ask, library=library: ask(library)) * 1e3:.1f}")
    library.update([id], Edit(starred=False))
    told.append(f"close {timed(library.close) * 1e3:.0f}")
    print(f"  first in a program (ms): {', '.join(told)}")


def first(path: Path) -> object:
    """Open, and read the newest article."""
    library = Library.open(path, machine="bench")
    return library.body(library.newest(1)[0].id)


def screen(path: Path) -> object:
    """Open, and have the articles of a first screen."""
    return Library.open(path, machine="bench").newest(50)


def everything(path: Path) -> object:
    """Open, and have every article as a value."""
    return Library.open(path, machine="bench").articles()


def measure_queries(path: Path, database: sqlite3.Connection) -> None:
    """Ask by tag, state and star; SQLite's rows become documents, as ours are values."""
    library = Library.open(path, machine="bench")
    library.articles()
    questions = {
        "#tag7": ("select document from articles join tags using (id) where tag = ? order by saved desc", "tag7"),
        "is:inbox": ("select document from articles where state = ? order by saved desc", "inbox"),
        "is:starred": ("select document from articles where starred = ? order by saved desc", 1),
    }
    for text, (statement, value) in questions.items():
        query = parse(text)
        count = len(library.articles(query))
        mine = best(lambda query=query: library.articles(query))
        peer = best(
            lambda statement=statement, value=value: [json.loads(d) for (d,) in database.execute(statement, (value,))]
        )
        bare = best(lambda statement=statement, value=value: database.execute(statement, (value,)).fetchall())
        print(
            f"  {text}: {count:,} in {mine * 1e3:.2f} ms, SQLite {peer * 1e3:.2f} ms (rows alone {bare * 1e3:.2f}), "
            f"ratio {mine / peer:.2f} (aim: 1.0)"
        )


def measure_acts(path: Path, size: int) -> None:
    """What an interface asks after every act, beside an import of as many articles; none of it may grow with them."""
    library = Library.open(path, machine="bench")
    library.articles()
    first = timed(lambda: library.update([id_of(0)], Edit(add_tags=("acts",))))
    count = timed(lambda: (library.counts(), library.tags()))
    imported = [
        Draft(title=f"Import {n}", body="", url=f"https://import.example/{n}") for n in range(min(size, 20_000))
    ]
    library.add_all(imported, "imported")
    told: dict[str, list[float]] = {
        "changed_since": [],
        "counts": [],
        "tags": [],
        "undo": [],
        "redo": [],
        "acts(20)": [],
    }
    for n in range(20):
        known = library.revision
        library.update([id_of(n)], Edit(add_tags=(f"acts{n}",)))
        told["changed_since"].append(timed(lambda known=known: library.changed_since(known)))
        told["counts"].append(timed(library.counts))
        told["tags"].append(timed(library.tags))
        told["undo"].append(timed(library.undo))
        told["redo"].append(timed(library.redo))
        told["acts(20)"].append(timed(lambda: library.acts(20)))
    medians = ", ".join(f"{name} {statistics.median(seconds) * 1e3:.2f}" for name, seconds in told.items())
    print(f"  after an act (ms): {medians}")
    print(f"  once in a program (ms): first change {first * 1e3:.0f}, first counts {count * 1e3:.0f}", end="")
    undone = timed(library.close)
    library = Library.open(path, machine="bench")
    library.articles()
    library.update([id_of(0)], Edit(starred=True))
    print(f", undo after a restart {timed(library.undo) * 1e3:.1f}; close with the import {undone * 1e3:.0f}")
    library.close()


def measure_memory(path: Path) -> None:
    """Resident memory of a process that opened the library, and of one that holds all articles, its records read."""
    told = subprocess.run(
        [sys.executable, "-c", _HOLD, str(path)], capture_output=True, text=True, check=True, env=os.environ
    ).stdout
    bare, listed, full = (int(number) / 1e6 for number in told.split())
    print(f"  memory: {bare:.0f} MB of program, {listed:.0f} with all articles, {full:.0f} with their records too")


_HOLD = """
import sys
from pathlib import Path
from benchmarks.store import resident
from reader.store import Library
bare = resident()
library = Library.open(Path(sys.argv[1]), machine="bench")
held = library.articles()
listed = resident()
library.highlights()
print(bare, listed, resident())
"""


def resident() -> int:
    """Return the resident memory of this process in bytes (Linux; elsewhere 0)."""
    with suppress(OSError):
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def timed(work: Callable[[], object]) -> float:
    """Return the seconds it took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def best(work: Callable[[], object], times: int = 5) -> float:
    """Return the least seconds of several runs, the garbage collected in between."""
    found = []
    for _ in range(times):
        gc.collect()
        found.append(timed(work))
    return min(found)


if __name__ == "__main__":
    sys.exit(run())
