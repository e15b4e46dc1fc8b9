"""Decide which parts of a page are its article, by the vote of several voices on each leaf.

Readability (its port) and trafilatura (once careful, once generous) err in different places, and so does the page's own
mark-up. Each leaf is kept or left out by what they say of it and of its neighbours.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.ingest import page_furniture as furniture
from reader.ingest import readability
from reader.ingest.facts import Facts
from reader.ingest.leaves import MARK, Leaf, cut
from reader.ingest.tree import Element, drop, names_of, tag_of, text_of

VOTE, READABILITY, TRAFILATURA, WHOLE = "vote", "readability", "trafilatura", "whole"
EXTRACTORS = (VOTE, READABILITY, TRAFILATURA, WHOLE)
LARGEST_VOTED = 2_000_000
"""Characters of a page beyond which only Readability is asked."""
MOST_VOTED = 15_000
"""Leaves beyond which the same holds: a vote would take longer than a page may."""
FEWEST_CHARACTERS = 25

_BODY_NAMES = re.compile(
    r"(?:^|[\s_])(?:entry-content|post-content|post-body|post__content|article-body|article__body|articlebody|article-content|article__content|"
    r"article-text|articletext|story-body|storybody|story-content|markdown-body|mw-parser-output|rst-content|theme-doc-markdown|single-content|"
    r"td-post-content|blog-content|c-entry-content|body-copy|body-content|rich-text|wysiwyg|prose|content-body|e-content|page-content|text-content)(?:$|\s)"
)


@dataclass(frozen=True, slots=True)
class Voices:
    """What each voice keeps: numbers of leaves; None for a voice that had nothing to say."""

    readability: frozenset[int]
    careful: frozenset[int] | None
    generous: frozenset[int] | None
    marked: frozenset[int] | None
    """Leaves within what the page itself marks as the article's text."""


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
        kept = _by_readability(body, known)
    elif with_ == TRAFILATURA:
        kept = _by_trafilatura(_for_trafilatura(root), leaves, careful=False) or frozenset()
    else:
        kept = _elected(leaves, _voices(root, body, leaves, known), known.authors)
    return _pruned(body, leaves, kept)


def without_title(prepared: Element, title: str) -> None:
    """Take out the heading that only repeats the title: it is shown above the text."""
    known = re.sub(r"\W+", "", title).casefold()
    for block in list(prepared)[:6]:
        if (
            (block.tag in ("h1", "h2") or (block.tag == "p" and block is prepared[0]))
            and known
            and re.sub(r"\W+", "", text_of(block)).casefold() == known
        ):
            prepared.remove(block)
            return


# ---- the voices


def _voices(root: Element, body: Element, leaves: list[Leaf], known: Facts) -> Voices:
    page = _for_trafilatura(root)
    careful = _by_trafilatura(copy.deepcopy(page), leaves, careful=True)
    generous = _by_trafilatura(page, leaves, careful=False)
    if careful and generous and _length(leaves, careful) < 0.25 * _length(leaves, generous):
        careful = None  # so careful that it lost the article
    return Voices(
        readability=_by_readability(body, known),
        careful=careful,
        generous=generous,
        marked=_by_mark_up(body, leaves),
    )


def _length(leaves: list[Leaf], kept: frozenset[int]) -> int:
    return sum(len(leaf.text) for leaf in leaves if leaf.number in kept)


def _by_readability(body: Element, known: Facts) -> frozenset[int]:
    found = readability.article(body, known.title, bool(known.authors))
    if found is None:
        return frozenset()
    return frozenset(int(element.get(MARK)) for element in found.iter() if element.get(MARK))


def _for_trafilatura(root: Element) -> Element:
    """Return the page as the kind of tree that trafilatura takes."""
    from lxml import etree
    from lxml import html as lxml_html

    return lxml_html.document_fromstring(etree.tostring(root, encoding="unicode", method="html"))


def _by_trafilatura(page: Element, leaves: list[Leaf], careful: bool) -> frozenset[int] | None:
    import trafilatura

    try:
        said = trafilatura.extract(
            page,
            output_format="txt",
            include_comments=False,
            include_tables=True,
            favor_precision=careful,
            favor_recall=not careful,
            fast=True,
        )
    except Exception:  # one voice less; whatever a page does to it is no reason to have no article
        return None
    if not said:
        return None
    lines = {re.sub(r"[\W_]+", "", line).casefold() for line in said.split("\n")}
    whole = "".join(re.sub(r"[\W_]+", "", said).casefold())
    return frozenset(_said(leaves, lines, whole))


