"""Nothing but `reader/ingest/fetch.py` opens a socket: interface and verbs run in a process that forbids it."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reader.cli.verbs import VERBS

ROOT = Path(__file__).parent.parent.parent

GUARD = """
import sys

FORBIDDEN = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr",
             "socket.sendto", "socket.sendmsg", "urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect")
met = []

def guard(event, arguments):
    if event in FORBIDDEN or (event == "socket.__new__" and arguments[1] not in (1, -1)):  # 1 is AF_UNIX: asyncio's own pair
        if event == "socket.bind" and isinstance(arguments[1], str):
            return
        met.append(f"{event} {arguments[1:]}")
        raise RuntimeError(f"a socket was asked for: {event}")

sys.addaudithook(guard)
"""

VERBS_SCRIPT = (
    GUARD
    + """
import io, json, os, pathlib
from reader.cli.main import main

told = {}
for words, typed in json.loads(sys.argv[1]):
    sys.stdin = io.TextIOWrapper(io.BytesIO(typed.encode()))
    sys.stdout = io.StringIO()
    status = main(words)
    told[" ".join(words)] = (status, list(met))
    met.clear()
sys.__stdout__.write(json.dumps(told))
"""
)

INTERFACE_SCRIPT = (
    GUARD
    + """
import asyncio, json, pathlib
from reader.config import Config
from reader.store import Library
from reader.tui.app import ReaderApp
from reader.tui.session import Session

async def use(library):
    app = ReaderApp(Session(library, Config()))
    async with app.run_test(size=(120, 40)) as pilot:
        for key in json.loads(sys.argv[2]):
            await pilot.press(*key.split())
            await pilot.pause(0.1)
    return app

with Library.open(pathlib.Path(sys.argv[1])) as library:
    app = asyncio.run(use(library))
print(json.dumps({"met": met, "code": app.return_code}))
"""
)

PAGE = (
    "<html><head><title>T</title></head><body><article><p>"
    + "Words that are read at home. " * 20
    + "</p></article></body></html>"
)
FEED = "<rss version='2.0'><channel><item><title>E</title><description>Words.</description></item></channel></rss>"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library of one article with a picture and a link, made without the network."""
    path = tmp_path / "library.json"
    page = tmp_path / "page.html"
    page.write_text(
        PAGE.replace("</p>", "<img src='https://pictures.example/a.png' alt='x'><a href='https://e.example/'>e</a></p>")
    )
    subprocess.run([sys.executable, "-m", "reader", "--library", str(path), "add", str(page), "--url", "https://e.example/1"],
                   check=True, capture_output=True, env=environment(tmp_path))  # fmt: skip
    return path


def environment(home: Path) -> dict[str, str]:
    known = {name: value for name, value in os.environ.items() if not name.startswith(("READER_", "XDG_"))}
    return {**known, "HOME": str(home), "PYTHONPATH": str(ROOT), "EDITOR": "true", "BROWSER": "true", "VISUAL": "true"}


def run(script: str, home: Path, *arguments: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        cwd=home,
        env=environment(home),
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_the_guard_sees_a_fetch(tmp_path: Path) -> None:
    told = run(VERBS_SCRIPT, tmp_path, json.dumps([(["add", "http://127.0.0.1:9/x", "--library", "n.json"], "")]))
    status, met = told["add http://127.0.0.1:9/x --library n.json"]
    assert status != 0
    assert "socket.getaddrinfo" in met[0]


def test_no_verb_opens_a_socket_but_to_fetch(tmp_path: Path, library: Path) -> None:
    (tmp_path / "notes.md").write_text("# Notes\n\nWords of my own.\n")
    (tmp_path / "feed.xml").write_text(FEED)
    id = "https://e.example/1"
    lines = [
        (["add", "notes.md", "feed.xml"], ""), (["add", "-"], PAGE), (["add", "https://e.example/2", "--offline"], ""),
        (["list"], ""), (["list", "--json", "--bodies"], ""), (["show", id], ""), (["show", id, "--json"], ""),
        (["open", id], ""), (["explain", "tag:x"], ""), (["tag", id, "--add", "x"], ""), (["tags"], ""),
        (["note", id, "a note"], ""), (["highlight", id, "--quote", "read at home"], ""), (["highlights"], ""),
        (["review"], ""), (["archive", id], ""), (["unarchive", id], ""), (["star", id], ""), (["unstar", id], ""),
        (["read", id], ""), (["unread", id], ""), (["trash", id], ""), (["restore", id], ""), (["log"], ""),
        (["log", "--network"], ""), (["undo"], ""), (["redo"], ""), (["doctor"], ""), (["config", "check"], ""),
        (["extract", id, "--with", "whole", "--yes"], ""), (["versions", id], ""), (["edit", id], ""),
        (["refetch", id, "--offline"], ""), (["rules", "init"], ""), (["rules", "check"], ""), (["rules", "test", "notes.md"], ""),
        (["completion", "bash"], ""), (["help"], ""), (["unhighlight", "0"], ""), (["merge", "none.json"], ""),
    ]  # fmt: skip
    expected = len(lines) - 6
    lines += [
        ([name], "") for name in sorted(set(VERBS) - {words[0] for words, _ in lines})
    ]  # those without a line yet
    told = run(
        VERBS_SCRIPT,
        tmp_path,
        json.dumps(
            [([*words, "--library", str(library)] if words[0] != "help" else words, typed) for words, typed in lines]
        ),
    )
    assert not {line: met for line, (_, met) in told.items() if met}
    done = [line for line, (status, _) in told.items() if status == 0]
    assert len(done) >= expected


def test_the_interface_opens_no_socket_while_one_reads(tmp_path: Path, library: Path) -> None:
    keys = ["g l", "enter", "space", "h", "] ]", "i", "escape", "T", "escape", "q", "g h", "q", "g /", "w", "o", "escape",
            "escape", "?", "escape", ":", "escape", "s", "a", "z", "t", "escape", "g v", "enter", "J", "q", "C"]  # fmt: skip
    told = run(INTERFACE_SCRIPT, tmp_path, str(library), json.dumps(keys))
    assert told["met"] == []


def test_one_module_names_what_opens_sockets() -> None:
    """`reasons.py` names sockets' errors; nothing else of the program knows them at all."""
    opening = {"httpx", "httpcore", "socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "asyncio.streams"}
    found = set()
    for path in (ROOT / "reader").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name in opening or name.startswith(("httpx.", "httpcore.", "http.client")) for name in names):
                found.add(path.relative_to(ROOT / "reader").as_posix())
    assert found == {"ingest/fetch.py", "ingest/reasons.py"}
