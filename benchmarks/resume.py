"""Starts straight into an article, against a bare Textual program: the real one, seen from outside, in turns.

CPU of all threads to the first paint, the least of the rounds. `python -m benchmarks resume`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.bare import SHOWN
from benchmarks.starts import BARE, COLUMNS, first_paint, read_on
from benchmarks.text_samples import article

SIZES = {"10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000, "5 MB": 5_000_000}
AIM, AIMS = 1.25, {"5 MB": 1.4}
ROUNDS = 7
ROUNDS_AGAIN = 9
FOLDERS = ("XDG_CACHE_HOME", "XDG_STATE_HOME")
WORDS = b" the "
READING_S = 6.0
"""How long the article is open before it is left: a long one is read to its end meanwhile."""


def run() -> None:
    """Measure and print."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    print(
        "CPU ms to the first paint, and times the bare program: an article never opened, one that is gone back to, and"
    )
    print("that in another window; the library was closed on this machine")
    usual = {name: os.environ.get(name) for name in FOLDERS}
    with tempfile.TemporaryDirectory(prefix="reader-bench-resume-") as folder:
        for name, size in SIZES.items():
            here = Path(folder) / name.replace(" ", "")
            os.environ.update({folder: str(here / folder) for folder in FOLDERS})
            first, again, wide = _measured(here / "library.json", size, os.environ)
            told = f"first {first}  again {again}  another window {wide}  (aim: {AIMS.get(name, AIM)})"
            print(f"  {name:>6}  {told}", flush=True)
    for name, value in usual.items():
        os.environ.pop(name)
        if value is not None:
            os.environ[name] = value


def _measured(path: Path, size: int, environment: Mapping[str, str]) -> tuple[str, str, str]:
    id = _library(path, size)
    command = [sys.executable, "-m", "reader", "--library", str(path), "resume"]
    first = _in_turns([*command, id], environment)
    read_on([*command, id], WORDS, environment, keys=b"  ", for_s=READING_S)
    again = _in_turns(command, environment, ROUNDS_AGAIN)
    return first, again, _in_turns(command, environment, columns=COLUMNS + 10)


def _in_turns(command: list[str], environment: Mapping[str, str], rounds: int = ROUNDS, columns: int = COLUMNS) -> str:
    """Start the floor and the program in turns; return the least of the program, and what that is to the floor's."""
    times = [
        (first_paint(BARE, SHOWN, environment, columns)[0], first_paint(command, WORDS, environment, columns)[0])
        for _ in range(rounds + 1)
    ][1:]  # the first ones compile
    floor, ours = (min(each) for each in zip(*times, strict=True))
    return f"{ours:4.0f} ({ours / floor:.2f})"


def _library(path: Path, size: int) -> str:
    from reader.model import Draft
    from reader.store import Library

    path.parent.mkdir()
    body = article(size) + "\n\nThese are the last words."
    with Library.open(path) as library:
        return library.add(Draft(title="An article", body=body, words=len(body) // 6, language="en")).article.id
