"""Follow pages that only send on to another (shorteners), and those that only stand for another (AMP)."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin

from reader.errors import FetchFailed
from reader.ingest import sniff
from reader.ingest.request import Fetch, Page
from reader.model import url as urls

REFRESHES = 3
"""How many pages that only send on to another are followed."""
LARGEST_SENDING = 20_000
"""Bytes; a page that only sends on is short."""
MOST_WORDS_SENDING = 400
"""Characters a visitor may read on one."""
HEAD_CHARACTERS = 200_000

_REFRESH = re.compile(
    r"""<meta\s[^>]{0,200}?http-equiv\s*=\s*["']?refresh["']?[^>]{0,200}?content\s*=\s*["']?\s*[0-5](?:\.\d+)?\s*[;,]\s*url\s*=\s*["']?([^"'>\s]{1,2000})""",
    re.IGNORECASE,
)
_AMP = re.compile(r"<html(?:\s[^>]{0,500}?)?\s(?:amp|amphtml|\u26a1|\u26a1\ufe0f)(?:[\s>=])", re.IGNORECASE)
_LINK = re.compile(r"<link\s[^>]{1,2500}>", re.IGNORECASE)
_IS_CANONICAL = re.compile(r"""\srel\s*=\s*["']?canonical["'\s/>]""", re.IGNORECASE)
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]{1,2000})"|'([^']{1,2000})'|([^\s"'>]{1,2000}))""", re.IGNORECASE)


def follow(page: Page, fetch: Fetch) -> Page:
    """Return the page that a visitor comes to in the end. Raises FetchFailed where a page sends on to nothing."""
    for _ in range(REFRESHES):
        target = sent_on(page)
        if target is None:
            break
        page = fetch(target, sent_by=page)
    original = amp_original(page)
    if original is None:
        return page
    try:
        return fetch(original, sent_by=page)
    except FetchFailed:
        return page  # what stands for it is better than nothing


def sent_on(page: Page) -> str | None:
    """Return where a page without words of its own sends its visitor."""
    if len(page.data) > LARGEST_SENDING:
        return None
    text = sniff.decode(page.data, page.charset)
    match = _REFRESH.search(text)
    words = re.sub(r"<[^>]{0,500}>|\s+", "", text.partition("<body")[2])
    target = _target(page, match[1]) if match and len(words) <= MOST_WORDS_SENDING else None
    return None if target == page.url else target


def amp_original(page: Page) -> str | None:
    """Return the address of the page that an AMP page was made from; None where this is none, or its own original."""
    head = sniff.decode(page.data[:HEAD_CHARACTERS], page.charset)
    if not _AMP.search(head[:5_000]):
        return None
    for link in _LINK.finditer(head):
        href = _HREF.search(link[0]) if _IS_CANONICAL.search(link[0]) else None
        target = _target(page, href[1] or href[2] or href[3]) if href else None
        if target is not None:
            return None if urls.identity(target) == urls.identity(page.url) else target
    return None


def _target(page: Page, href: str) -> str | None:
    try:
        target = urljoin(page.url, unescape(href).strip())
    except ValueError:
        return None
    return target if urls.is_web_address(target) else None
