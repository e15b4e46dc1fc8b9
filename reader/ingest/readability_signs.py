"""What the elements of a page look like to Readability, one by one: a part of the port of Readability.js 0.6 (Mozilla;
Apache License 2.0)."""

from __future__ import annotations

import re

from reader.ingest.readability_sweep import text
from reader.ingest.tree import Element, drop, tag_of

_BYLINE = re.compile(r"byline|author|dateline|writtenby|p-author", re.I)
BLOCKS_IN_DIV = frozenset(("blockquote", "dl", "div", "img", "ol", "p", "pre", "table", "ul"))
_PHRASING = frozenset(
    [
        "abbr",
        "audio",
        "b",
        "bdo",
        "br",
        "button",
        "cite",
        "code",
        "data",
        "datalist",
        "dfn",
        "em",
        "embed",
        "i",
        "img",
        "input",
        "kbd",
        "label",
        "mark",
        "math",
        "meter",
        "noscript",
        "object",
        "output",
        "progress",
        "q",
        "ruby",
        "samp",
        "script",
        "select",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "textarea",
        "time",
        "var",
        "wbr",
    ]
)


def is_visible(node: Element) -> bool:
    """Say whether the page shows `node`."""
    style = (node.get("style") or "").lower().replace(" ", "")
    if "display:none" in style or "visibility:hidden" in style or node.get("hidden") is not None:
        return False
    return node.get("aria-hidden") != "true" or "fallback-image" in (node.get("class") or "")


def is_byline(node: Element, names: str) -> bool:
    """Say whether `node` says who wrote the article."""
    if node.get("rel") != "author" and "author" not in (node.get("itemprop") or "") and not _BYLINE.search(names):
        return False
    return 0 < len(text(node)) < 100


def is_empty(node: Element) -> bool:
    """Say whether nothing but breaks and rules is in `node`."""
    return not text(node) and all(tag_of(part) in ("br", "hr") for part in node.iterdescendants())


def has_block(node: Element) -> bool:
    """Say whether a block stands anywhere below `node`."""
    return any(tag_of(part) in BLOCKS_IN_DIV for part in node.iterdescendants())


def is_phrasing(node: Element) -> bool:
    """Say whether `node` may stand within a line of words."""
    tag = tag_of(node)
    return tag in _PHRASING or (tag in ("a", "del", "ins") and all(map(is_phrasing, node)))


def similar(one: str, other: str) -> float:
    """Return how much of `other` is made of words of `one`, 0 to 1."""
    ours, theirs = re.split(r"\W+", one.lower()), [word for word in re.split(r"\W+", other.lower()) if word]
    if not any(ours) or not theirs:
        return 0
    strange = [word for word in theirs if word not in ours]
    return 1 - len(" ".join(strange)) / len(" ".join(theirs))


def within(node: Element, tags: tuple[str, ...]) -> bool:
    """Say whether one of the next four ancestors has one of `tags`."""
    return any(tag_of(ancestor) in tags for ancestor in ancestors(node, 4))


def ancestors(node: Element, levels: int) -> list[Element]:
    """Return the next ancestors, as many as there are below the root."""
    found: list[Element] = []
    for ancestor in node.iterancestors():
        if len(found) == levels or tag_of(ancestor) == "html":
            break
        found.append(ancestor)
    return found


def following(node: Element, top: Element, skip: bool = False) -> Element | None:
    """Return the next element in reading order below `top`; `skip` passes over what `node` holds."""
    if not skip and len(node):
        return node[0]
    while node is not None and node is not top:
        after = node.getnext()
        if after is not None:
            return after
        node = node.getparent()
    return None


def without(node: Element, top: Element) -> Element | None:
    """Take `node` out; return what follows it below `top`."""
    after = following(node, top, skip=True)
    drop(node)
    return after
