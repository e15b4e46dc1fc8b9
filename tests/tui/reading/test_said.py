"""Lines of a page that are not of the article's text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from reader.model.article import Article
from reader.tui.reading.said import title_block


def test_a_title_without_letters_stands_where_its_article_begins():
    article = Article(id="1", title="1984", saved_at=datetime(2026, 3, 1, tzinfo=UTC), direction="rtl")
    texts = [line.text for line in title_block(article, 20)]
    assert " " * 16 + "1984" in texts
    assert "1984" in [line.text for line in title_block(replace(article, direction="ltr"), 20)]