def _said(leaves: list[Leaf], lines: set[str], whole: str) -> Iterator[int]:
    """Yield the leaves whose words are among those said, in a line of their own or, if long enough, anywhere.

    Both go through the page in order, so what is looked for stands near the last that was found.
    """
    at = 0
    for leaf in leaves:
        if not leaf.key:
            continue
        if leaf.key in lines:
            yield leaf.number
        elif len(leaf.key) > 24:
            found = whole.find(leaf.key, max(0, at - 20_000), at + 60_000 + len(leaf.key))
            if found < 0 and len(leaves) < 1500:
                found = whole.find(leaf.key)
            if found >= 0:
                at = found
                yield leaf.number


def _by_mark_up(body: Element, leaves: list[Leaf]) -> frozenset[int] | None:
    """Return the leaves within the element that the page names as the article's text, where there is one such."""
    groups: tuple[list[Element], ...] = (
        [one for one in body.iter() if "articlebody" in (one.get("itemprop") or "").lower()],
        [one for one in body.iter("div", "section", "article", "main") if _BODY_NAMES.search(names_of(one))],
        list(body.iter("article")),
        [one for one in body.iter() if tag_of(one) == "main" or one.get("role") == "main"],
    )
    total = sum(len(leaf.text) for leaf in leaves)
    for group in groups:
        group = [one for one in group if not any(other in group for other in one.iterancestors())]
        lengths = [len(text_of(one)) for one in group]
        if not group or max(lengths) < max(200, total * 0.08):
            continue
        if max(lengths) < sum(lengths) * 0.6 and len(group) > 3:
            continue  # a list of many articles
        chosen = group[lengths.index(max(lengths))]
        inside = {int(one.get(MARK)) for one in chosen.iter() if one.get(MARK)}
        return frozenset(inside) if inside else None
    return None


# ---- the vote


def _elected(leaves: list[Leaf], voices: Voices, authors: tuple[str, ...]) -> frozenset[int]:
    """Return the numbers of the leaves to keep."""
    trusted = _trust(leaves, voices)
    base = [_points(leaf, voices, trusted) for leaf in leaves]
    for leaf in _head(leaves, base):
        if furniture.is_signature(leaf, authors):
            base[leaf.number] = -3.0
    for leaf in _under_furniture(leaves):
        base[leaf.number] -= 1.2
    kept = {leaf.number for leaf in leaves if _smoothed(base, leaf.number) > 0}
    _settle_lists(leaves, kept)
    _settle_ends(leaves, kept)
    _settle_headings(leaves, kept, voices)
    _settle_media(leaves, kept, voices)
    return frozenset(kept)


def _head(leaves: list[Leaf], base: list[float]) -> list[Leaf]:
    """Return the leaves down to the first long paragraph that is kept: where bylines and dates stand."""
    for leaf in leaves:
        if base[leaf.number] > 0.5 and len(leaf.text.encode()) > 100:
            return leaves[: leaf.number]
    return []


def _under_furniture(leaves: list[Leaf]) -> list[Leaf]:
    """Return the links and short texts right below a heading such as "Related articles"."""
    found: list[Leaf] = []
    is_under = False
    for leaf in leaves:
        if leaf.kind == "heading":
            is_under = furniture.weight(leaf) >= 1.0
        elif is_under and (leaf.linked > 0.6 or (leaf.kind == "item" and len(leaf.text) < 80)):
            found.append(leaf)
        else:
            is_under = False
    return found


def _trust(leaves: list[Leaf], voices: Voices) -> tuple[float, float]:
    """Return how much Readability and trafilatura count: one that found far less than the other has missed the article."""
    found = [
        sum(len(leaf.text) for leaf in leaves if voice is not None and leaf.number in voice)
        for voice in (voices.readability, voices.generous, voices.careful)
    ]
    own, other = found[0], max(found[1:])
    if not own:
        return 0.0, 1.5
    if own < 0.25 * other:
        return 0.4, 1.3
    if other < 0.2 * own:
        return 1.3, 0.3
    return 1.0, 1.0


