"""Links within a page lead to its headings in the article."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from reader.ingest import extract
from reader.ingest.page import read
from reader.text import blocks

URL = "https://e.example/a"
PAGE = "<html><head><title>T</title></head><body>{}</body></html>"


def body(html: str, url: str | None = URL) -> str:
    return read(PAGE.format(html), url, extract.WHOLE).body


@pytest.mark.parametrize(
    "heading",
    [
        "<h2 id='x'>How it works?</h2>",
        "<h2><span id='x'>How it works?</span></h2>",
        "<a name='x'></a><h2>How it works?</h2>",
        "<section id='x'><div><h2>How it works?</h2></div></section>",
    ],
)
@pytest.mark.parametrize("address", ["#x", URL + "#x"])
def test_a_link_to_a_heading_names_it_as_the_text_does(heading: str, address: str):
    text = body(f"<p>See <a href='{address}'>below</a> for all of the details.</p>{heading}<p>So it works here.</p>")
    assert "See [below](#how-it-works) for" in text
    document = blocks.parse(text)
    assert all(link.href[1:] in document.anchors for link in document.links)


def test_headings_of_the_same_words_are_told_apart():
    text = body(
        "<p><a href='#b'>second notes of two</a></p><h2 id='a'>Über</h2><p>one</p><h2 id='b'>Über</h2><p>two</p>"
    )
    document = blocks.parse(text)
    (link,) = document.links
    assert document.anchors[unquote(link.href[1:])] == document.headings[1].offset


def test_a_link_to_what_is_no_heading_keeps_its_whole_address():
    text = body(
        "<p><a href='#p'>that paragraph, further down</a></p><h2>H</h2><p id='p'>words</p><h2>Next</h2><p>x</p>"
    )
    assert f"]({URL}#p)" in text


def test_links_lead_on_within_a_page_of_no_address():
    text = body(
        "<p><a href='#x'>down</a> and <a href='#nowhere'>out of here, where nothing is</a></p><h2 id='x'>H</h2><p>x</p>",
        None,
    )
    assert text.startswith("[down](#h) and out of here, where nothing is")


def test_a_link_to_the_title_that_is_shown_above_the_article_is_not_left_dangling():
    text = body("<h1 id='t'>T</h1><p>long enough to be kept, this is</p><p><a href='#t'>up to the top</a></p>", None)
    assert "(#" not in text
