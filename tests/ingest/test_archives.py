"""Books, web archives and PDFs become articles, or say plainly why not."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from reader.errors import BadInput
from reader.ingest import epub, ingest_bytes

WORDS = "The harbour has a clock which nobody trusts, and a cat which everybody in the street does."

CONTAINER = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
<metadata><dc:title>The Harbour</dc:title><dc:creator>Jane Doe</dc:creator><dc:language>en-GB</dc:language>
<dc:date>2021-05-04</dc:date></metadata>
<manifest><item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="c" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="one%20a.xhtml" media-type="application/xhtml+xml"/><item id="b" href="two.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="c"/><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>"""
NAV = '<html xmlns="http://www.w3.org/1999/xhtml"><body><nav><ol><li><a href="one%20a.xhtml#s">First light</a></li><li><a href="two.xhtml">Low water</a></li></ol></nav></body></html>'


def book(**changed: str) -> bytes:
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": PACKAGE,
        "OPS/nav.xhtml": NAV,
        "OPS/cover.xhtml": "<html><head><title/></head><body><img src='x.png'/></body></html>",
        "OPS/one a.xhtml": f"<html><head><title/></head><body><a id='s'/><h1>First light</h1><p>{WORDS}</p><p>One <em>more</em>.</p></body></html>",
        "OPS/two.xhtml": f"<html><head><title>t</title></head><body><p>{WORDS}</p><h2>Later</h2><p>{WORDS}</p></body></html>",
        **changed,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text, zipfile.ZIP_STORED if name == "mimetype" else None)
    return stream.getvalue()


def test_a_book_is_one_article_with_its_chapters_under_headings() -> None:
    draft = ingest_bytes(book(), name="harbour.epub")
    assert (draft.title, draft.authors, draft.language, draft.published_at) == (
        "The Harbour",
        ("Jane Doe",),
        "en",
        date(2021, 5, 4),
    )
    assert draft.body == f"# First light\n\n{WORDS}\n\nOne *more*.\n\n# Low water\n\n{WORDS}\n\n## Later\n\n{WORDS}"


def test_a_book_can_be_one_article_for_each_chapter() -> None:
    one, two = epub.drafts(book(), name="harbour")
    assert (one.title, two.title) == ("The Harbour: First light", "The Harbour: Low water")
    assert one.body == f"{WORDS}\n\nOne *more*."


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (book()[:300], "damaged"),
        (book(**{"META-INF/container.xml": "<x/>"}), "damaged"),
        (book(**{"OPS/two.xhtml": " " * 30_000_000}), "too large"),
        (book(**{"META-INF/encryption.xml": "<e><CipherReference URI='OPS/two.xhtml'/></e>"}), "protected"),
        (book(**{"OPS/one a.xhtml": "<p>x</p>", "OPS/two.xhtml": "<p>y</p>"}), "without text"),
    ],
)
def test_a_book_that_cannot_be_read_says_why(data: bytes, word: str) -> None:
    with pytest.raises(BadInput, match=word):
        ingest_bytes(data, name="a.epub")


def test_a_books_entities_open_no_file() -> None:
    package = '<!DOCTYPE package [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + PACKAGE.replace(
        "The Harbour", "The &x;Harbour"
    )
    assert "Harbour" not in ingest_bytes(book(**{"OPS/book.opf": package}), name="a.epub").body


ARCHIVE = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://harbour.example/clock
Subject: =?utf-8?Q?The_clock?=
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----b"

------b
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://harbour.example/clock

<!DOCTYPE html><html lang=3D"en"><head><meta charset=3D"utf-8"><title>The clock</title></head><body><article><h1>The =
clock</h1><p>{WORDS} The caf=C3=A9 opens at noon.</p><p>{WORDS}</p></article></body></html>
------b
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
------b--
"""


def test_a_web_archive_gives_the_page_that_was_saved_and_its_address() -> None:
    draft = ingest_bytes(ARCHIVE.replace("\n", "\r\n").encode(), name="clock.mhtml")
    assert (draft.title, draft.url) == ("The clock", "https://harbour.example/clock")
    assert draft.body.strip() == f"{WORDS} The café opens at noon.\n\n{WORDS}"


def test_a_web_archive_without_a_page_says_so() -> None:
    with pytest.raises(BadInput, match="without a page"):
        ingest_bytes(b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b--\r\n", name="a.mht")


def pdf(*pages: list[str], title: str = "") -> bytes:
    """Return a small PDF with one line of text after the other."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Title ({title}) >>",
    ]
    kids = []
    for lines in pages:
        content = "BT /F1 11 Tf 14 TL 50 780 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 600 800] /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    made, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    start = len(made)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    made += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return (
        made + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    )


PAGE = [
    "The harbour has a clock which nobody trusts, and a cat which every-",
    "body does. The cat arrives at noon and sits down before the fish",
    "shop, and the whole street goes home to eat its soup without any",
    "delay.",
    "Strangers are told to wait for the second bell, because the first",
    "one is only meant for the gulls, who have never once paid attention",
    "to it in all these years.",
]


def _of(number: int) -> list[str]:
    """Return the lines of one page; no two pages begin or end alike."""
    ways = ("first", "second", "third", "fourth")[number - 1]
    return [f"This is the {ways} thing to be told of a harbour by anyone who", *PAGE, f"So ends the {ways} of them."]


def test_the_lines_of_a_pdf_become_paragraphs_without_running_heads() -> None:
    pages = [["The Harbour Review", *_of(number), str(number)] for number in range(1, 5)]
    draft = ingest_bytes(pdf(*pages, title="The clock"), name="clock.pdf")
    assert draft.title == "The clock"
    assert "Review" not in draft.body
    assert draft.body.count("a cat which everybody does. The cat arrives") == 4
    assert draft.body.count("without any delay.\n\nStrangers are told") == 4
    assert "\n\n1\n\n" not in draft.body


def test_a_pdf_without_text_says_that_it_holds_pictures() -> None:
    with pytest.raises(BadInput, match="pictures without text"):
        ingest_bytes(pdf([""], [""]), name="scan.pdf")


def test_a_damaged_pdf_says_so() -> None:
    with pytest.raises(BadInput, match="PDF"):
        ingest_bytes(b"%PDF-1.7\nnothing of the kind", name="a.pdf")


def _without_contents(*titles: str) -> bytes:
    pages = [f"<html><head><title>{t}</title></head><body><h1>{t}</h1><p>{WORDS}</p></body></html>" for t in titles]
    return book(**{"OPS/nav.xhtml": "<html/>", "OPS/one a.xhtml": pages[0], "OPS/two.xhtml": pages[1]})


def test_a_chapter_has_the_title_of_its_page_where_the_contents_name_none() -> None:
    one, two = epub.drafts(_without_contents("Beans", "Bread"), name="a")
    assert (one.title, two.title) == ("The Harbour: Beans", "The Harbour: Bread")


def test_equal_texts_under_different_headings_are_different_chapters() -> None:
    one, two = epub.drafts(_without_contents("Beans", "Bread"), name="a")
    assert one.body != two.body
    assert one.body.count(WORDS) == two.body.count(WORDS) == 1


def test_a_title_that_names_the_book_names_no_chapter() -> None:
    one, two = epub.drafts(_without_contents("The Harbour", "The Harbour"), name="a")
    assert (one.title, two.title) == ("The Harbour: 1", "The Harbour: 2")
