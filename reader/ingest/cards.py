"""Know the boxes that pages put among and below an article: cards that lead to other articles, forms that ask for an address."""

from __future__ import annotations

from itertools import groupby

from reader.ingest.leaves import MARK, Leaf
from reader.ingest.tree import Element, tag_of, text_of

FEWEST = 2
"""Cards side by side that make a row of them."""
LONGEST_CARD = 400
"""Characters of a card on the average."""
LONGEST_FORM = 300
"""Characters of a box with a form in it."""
MOST_FORMS = 50
_WRITTEN = frozenset(("", "email", "text"))


def teasers(leaves: list[Leaf]) -> frozenset[int]:
    """Return the leaves within cards of one make that stand side by side, each with a heading that is a link."""
    headings = {leaf.element: leaf for leaf in leaves if leaf.kind == "heading"}
    held: dict[Element, int] = {}
    for heading in headings:
        for above in heading.iterancestors():
            held[above] = held.get(above, 0) + 1
    cards = [card for one, leaf in headings.items() if leaf.linked > 0.8 and (card := _card(one, held)) is not None]
    found: set[int] = set()
    for _, row in groupby(cards, lambda card: (card.getparent(), tag_of(card), card.get("class"))):
        group = list(row)
        if len(group) >= FEWEST and sum(len(text_of(card)) for card in group) < LONGEST_CARD * len(group):
            found.update(number for card in group for number in _inside(card))
    return frozenset(found)


def asking(leaves: list[Leaf]) -> frozenset[int]:
    """Return the leaves within small boxes that ask for an address: "Join our readers", a field and a button."""
    found: set[int] = set()
    body = next((one for leaf in leaves[:1] for one in leaf.element.iterancestors("body")), None)
    for form in list(body.iter("form"))[:MOST_FORMS] if body is not None else ():
        fields = [one for one in form.iter("input") if (one.get("type") or "").lower() in _WRITTEN]
        if not fields or len(fields) > 3 or "search" in (form.get("role") or form.get("action") or "").lower():
            continue
        box = form.getparent()
        if box is not body and len(text_of(box)) < LONGEST_FORM and next(box.iter("h1"), None) is None:
            found.update(_inside(box))
    return frozenset(found)


def _card(heading: Element, held: dict[Element, int]) -> Element | None:
    """Return the outermost element around a heading that holds no other; None where there is none but its link."""
    card = None
    for above in heading.iterancestors():
        if held[above] > 1 or tag_of(above) == "body":
            break
        card = above
    return None if card is None or tag_of(card) == "a" else card


def _inside(box: Element) -> list[int]:
    return [int(one.get(MARK)) for one in box.iter() if one.get(MARK)]
