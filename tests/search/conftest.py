"""A small library in many scripts, and its index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from reader.model import Draft, Edit, Span, State, TextQuote
from reader.search import Index
from reader.store import Library

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)

DRAFTS = [
    Draft(title="Slow reading", body="The *garden* and [the stream](https://example.net/secret).\n\nNothing moves.", tags=("reading/slow",)),
    Draft(title="Été à Zürich", body="Un *été* au bord du lac ; l'œuvre y est née.", language="fr", authors=("Søren Kjær",)),
    Draft(title="東京の本", body="東京都の図書館で本を読む。静かな行為だ。", language="ja", site="ノート"),
    Draft(title="การอ่าน", body="การอ่านช้าๆ เป็นศิลปะ", language="th"),
    Draft(title="القراءة", body="القراءةُ البطيئةُ فنٌّ قديم", language="ar"),
    Draft(title="Code", body="Run it:\n\n```python\nprint('reading')\n```\n", tags=("python",), url="https://www.example.org/2026/code"),
    Draft(title="Picture", body="See ![a garden wall](https://example.org/wall.png) here.", site="The Marginalia Review"),
    Draft(title="Empty", body="", url="https://example.org/link", excerpt="garden of links"),
    Draft(title="Tools, a review", body="AND OR NOT \"quotes\" (parentheses) * NEAR 100% C++ don't", note="Cf. **Illich** on gardens"),
    Draft(title="Trashed garden", body="The garden that was thrown away.", state=State.TRASHED),
    Draft(title="Reading twice", body="reading " * 50, starred=True, published_at=date(2025, 5, 5)),
]  # fmt: skip


def filled(path: Path) -> Library:
    library = Library.open(path)
    for number, draft in enumerate(DRAFTS):
        import dataclasses

        words = len(draft.body.split())
        library.add(
            dataclasses.replace(draft, saved_at=NOW - timedelta(days=number * 3 % 20, hours=number), words=words)
        )
    slow = library.articles()[0]
    library.add_highlight(slow.id, TextQuote("x"), Span(0, 1), note="a thought about hedgehogs")
    return library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with filled(tmp_path / "library.json") as made:
        yield made


@pytest.fixture
def index(library: Library, tmp_path: Path) -> Iterator[Index]:
    with Index(library, tmp_path / "cache" / "search.sqlite") as made:
        yield made


def edit_title(library: Library, id: str, title: str) -> None:
    library.update([id], Edit(title=title))
