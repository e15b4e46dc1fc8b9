"""Feeds, messages and pages saved by SingleFile become articles."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from reader.errors import BadInput
from reader.ingest import Intake, Parts, ingest_bytes
from reader.ingest.given import Given
from reader.ingest.pipeline import ingest_address
from reader.ingest.request import Page
from reader.ingest.sniff import Kind, kind

WORDS = "The ferry leaves when the tide allows it, and nobody on the island has ever owned a timetable."
RSS = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Island &amp; Tide</title><link>https://tide.example/</link><language>en-GB</language>
<item><title>The &lt;em&gt;ferry&lt;/em&gt; &amp;amp; I</title><link>https://tide.example/ferry?utm_source=rss</link>
<dc:creator>Jane Doe</dc:creator><pubDate>Tue, 03 Mar 2026 23:30:00 +0100</pubDate><category>Boats</category>
<description>Short.</description>
<content:encoded><![CDATA[<p>{WORDS}</p><ul><li>One <a href="/two">two</a></li></ul><script>x</script>]]></content:encoded></item>
<item><title>Second</title><guid>https://tide.example/second</guid><description>&lt;p&gt;{WORDS}&lt;/p&gt;</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Tide</title><author><name>Ida Beispiel</name></author>
<entry><title type="html">Low &amp;lt;b&amp;gt; water</title><link rel="self" href="x"/><link href="/low"/>
<id>tag:tide.example,2026:1</id><published>2026-03-05T10:00:00Z</published><updated>2026-03-08T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{WORDS}</p><blockquote><p>Yes.</p></blockquote></div></content></entry></feed>"""

INTAKE = Intake()


def test_each_entry_of_a_feed_is_an_article_with_the_content_the_feed_brings():
    one, two = INTAKE.drafts_in(RSS.encode(), "feed.xml")
    assert (one.title, one.url, one.authors) == ("The ferry & I", "https://tide.example/ferry", ("Jane Doe",))
    assert (one.site, one.published_at, one.tags, one.source) == (
        "Island & Tide", date(2026, 3, 3), ("Boats",), "feed",
    )  # fmt: skip
    assert one.body.strip() == f"{WORDS}\n\n- One [two](https://tide.example/two)"
    assert (two.title, two.url, two.body.strip()) == ("Second", "https://tide.example/second", WORDS)


def test_an_entry_of_atom_is_read_with_its_own_elements():
    (draft,) = INTAKE.drafts_in(ATOM.encode(), "feed", url="https://tide.example/feed")
    assert (draft.title, draft.url, draft.authors) == ("Low water", "https://tide.example/low", ("Ida Beispiel",))
    assert (draft.published_at, draft.updated_at) == (date(2026, 3, 5), date(2026, 3, 8))
    assert draft.body.strip() == f"{WORDS}\n\n> Yes."


def test_one_entry_or_the_first_few_can_be_had_alone():
    (second,) = INTAKE.drafts_in(RSS.encode(), "feed.xml", parts=Parts(entry=2))
    assert second.title == "Second"
    assert len(INTAKE.drafts_in(RSS.encode(), "feed.xml", parts=Parts(limit=1))) == 1
    with pytest.raises(BadInput, match="2 entries; there is no entry 3"):
        INTAKE.drafts_in(RSS.encode(), "feed.xml", parts=Parts(entry=3))


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"<rss version='2.0'><channel><title>t</title></channel></rss>", "without entries"),
        (b"<rss", "neither|damaged|without"),
    ],
)
def test_a_feed_that_cannot_be_read_says_why(data: bytes, word: str):
    with pytest.raises(BadInput, match=word):
        INTAKE.drafts_in(data + b" ", "feed.xml")


def test_a_feeds_entities_open_no_file_and_do_not_multiply():
    bomb = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
    data = bomb + RSS.partition("?>")[2].replace("Short.", "&b;&c;").replace("Second", "Second &c;")
    one, two = INTAKE.drafts_in(data.encode(), "feed.xml")
    assert (one.title, two.title) == ("The ferry & I", "Second &c;")
    assert "aaa" not in one.body


MAIL = f"""From ann Tue Mar  3 10:00:00 2026
Received: from mx.example by home.example; Tue, 3 Mar 2026 10:00:00 +0000
From: =?utf-8?Q?Caf=C3=A9_Letters?= <letters@cafe.example>
To: me@home.example
Subject: Fwd: =?utf-8?Q?The_ferry=2C_d=C3=A9j=C3=A0?=
Date: Tue, 3 Mar 2026 10:00:00 +0000
Archived-At: <https://cafe.example/letters/7>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

Read this in a browser.
--b
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

<html><body><table><tr><td><h1>The ferry</h1><p>{WORDS} Caf=E9.</p><p>{WORDS}</p></td></tr></table></body></html>
--b
Content-Type: text/html
Content-Disposition: attachment; filename=x.html

<p>attached</p>
--b--
"""


def test_a_message_gives_its_html_with_the_subject_as_title():
    (draft,) = INTAKE.drafts_in(MAIL.encode(), "standard input")
    assert (draft.title, draft.authors) == ("The ferry, déjà", ("Café Letters",))
    assert (draft.url, draft.published_at) == ("https://cafe.example/letters/7", date(2026, 3, 3))
    assert f"{WORDS} Café." in draft.body
    assert "browser" not in draft.body
    assert "attached" not in draft.body


def test_a_message_of_plain_text_and_one_that_a_mail_program_has_decoded():
    raw = f"From: Ann <ann@a.example>\nTo: me@b.example\nSubject: Tides\n\n{WORDS}\n\n{WORDS} Twice.\n"
    (draft,) = INTAKE.drafts_in(raw.encode(), "standard input")
    assert (draft.title, draft.authors, draft.url) == ("Tides", ("Ann",), None)
    assert draft.body.strip() == f"{WORDS}\n\n{WORDS} Twice."


