"""Say what kind of thing some bytes are, and turn bytes into text."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum

from reader.ingest import mail


class Kind(StrEnum):
    """What a source can be, as far as its handling goes."""

    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"
    MHTML = "mhtml"
    EPUB = "epub"
    PDF = "pdf"
    FEED = "feed"
    MAIL = "mail"
    BINARY = "binary"
    """Nothing that an article can be read from."""


HEAD_BYTES = 8192
"""How much of the beginning is looked at to tell the kind."""

MOST_CONTROLS = 20
"""Where more than one byte of so many is a control character, nobody wrote it."""
_CONTROLS = bytes(set(range(1, 32)) - set(b"\t\n\f\r\x0e\x0f\x1b"))
"""ISO-2022 shifts and the escapes of terminals stand in texts."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HTML_START = re.compile(
    r"(?>\s+|<!--.*?-->|<\?xml[^>]*>)*+<(?:!doctype\s+html|html|head|body|title|meta|script|article|main|div|section|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG = re.compile(
    r"</?(?:p|div|a|span|br|h[1-6]|ul|ol|li|table|td|img|blockquote|section|article)\b[^<>]{0,400}>", re.I
)
_FEED_START = re.compile(
    r"(?>\s+|<!--.*?-->|<\?xml[^>]*>|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>)*+<(?:rss\b|(?:[\w-]+:)?feed\b[^>]*Atom|(?:rdf:)?RDF\b[^>]*rss)",
    re.DOTALL,
)
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?:[^\n]*\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\n|$)")
_MARKDOWN_SIGNS = re.compile(
    r"^#{1,6} \S|^```|^~~~|\[[^\]\n]{1,200}\]\((?:https?:|/|#|\.)[^)\s]{0,500}\)|\*\*\S[^*\n]{0,200}\S\*\*|^\|.*\|\s*$|^\[\^?[^\]\n]{1,50}\]: ",
    re.MULTILINE,
)
_MARKDOWN_TITLE = re.compile(r"\s*# \S[^\n]*(?:\n\s*\n|\s*$)")
"""A heading of the first level, alone in its paragraph, at the very beginning."""
_MHTML_HEADERS = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_MAGIC = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"7z\xbc\xaf",
    b"\x7fELF",
    b"OggS",
    b"Rar!",
)


def kind(data: bytes, name: str) -> Kind:
    """Return what `data` is, told by its content first and the ending of `name` where content leaves it open."""
    head = data[:HEAD_BYTES]
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if head.startswith(b"PK\x03\x04"):
        return Kind.EPUB if b"application/epub+zip" in head or name.lower().endswith(".epub") else Kind.BINARY
    if head.startswith(_MAGIC):
        return Kind.BINARY
    if mail.is_mail(data[: mail.HEAD_BYTES]):
        return Kind.MAIL
    if _MHTML_HEADERS.search(head) and re.match(rb"[A-Za-z-]+:", head):
        return Kind.MHTML
    if not head.startswith(tuple(bom for bom, _ in _BOMS)) and b"\0" in head:
        return Kind.BINARY
    if len(head) - len(head.translate(None, _CONTROLS)) > len(head) // MOST_CONTROLS:
        return Kind.BINARY
    return _text_kind(decode(head), name.lower())


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the text of `data`: by its byte order mark, else as UTF-8 where that fits, else as `declared`,
    else as Windows-1252. Never fails; what cannot be read is U+FFFD."""
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return data.decode(codec, errors="replace")
    for codec in ("utf-8", declared or "", "windows-1252"):
        try:
            return data.decode(codec)
        except (LookupError, ValueError, AssertionError):
            continue
    return data.decode("windows-1252", errors="replace")


def _text_kind(head: str, name: str) -> Kind:
    head = head.lstrip("\ufeff")
    if _FEED_START.match(head):
        return Kind.FEED
    if _HTML_START.match(head):
        return Kind.HTML
    if _FRONT_MATTER.match(head) or name.endswith((".md", ".markdown", ".mdown", ".mkd")):
        return Kind.MARKDOWN
    if name.endswith((".html", ".htm", ".xhtml")) and "<" in head:
        return Kind.HTML
    if len(_HTML_TAG.findall(head)) >= 5:
        return Kind.HTML
    if name.endswith(".txt"):
        return Kind.TEXT
    if _MARKDOWN_TITLE.match(head) or len(_MARKDOWN_SIGNS.findall(head)) >= 3:
        return Kind.MARKDOWN
    return Kind.TEXT
