"""Whole pages with all their clutter: the article that is in them, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.ingest import language
from reader.ingest.page import read

PAGES = sorted(path.stem for path in (Path(__file__).parent / "pages").glob("*.html"))
FOLDER = Path(__file__).parent / "pages"


@pytest.mark.parametrize("name", PAGES)
def test_the_article_and_its_facts_come_out_of_the_page(name: str):
    facts = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    reading = read((FOLDER / f"{name}.html").read_text("utf-8"), facts["url"])
    assert reading.body == (FOLDER / f"{name}.md").read_text("utf-8")
    found = {
        "url": facts["url"],
        "title": reading.facts.title,
        "authors": list(reading.facts.authors),
        "site": reading.facts.site,
        "published": reading.facts.published_at and reading.facts.published_at.isoformat(),
        "language": language.detect(reading.body) or reading.facts.language,
    }
    assert found == facts


def test_reading_what_was_written_as_a_page_again_changes_little():
    """A second pass over an extracted article finds the article again: nothing in it looks like furniture."""
    from reader.text import blocks

    name = "news-bridge"
    facts = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    body = (FOLDER / f"{name}.md").read_text("utf-8")
    plain = blocks.parse(body).plain
    page = "".join(f"<p>{line}</p>" for line in plain.split("\n") if line.strip())
    again = read(f"<html><body>{page}</body></html>", facts["url"]).body
    assert len(again) > 0.9 * len(plain)
