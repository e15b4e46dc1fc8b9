"""What is read at a glance is what the parser would have read."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.text.blocks import parse
from reader.text.builder import Builder
from reader.text.inline import Words

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
    ]
)
sources = st.lists(BITS, max_size=14).map("".join)


def blocks_of(source):
    document = parse(source)
    return [*document.blocks()], document.links, document.anchors, document.headings


@given(sources)
@example("*a*b")
@example("a *b.*c")
@example("**a*b")
@example("[a](b)(c)")
@example("a\n*b*\n---")
@settings(max_examples=1500, deadline=None)
def test_reading_at_a_glance_changes_nothing(source):
    quick = blocks_of(source)
    simple, read = Builder.simple, Builder._read
    try:
        Builder.simple = lambda self, text: False
        Builder._read = lambda self, content, base=None: self._parsed(content, self._base() if base is None else base)
        assert blocks_of(source) == quick
    finally:
        Builder.simple, Builder._read = simple, read


def test_most_paragraphs_need_no_parser():
    calls = []
    parsed = Builder._parsed
    try:
        Builder._parsed = lambda self, content, style: calls.append(content) or Words("")
        parse(
            "Plain words, *some of them* **marked up**, with `code` and [a link](https://example.org/a?b=c#d).\n\n"
            "_This_ begins with emphasis (*so* does this), and ends *so.*\n\n# A *heading*"
        )
    finally:
        Builder._parsed = parsed
    assert calls == []
