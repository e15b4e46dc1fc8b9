"""What was acknowledged survives a kill at any instant, with several writers at once."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from pathlib import Path

import pytest

from reader.model import Edit
from reader.store import Library
from tests.store.conftest import draft, scale

WRITERS = 3
CYCLES_A_LIBRARY = 25


def write_for_ever(path: Path, machine: str, acknowledged: int) -> None:
    """Add and tag articles, saying each thing on a pipe after it was acknowledged."""
    n = 0
    while True:
        with Library.open(path, machine=machine) as library:
            for _ in range(7):
                n += 1
                id = library.add(
                    draft(url=f"https://example.org/{os.getpid()}/{time.time_ns()}", title=f"{n}")
                ).article.id
                os.write(acknowledged, f"{id}\n".encode())
                library.update([id], Edit(add_tags=(f"t{n}",), note=f"n{n}"))
                os.write(acknowledged, f"{id} t{n} n{n}\n".encode())
                if n % 3 == 0:
                    library.update([id], Edit(title="changed twice"))
                    library.update([id], Edit(title=f"{n}"))


def start(path: Path, machine: str) -> tuple[int, int]:
    """Start a writer as a process of its own; return its number and where it speaks."""
    hear, speak = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(hear)
            write_for_ever(path, machine, speak)
        finally:
            os._exit(1)
    os.close(speak)
    return child, hear


def heard(pipe: int) -> list[list[str]]:
    """Return what was said before the end, whole lines only."""
    with os.fdopen(pipe, "rb") as file:
        said = file.read()
    return [line.split() for line in said[: said.rfind(b"\n") + 1].decode().splitlines()]


def check(path: Path, acknowledged: list[list[str]]) -> None:
    library = Library.open(path, machine="here")
    known = {article.id: article for article in library.articles()}
    for id, *rest in acknowledged:
        assert id in known, f"{id} was acknowledged and is lost"
        assert library.body(id) == "The body of article 1.\n"
        if rest:
            assert (known[id].tags, known[id].note) == ((rest[0],), rest[1])
    if path.exists():
        assert json.loads(path.read_bytes())["meta"]["1"]["schema"] == 1
    assert len({article.url for article in known.values()}) == len(known)


@pytest.mark.parametrize("library_number", range(scale(1, 40)))
def test_a_kill_at_any_instant_loses_nothing_that_was_acknowledged(tmp_path, library_number):
    path = tmp_path / "library.json"
    rng = random.Random(library_number)
    acknowledged: list[list[str]] = []
    for _ in range(scale(8, CYCLES_A_LIBRARY)):
        writers = [start(path, rng.choice(["here", "here", "there"])) for _ in range(WRITERS)]
        for child, _ in writers:
            time.sleep(rng.uniform(0.005, 0.06))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        for _, pipe in writers:
            acknowledged += heard(pipe)
        check(path, acknowledged)
    assert acknowledged


def test_several_writers_at_once_lose_and_repeat_nothing_and_see_each_other(tmp_path):
    path = tmp_path / "library.json"
    watcher = Library.open(path, machine="here")
    children = []
    for writer in range(4):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                with Library.open(path, machine="here" if writer % 2 else "there") as library:
                    for n in range(25):
                        library.add(draft(url=f"https://example.org/{writer}/{n}"))
                        library.add(draft(url=f"https://example.org/shared/{n}"))
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    seen = [0]
    while children:
        child, status = os.waitpid(-1, os.WNOHANG)
        if child:
            assert status == 0
            children.remove(child)
        if watcher.refresh():
            assert len(watcher.articles()) > seen[-1]
            seen.append(len(watcher.articles()))
        time.sleep(0.005)
    watcher.refresh()
    assert len(seen) > 3, "the watcher saw nothing on the way"
    urls = [article.url for article in watcher.articles()]
    assert len(set(urls)) == len(urls) == 4 * 25 + 25
    assert [a.id for a in Library.open(path, machine="new").articles()] == [a.id for a in watcher.articles()]
