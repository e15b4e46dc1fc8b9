"""A long text is read in a process of its own, and says the same."""

from __future__ import annotations

import sys

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
