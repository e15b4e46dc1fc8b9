"""The page of keys in the docs."""

from __future__ import annotations

from pathlib import Path

from reader.tui.keys_page import keys_page

PAGE = Path(__file__).parent.parent.parent / "docs" / "keys.md"


def test_the_page_in_the_docs_is_the_table_of_today():
    assert PAGE.read_text("utf-8") == keys_page(), (
        "make it anew: .venv/bin/python -m reader.tui.keys_page > docs/keys.md"
    )
