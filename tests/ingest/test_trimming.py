"""What shows nothing is taken out."""

from __future__ import annotations

import pytest
from lxml import etree

from reader.ingest.trimming import trim


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p> </p><p>a</p>", "<p>a</p>"),
        ("<ul><li><p/></li></ul><p>a</p>", "<p>a</p>"),
        ("<h2/><p><img/></p>", "<p><img/></p>"),
        ("<hr/><p>a</p><hr/><hr/><p>b</p><hr/>", "<p>a</p><hr/><p>b</p>"),
        ("<p>a</p><hr/><note><p>n</p></note>", "<p>a</p><note><p>n</p></note>"),
    ],
)
def test_empty_blocks_and_rules_that_part_nothing_go(before: str, after: str):
    root = etree.fromstring(f"<article>{before}</article>")
    trim(root)
    assert "".join(etree.tostring(child, encoding="unicode") for child in root) == after