def test_a_text_that_only_looks_a_little_like_a_message_is_a_text():
    assert kind(b"Subject: what a letter begins with\n\nWords.", "a.txt") is Kind.TEXT
    assert kind(b"From: here\nTo: there\nit goes on without an empty line", "a.txt") is Kind.TEXT
    assert kind(b"title: x\ndate: y\n\ntext", "") is Kind.TEXT


def test_a_message_without_text_says_so():
    with pytest.raises(BadInput, match="without a text"):
        INTAKE.drafts_in(b"From: a\nTo: b\nContent-Type: image/png\n\nxx", "m")


SINGLE = f"""<!DOCTYPE html> <html lang=en><!--
 Page saved with SingleFile
 url: https://tide.example/ferry?x=1
 saved date: Tue Mar 03 2026 23:30:05 GMT+0100 (Central European Standard Time)
--><head><meta charset=utf-8><title>The ferry</title>
<style>body{{background:url(data:image/png;base64,{"A" * 30_000})}}</style></head>
<body><article><h1>The ferry</h1><p>{WORDS}</p><img alt="The pier" src="data:image/png;base64,{"iVBORw0KGgo" * 5_000}">
<p>{WORDS} <a href="/two">Two</a>.</p></article></body></html>"""


def test_a_page_saved_with_singlefile_knows_where_and_when():
    (draft,) = INTAKE.drafts_in(SINGLE.encode(), "The ferry (3_3_2026).html")
    assert (draft.title, draft.url) == ("The ferry", "https://tide.example/ferry?x=1")
    assert draft.saved_at == datetime(2026, 3, 3, 22, 30, 5, tzinfo=UTC)
    assert "[Two](https://tide.example/two)" in draft.body
    assert "base64" not in draft.body
    assert "data:" not in draft.body
    assert draft.original == SINGLE.encode()


def test_pictures_kept_inside_a_page_do_not_make_it_too_large():
    huge = SINGLE.replace("iVBORw0KGgo", "iVBORw0KGgo" * 60)
    (draft,) = Intake(largest_original=1_000_000).drafts_in(huge.encode(), "a.html")
    assert WORDS in draft.body
    assert draft.original is None


def test_parts_within_parts_without_end_are_refused():
    parts = "".join(f"Content-Type: multipart/KIND; boundary=b{n}\n\n--b{n}\n" for n in range(3_000))
    for head, how in (("From: a\nTo: b\nSubject: c\n", "mixed"), ("From: a\n", "related")):
        with pytest.raises(BadInput, match="parts within parts"):
            INTAKE.drafts_in((head + parts.replace("KIND", how)).encode(), "m")


def test_a_header_of_a_message_that_cannot_be_decoded_stands_as_it_came():
    message = f"From: =?utf-8?b?a?= <ann@tide.example>\nTo: x@tide.example\nSubject: =?utf-8?b?a?=\n\n{WORDS}\n"
    assert INTAKE.drafts_in(message.encode(), "mail")[0].title == "=?utf-8?b?a?="


@pytest.mark.parametrize("named", ["http://192.168.1.1/cgi?restart", "http://router.lan/", "http://localhost:8080/"])
def test_what_the_world_sends_stands_at_no_address_of_ones_own_network(named: str):
    message = f"From: ann@tide.example\nTo: x@tide.example\nSubject: Tide\nArchived-At: <{named}>\n\n{WORDS}\n"
    feed = f"<rss><channel><item><title>Tide</title><link>{named}</link></item></channel></rss>"
    for data, address in ((message, "https://tide.example/one"), (feed, None)):
        page = Page("https://tide.example/one", data.encode())
        found = ingest_address(page.url, Given(name=""), fetch=lambda url, page=page, /, **_: page)
        assert [draft.url for draft in found] == [address]


MESSAGE = (
    "From: Eve Roe <eve@example.org>\nTo: me@example.org\nSubject: {}\nContent-Type: text/plain; charset=utf-8\n\n{}"
)


@pytest.mark.parametrize(
    ("subject", "text", "body"),
    [
        ("Tides", "Dear all\n\nIt comes in slowly.\n\nYours\nEve", "Dear all\n\nIt comes in slowly.\n\nYours  \nEve"),
        ("Tides", "Tides\n\nIt comes in slowly.", "It comes in slowly."),
        ("Thanks", "Thanks again!", "Thanks again!"),
        ("Again", "Bring the oil.\n\nBring the oil.\n\nBring the oil.", "Bring the oil.\n\n" * 3),
    ],
)
def test_a_message_is_kept_whole_but_for_its_subject(subject: str, text: str, body: str):
    draft = ingest_bytes(MESSAGE.format(subject, text).encode(), name="-")
    assert (draft.title, draft.body.strip()) == (subject, body.strip())


@pytest.mark.parametrize("charset", ["utf-8", "latin-1"])
def test_a_head_that_a_mail_program_decoded_is_read(charset: str):
    data = MESSAGE.format("Größer als gedacht", "Die Flut kommt früher, als der Küster sagt.").encode(charset)
    assert ingest_bytes(data, name="-").title == "Größer als gedacht"


@pytest.mark.parametrize("text", ["Thanks!", "潮はゆっくりと満ちてくる。\n\n" * 4, "One line of it.\n\n" * 9])
def test_a_text_of_a_line_or_of_one_line_over_and_over_keeps_it(text: str):
    assert text.split("\n")[0].rstrip("!") in ingest_bytes(text.encode(), name="note.txt").body
