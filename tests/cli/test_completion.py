"""Shells complete by asking the program, so what they offer is what there is."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from reader.cli.verbs import VERBS
from tests.cli.conftest import Desk


def offered(reader: Desk, *words: str) -> list[str]:
    return [row[0] for row in reader.ok("completion", "candidates", "--", *words).rows]


def test_verbs_options_choices_ids_and_tags_are_offered(reader: Desk) -> None:
    id = reader.add("Slow reading", tags=("reading/slow",))
    assert offered(reader, "") == list(VERBS)
    assert offered(reader, "un")[:5] == ["unarchive", "unstar", "unread", "unhighlight", "undo"]
    assert "tag:reading/slow" in offered(reader, "list", "tag:re")
    assert "-tag:reading/slow" in offered(reader, "-tag:re")
    assert "title:" in offered(reader, "highlights", "ti")
    assert {"--json", "--sort", "--limit", "--help", "--library"} <= set(offered(reader, "list", "--"))
    assert offered(reader, "show", "--format", "m") == ["markdown"]
    assert offered(reader, "config", "") == ["init", "check", "path"]
    assert offered(reader, "archive", id[:3]) == [id]
    assert offered(reader, "tag", id, "--add", "rea") == ["reading/slow"]
    assert offered(reader, "add", "") == []


def test_a_library_that_cannot_be_used_offers_nothing_and_says_nothing(reader: Desk) -> None:
    reader.write("library.json", "")
    answer = reader.ok("completion", "candidates", "--", "show", "")
    assert (answer.out, answer.err) == ("", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_script_is_understood_by_its_shell(shell: str, reader: Desk) -> None:
    script = reader.ok("completion", shell).out
    assert "reader completion candidates" in script
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=script, text=True, check=True)
    assert reader("completion", "tcsh").status == 2


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
def test_bash_completes(reader: Desk) -> None:
    reader.add("One", tags=("a/b", "a/c"))
    script = reader.ok("completion", "bash").out.replace("reader completion", f"{sys.executable} -m reader completion")
    for line, expected in (
        ("reader show --format ", "text markdown json"),
        ("reader list tag:a", "a/b a/c"),
        ("reader unst", "unstar"),
    ):
        ask = f"COMP_LINE='{line}'; COMP_POINT={len(line)}; _reader; echo \"${{COMPREPLY[*]}}\""
        done = subprocess.run(["bash", "-c", f"{script}\n{ask}"], capture_output=True, text=True, check=True)
        assert done.stdout.split() == expected.split()
