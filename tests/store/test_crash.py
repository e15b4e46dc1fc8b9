"""What was acknowledged survives a kill at any instant, with several writers at once."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from reader.errors import ArticleNotFound, NothingToUndo, UndoRefused
from reader.model import Edit, Progress
from reader.store import Library, compaction
from tests.store.conftest import draft, scale

WRITERS = 3
CYCLES_A_LIBRARY = 25
BODY = "The body of article 1.\n"


def write_for_ever(path: Path, machine: str, acknowledged: int, seed: int) -> None:
    """Add, tag, take back and do again, saying the revision of each act on a pipe after it was acknowledged.

    Writers of one machine take back each other's acts: to the checker an undo is an act like any other.
    """
    rng = random.Random(seed)
    ids: list[str] = []
    while True:
        with Library.open(path, machine=machine) as library:
            for n in range(9):
                kind = rng.choice(["add", "add", "edit", "edit", "body", "place", "undo", "undo", "redo"])
                with suppress(ArticleNotFound, NothingToUndo, UndoRefused):  # another writer was quicker
                    if kind == "add" or not ids:
                        url = f"https://example.org/{os.getpid()}/{time.time_ns()}"
                        ids.append(library.add(draft(url=url)).article.id)
                        os.write(acknowledged, f"added {ids[-1]}\n".encode())
                    elif kind == "place":
                        library.keep_place(rng.choice(ids), Progress(0.5, n))
                    elif kind == "body":
                        act = library.set_body(ids[-1], BODY, words=n, excerpt="")
                        os.write(acknowledged, f"did {act.revision}\n".encode())
                    elif kind == "edit":
                        edit = Edit(add_tags=(f"t{rng.random()}",), note=f"n{rng.random()}", title=f"{n}")
                        done = library.update([rng.choice(ids)], edit)
                        assert done is not None
                        os.write(acknowledged, f"did {done.revision}\n".encode())
                    else:
                        act = library.undo() if kind == "undo" else library.redo()
                        os.write(acknowledged, f"did {act.revision}\n".encode())


def start(path: Path, machine: str, seed: int) -> tuple[int, int]:
    """Start a writer as a process of its own; return its number and where it speaks."""
    hear, speak = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(hear)
            write_for_ever(path, machine, speak, seed)
        finally:
            os._exit(1)
    os.close(speak)
    return child, hear


def heard(pipe: int) -> list[list[str]]:
    """Return what was said before the end, whole lines only."""
    with os.fdopen(pipe, "rb") as file:
        said = file.read()
    return [line.split() for line in said[: said.rfind(b"\n") + 1].decode().splitlines()]


class Checker:
    """Knows every act that ever stood in a journal, and what a library is that did them one after the other."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.acts: dict[str, dict[str, Any]] = {}

    def check(self, acknowledged: list[list[str]]) -> None:
        library = Library.open(self.path, machine="here")
        for journal in (self.path.with_suffix("") / "journal").glob("*.jsonl"):
            for line in journal.read_bytes().splitlines():
                with suppress(ValueError):  # a torn tail
                    read = json.loads(line)
                    self.acts.setdefault(read["rev"], read)
        added = {change[1] for act in self.acts.values() for change in act["changes"] if change[2] == ""}
        for word, what in acknowledged:
            assert what in (added if word == "added" else self.acts), f"{word} {what}: acknowledged and lost"
        wanted = self.done_again()
        known = {article.id: article for article in library._catalogue.articles()}
        assert known.keys() == wanted.keys()
        for id, document in wanted.items():
            told = known[id].title, known[id].note, list(known[id].tags), known[id].words
            assert told == tuple(document[name] for name in ("title", "note", "tags", "words"))
            assert library.body(id) == BODY
        assert len({article.url for article in known.values()}) == len(known)
        if self.path.exists():
            assert json.loads(self.path.read_bytes())["meta"]["1"]["schema"] == 1

    def done_again(self) -> dict[str, dict[str, Any]]:
        """Return the documents after all acts in the order of their revisions, the simplest way there is."""
        documents: dict[str, dict[str, Any]] = {}
        for _, act in sorted(self.acts.items()):
            for _table, id, field, _before, after in act["changes"]:
                name, colon, element = field.partition(":")
                if not field and after is None:
                    documents.pop(id, None)
                elif not field:
                    documents[id] = after
                elif name == "versions":
                    continue  # a list of texts; those are checked in other ways
                elif colon:
                    tags = {*documents[id][name], element} if after else {*documents[id][name]} - {element}
                    documents[id] = {**documents[id], name: sorted(tags)}
                else:
                    documents[id] = {**documents[id], field: after}
        return documents


@pytest.mark.parametrize("library_number", range(scale(2, 40)))
def test_a_kill_at_any_instant_loses_nothing_that_was_acknowledged(tmp_path, library_number, monkeypatch):
    path = tmp_path / "library.json"
    if library_number % 2 == 0:  # journals that are cut again and again
        monkeypatch.setattr(compaction, "STEPS", 150)
        monkeypatch.setattr(compaction, "_SLACK", 10)
    rng = random.Random(library_number)
    checker = Checker(path)
    count = 0
    for _ in range(scale(5, CYCLES_A_LIBRARY)):
        writers = [start(path, rng.choice(["here", "here", "there"]), rng.getrandbits(32)) for _ in range(WRITERS)]
        for child, _ in writers:
            time.sleep(rng.uniform(0.005, 0.06))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        acknowledged = [said for _, pipe in writers for said in heard(pipe)]
        checker.check(acknowledged)
        count += len(acknowledged)
    assert count


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
