"""Decide which parts of a page are its article."""

from __future__ import annotations

import re

from reader.ingest.facts import Facts
from reader.ingest.tree import Element, drop, text_of

VOTE = "vote"


def article(root: Element, html: str, known: Facts, with_: str = VOTE) -> Element | None:
    """Return the element that holds the article, and nothing else; None where the page has none."""
    body = next(root.iter("body"), root)
    candidates = [*root.iter("article"), *root.iter("main")]
    best = max(candidates, key=lambda one: len(text_of(one)), default=body)
    for element in list(best.iter("nav", "footer", "aside", "form", "script", "style")):
        if element is not best:
            drop(element)
    return best if text_of(best) else None


def without_title(prepared: Element, title: str) -> None:
    """Take out the heading that only repeats the title: it is shown above the text."""
    known = re.sub(r"\W+", "", title).casefold()
    for block in list(prepared)[:6]:
        if block.tag in ("h1", "h2") and known and re.sub(r"\W+", "", text_of(block)).casefold() == known:
            prepared.remove(block)
            return
