"""Lines of a page that are not of the article's text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from reader.model.article import Article
from reader.tui.reading.said import Role, title_block


def test_a_title_without_letters_stands_where_its_article_begins():
    article = Article(id="1", title="1984", saved_at=datetime(2026, 3, 1, tzinfo=UTC), direction="rtl")
    texts = [line.text for line in title_block(article, 20)]
    assert " " * 16 + "1984" in texts
    assert "1984" in [line.text for line in title_block(replace(article, direction="ltr"), 20)]


def test_a_head_leaves_room_for_the_text_however_much_is_known_of_it():
    article = Article(
        id="1",
        title="A title that goes on " * 250,
        authors=("Someone " * 500,),
        tags=tuple(f"tag{number}" for number in range(300)),
        saved_at=datetime(2026, 3, 1, tzinfo=UTC),
    )
    lines = title_block(article, 70)
    assert len(lines) < 18
    for role in (Role.TITLE, Role.BYLINE, Role.TAGS):
        assert [line for line in lines if line.role is role][-1].text.endswith("…")
