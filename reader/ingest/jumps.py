"""Let the links of a page to its own headings lead there in the article too, as `#slug`.

Links and headings are matched on the page, by its ids; what a heading is called in the end its words decide, so the
addresses are put in once the article is written. `reader.text` says what its headings are called (`Document.anchors`).
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

from reader.ingest.tree import HEADINGS, Element, tag_of, unwrap

MARK = "data-reader-heading"
"""On a heading and on the links to it: the same number."""


def mark(article: Element, *addresses: str | None) -> None:
    """Mark the links of `article` that lead to one of its headings, and those headings; `addresses` are its own."""
    own = {address.partition("#")[0] for address in addresses if address}
    named = [(link, name) for link in article.iter("a") if (name := _name(link.get("href") or "", own))]
    headings = _headings(article, {name for _, name in named})
    for link, name in named:
        if (heading := headings.get(name)) is not None:
            if not heading.get(MARK):
                heading.set(MARK, name)
            link.set(MARK, heading.get(MARK))


def written(prepared: Element, write: Callable[[Element], str]) -> str:
    """Return what `write` makes of a prepared tree, its marked links as `#slug` where the heading is in the article."""
    text = write(prepared)
    links = [link for link in prepared.iter("a") if link.get(MARK)]
    if not links:
        return text
    slugs = _slugs(prepared, text)
    for link in links:
        if slug := slugs.get(link.get(MARK)):
            link.set("href", f"#{slug}")
        elif link.get("href").startswith("#"):
            unwrap(link)
    return write(prepared)


def _name(address: str, own: set[str]) -> str:
    """Return the name in an address within the page; "" for any other address."""
    page, _, name = address.strip().partition("#")
    return unquote(name) if not page or page in own else ""


def _headings(article: Element, names: set[str]) -> dict[str, Element]:
    """Return the headings of these names: what the name is on, in, or right above, with no words between."""
    from lxml import etree

    found: dict[str, Element] = {}
    above: list[str] = []
    inside: Element | None = None
    for event, element in etree.iterwalk(article, events=("start", "end")) if names else ():
        if event == "end":
            if element is inside:
                inside = None
            if inside is None and (element.tail or "").strip():
                above.clear()
            continue
        if inside is None and tag_of(element) in HEADINGS:
            inside = element
            for name in above:
                found.setdefault(name, element)
            above.clear()
        for name in {element.get("id"), element.get("name")} & names:
            if inside is not None:
                found.setdefault(name, inside)
            else:
                above.append(name)
        if inside is None and (element.text or "").strip():
            above.clear()
    return found


def _slugs(prepared: Element, text: str) -> dict[str, str]:
    """Return what the marked headings are called in the article that was written as `text`."""
    from reader.text import blocks

    document = blocks.parse(text)
    document.read_all()
    names = {offset: name for name, offset in reversed(document.anchors.items())}
    headings = list(prepared.iter(*HEADINGS))
    if len(headings) != len(document.headings):
        return {}
    pairs = zip(headings, document.headings, strict=True)
    return {made.get(MARK): names.get(read.offset, "") for made, read in pairs if made.get(MARK)}
