"""Cut a page into its leaves: the smallest blocks of words, pictures, code or tables that are kept or left out whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from reader.ingest import listings, media, tables
from reader.ingest.prepare import BLOCKS
from reader.ingest.tree import HEADINGS, Element, is_hidden, tag_of, text_of, unwrap

MARK = "data-reader-leaf"
"""The attribute that carries a leaf's number, also in copies of the tree."""
LONGEST_CAPTION = 300
"""Characters beside a picture, in one figure with it."""

_NAMED_BY = ("class", "id", "data-component", "data-testid", "data-hook", "data-module")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_IGNORED = frozenset(
    ("script", "style", "template", "head", "svg", "link", "meta", "noscript", "button", "select", "textarea", "dialog")
)


@dataclass
class Leaf:
    """One leaf; `element` is in the page's tree."""

    number: int
    element: Element
    kind: str
    """"heading", "text", "item", "code", "table", "media"."""
    text: str
    linked: float
    """Part of its characters that are links, 0 to 1."""
    is_astray: bool = False
    """It was found to stand in a box that is no part of the article."""
    weighed: tuple[str, bool, float] | None = None
    """What it weighed as furniture by these names, and astray or not."""
    names: str = ""
    """Classes and ids of the leaf and of what holds it, as far up as that is a small part of the page."""

    @cached_property
    def key(self) -> str:
        """The letters and digits alone, to compare texts that passed through different hands."""
        return re.sub(r"[\W_]+", "", self.text).casefold()

    @cached_property
    def tags(self) -> frozenset[str]:
        """The tags that hold it, its own among them."""
        return frozenset([tag_of(self.element), *map(tag_of, self.element.iterancestors())])


def cut(body: Element) -> list[Leaf]:
    """Return the leaves of `body` in reading order, each marked with its number. Loose words get an element of their own."""
    holders: set[Element] = set()
    for element in body.iter():
        if tag_of(element) in BLOCKS or tag_of(element) in media.EMBEDS:
            for ancestor in element.iterancestors():
                if ancestor in holders:
                    break
                holders.add(ancestor)
    for holder in _broken(body):
        holders.update((holder, *holder.iterancestors()))
    leaves: list[Leaf] = []
    _walk(body, holders, leaves)
    _name(leaves)
    return leaves


def _broken(body: Element) -> list[Element]:
    """Return what holds paragraphs parted by two line breaks; inline elements around them are taken away."""
    for font in list(body.iter("font")):
        unwrap(font)
    found: list[Element] = []
    for br in list(body.iter("br")):
        after = br.getnext()
        if after is None or tag_of(after) != "br" or (br.tail or "").strip():
            continue
        parent = br.getparent()
        while tag_of(parent) in ("span", "small", "big") and parent is not body:
            outer = parent.getparent()
            unwrap(parent)
            parent = outer
        if tag_of(parent) in BLOCKS and tag_of(parent) not in (*HEADINGS, "pre"):
            found.append(parent)
    return found


def _name(leaves: list[Leaf]) -> None:
    """Give the leaves their names; what holds a large part of the page's prose says nothing about a leaf by its name."""
    prose: dict[Element, int] = {}
    called: dict[Element, str] = {}
    total = 0
    for leaf in leaves:
        length = len(leaf.text) if leaf.linked < 0.5 else 0
        total += length
        for ancestor in leaf.element.iterancestors():
            prose[ancestor] = prose.get(ancestor, 0) + length
    for leaf in leaves:
        parts = [_called(leaf.element)]
        for ancestor in leaf.element.iterancestors():
            if prose[ancestor] > 0.3 * total:
                break
            if ancestor not in called:
                called[ancestor] = _called(ancestor)
            parts.append(called[ancestor])
        leaf.names = " | ".join(part for part in parts if part.strip())[:1500]


def _called(element: Element) -> str:
    """Return what an element is called, in lower case; names are cut at their humps ("NewsletterForm")."""
    said = [element.get(name) or "" for name in _NAMED_BY]
    return _HUMP.sub("-", " ".join(said[:2]) + "".join(f" {name}" for name in said[2:] if name)).lower()


