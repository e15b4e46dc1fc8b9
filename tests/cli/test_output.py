"""Standard output is data, safe on any terminal, and whoever stops reading it hurts nobody."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.output import Ink, Output, OutputFailed


class Screen(io.StringIO):
    """A terminal that remembers."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def written(encoding: str = "utf-8") -> tuple[Output, io.BytesIO]:
    raw = io.BytesIO()
    return Output(io.TextIOWrapper(raw, encoding=encoding, newline="")), raw


def dangerous(text: str) -> list[str]:
    return [c for c in text if c not in "\n\t" and (ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0x202A <= ord(c) <= 0x202E)]


@given(st.text())
def test_no_control_character_reaches_the_terminal_and_a_line_is_one_line(text: str) -> None:
    output, raw = written()
    output.line(text, Ink(text, "strong"))
    output.flush()
    shown = raw.getvalue().decode()
    assert shown.count("\n") == 1
    assert shown.endswith("\n")
    assert not dangerous(shown)


@given(st.lists(st.text(), min_size=1))
def test_a_row_has_as_many_fields_as_were_given(fields: list[str]) -> None:
    output, raw = written()
    output.row(*fields)
    output.flush()
    (line,) = raw.getvalue().decode().split("\n")[:-1]
    assert len(line.split("\t")) == len(fields)


@given(st.text())
def test_json_keeps_every_character_and_lets_none_act(text: str) -> None:
    output, raw = written()
    output.json({"text": text})
    output.flush()
    shown = raw.getvalue().decode()
    assert json.loads(shown) == {"text": text}
    assert not dangerous(shown)


def test_json_is_not_escaped_where_it_can_be_read_and_is_where_it_cannot() -> None:
    output, raw = written()
    output.json(["déjà 読む"])
    output.flush()
    assert raw.getvalue().decode() == '[\n  "déjà 読む"\n]\n'
    output, raw = written("latin-1")
    output.json(["déjà 読む"])
    output.flush()
    assert json.loads(raw.getvalue()) == ["déjà 読む"]


def test_a_terminal_without_the_characters_gets_question_marks() -> None:
    output, raw = written("ascii")
    output.line("déjà 読む")
    output.flush()
    assert raw.getvalue() == b"d?j? ??\n"


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colours_are_for_terminals_that_want_them(
    environment: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    screen = Screen()
    Output(screen).line(Ink("title", "strong"), " words")
    assert screen.getvalue() == ("\x1b[1mtitle\x1b[0m words\n" if coloured else "title words\n")


def test_nothing_but_a_terminal_gets_colours() -> None:
    output, raw = written()
    output.line(Ink("title", "strong"))
    output.flush()
    assert raw.getvalue() == b"title\n"


def test_a_reader_that_has_gone_is_no_failure() -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as pipe:
        output = Output(pipe)
        for _ in range(10_000):
            output.line("words nobody waits for")
        output.flush()
        with contextlib.suppress(BrokenPipeError):
            pipe.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_a_full_disk_is_told() -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        output = Output(full)
        output.line("words")
        with pytest.raises(OutputFailed, match="No space left"):
            output.flush()
        with pytest.raises(OSError, match="No space"):
            full.close()


def test_complaints_and_narration_are_one_safe_sentence_on_standard_error() -> None:
    err = io.StringIO()
    output = Output(io.StringIO(), err)
    output.complain("no article '\x1b[31mred\x9b'")
    output.tell("archived “a\nb”")
    assert err.getvalue() == "reader: no article '�[31mred�'\narchived “a b”\n"


def test_output_py_is_the_only_writer() -> None:
    for path in (Path(sys.modules["reader"].__path__[0]) / "cli").glob("*.py"):
        text = path.read_text("utf-8")
        assert "print(" not in text.replace("_print(", "").replace("def print_help(", ""), path
        asked = text.replace("_is_terminal(sys.stdout)", "")  # which writes nothing
        assert path.name == "output.py" or "sys.stdout" not in asked, path
