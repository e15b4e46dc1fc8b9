"""Parse HTML into a tree that is safe to walk: bounded depth, no comments, addresses made whole."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

Element = Any
"""An lxml element; lxml has no types of its own."""

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
DEEPEST = 150
"""Levels below the root; what is nested deeper moves up. Pages written by people stay below 60."""

DEEPEST_WRITTEN = 1500
"""Levels beyond which a page is not brought into HTML5's form first."""
_VOID = ("wbr", "source", "track", "keygen", "command")
"""Elements without content that lxml's parser does not know as such."""
_NESTING_TAG = re.compile(
    r"<(/)?(?:div|span|section|article|main|header|footer|nav|aside|ul|ol|dl|table|tbody|blockquote|figure|form|font|center|a|b|i|u|em|strong|small|big|"
    r"code|pre|tt|s|strike|nobr|sup|sub|h[1-6]|button|svg|g|math|mrow|label|fieldset|details|template|object|map|ruby|q|cite|abbr|ins|del)(?=[\s/>])",
    re.IGNORECASE,
)
_NOT_IN_ADDRESS = re.compile(r"[\x00-\x20<>\"`{}|\\^\x7f-\xa0\u2028\u2029]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_UNSEEN = re.compile(
    r"(?:^|\s)(?:visually-?hidden|sr-only|screen-reader-text|screenreader-text|a11y-hidden|u-visually-hidden|show-for-sr)(?:\s|$)",
    re.I,
)
"""Names of words that are there to be heard, not seen."""
_KEPT_SCHEMES = ("http", "https", "mailto", "ftp", "tel", "magnet", "gemini", "xmpp", "doi")


class TooDeep(Exception):
    """The page is nested so deeply that its parser gave up."""


def parse(html: str) -> Element:
    """Return the root element of `html`; an empty page gives an empty root. Raises TooDeep."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    data = _as_browsers_read_it(html.replace("\x00", "\ufffd")).encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return etree.fromstring("<html><body></body></html>")
    if any("xcessive depth" in (entry.message or "") for entry in parser.error_log):
        raise TooDeep
    for element in reversed(list(root.iter(*_VOID))):
        _empty(element)
    for cell in root.iter("td", "th"):
        for name in ("colspan", "rowspan"):
            if len(cell.get(name) or "") > 2:
                del cell.attrib[name]  # nobody reads tables of a hundred columns, and some code would lay them out
    _flatten(root)
    return root


def _as_browsers_read_it(html: str) -> str:
    """Close what browsers close and move what they move (HTML5); lxml's parser alone knows the rules of HTML 4."""
    from selectolax.lexbor import LexborHTMLParser

    if _nesting(html) > DEEPEST_WRITTEN:
        return html  # HTML5's rules are quadratic in depth
    return LexborHTMLParser(html).html or ""


def _nesting(html: str) -> int:
    """Return about how deep the elements of a page are nested, those left out whose end is often not written."""
    deepest = depth = 0
    for match in _NESTING_TAG.finditer(html):
        depth += -1 if match[1] else 1
        deepest = max(deepest, depth)
        depth = max(depth, 0)
    return deepest


def _empty(element: Element) -> None:
    """Put what lxml took for the content of an element without content after it."""
    parent, at = element.getparent(), element.getparent().index(element) + 1
    words, element.text = element.text or "", None
    tail, element.tail = element.tail or "", None
    children = list(element)
    for child in reversed(children):
        parent.insert(at, child)
    element.tail = words
    last = children[-1] if children else element
    last.tail = (last.tail or "") + tail


def _flatten(root: Element) -> None:
    """Move up what lies deeper than DEEPEST, so that every walk after this may recurse."""
    deep: list[Element] = []
    stack = [(root, 0)]
    while stack:
        element, depth = stack.pop()
        if depth > DEEPEST:
            deep.append(element)
        stack.extend((child, depth + 1) for child in element)
    for element in reversed(deep):
        unwrap(element)


def base_of(root: Element, url: str | None) -> str:
    """Return the address that relative ones on the page start from; may be empty."""
    for base in root.iter("base"):
        if href := (base.get("href") or "").strip():
            return join(url or "", href) or (url or "")
    return url or ""


def join(base: str, address: str) -> str:
    """Return `address` as a whole one, fit for Markdown, or "" where it leads nowhere a reader can go."""
    address = re.sub(r"[\t\n\r]", "", address).strip()
    if not address or address.lower().startswith(("javascript:", "data:", "vbscript:", "about:", "blob:", "file:")):
        return ""
    try:
        whole = urljoin(base, address) if base else address
        scheme = urlsplit(whole).scheme.lower()
    except ValueError:  # "Invalid IPv6 URL" and its like
        return ""
    if scheme and scheme not in _KEPT_SCHEMES:
        return ""
    return _NOT_IN_ADDRESS.sub(lambda match: quote(match[0]), whole)


def text_of(element: Element) -> str:
    """Return all text below `element`, white space collapsed."""
    return " ".join("".join(element.itertext()).split())


def words(text: str) -> frozenset[str]:
    """Return the words of `text`, for tables of tags and names."""
    return frozenset(text.split())


def tag_of(element: Element) -> str:
    """Return the lower-case tag without its namespace prefix; "" for what is no element."""
    tag = element.tag
    return tag.lower().rpartition(":")[2] if isinstance(tag, str) else ""


def names_of(element: Element) -> str:
    """Return class and id as one lower-case string, for matching words in."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()


def is_hidden(element: Element) -> bool:
    """Say whether the page's own mark-up hides an element, or shows it above the page until it is dismissed."""
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    if element.get("aria-modal") == "true" and element.get("role") in ("dialog", "alertdialog"):
        return True
    if _UNSEEN.search(element.get("class") or "") and len(element) == 0:
        return True
    style = element.get("style")
    if style and tag_of(element) == "img" and (element.get("data-src") or element.get("data-original")):
        return False  # until a script has had it
    return bool(style and _HIDDEN.search(style.lower()))


def unwrap(element: Element) -> None:
    """Put what `element` holds in its place."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.text and before is not None:
        before.tail = (before.tail or "") + element.text
    elif element.text:
        parent.text = (parent.text or "") + element.text
    at = parent.index(element)
    tail, children = element.tail, list(element)
    element.tail = None
    parent.remove(element)
    for offset, child in enumerate(children):
        parent.insert(at + offset, child)
    last = children[-1] if children else before
    if tail and last is not None:
        last.tail = (last.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail


def drop(element: Element) -> None:
    """Remove `element`, keeping the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
        element.tail = None
    parent.remove(element)
