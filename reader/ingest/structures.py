"""Blocks that hold others: lists, definitions, figures, listings and tables, whatever the page made them of."""

from __future__ import annotations

from reader.ingest import listings, media, tables
from reader.ingest.assembly import add
from reader.ingest.tree import Element, is_hidden, tag_of
from reader.ingest.walk import DROPPED, Walk


def put_list(walk: Walk, element: Element, kind: str) -> None:
    """Put a list; loose words in it are items of their own."""
    for holder, where in [(element, "text"), *((child, "tail") for child in element)]:
        if (words := getattr(holder, where) or "").strip():  # loose words in a list are an item of their own
            setattr(holder, where, None)
            item = element.makeelement("li")
            item.text = words
            if where == "text":
                element.insert(0, item)
            else:
                holder.addnext(item)
    put_items(walk, list(element), kind, start=element.get("start") or "")


def put_items(walk: Walk, items: list[Element], kind: str, start: str = "") -> None:
    """Put what a list holds; a list right inside it belongs to the item before."""
    made = walk.out.new(kind)
    if start:
        made.set("start", start)
    outer = walk.out.target
    item: Element | None = None
    for child in items:
        tag = tag_of(child)
        if tag in DROPPED or not tag or is_hidden(child) or walk.notes.is_note(child):
            continue
        if tag != "li" and item is not None:
            walk.out.target = item  # a list right inside a list belongs to the item before it
        else:
            walk.out.target = item = add(made, "li")
            if tag == "li" and (value := child.get("value")):
                item.set("value", value)
        if tag == "li":
            walk.children(child)
        else:
            walk.element(child)
        walk.out.end_paragraph()
    walk.out.target = outer


def put_definitions(walk: Walk, element: Element) -> None:
    """A list of terms; where it has no terms it was only used to indent."""
    for child in reversed(list(element.iter("dt", "dd"))):
        if tag_of(child.getparent()) in ("dt", "dd"):
            child.getparent().addnext(child)  # the page did not close the one before
    pairs = [
        child
        for child in element.iter("dt", "dd")
        if not any(a.tag == "dl" for a in child.iterancestors() if a is not element and element in a.iterancestors())
    ]
    if not any(child.tag == "dt" for child in pairs) or _has_loose_words(element, ("dt", "dd")):
        walk.children(element)
        return
    made = walk.out.new("dl")
    outer, walk.out.target = walk.out.target, made
    for child in pairs:
        if walk.notes.is_note(child):
            continue
        if child.tag == "dt":
            with walk.out.words_alone("dt"):
                walk.children(child)
        elif not len(made) and walk.out.paragraph is None:
            walk.children(child)
        else:
            with walk.out.within("dd"):
                walk.children(child)
        walk.out.end_paragraph()
    walk.out.target = outer


def put_figure(walk: Walk, element: Element) -> None:
    """What a figure shows, then its caption, wherever the page put it."""
    listing = listings.of_container(element)
    captions = list(element.iter("figcaption"))
    if listing:
        put_listing(walk, listing)
    else:
        media.promote_lazy(element)
        if element.text:
            walk.out.text(element.text)
        for child in element:
            if child not in captions:
                walk.element(child)
            if child.tail:
                walk.out.text(child.tail)
        walk.out.end_paragraph()
    for caption in captions:
        if listing or caption.getparent() is element:
            walk.block(caption, "figcaption")


def put_pre(walk: Walk, element: Element) -> None:
    """Put the code of a `pre`."""
    if listing := listings.of_pre(element):
        put_listing(walk, listing)


def put_listing(walk: Walk, listing: listings.Listing) -> None:
    """Put a block of code."""
    made = walk.out.new("pre")
    made.text = listing.code
    made.set("language", listing.language)


def put_table(walk: Walk, element: Element) -> None:
    """Put a table of data; one that only lays out gives its cells in reading order."""
    if listing := listings.of_table(element):
        put_listing(walk, listing)
        return
    grid = tables.grid(element)
    caption = next((child for child in element if tag_of(child) == "caption"), None)
    if grid is None or _has_loose_words(element, ("td", "th", "caption")):
        if _has_loose_words(element, ("td", "th", "caption")):
            walk.children(element)
            return
        for cell in tables.layout_cells(element):
            walk.children(cell)
            walk.out.end_paragraph()
        return
    if caption is not None:
        walk.wrapped("strong", caption)
    made = walk.out.new("table")
    outer = walk.out.target
    for row in grid:
        walk.out.target = add(made, "tr")
        for cell in row:
            with walk.out.words_alone("cell"):
                if cell is not None:
                    walk.children(cell)
    walk.out.target = outer


def _has_loose_words(element: Element, holders: tuple[str, ...]) -> bool:
    """Say whether a broken table or list has words outside of what should hold them."""
    if tag_of(element) in holders:
        return False
    if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        return True
    return any(_has_loose_words(child, holders) for child in element if tag_of(child) not in DROPPED)
