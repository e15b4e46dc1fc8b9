"""The reading place, in a real terminal: it outlives a kill, another width, another theme, another text."""

from __future__ import annotations

import fcntl
import re
import struct
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.model import Article, Draft
from reader.store import Library
from reader.text.blocks import parse
from tests.tui.test_process import PATIENCE_S, Terminal

SENTENCE = "Sentence {} tells how the lamp was lit that night. It goes on for a while, and then it is over."
BODY = "\n\n".join(SENTENCE.format(number) for number in range(1, 80))


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of one article; what the interface remembers is the test's own."""
    for name in ("CACHE", "STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    path = tmp_path / "library.json"
    with Library.open(path) as library:
        library.add(Draft(title="The keeper", body=BODY, words=1_500))
    return path


class Reading:
    """The article open in a terminal of a size."""

    def __init__(self, path: Path, width: int) -> None:
        self.path = path
        self.terminal = Terminal(path)
        fcntl.ioctl(self.terminal.master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
        self.terminal.wait_for(b"The keeper")

    def open(self) -> None:
        self.terminal.output = b""
        self.terminal.type(b"\r")
        self.terminal.wait_for(b"min left")

    def kill(self) -> None:
        self.terminal.process.kill()
        self.terminal.process.wait()

    def top(self) -> int:
        """The number of the first sentence that was drawn since the screen was last drawn whole."""
        self.terminal.wait_for(b"Sentence")
        return int(re.findall(rb"Sentence (\d+)", self.terminal.output)[0])


@pytest.fixture
def started(path: Path) -> Iterator[list[Reading]]:
    """Everything that is started is ended."""
    readings: list[Reading] = []
    yield readings
    for reading in readings:
        reading.kill()


def place(path: Path) -> Article:
    with Library.open(path) as library:
        return library.articles()[0]


def sentence_at(path: Path) -> int:
    with Library.open(path) as library:
        article = library.articles()[0]
        plain = parse(library.body(article.id)).plain
    begun = re.findall(r"Sentence (\d+)", plain[: article.progress.offset + 12])
    return int(begun[-1]) if begun else 0


def test_the_place_is_on_disk_while_one_reads_and_is_found_after_a_kill(path: Path, started: list[Reading]):
    reading = Reading(path, 80)
    started.append(reading)
    reading.open()
    reading.terminal.type(b"   ")
    deadline = time.monotonic() + PATIENCE_S
    while not place(path).progress.offset:
        assert time.monotonic() < deadline, "nobody kept the place"
        reading.terminal.read(0.5)
    reading.terminal.type(b"ma")
    reading.kill()
    there = sentence_at(path)
    assert there > 10

    with Library.open(path) as library:
        article = library.articles()[0]
        text = "A foreword that was not there before.\n\n" * 9 + BODY
        library.set_body(article.id, text, words=1_600, excerpt="A foreword")
    again = Reading(path, 54)
    started.append(again)
    again.terminal.type(b"C")
    again.open()
    assert abs(again.top() - there) <= 1
    again.terminal.output = b""
    again.terminal.type(b"G")
    again.terminal.wait_for(b"Sentence 79")
    again.terminal.output = b""
    again.terminal.type(b"'a")
    again.terminal.wait_for(f"Sentence {there}".encode())
