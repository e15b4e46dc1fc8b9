"""The pictures of an article: found beside its file, in its book or archive, on the web; within limits, and nowhere else."""

from __future__ import annotations

import io
import zipfile
from functools import partial
from pathlib import Path

import pytest

from reader.errors import FetchFailed
from reader.ingest import pictures
from reader.ingest.fetch import fetch
from reader.ingest.request import Page
from reader.model import Validators
from tests.ingest.test_fetch import says, server

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
JPEG = b"\xff\xd8\xff\xe0" + bytes(20)


def gathered(body: str, find: pictures.Find) -> dict[str, bytes | None]:
    return {picture.address: picture.data for picture in pictures.pictures(body, find)}


def test_each_picture_is_asked_for_once_and_those_that_the_body_holds_are_not():
    asked: list[str] = []

    def find(address: str) -> bytes:
        asked.append(address)
        return PNG

    body = "![](a.png)\n\n![](b.png) and ![](a.png)\n\n![](data:image/png;base64,AAAA)\n\n`![](no.png)`"
    assert gathered(body, find) == {"a.png": PNG, "b.png": PNG}
    assert asked == ["a.png", "b.png"]


def test_what_one_has_is_not_asked_for_again():
    found = pictures.pictures("![](a.png) ![](b.png)", lambda address: PNG, has=lambda address: address == "a.png")
    assert [picture.address for picture in found] == ["b.png"]


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"<html>not found</html>", b"MZ\x90", bytes(pictures.LARGEST + 1)])
def test_what_is_no_picture_that_can_be_drawn_counts_as_not_had(data):
    assert gathered("![](a.png)", lambda address: data) == {"a.png": None}


def test_all_of_them_together_have_a_limit():
    body = "\n\n".join(f"![]({number}.png)" for number in range(10))
    found = gathered(body, lambda address: PNG + bytes(pictures.LARGEST - len(PNG)))
    assert sum(data is not None for data in found.values()) == pictures.LARGEST_ALL // pictures.LARGEST
    assert len(gathered("".join(f"![]({n}.png)\n\n" for n in range(500)), lambda a: PNG)) == pictures.MOST_PICTURES


def test_a_file_has_the_pictures_of_its_folder_and_no_others(tmp_path: Path):
    folder = tmp_path / "notes"
    (folder / "img").mkdir(parents=True)
    (folder / "img" / "a b.png").write_bytes(PNG)
    (tmp_path / "secret.png").write_bytes(PNG)
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    article = folder / "one.md"
    article.write_text("![](img/a%20b.png)", "utf-8")
    find = pictures.finder(article, fetch=no_web)
    assert find("img/a%20b.png") == PNG
    for outside in ("../secret.png", str(tmp_path / "secret.png"), "file:///etc/passwd", "link.png", "img", "\0"):
        assert find(outside) is None, outside


def test_a_book_has_the_pictures_inside_it(tmp_path: Path):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("OEBPS/images/map.jpg", JPEG)
    book = tmp_path / "book.epub"
    book.write_bytes(data.getvalue())
    find = pictures.finder(book, fetch=no_web)
    assert find("../images/map.jpg") == JPEG
    assert find("images/map.jpg") == JPEG
    assert find("p.jpg") is None
    assert find("images") is None
    assert pictures.in_book(b"PK\x03\x04 no archive")("a.png") is None


ARCHIVE = b"""MIME-Version: 1.0\r
Content-Type: multipart/related; boundary="x"; type="text/html"\r
Snapshot-Content-Location: https://example.org/page\r
\r
--x\r
Content-Type: text/html\r
Content-Location: https://example.org/page\r
\r
<p>Words.</p>\r
--x\r
Content-Type: image/jpeg\r
Content-Transfer-Encoding: base64\r
Content-Location: https://example.org/a.jpg\r
\r
/9j/4AAA\r
--x--\r
"""


def test_a_web_archive_has_the_pictures_saved_with_the_page(tmp_path: Path):
    page = tmp_path / "page.mhtml"
    page.write_bytes(ARCHIVE)
    find = pictures.finder(page, "https://example.org/page", fetch=no_web)
    assert find("https://example.org/a.jpg") == b"\xff\xd8\xff\xe0\x00\x00"
    assert pictures.in_archive(ARCHIVE)("https://example.org/b.jpg") is None


def test_a_picture_comes_from_where_the_page_is(tmp_path: Path):
    asked: list[str] = []

    def get(url: str, /, *, sent_by: Page | None = None, since: Validators | None = None) -> Page:
        assert sent_by is not None
        assert sent_by.is_private
        asked.append(url)
        return Page(url, PNG)

    find = pictures.from_web("http://127.0.0.1:8080/a/page", fetch=get)
    assert find("../b.png") == PNG
    assert asked == ["http://127.0.0.1:8080/b.png"]


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/x.png", "http://[::1]/x.png", "http://10.0.0.1/x", "ftp://a/b"]
)
def test_a_page_of_the_web_cannot_make_one_ask_in_ones_own_network(address):
    assert pictures.from_web("https://example.org/page", fetch=refused)(address) is None


def test_a_picture_is_fetched_within_the_limits_of_fetching():
    with server(says(PNG, "Content-Type: image/png")) as address:
        assert pictures.from_web(address, fetch=partial(fetch, limits=pictures.WEB_LIMITS))("/a.png") == PNG
        with pytest.raises(FetchFailed):
            fetch(f"{address}/a.png")
    with server(says(b"words", "Content-Type: text/plain")) as address:
        assert pictures.from_web(address, fetch=partial(fetch, limits=pictures.WEB_LIMITS))("/a.png") is None


def refused(url: str, /, *, sent_by: Page | None = None, since: Validators | None = None) -> Page:
    """Fetch what must not be fetched; that it was refused before anything was asked is why nothing is recorded."""
    asked: list[object] = []
    try:
        return fetch(url, sent_by=sent_by, log=asked.append)
    finally:
        assert asked == []


def no_web(url: str, /, *, sent_by: Page | None = None, since: Validators | None = None) -> Page:
    raise AssertionError(f"{url} was asked for")


def test_a_damaged_picture_of_a_book_is_not_to_be_had():
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OEBPS/a.png", PNG * 40)
        archive.writestr("OEBPS/b.png", PNG * 40)
    data = bytearray(book.getvalue())
    start = data.index(b"OEBPS/a.png") + len("OEBPS/a.png")
    data[start : start + 8] = b"\xff" * 8
    find = pictures.in_book(bytes(data))
    assert (find("a.png"), find("http://[b.png"), find("b.png")) == (None, None, PNG * 40)


def test_the_pictures_of_an_article_with_a_broken_address_are_not_to_be_had():
    def fetch(url: str, /, *, sent_by: Page | None = None, since: Validators | None = None) -> Page:
        raise AssertionError("nothing leads anywhere from there")

    find = pictures.from_web("http://[no.example", fetch=fetch)
    assert find("a.png") is None


def test_a_file_that_says_it_stands_in_ones_own_network_has_nothing_asked_there(tmp_path: Path):
    article = tmp_path / "one.html"
    article.write_text("<p>Words.", "utf-8")
    get = partial(fetch, limits=pictures.WEB_LIMITS)
    with server(says(PNG, "Content-Type: image/png")) as inside:
        find = pictures.finder(article, f"{inside}/page", fetch=get)
        assert find("/a.png") is None
        assert pictures.from_web(f"{inside}/page", is_named=False, fetch=get)("/a.png") is None
        assert pictures.from_web(f"{inside}/page", fetch=get)("/a.png") == PNG
