"""Any text at all is read in bounded time, and what comes out can be drawn."""

from __future__ import annotations

import pytest

from reader.text.blocks import parse
from reader.text.find import Finder
from reader.text.layout import lay_out
from reader.text.sentences import Sentences

N = 8_000
TRAPS = {
    "brackets": "[" * N,
    "pictures": "![" * N,
    "links in links": "[a](" * N,
    "emphasis": "*a **b _c __d " * (N // 4),
    "emphasis opened and closed": "*a " * N + "b* " * N,
    "stars": "*" * N,
    "backticks": " ".join("`" * n for n in range(120)),
    "quotes": ">" * N + "a",
    "quotes line by line": "\n".join("> " * (n % 80) + "a" for n in range(300)),
    "lists in a line": "- " * N + "a",
    "lists by indent": "\n".join("  " * n + "- a" for n in range(150)),
    "tags": "<a " * N,
    "comments": "<!--" * N,
    "declarations": "<!A" * N,
    "open attributes": '<a b="' * N,
    "entities": "&#99999999;&#x1b;&amp" * N,
    "table of dashes": "|" * N + "\n|" + "-|" * N,
    "table to fill up": "a|" * 900 + "\n" + "-|" * 900 + "\n" + "a\n" * N,
    "labels": "[a\n" * N,
    "definitions": "[a]: b '" * N,
    "notes": "[^a]: " * N,
    "inline notes": "^[" * N,
    "notes in circles": "[^a]: x[^b]\n\n[^b]: y[^a]\n\nz[^a]",
    "dollars": "$a" * N,
    "fractions": "$" + "\\frac{" * N + "$",
    "fences": "```\n" * N,
    "headings": "# a\n" * N,
    "one word": "w" * N * 10,
    "one row of code": "```python\n" + "(" * N * 5 + "\n```",
    "marks": "e" + "\u0301" * N,
    "joined": "👩\u200d" * N,
    "soft hyphens": "\u00ad" * N,
    "zero width": "\u200b" * N,
    "no-break": "\u00a0" * N,
    "controls": "".join(map(chr, range(0x20))) * 200 + "\x7f\x9b\u202e\ud800",
    "raised": "<sup>a" * N,
    "breaks": "<br>" * N,
    "addresses": "http://a" * N,
}


@pytest.mark.parametrize("source", TRAPS.values(), ids=TRAPS)
def test_a_trap_ends_and_can_be_drawn(source):
    document = parse(source)
    assert not {c for c in document.plain if (c < " " and c not in "\n\t") or "\x7f" <= c < "\xa0" or c == "\u202e"}
    for width in (5, 70):
        layout = lay_out(document, width)
        rows = layout.rows(0, 60) + layout.rows(layout.settle(document.length, 60, 0) - 60, 61)
        assert all(row.width <= width for row in rows)
    Finder(document.plain).find("a b")
    Sentences(document, "en").next_start(0)


def test_text_that_is_mostly_signs_is_shown_as_it_is():
    assert parse("[" * 5_000).plain.count("[") == 5_000


def test_deep_containers_leave_room_for_words():
    for row in lay_out(parse("> " * 50 + "words to be read"), 20).rows(0, 10):
        assert row.width <= 20
    assert "words" in lay_out(parse("> " * 50 + "words to be read"), 20).rows(0, 1)[0].text
