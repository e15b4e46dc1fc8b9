"""From an address, a file or bytes to a Draft."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from reader.errors import BadInput, FetchFailed
from reader.ingest import Page, ingest, ingest_bytes, ingest_file
from reader.ingest.request import Fetch
from reader.model import Validators

PAGE = """<!doctype html><html lang="en"><head><title>Bread without haste | The Slow Kitchen</title>
<meta property="og:site_name" content="The Slow Kitchen"><meta name="author" content="Ann Lee and Bob Ray">
<meta property="article:published_time" content="2024-03-05T23:10:00+05:00">
<link rel="canonical" href="https://slow.example/bread?utm_source=feed"></head>
<body><nav><a href="/">Home</a> <a href="/about">About</a></nav>
<article><h1>Bread without haste</h1>
<p>Flour, water and salt are all that bread needs, if you give it the one thing that bakeries no longer have, and that is time.</p>
<p>Mix them in the evening, go to bed, and <a href="/fold">fold the dough</a> in the morning, when it has grown by half.</p></article>
<footer>All rights reserved</footer></body></html>"""


def web(pages: dict[str, str]) -> Fetch:
    def fetch(url: str, /, *, sent_by: Page | None = None, since: Validators | None = None) -> Page:
        if url not in pages:
            raise FetchFailed(url, "there is no such page (status 404)")
        return Page(url, pages[url].encode(), charset="utf-8")

    return fetch


def test_a_page_becomes_a_draft_with_its_facts_and_nothing_of_its_frame():
    draft = ingest(
        "https://slow.example/bread?utm_source=x", fetch=web({"https://slow.example/bread?utm_source=x": PAGE})
    )
    assert draft.title == "Bread without haste"
    assert draft.url == "https://slow.example/bread"
    assert draft.authors == ("Ann Lee", "Bob Ray")
    assert draft.site == "The Slow Kitchen"
    assert draft.published_at == date(2024, 3, 5)
    assert draft.language == "en"
    assert draft.source == "web"
    assert draft.original == PAGE.encode()
    assert draft.words > 40
    assert "[fold the dough](https://slow.example/fold)" in draft.body
    assert draft.body.startswith("Flour, water")
    assert "Home" not in draft.body
    assert "rights" not in draft.body


def test_what_the_user_says_overrules_the_page():
    draft = ingest_bytes(PAGE.encode(), name="-", url="https://other.example/b#part", title="My bread")
    assert (draft.title, draft.url) == ("My bread", "https://other.example/b")


def test_a_page_that_only_sends_on_is_followed():
    short = '<html><head><meta http-equiv="refresh" content="0; URL=https://slow.example/bread"></head><body>One moment</body></html>'
    draft = ingest("https://s.example/1", fetch=web({"https://s.example/1": short, "https://slow.example/bread": PAGE}))
    assert draft.url == "https://slow.example/bread"


def test_markdown_and_text_are_told_by_what_they_are(tmp_path: Path):
    (tmp_path / "a.md").write_text("# Title\n\nSome *words* and a [link](https://e.example).\n")
    (tmp_path / "b.txt").write_text("A title\n\nA paragraph of text that goes on.\n")
    assert "*words*" in ingest_file(tmp_path / "a.md").body
    assert "goes on" in ingest_file(tmp_path / "b.txt").body


def test_a_page_without_an_article_keeps_its_link():
    draft = ingest(
        "https://e.example/app",
        fetch=web(
            {"https://e.example/app": "<html><head><title>App</title></head><body><script>go()</script></body></html>"}
        ),
    )
    assert (draft.title, draft.body, draft.url, draft.words) == ("App", "", "https://e.example/app", 0)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "neither"),
        (b"", "empty"),
        (b"PK\x03\x04" + b"\x00" * 60, "neither|EPUB"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(data: bytes, word: str):
    with pytest.raises(BadInput, match=word):
        ingest_bytes(data, name="thing")


def test_a_missing_file_is_refused_in_words(tmp_path: Path):
    with pytest.raises(BadInput, match="No such file"):
        ingest_file(tmp_path / "none.html")


def test_what_is_no_address_is_not_fetched():
    with pytest.raises(FetchFailed, match="not a web address"):
        ingest("ftp://e.example/x", fetch=web({}))


def test_importing_the_package_loads_nothing_heavy():
    code = "import sys, reader.ingest; print([m for m in ('httpx', 'lxml', 'trafilatura', 'html2text', 'numpy', 'dateparser') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("attributes", "words", "direction"),
    [
        ("dir=rtl", "1 2 3", "rtl"),
        ("dir=ltr lang=en", "השביל יורד אל הנהר ועולה משם אל הכפר הישן, ומי שהולך בו לאט רואה הכול. " * 6, "rtl"),
        (
            "dir=rtl lang=ar",
            "The path goes down to the river and from there up to the old village, slowly. " * 6,
            "ltr",
        ),
    ],
)
def test_a_text_runs_as_its_words_do_else_as_its_page_says(attributes: str, words: str, direction: str):
    page = f"<html {attributes}><head><title>7</title></head><body><article><p>{words}</p></article></body></html>"
    assert ingest_bytes(page.encode(), name="page.html").direction == direction


def test_every_kind_of_source_tells_which_way_its_text_runs():
    hebrew = "השביל יורד אל הנהר ועולה משם אל הכפר הישן, ומי שהולך בו לאט רואה הכול.\n\n" * 4
    assert ingest_bytes(hebrew.encode(), name="a.txt").direction == "rtl"
    assert ingest_bytes(f"# כותרת\n\n{hebrew}".encode(), name="a.md").direction == "rtl"
    assert ingest_bytes(b"Words that run from left to right, as most do.", name="a.txt").direction == "ltr"
