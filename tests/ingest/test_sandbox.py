"""Pages that would hang, fill or end the program."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reader.errors import BadInput
from reader.ingest import ingest_bytes, sandbox
from reader.ingest.reading import PLAIN_WORD, as_plain, from_json, to_json

WORDS = "These are words of an article, and they are worth keeping whatever stands around them."


@pytest.fixture(autouse=True, scope="module")
def _no_worker_left_behind() -> Iterator[None]:
    yield
    sandbox.stop()


HOSTILE = {
    "nested deeper than any parser goes": "<div>" * 20_000 + WORDS,
    "nested emphasis": "<p>" + WORDS + "<b><i>" * 3_000,
    "nested lists": "<p>" + WORDS + "<ul><li>" * 300 + "x",
    "newlines": "<p>" + WORDS + "\n" * 300_000,
    "an endless entity": "<p>" + WORDS + "&#" + "9" * 5_000 + ";",
    "a stray section": "<p>" + WORDS + "<![ x",
    "open tags": "<p>" + WORDS + "<a " * 30_000,
    "open comments": "<p>" + WORDS + "</p>" + "<!--" * 30_000,
    "a hole of brackets": "<p>" + WORDS + "[" * 30_000,
    "a hole of JSON": '<script type="application/ld+json">' + "[" * 30_000 + "</script><p>" + WORDS,
    "spans over spans": "<p>"
    + WORDS
    + "</p><table>"
    + "<tr><td rowspan=1000 colspan=1000>x</td></tr>" * 60
    + "</table>",
    "100,000 nested elements": "<p>" + WORDS + "</p>" + "<div>" * 100_000 + WORDS + "</div>" * 100_000,
    "100,000 nested quotations": "<p>" + WORDS + "</p>" + "<blockquote>" * 100_000,
    "tables in tables": "<p>" + WORDS + "</p>" + "<table><tr><td>" * 2_000,
    "a million cells by their spans": "<p>"
    + WORDS
    + "</p><table>"
    + "<tr><td rowspan=1000 colspan=1000>x</td></tr>" * 1_000,
    "entities": "<p>" + WORDS + "&amp;" * 200_000,
    "control characters": "<p>" + WORDS + "&#27;]0;title&#7; &#x9b;31m \u202e",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_still_gives_its_words(name: str):
    html = "<html><head><title>Here</title></head><body>" + HOSTILE[name]
    draft = ingest_bytes(html.encode(), name="page.html")
    assert "worth keeping" in draft.body
    assert not [char for char in draft.body + draft.title if ord(char) < 32 and char not in "\n\t"]
    assert "\u202e" not in draft.body


def test_a_worker_that_takes_too_long_is_replaced(monkeypatch: pytest.MonkeyPatch):
    page = f"<html><body><p>{WORDS}</p></body></html>"
    assert PLAIN_WORD not in sandbox.read(page, None).body
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 0.02)
    slow = f"<html><body>{f'<p>{WORDS}</p>' * 5000}</body></html>"  # no machine reads this in so short a time
    reading = sandbox.read(slow, None)
    assert PLAIN_WORD in reading.body
    assert WORDS in reading.body
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 60.0)
    assert sandbox.read(page, None).body.strip() == WORDS


def test_a_worker_that_was_killed_is_replaced():
    page = f"<html><body><p>{WORDS}</p></body></html>"
    sandbox.read(page, None)
    assert sandbox._worker.process is not None
    sandbox._worker.process.kill()
    sandbox._worker.process.wait()
    assert sandbox.read(page, None).body.strip() == WORDS


def test_a_page_beyond_the_limit_is_refused():
    with pytest.raises(BadInput, match="larger"):
        sandbox.read("x" * 20_000_001, "https://e.example/")


def test_plain_words_have_no_markup_and_no_scripts():
    reading = as_plain("<title>A &amp; B</title><script>x</script><p>One &lt;b&gt;</p><p># two &#99999999999;</p>")
    assert reading.facts.title == "A & B"
    assert reading.body.split("\n\n")[1:] == ["One \\<b>", "\\# two \ufffd\n"]


def test_a_reading_travels_whole():
    reading = sandbox.read(
        f"<html lang='en'><title>T</title><meta name='date' content='2020-01-02'><p>{WORDS}</p>", "https://e.example/"
    )
    assert from_json(to_json(reading)) == reading


def test_a_page_of_fifty_megabytes_is_refused_in_words():
    with pytest.raises(BadInput, match="larger than 20 MB of text"):
        ingest_bytes(b"x" * 20_000_001, name="page.txt")
    with pytest.raises(BadInput, match="larger than 50 MB"):
        ingest_bytes(b"<html><body><p>" + b"x" * 50_000_000, name="page.html")


def test_a_large_page_that_is_mostly_pictures_is_read():
    picture = "<p><img alt='The pier' src='data:image/png;base64," + "iVBORw0KGgo=" * 2_000_000 + "'></p>"
    paragraphs = "".join(f"<p>The {number}th paragraph says: {WORDS}</p>" for number in range(4, 12))
    draft = ingest_bytes(f"<html><body><article>{paragraphs}{picture}{paragraphs}</article>".encode(), name="p.html")
    assert "The 11th paragraph says" in draft.body


@pytest.mark.parametrize("declared", ["utf-16", "hex", "no-such-charset", "idna", "utf-7"])
def test_a_wrong_charset_loses_no_words(declared: str):
    page = f"<html><head><meta charset={declared}></head><body><article><p>caf\xe9 {WORDS} {WORDS}</p></article>"
    draft = ingest_bytes(page.encode("latin-1"), name="page.html")
    assert f"café {WORDS}" in draft.body


@pytest.mark.parametrize("page", ["<html></html>", "<html><head><title>T</title></head></html>", "<html><body></body>"])
def test_a_page_without_a_body_has_no_article(page: str):
    assert ingest_bytes(page.encode(), name="page.html").body == ""


def test_what_is_no_page_at_all_is_refused_whatever_it_is_called():
    for data in (
        bytes(range(256)) * 100,
        b"<html>" + bytes(range(1, 256)) * 100,
        b"\x89PNG\r\n\x1a\n" + b"<html>" * 10,
    ):
        with pytest.raises(BadInput, match="neither HTML"):
            ingest_bytes(data, name="page.html")


def test_a_page_that_opens_what_it_never_closes_comes_as_its_plain_words():
    """In one walk: looking for each end from each beginning would take hours."""
    words = "These are the words of it."
    for opened in ("<svg>", "<title ", "<script>\n", "<svg></nav>"):
        assert words in as_plain(f"{opened * 60_000}<p>{words}</p>").body
    page = "<p>One<script>var x = '</p>'</script> two<NAV>no</NAV ><svg>three<style>p {}</style>"
    assert as_plain(page).body.split("\n\n")[1:] == ["One two three\n"]
