"""What names a text without reading it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import ArticleNotFound
from reader.model import Draft
from reader.store import Library


def test_a_stamp_stays_while_the_text_does_and_changes_with_it(tmp_path: Path):
    with Library.open(tmp_path / "library.json") as library:
        one = library.add(Draft(title="One", body="words", url="https://example.org/1")).article
        two = library.add(Draft(title="Two", body="words", url="https://example.org/2")).article
        stamp = library.body_stamp(one.id)
        assert stamp
        assert library.body_stamp(one.id) == stamp
        assert library.body_stamp(two.id) != stamp
        library.set_body(one.id, "other", words=1, excerpt="")
        changed = library.body_stamp(one.id)
        assert changed not in ("", stamp)
        (tmp_path / "library" / "articles" / changed.split()[0]).write_text("by hand, and longer")
        assert library.body_stamp(one.id) not in ("", stamp, changed)


def test_an_article_without_a_text_has_no_stamp(tmp_path: Path):
    with Library.open(tmp_path / "library.json") as library:
        added = library.add(Draft(title="Gone", body="words", url="https://example.org/1")).article
        (tmp_path / "library" / "articles" / f"{added.id}.md").unlink()
        assert library.body_stamp(added.id) == ""
        with pytest.raises(ArticleNotFound):
            library.body_stamp("1")
