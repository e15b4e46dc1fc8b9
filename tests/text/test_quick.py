"""What is read at a glance is what the parser would have read."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.text import blocks, builder
from reader.text.blocks import Parser, parse
from reader.text.builder import Builder

BITS = st.sampled_from(
    [
        *"ab9 .,:!?()'\"’“”—-…_*`[]\n\\/&#<^~$=+|é端。",
        "word ",
        "*em* ",
        "**strong**",
        "_x_",
        "`code`",
        "` a `",
        "[link](http://a.org/b_c)",
        '[l](u "t")',
        "a_b",
        "://",
        "  ",
        "\n- ",
        "\n1. ",
        "\n***",
        "\n# ",
        "\n===",
        "[a]: b",
        "![",
        "![alt](a.png)",
        "\n> ",
        "\n>\n",
        "\n\n- ",
        "\n\n2) ",
        "\n\n",
        "- - -",
        "[ ] ",
        "\\*",
    ]
)
sources = st.lists(BITS, max_size=14).map("".join)


def blocks_of(source):
    document = parse(source)
    return [*document.blocks()], document.links, document.images, document.anchors, document.headings


@given(sources)
@example("*a*b")
@example("a *b.*c")
@example("**a*b")
@example("[a](b)(c)")
@example("a\n*b*\n---")
@example("^[ ] ^[ ] ")
@example("`a \nb`")
@settings(max_examples=600, deadline=None)
def test_reading_at_a_glance_changes_nothing(source):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder, "quick_words", lambda content, base: None)
        patch.setattr(builder, "is_plain", lambda content: False)
        patch.setattr(blocks, "quick_tokens", lambda text: None)
        patch.setattr(Builder, "simple", lambda self, text: False)
        slow = blocks_of(source)
    assert blocks_of(source) == slow


def test_most_paragraphs_need_no_parser(monkeypatch):
    calls = []

    def noted(_, content):
        calls.append(content)
        return []

    monkeypatch.setattr(blocks, "_inline", noted)
    monkeypatch.setattr(Parser, "blocks", noted)
    parse(
        "Plain words, *some of them* **marked up**, with `code` and [a link](https://example.org/a?b=c#d).\n\n"
        "_This_ begins with emphasis (*so* does this), and ends *so.*\n\n# A *heading*"
    )
    assert calls == []
