"""A desk for each test: its own home, folder and library, and the command line to use there."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reader.cli.main import main
from reader.model import Draft
from reader.model.words import count_words
from reader.store import Library


@dataclass(frozen=True)
class Answer:
    """What a command said and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def rows(self) -> list[list[str]]:
        return [line.split("\t") for line in self.out.splitlines()]


@dataclass
class Desk:
    """Runs commands in a folder of their own, on `library.json` in it."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    @property
    def library(self) -> Path:
        return self.folder / "library.json"

    def __call__(self, *words: str, stdin: bytes | None = None) -> Answer:
        """Run a command in this process, quickly; `stdin` None is a terminal where nobody types."""
        self.monkeypatch.setattr(sys, "stdin", _Terminal() if stdin is None else io.TextIOWrapper(io.BytesIO(stdin)))
        self.capsys.readouterr()
        status = main(words)
        return Answer(status, *self.capsys.readouterr())

    def ok(self, *words: str, stdin: bytes | None = None) -> Answer:
        """Run a command that is expected to be done."""
        answer = self(*words, stdin=stdin)
        assert answer.status == 0, answer
        return answer

    def process(self, *words: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Answer:
        """Run a command as people do: in a process of its own."""
        done = subprocess.run(
            [sys.executable, "-m", "reader", *words],
            input=stdin,
            capture_output=True,
            cwd=self.folder,
            env={**os.environ, **(env or {})},
            timeout=60,
            check=False,
        )
        return Answer(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    def write(self, name: str, text: str) -> str:
        (self.folder / name).write_text(text, "utf-8")
        return name

    def add(
        self,
        title: str,
        *,
        tags: Sequence[str] = (),
        note: str = "",
        url: str | None = None,
        text: str = "Some words to read.",
        to: Path | None = None,
    ) -> str:
        """Save an article with a body of its own, in the library of this desk if no other is named; return its id."""
        body = f"# {title}\n\n{title}: {text}\n"
        draft = Draft(title=title, body=body, url=url, tags=tuple(tags), note=note, words=count_words(body))
        with Library.open(to or self.library) as library:
            return library.add(draft).article.id

    def articles(self, *query: str) -> Any:
        return self.ok("list", "--json", "--sort", "title", *query).json


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def reader(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    for name in [name for name in os.environ if name.startswith(("READER_", "XDG_"))]:
        monkeypatch.delenv(name)
    for name in ("BROWSER", "VISUAL", "EDITOR", "DISPLAY", "WAYLAND_DISPLAY", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent.parent))
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    desk = Desk(folder, capsys, monkeypatch)
    monkeypatch.setenv("READER_LIBRARY", str(desk.library))
    return desk
