"""The counts beside the views are what their queries find."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.model import Draft, Edit, Progress, State
from reader.model.query import parse
from reader.store import Library

QUERIES = {
    "all": "",
    "inbox": "is:inbox",
    "unread": "is:unread",
    "in_progress": "is:inprogress",
    "starred": "is:starred",
    "archived": "is:archived",
    "trashed": "is:trashed",
}


@pytest.mark.parametrize(("count", "query"), QUERIES.items())
def test_a_count_is_what_its_query_finds(tmp_path: Path, count: str, query: str) -> None:
    with Library.open(tmp_path / "library.json") as library:
        ids = [library.add(Draft(title=str(n), body=f"text {n}")).article.id for n in range(12)]
        library.update(ids[0:4], Edit(state=State.ARCHIVED))
        library.update(ids[4:6], Edit(state=State.TRASHED))
        library.update([ids[0], ids[4], ids[7]], Edit(starred=True))
        library.update([ids[1], ids[5], ids[8]], Edit(read=True))
        for id, fraction in ((ids[2], 0.5), (ids[5], 0.5), (ids[8], 1.0), (ids[9], 0.0)):
            library.keep_place(id, Progress(fraction=fraction, at=datetime(2026, 3, 1, tzinfo=UTC)))
        assert getattr(library.counts(), count) == len(library.articles(parse(query)))
