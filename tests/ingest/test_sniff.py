"""Bytes are told apart by what they hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ingest import sniff
from reader.ingest.sniff import Kind


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"<!DOCTYPE html><html><p>x", "a", Kind.HTML),
        (b"\n <!-- c -->\n<html>", "a.txt", Kind.HTML),
        (b"<p>one</p><p>two</p><p>three</p>", "stdin", Kind.HTML),
        (b"---\ntitle: A\n---\nbody", "a.txt", Kind.MARKDOWN),
        (b"plain words", "a.md", Kind.MARKDOWN),
        (b"# A\n\n**b** and [c](https://d.example/)\n\n```\nx\n```\n", "stdin", Kind.MARKDOWN),
        (b"A title\n\nSome words. 1 < 2 and 3 > 2.", "a.txt", Kind.TEXT),
        (b"", "a", Kind.TEXT),
        (b"%PDF-1.7\n", "a.txt", Kind.PDF),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/epub+zip", "a", Kind.EPUB),
        (b"PK\x03\x04" + b"\0" * 40, "a.docx", Kind.BINARY),
        (b"\x89PNG\r\n\x1a\n", "a.html", Kind.BINARY),
        (b"abc\0def", "a.txt", Kind.BINARY),
        (b"<html><body>" + bytes(range(1, 256)) * 8, "a.html", Kind.BINARY),
        (b"\x1b$B$3$s\x1b(B text \x1b[1mbold\x1b[0m " * 30, "a.txt", Kind.TEXT),
        (b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "a", Kind.MHTML),
        ("Titel".encode("utf-16"), "a.txt", Kind.TEXT),
    ],
)
def test_the_kind_is_told_by_content_first(data: bytes, name: str, kind: Kind) -> None:
    assert sniff.kind(data, name) is kind


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        ("Größe".encode(), None, "Größe"),
        ("Größe".encode("latin-1"), None, "Größe"),
        ("Größe".encode("utf-16"), "utf-8", "Größe"),
        ("Größe".encode("utf-8-sig"), "latin-1", "Größe"),
        ("привет".encode("koi8-r"), "koi8-r", "привет"),
        (b"caf\xe9", "no-such-codec", "café"),
        (b"caf\xe9", "hex", "café"),
    ],
)
def test_text_is_decoded_by_its_mark_then_as_utf8_then_as_declared(
    data: bytes, declared: str | None, text: str
) -> None:
    assert sniff.decode(data, declared) == text


@given(st.binary(max_size=300), st.sampled_from([None, "hex", "idna", "utf-16", "zlib", "latin-1", ""]))
def test_any_bytes_are_told_and_decoded(data: bytes, declared: str | None) -> None:
    assert sniff.kind(data, "a") in Kind
    assert isinstance(sniff.decode(data, declared), str)


@pytest.mark.parametrize("name", ["standard input", "notes", "notes.md"])
def test_a_text_that_begins_with_a_heading_is_markdown(name: str) -> None:
    assert sniff.kind(b"# Slow reading\n\nWords worth *their* time.\n", name) is Kind.MARKDOWN
    assert sniff.kind(b"\n# Slow reading\n", name) is Kind.MARKDOWN


@pytest.mark.parametrize(
    "text", [b"#1 of a series\n\nWords.", b"# make all\n# make check\nWords.", b"Words.\n\n# More\n\nWords."]
)
def test_one_sign_elsewhere_is_not_enough(text: bytes) -> None:
    assert sniff.kind(text, "standard input") is Kind.TEXT


def test_a_name_that_says_text_is_believed() -> None:
    assert sniff.kind(b"# Slow reading\n\n**Words** [here](https://x.org/) and **there**.\n", "letter.txt") is Kind.TEXT


def test_a_thousand_comments_before_nothing_are_told_at_once():
    assert sniff.kind(b"<!---->" * 1_000 + b"words", "a.txt") is Kind.TEXT
    assert sniff.kind(b"<?xml version='1.0'?>" * 300, "a.txt") is Kind.TEXT
