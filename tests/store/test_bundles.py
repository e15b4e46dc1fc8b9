"""Bundles of rows that were changed are those that the changed rows make."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Article
from reader.store import bundles
from reader.store.bundles import bundled, changed, newest, rows_of
from reader.store.rows import Row, key_of, row_of

START = datetime(2026, 1, 1, tzinfo=UTC)


def row(n: int, title: str = "") -> Row:
    return row_of(Article(id=str(1000 + n), title=title, saved_at=START + timedelta(hours=n // 3)))


@pytest.fixture(scope="module", autouse=True)
def _small_bundles():
    rows, bundles.ROWS = bundles.ROWS, 4
    yield
    bundles.ROWS = rows


def content(found: list[bundles.Bundle]) -> list[Row]:
    return [row for bundle in found for row in rows_of(bundle)]


@given(st.sets(st.integers(0, 40)), st.dictionaries(st.integers(0, 45), st.booleans(), max_size=12))
def test_rows_are_put_in_and_taken_out_where_they_belong(there, changes):
    before = bundled([row(n) for n in sorted(there)])
    known = frozenset(row(n)[0] for n in changes if n in there)
    rows = {key_of(row(n)): row(n, "new") if stays else None for n, stays in changes.items()}
    after = changed(before, rows, known)
    assert after is not None
    wanted = {n: row(n) for n in there} | {n: row(n, "new") for n, stays in changes.items() if stays}
    assert content(after) == [wanted[n] for n in sorted(wanted) if changes.get(n, True)]
    assert [key for key, _ in after] == [key_of(rows_of(bundle)[0]) for bundle in after]
    assert list(newest(after, 5)) == content(after)[::-1][:5]


def test_a_row_that_is_not_where_it_was_calls_for_making_all_anew():
    before = bundled([row(n) for n in range(9)])
    assert changed(before, {key_of(row(20)): row(20)}, frozenset([row(20)[0]])) is None
    assert changed(before, {key_of(row(3)): row(3)}, frozenset()) is None