def _points(leaf: Leaf, voices: Voices, trust: tuple[float, float]) -> float:
    """Return what speaks for a leaf, above 0 to keep it."""
    own, other = trust
    in_own = leaf.number in voices.readability
    points = own * (1.0 if in_own else -1.0)
    weight = 0.35 if leaf.kind in ("code", "media", "table") else 1.0  # trafilatura often loses these
    if leaf.kind == "item" and in_own:
        weight = 0.6  # and lists of links
    if voices.careful is not None and leaf.key:
        points += other * weight * (0.8 if leaf.number in voices.careful else -0.35)
    if voices.generous is not None and leaf.key:
        points += other * weight * (0.35 if leaf.number in voices.generous else -0.55)
    if voices.marked is not None:
        points += 0.45 if leaf.number in voices.marked else -0.7
    if leaf.kind == "text" and len(leaf.text) > 120 and leaf.linked < 0.2:
        points += 0.3
    if leaf.linked > 0.6 and not in_own and leaf.kind in ("text", "item", "heading"):
        points -= 0.35
    return points - furniture.weight(leaf)


def _smoothed(base: list[float], at: int) -> float:
    """A leaf between kept ones is likelier kept, one between others likelier not."""
    near = [base[other] for other in (at - 2, at - 1, at + 1, at + 2) if 0 <= other < len(base)]
    mood = sum(max(-1.5, min(1.5, points)) for points in near) / max(1, len(near))
    return base[at] + 0.35 * mood


def _settle_lists(leaves: list[Leaf], kept: set[int]) -> None:
    """A list is kept or left out whole, as most of it was, unless it is long enough to be the article's frame itself."""
    groups: dict[Element, list[Leaf]] = {}
    for leaf in leaves:
        holder = next(
            (one for one in (leaf.element, *leaf.element.iterancestors()) if tag_of(one) in ("ul", "ol", "dl")), None
        )
        if holder is not None:
            groups.setdefault(holder, []).append(leaf)
    for group in groups.values():
        chosen = [leaf for leaf in group if leaf.number in kept]
        if len(group) < 2 or len(chosen) in (0, len(group)):
            continue
        if sum(len(leaf.text) for leaf in chosen) * 2 >= sum(len(leaf.text) for leaf in group):
            kept.update(leaf.number for leaf in group)
        else:
            kept.difference_update(leaf.number for leaf in group)


def _settle_ends(leaves: list[Leaf], kept: set[int]) -> None:
    """At the two ends of an article, what looks like furniture is."""
    for order in (leaves, leaves[::-1]):
        for leaf in order:
            if leaf.number not in kept or leaf.kind == "media":
                continue
            if furniture.weight(leaf) < 0.9:
                break
            kept.discard(leaf.number)


def _settle_headings(leaves: list[Leaf], kept: set[int], voices: Voices) -> None:
    """A heading stays with what it stands above: kept where that is kept and left out where nothing of it is."""
    follows = False  # whether a kept leaf follows before the next heading
    for leaf in reversed(leaves):
        if leaf.kind != "heading":
            follows = follows or leaf.number in kept
            continue
        inside = leaf.number in voices.readability or (voices.marked is not None and leaf.number in voices.marked)
        if follows and inside and furniture.weight(leaf) < 0.5:
            kept.add(leaf.number)
        elif not follows and not _below(leaves, leaf, kept):
            kept.discard(leaf.number)
        follows = False


def _below(leaves: list[Leaf], heading: Leaf, kept: set[int]) -> bool:
    """Say whether a heading is followed at once by a kept heading of a lower level."""
    following = leaves[heading.number + 1] if heading.number + 1 < len(leaves) else None
    return (
        following is not None
        and following.kind == "heading"
        and following.number in kept
        and tag_of(following.element) > tag_of(heading.element)
    )


def _settle_media(leaves: list[Leaf], kept: set[int], voices: Voices) -> None:
    """Pictures and films stay where the text around them does, and captions with their pictures."""
    words = [leaf.number for leaf in leaves if leaf.number in kept and leaf.kind != "media"]
    if not words:
        return
    first, last = words[0], words[-1]
    for leaf in leaves:
        if leaf.kind != "media":
            continue
        inside = first < leaf.number < last or (
            voices.marked is not None and leaf.number in voices.marked and first - 4 <= leaf.number <= last + 2
        )
        trusted = leaf.number in voices.readability or (voices.marked is not None and leaf.number in voices.marked)
        if inside and trusted and furniture.weight(leaf) < 0.5:
            kept.add(leaf.number)
        elif not inside and leaf.number not in voices.readability:
            kept.discard(leaf.number)
        if leaf.number in kept:
            figure = next((one for one in leaf.element.iterancestors("figure")), None)
            if figure is not None:
                kept.update(int(one.get(MARK)) for one in figure.iter() if one.get(MARK))


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
