"""A long text is read in a process of its own, and says the same."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reader.text import apart
from reader.text.blocks import parse
from reader.text.kept import pack, unpack
from tests.text.sources import BLOCKS

LONG = "\n\n".join(BLOCKS * (apart.LONG_CHARACTERS // len("\n\n".join(BLOCKS)) + 1))


def test_a_long_text_read_apart_is_the_same_document():
    assert apart.read_packed(LONG) == pack(parse(LONG))


def test_where_no_process_can_be_had_it_is_read_here(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    document = unpack(apart.read_packed(LONG))
    assert document is not None
    assert document.plain == parse(LONG).plain


def test_what_cannot_be_encoded_survives_the_way():
    text = "a lone surrogate \ud800 here. " * (apart.LONG_CHARACTERS // 20)
    document = unpack(apart.read_packed(text))
    assert document is not None
    assert document.plain == parse(text).plain


@pytest.mark.parametrize("answer", ["{}", "10000 20000 with no word of its length", r"\0\0\0\0\0\0\0\0114 0\n{}"])
def test_an_answer_of_another_version_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str):
    other = tmp_path / "python"
    other.write_text(f"#!/bin/sh\ncat >/dev/null\nprintf '{answer}'\n")
    other.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(other))
    document = unpack(apart.read_packed(LONG))
    assert document is not None
    assert document.plain == parse(LONG).plain
