"""Words, paragraphs and what is open around them."""

from __future__ import annotations

from lxml import etree

from reader.ingest.assembly import Assembly


def made(out: Assembly) -> str:
    out.end_paragraph()
    return "".join(etree.tostring(child, encoding="unicode") for child in out.target)


def test_words_open_a_paragraph_and_space_alone_does_not():
    out = Assembly(etree.Element("article"))
    out.text(" ")
    out.text("a")
    out.end_paragraph()
    out.text("b")
    assert made(out) == "<p>a</p><p>b</p>"


def test_what_is_open_is_opened_again_in_the_next_paragraph():
    out = Assembly(etree.Element("article"))
    with out.open("a", href="/x"):
        out.text("a")
        out.end_paragraph()
        out.text("b")
    out.text("c")
    assert made(out) == '<p><a href="/x">a</a></p><p><a href="/x">b</a>c</p>'


def test_one_break_ends_a_line_and_two_a_paragraph():
    out = Assembly(etree.Element("article"))
    for word in "ab":
        out.text(word)
        out.line_break()
    out.line_break()
    out.text("c")
    assert made(out) == "<p>a<br/>b<br/></p><p>c</p>"


def test_a_block_of_words_alone_takes_links_but_no_paragraphs_and_no_emphasis_from_outside():
    out = Assembly(etree.Element("article"))
    with out.open("strong"), out.open("a", href="/x"), out.words_alone("h2"):
        out.text("a")
        out.end_paragraph()
        out.text("b")
    assert made(out) == '<h2><a href="/x">a b</a></h2>'