def _walk(element: Element, holders: set[Element], leaves: list[Leaf]) -> None:
    tag = tag_of(element)
    if not tag or tag in _IGNORED or is_hidden(element):
        return
    if kind := _whole(element, tag):
        _add(element, kind, leaves)
    elif element in holders:
        _wrap_loose(element, holders)
        for child in list(element):
            _walk(child, holders, leaves)
    else:
        _add(element, "item" if tag in ("li", "dd", "dt") else "text", leaves)


def _whole(element: Element, tag: str) -> str:
    """Return the kind of a leaf that is one whatever it holds; "" for others."""
    if tag in HEADINGS:
        return "heading"
    if tag == "pre" or listings.of_container(element):
        return "code"
    if tag in media.EMBEDS:
        return "media"
    if tag == "table":
        if listings.of_table(element):
            return "code"
        return "table" if tables.grid(element) is not None else ""
    return ""


def _add(element: Element, kind: str, leaves: list[Leaf]) -> None:
    text = _seen_text(element)
    if not text and kind != "media":
        if next(element.iter("img", "picture", "amp-img", "math"), None) is None:
            return
        kind = "media"
    elif kind == "text" and tag_of(element) != "p" and _is_picture(element, text):
        kind = "media"  # a picture with its credit
    links = sum(len(text_of(link)) for link in element.iter("a") if not (link.get("href") or "#").startswith("#"))
    around = next(element.iterancestors("a"), None)
    if around is not None and kind != "media" and not (around.get("href") or "#").startswith("#"):
        links = len(text)
    leaf = Leaf(len(leaves), element, kind, text, links / len(text) if text else 0)
    element.set(MARK, str(leaf.number))
    leaves.append(leaf)


def _seen_text(element: Element) -> str:
    """Return the text of a leaf, without that of buttons."""
    text = text_of(element)
    for button in element.iter("button"):
        text = text.replace(text_of(button), "", 1)
    return " ".join(text.split())


def _is_picture(element: Element, text: str) -> bool:
    """Say whether an element shows a picture and no more words than a credit or, in a figure, a caption."""
    if next(element.iter("img", "amp-img"), None) is None:
        return False
    if any(tag_of(one) == "figure" for one in (element, *element.iterancestors())):
        return len(text) < LONGEST_CAPTION
    return len(text) < 60 and (_shows_large(element) or next(element.iter("picture"), None) is not None)


def _shows_large(element: Element) -> bool:
    return any((image.get("width") or "").isdigit() and int(image.get("width")) >= 300 for image in element.iter("img"))


def _wrap_loose(element: Element, holders: set[Element]) -> None:
    """Gather words and inline elements that stand beside blocks; two line breaks part one paragraph from the next."""
    parts: list[str | Element] = [element.text or ""]
    for child in list(element):
        parts += [child, child.tail or ""]
        child.tail = None
        element.remove(child)
    element.text = None
    run: list[str | Element] = []
    for part in parts:
        is_block = not isinstance(part, str) and (
            tag_of(part) in BLOCKS or tag_of(part) in media.EMBEDS or part in holders
        )
        if is_block:
            _put_run(element, run)
            run = []
            element.append(part)
        else:
            run.append(part)
    _put_run(element, run)


def _put_run(element: Element, run: list[str | Element]) -> None:
    paragraphs: list[list[str | Element]] = [[]]
    breaks: list[Element] = []
    for part in run:
        if isinstance(part, str):
            if part.strip() or not breaks:
                paragraphs[-1] += [*breaks, part]
                breaks = []
        elif tag_of(part) == "br":
            breaks.append(part)
            if len(breaks) == 2:
                paragraphs.append([])
            continue
        else:
            if len(breaks) < 2:
                paragraphs[-1] += breaks
            breaks = []
            paragraphs[-1].append(part)
    for paragraph in paragraphs:
        if all(isinstance(part, str) and not part.strip() for part in paragraph):
            continue
        holder = element.makeelement("p" if len(paragraphs) > 1 else "span")
        element.append(holder)
        for part in paragraph:
            if not isinstance(part, str):
                holder.append(part)
            elif len(holder):
                holder[-1].tail = (holder[-1].tail or "") + part
            else:
                holder.text = (holder.text or "") + part
