"""Markdown files give their front matter's facts and a body without them."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.ingest import front_matter, markdown

CLIPPED = """---
title: "Slow \\"boats\\""
source: "https://harbour.example/slow?utm_source=x"
author:
  - "[[A. Tester]]"
  - "[[people/b-second|B. Second]]"
published: 2024-04-02
created: 2024-04-05
description: "why ports wait"
tags:
  - "clippings"
  - sea/slow
---
# Slow "boats"

The ==tide keeps its own calendar==, and the port has learned to wait for it.
"""


def test_a_clipped_page_gives_its_facts() -> None:
    draft = markdown.draft(CLIPPED, name="Slow boats")
    assert draft.title == 'Slow "boats"'
    assert draft.url == "https://harbour.example/slow"
    assert draft.authors == ("A. Tester", "B. Second")
    assert draft.published_at == date(2024, 4, 2)
    assert draft.tags == ("clippings", "sea/slow")
    assert draft.site == "harbour.example"
    assert draft.body == "The ==tide keeps its own calendar==, and the port has learned to wait for it."
    assert draft.excerpt == "The tide keeps its own calendar, and the port has learned to wait for it."


def test_created_is_the_day_of_saving_where_a_source_or_published_stands_beside_it() -> None:
    assert (
        markdown.draft(
            "---\nsource: https://a.example/\npublished:\ncreated: 2024-04-05\n---\nx", name="a"
        ).published_at
        is None
    )
    assert markdown.draft("---\ncreated: 2024-04-05\n---\nx", name="a").published_at == date(2024, 4, 5)


def test_toml_front_matter_is_read() -> None:
    text = '+++\ntitle = "A post"\ndate = 2024-01-02T10:00:00Z\ntags = ["a", "b c"]\n[params]\nauthor = "Jane Doe"\n+++\nBody.'
    draft = markdown.draft(text, name="a")
    assert (draft.title, draft.published_at, draft.tags, draft.authors) == (
        "A post",
        date(2024, 1, 2),
        ("a", "b-c"),
        ("Jane Doe",),
    )


def test_yaml_that_strict_readers_refuse_is_read_as_it_was_meant() -> None:
    text = "---\ntitle: Boats: a history\nauthor: Jane Doe and John Roe\n\ttags: [sea, 'slow, old']\ndate: March 3, 2025\nlang: en-GB\n---\nBody."
    draft = markdown.draft(text, name="a")
    assert draft.title.startswith("Boats: a history")
    assert draft.published_at == date(2025, 3, 3)
    assert draft.language == "en"


def test_lists_blocks_and_small_mappings_are_read() -> None:
    facts, body = front_matter.split(
        "---\ntags: [one, 'two, three', \"four\"]\nauthors:\n  - name: Jane Doe\n    url: x\n- John Roe\ndescription: >-\n  some\n  words\nempty:\n---\nrest"
    )
    assert facts == {
        "tags": ["one", "two, three", "four"],
        "authors": ["Jane Doe", "John Roe"],
        "description": ["some words"],
        "empty": [],
    }
    assert body == "rest"


def test_the_first_top_heading_is_the_title_where_nothing_else_says_it() -> None:
    draft = markdown.draft("# The *old* [pier](https://a.example)\n\nIt stands.", name="a")
    assert (draft.title, draft.body) == ("The old pier", "It stands.")
    assert markdown.draft("The pier\n========\n\nIt stands.", name="a").title == "The pier"


def test_a_heading_that_says_something_else_stays() -> None:
    draft = markdown.draft("---\ntitle: One\n---\n# Two\n\nText.", name="a")
    assert (draft.title, draft.body) == ("One", "# Two\n\nText.")


def test_a_file_without_a_heading_is_called_by_its_name() -> None:
    assert markdown.draft("Some text.", name="My note").title == "My note"


def test_an_address_alone_at_the_top_is_the_articles() -> None:
    draft = markdown.draft("# A title\n\n<https://a.example/b>\n\nText.", name="a")
    assert (draft.url, draft.body) == ("https://a.example/b", "Text.")


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    text = "---\n\nSome text\n\n---\n\nmore"
    assert markdown.draft(text, name="a").body == text


def test_code_keeps_its_heading_marks() -> None:
    text = "Words first.\n\n```\n# not a title\n```"
    draft = markdown.draft(text, name="name")
    assert (draft.title, draft.body) == ("name", text)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("-+=:#[]{}\"'>|\n\t abc1,\\&*!"), max_size=120))
def test_any_front_matter_is_read_without_complaint(text: str) -> None:
    markdown.draft(f"---\n{text}\n---\nbody", name="a")
    markdown.draft(f"+++\n{text}\n+++\nbody", name="a")
