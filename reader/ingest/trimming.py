"""Take out of a prepared tree what shows nothing: empty blocks, and rules that part nothing."""

from __future__ import annotations

from reader.ingest.tree import HEADINGS, Element


def trim(root: Element) -> None:
    """Take out empty blocks, then the rules that stand at an end or beside another."""
    _empty_blocks(root)
    _loose_rules(root)


def _empty_blocks(root: Element) -> None:
    """Take out blocks in which nothing is left to see."""
    for element in reversed(list(root.iter("p", "li", "ul", "ol", "blockquote", "dl", "dt", "dd", "note", *HEADINGS))):
        if element.tag in ("p", "dt") or element.tag in HEADINGS:
            empty = not "".join(element.itertext()).strip() and element.find(".//img") is None
        else:
            empty = not len(element)
        if empty:
            element.getparent().remove(element)


def _loose_rules(root: Element) -> None:
    """A rule parts two things: none stands at an end, or beside another."""
    for rule in list(root.iter("hr")):
        before, after = rule.getprevious(), rule.getnext()
        if rule.getparent() is root and (before is None or after is None or before.tag == "hr" or after.tag == "note"):
            root.remove(rule)
    if len(root) and root[-1].tag == "hr":
        root.remove(root[-1])
