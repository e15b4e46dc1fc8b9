"""HTML inside Markdown: a few tags are understood, the rest is dropped, and what only looks like a tag is words."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

KNOWN = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "address",
        "applet",
        "area",
        "article",
        "aside",
        "audio",
        "b",
        "base",
        "basefont",
        "bdi",
        "bdo",
        "big",
        "blink",
        "blockquote",
        "body",
        "br",
        "button",
        "canvas",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "data",
        "datalist",
        "dd",
        "del",
        "details",
        "dfn",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "em",
        "embed",
        "fieldset",
        "figcaption",
        "figure",
        "font",
        "footer",
        "form",
        "frame",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "i",
        "iframe",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "legend",
        "li",
        "link",
        "main",
        "map",
        "mark",
        "marquee",
        "math",
        "menu",
        "meta",
        "meter",
        "nav",
        "nobr",
        "noframes",
        "noscript",
        "object",
        "ol",
        "optgroup",
        "option",
        "output",
        "p",
        "param",
        "picture",
        "pre",
        "progress",
        "q",
        "rb",
        "rp",
        "rt",
        "rtc",
        "ruby",
        "s",
        "samp",
        "script",
        "search",
        "section",
        "select",
        "slot",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "style",
        "sub",
        "summary",
        "sup",
        "svg",
        "table",
        "tbody",
        "td",
        "template",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "time",
        "title",
        "tr",
        "track",
        "tt",
        "u",
        "ul",
        "var",
        "video",
        "wbr",
    ]
)
"""The names of HTML's elements: `<T>` and `<user@host>` are none of them, and stay as words."""

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(r"""([A-Za-z][\w:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_SILENT = re.compile(r"<(script|style|template|head|title)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_NOTHING = re.compile(r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[|<![A-Za-z][^<>]*>", re.DOTALL)
_BLOCK_TAG = re.compile(
    r"</?(?:address|article|aside|blockquote|body|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer"
    r"|form|h[1-6]|header|hr|html|li|main|nav|ol|p|pre|section|summary|table|tbody|tfoot|thead|tr|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_CELL_END = re.compile(r"</t[dh]\s*>\s*", re.IGNORECASE)


class Tag(NamedTuple):
    name: str
    closing: bool
    attributes: dict[str, str]


def read_tag(source: str) -> Tag | None:
    """Return the HTML tag that `source` is; None where it is none and should be read as words.

    Comments and their kin are tags without a name.
    """
    match = _TAG.fullmatch(source)
    if match is None:
        return Tag("", False, {}) if _NOTHING.match(source) else None
    name = match[2].lower()
    if name not in KNOWN and "-" not in name:
        return None
    found = _ATTRIBUTE.finditer(match[3]) if match[3] and not match[1] else ()
    return Tag(name, bool(match[1]), {m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "") for m in found})


def block_to_markdown(source: str) -> list[str]:
    """Return the paragraphs of a block of HTML as inline Markdown with only inline tags left in it; may be empty."""
    source = _NOTHING.sub("", _SILENT.sub("", source))
    source = _CELL_END.sub(" ", source)
    return [words for part in _BLOCK_TAG.sub("\n\n", source).split("\n\n") if (words := part.strip())]
