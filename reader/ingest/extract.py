"""Decide which parts of a page are its article, by the vote of several voices on each leaf.

Readability (its port) and trafilatura (once careful, once generous) err in different places, and so does the page's own
mark-up. Each leaf is kept or left out by what they say of it and of its neighbours: `voices` asks, `election` counts,
`settling` puts right what a count by leaves tears apart.
"""

from __future__ import annotations

import re

from reader.ingest import election, voices
from reader.ingest.facts import Facts
from reader.ingest.leaves import MARK, Leaf, cut
from reader.ingest.tree import Element, drop, tag_of, text_of

VOTE, READABILITY, TRAFILATURA, WHOLE = "vote", "readability", "trafilatura", "whole"
EXTRACTORS = (VOTE, READABILITY, TRAFILATURA, WHOLE)
LARGEST_VOTED = 2_000_000
"""Characters of a page beyond which only Readability is asked."""
MOST_VOTED = 15_000
"""Leaves beyond which the same holds: a vote would take longer than a page may."""
FEWEST_CHARACTERS = 25
LONGEST_BEFORE_TITLE = 150
"""Letters of a paragraph above the title."""


def article(root: Element, html: str, known: Facts, with_: str = VOTE) -> Element | None:
    """Return the page's body with nothing in it but the article; None where the page has none. Changes the tree.

    `with_` is one of EXTRACTORS.
    """
    body = next(root.iter("body"), None)
    if body is None:
        return None
    leaves = cut(body)
    if with_ == WHOLE:
        kept = frozenset(leaf.number for leaf in leaves)
    elif with_ == READABILITY or len(html) > LARGEST_VOTED or len(leaves) > MOST_VOTED:
        kept = voices.by_readability(body, known)
    elif with_ == TRAFILATURA:
        kept = voices.by_trafilatura(voices.for_trafilatura(root), leaves, careful=False) or frozenset()
    else:
        kept = election.elected(leaves, voices.hear(root, body, leaves, known), known)
    return _pruned(body, leaves, kept)


def without_title(prepared: Element, title: str) -> None:
    """Take out the heading that only repeats the title: it is shown above the text."""
    known = re.sub(r"\W+", "", title).casefold()
    for block in list(prepared)[:6]:
        said = re.sub(r"\W+", "", text_of(block)).casefold()
        is_heading = block.tag in ("h1", "h2") or (block.tag == "p" and block is prepared[0])
        under_kicker = (
            block.tag in ("h1", "h2") and len(known) > 12 and said.endswith(known) and len(said) < 2.0 * len(known)
        )
        if known and ((is_heading and said == known) or under_kicker):
            prepared.remove(block)
        elif block.tag == "p" and len(said) > LONGEST_BEFORE_TITLE:
            return  # the text has begun; what repeats the title now is a heading of its own


def _pruned(body: Element, leaves: list[Leaf], kept: frozenset[int]) -> Element | None:
    if sum(len(leaf.text) for leaf in leaves if leaf.number in kept) < FEWEST_CHARACTERS:
        return None
    for rule in _loose_rules(body, kept):
        drop(rule)
    for leaf in leaves:
        if leaf.number not in kept:
            drop(leaf.element)
    return body


def _loose_rules(body: Element, kept: frozenset[int]) -> list[Element]:
    """Return the rules that do not stand between two leaves that are kept."""
    loose: list[Element] = []
    waiting: list[Element] = []
    is_inside = False
    for element in body.iter():
        if number := element.get(MARK):
            is_kept = int(number) in kept
            if not (is_inside and is_kept):
                loose += waiting
            waiting, is_inside = [], is_kept
        elif tag_of(element) == "hr":
            waiting.append(element)
    return loose + waiting
