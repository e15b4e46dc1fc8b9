"""From an address, a file or bytes to a Draft: told by content, read by kind."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from reader.errors import BadInput, FetchFailed
from reader.ingest import epub, excerpt, language, markdown, mhtml, pdf, plain, sniff
from reader.ingest.fetch import Fetch, Page, fetch, without_credentials
from reader.model import Draft
from reader.model import url as urls
from reader.model.clean import clean_line
from reader.model.words import count_words

LARGEST_FILE = 50_000_000
"""Bytes; beyond this a file is no article."""
EXCERPTED = 6_000
"""Characters of a body that are looked at for its first sentences."""
REFRESHES = 3
"""How many pages that only send on to another (shorteners) are followed."""
_REFRESH = re.compile(
    r"""<meta\s[^>]{0,200}?http-equiv\s*=\s*["']?refresh["']?[^>]{0,200}?content\s*=\s*["']?\s*[0-5](?:\.\d+)?\s*[;,]\s*url\s*=\s*["']?([^"'>\s]{1,2000})""",
    re.IGNORECASE,
)


def ingest(source: str, *, fetch: Fetch = fetch, url: str | None = None, title: str | None = None) -> Draft:
    """Return the article at the web address `source`, got by `fetch`.

    `url` and `title` overrule what the page says. A page without an article becomes a Draft without body. Raises
    FetchFailed, and BadInput for what came but is no page (a picture, a program).
    """
    if not urls.is_web_address(source):
        raise FetchFailed(without_credentials(source)[:200], "not a web address")
    page = fetch(source)
    for _ in range(REFRESHES):
        target = _sent_on(page)
        if target is None:
            break
        page = fetch(target)
    draft = _draft(page.data, name=page.url, declared=page.charset, came_from=page.url, url=url, title=title)
    return replace(draft, source="web")


def ingest_file(path: Path, *, url: str | None = None, title: str | None = None) -> Draft:
    """Return the article in a file of HTML, Markdown or plain text. Raises BadInput."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise BadInput(str(path), error.strerror or "cannot be read") from error
    return ingest_bytes(data, name=path.name, url=url, title=title)


def ingest_bytes(data: bytes, *, name: str, url: str | None = None, title: str | None = None) -> Draft:
    """Return the article in `data`, told apart by content; `name` is its file's, or says where it came from. Raises BadInput."""
    return _draft(data, name=name, declared=None, came_from=None, url=url, title=title)


def _draft(
    data: bytes, *, name: str, declared: str | None, came_from: str | None, url: str | None, title: str | None
) -> Draft:
    if len(data) > LARGEST_FILE:
        raise BadInput(name, f"larger than {LARGEST_FILE // 1_000_000} MB")
    address = url or came_from
    match sniff.kind(data, name):
        case sniff.Kind.HTML:
            return _from_html(data, declared, came_from, url, title, name)
        case sniff.Kind.MARKDOWN:
            return markdown.draft(sniff.decode(data, declared), name=_stem(name), url=_known(address), title=title)
        case sniff.Kind.TEXT:
            text = sniff.decode(data, declared)
            if not text.strip():
                raise BadInput(name, "it is empty")
            return plain.draft(text, name=_stem(name), url=_known(address), title=title)
        case sniff.Kind.PDF:
            return pdf.draft(data, name=_stem(name), url=_known(address), title=title)
        case sniff.Kind.EPUB:
            return epub.draft(data, name=_stem(name), url=_known(address), title=title)
        case sniff.Kind.MHTML:
            page = mhtml.page(data, name)
            return _from_html(page.html, page.charset, page.url or came_from, url, title, name)
        case _:
            raise BadInput(name, "neither HTML nor Markdown nor text")


def _from_html(
    data: bytes, declared: str | None, came_from: str | None, url: str | None, title: str | None, name: str
) -> Draft:
    from reader.ingest import sandbox

    html = sniff.decode(data, declared)
    reading = sandbox.read(html, url or came_from)
    known, body = reading.facts, reading.body
    address = _known(url or known.url or came_from)
    told = title or known.title or ("" if came_from else _stem(name))
    words = language.detect(body)
    return Draft(
        title=clean_line(told),
        body=body,
        url=address,
        authors=known.authors,
        site=known.site,
        published_at=known.published_at,
        updated_at=known.updated_at,
        language=words or known.language,
        excerpt=excerpt.of(body[:EXCERPTED]) or known.description[:280],
        image=known.image,
        source="file",
        words=count_words(body),
        original=data,
    )


def _known(address: str | None) -> str | None:
    """Return the canonical form of an address, or None for what is none."""
    try:
        return urls.canonical(address) if address else None
    except ValueError:
        return None


def _sent_on(page: Page) -> str | None:
    """Return where a page without words of its own sends its visitor."""
    if len(page.data) > 20_000:
        return None
    from html import unescape
    from urllib.parse import urljoin

    text = sniff.decode(page.data[:20_000], page.charset)
    match = _REFRESH.search(text)
    if match is None or len(re.sub(r"<[^>]{0,500}>|\s+", "", text.partition("<body")[2])) > 400:
        return None
    target = urljoin(page.url, unescape(match[1]))
    return target if urls.is_web_address(target) and target != page.url else None


def _stem(name: str) -> str:
    return name.rpartition("/")[2].rpartition(".")[0] or name
