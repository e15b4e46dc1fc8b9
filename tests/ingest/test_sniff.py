"""What kind of thing some bytes are is told by their content."""

from __future__ import annotations

import pytest

from reader.ingest.sniff import Kind, kind


@pytest.mark.parametrize("name", ["standard input", "notes", "notes.md"])
def test_a_text_that_begins_with_a_heading_is_markdown(name: str) -> None:
    assert kind(b"# Slow reading\n\nWords worth *their* time.\n", name) is Kind.MARKDOWN
    assert kind(b"\n# Slow reading\n", name) is Kind.MARKDOWN


@pytest.mark.parametrize(
    "text", [b"#1 of a series\n\nWords.", b"# make all\n# make check\nWords.", b"Words.\n\n# More\n\nWords."]
)
def test_one_sign_elsewhere_is_not_enough(text: bytes) -> None:
    assert kind(text, "standard input") is Kind.TEXT


def test_a_name_that_says_text_is_believed() -> None:
    assert kind(b"# Slow reading\n\n**Words** [here](https://x.org/) and **there**.\n", "letter.txt") is Kind.TEXT
