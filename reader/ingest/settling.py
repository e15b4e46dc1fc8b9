"""Put right what a count by single leaves tears apart: lists, figures, headings and what they stand above."""

from __future__ import annotations

import re
from itertools import islice, pairwise

from reader.ingest import page_furniture as furniture
from reader.ingest.facts import Facts
from reader.ingest.leaves import MARK, Leaf
from reader.ingest.tree import Element, tag_of
from reader.ingest.voices import Voices

SURE = 1.8
"""Weight of furniture that even whole sentences at the head of a page are dropped for."""
LEADING = 80
"""Characters of whole sentences."""
SMALL_BOX = 60
"""Elements of a box that may still be a card."""
TEASED = 4
"""Leaves of a box that is a picture and a link to another article."""
LONGEST_NUMBER = 8
"""Characters of a number or letter in a cell beside the text it belongs to."""
_OPENING = re.compile(
    r"\W*(?:abstract|summary|overview|introduction|zusammenfassung|kurzfassung|einleitung|résumé|sommaire|resumen|introducción|riassunto|sommario"
    r"|introduzione|resumo|introdução|samenvatting|inleiding|аннотация|введение|摘要|要旨|概要|はじめに|引言|초록|요약|서론|الملخص|مقدمة|תקציר|מבוא)\W*",
    re.IGNORECASE,
)
"""The headings that articles begin with."""
SHORTEST_ECHO = 20
LONGEST_ECHO = 300
"""Letters and characters of a quotation that may repeat words of the text."""


def settle(leaves: list[Leaf], kept: set[int], voices: Voices, known: Facts) -> None:
    """Change `kept` so that what belongs together is kept or left out together."""
    _settle_lists(leaves, kept)
    _settle_rows(leaves, kept)
    _settle_between(leaves, kept, voices)
    _settle_ends(leaves, kept, voices, known)
    if voices.thread is None:
        _settle_echoes(leaves, kept)
    _settle_headings(leaves, kept, voices, known)
    _settle_media(leaves, kept, voices, known)


def _settle_lists(leaves: list[Leaf], kept: set[int]) -> None:
    """A list is kept or left out whole, as most of it was, unless it is long enough to be the article's frame itself."""
    groups: dict[Element, list[Leaf]] = {}
    for leaf in leaves:
        holder = next(
            (
                one
                for one in (leaf.element, *leaf.element.iterancestors())
                if tag_of(one) in ("ul", "ol", "dl", "figure")
            ),
            None,
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


def _settle_rows(leaves: list[Leaf], kept: set[int]) -> None:
    """The number or letter that a table sets beside a paragraph goes with it."""
    for leaf, beside in pairwise(leaves):
        if leaf.number in kept or beside.number not in kept or len(leaf.text) > LONGEST_NUMBER or leaf.kind != "text":
            continue
        row = next(leaf.element.iterancestors("tr"), None)
        if row is not None and row is next(beside.element.iterancestors("tr"), None) and not furniture.weight(leaf):
            kept.add(leaf.number)


def _settle_between(leaves: list[Leaf], kept: set[int], voices: Voices) -> None:
    """Code and tables stay where the text on both sides of them does."""
    if voices.thread is not None:
        return
    for leaf in leaves[1:-1]:
        if leaf.number in kept or leaf.kind not in ("code", "table") or leaf.linked > 0.5 or furniture.weight(leaf):
            continue
        inside = voices.marked is None or leaf.number in voices.marked
        before, after = leaves[leaf.number - 1], leaves[leaf.number + 1]
        if inside and after.number in kept and (before.number in kept or before.kind == "heading"):
            kept.add(leaf.number)


def _settle_ends(leaves: list[Leaf], kept: set[int], voices: Voices, known: Facts) -> None:
    """At the two ends of an article, what looks like furniture is."""
    for order in (leaves, leaves[::-1]):
        for leaf in order:
            if leaf.number not in kept or leaf.kind == "media":
                continue
            if voices.thread is not None and leaf.number in voices.thread:
                break
            if furniture.weight(leaf) < (SURE if order is leaves and _is_prose(leaf) else 0.9) and not _is_credit(
                leaf, known
            ):
                break
            kept.discard(leaf.number)


def _is_prose(leaf: Leaf) -> bool:
    """Say whether a leaf is whole sentences: what leads into an article may be called a teaser."""
    return leaf.kind == "text" and len(leaf.text) > LEADING and leaf.linked < 0.3 and leaf.text[-1] in '.!?…”"»。'


def _settle_echoes(leaves: list[Leaf], kept: set[int]) -> None:
    """A quotation set beside the text that only says again what is in the text is left out."""
    aside = [
        leaf for leaf in leaves if leaf.number in kept and len(leaf.key) > SHORTEST_ECHO and furniture.is_pulled(leaf)
    ]
    pulled = {leaf.number for leaf in aside}
    texts = [leaf.key for leaf in leaves if leaf.number in kept and leaf.number not in pulled] if aside else []
    for leaf in aside:
        if len(leaf.text) < LONGEST_ECHO and any(leaf.key in text for text in texts):
            kept.discard(leaf.number)


def _is_credit(leaf: Leaf, known: Facts) -> bool:
    return furniture.is_name_of(leaf, known.authors) or furniture.is_dated(leaf, known.language)


def _settle_headings(leaves: list[Leaf], kept: set[int], voices: Voices, known: Facts) -> None:
    """A heading stays with what it stands above: kept where that is kept and left out where nothing of it is."""
    for leaf in leaves[:-1]:
        if furniture.opens_a_box(leaf) and leaf.number + 1 in kept and furniture.weight(leaf) < 0.9:
            kept.add(leaf.number)
    follows = False  # whether a kept leaf follows before the next heading
    for leaf in reversed(leaves):
        if leaf.kind != "heading":
            follows = follows or leaf.number in kept
            continue
        if voices.thread is not None and leaf.number not in voices.thread:
            kept.discard(leaf.number)  # "Re: Re: the same"
            continue
        inside = leaf.number in voices.readability or (voices.marked is not None and leaf.number in voices.marked)
        if furniture.weight(leaf) >= 0.9 and leaf.number + 1 < len(leaves) and leaf.number + 1 not in kept:
            kept.discard(leaf.number)  # "Related", and what it stands above is gone
            continue  # a heading above a box does not end at the box
        if leaf.number in kept and furniture.is_lead(leaf) and _follows_title(leaves, leaf, known):
            continue
        belongs = (inside and (leaf.linked < 0.8 or leaf.number in kept)) or _is_between(leaf, kept)
        belongs = belongs or (leaf.number + 1 in kept and _OPENING.fullmatch(leaf.text) is not None)
        if follows and belongs and furniture.weight(leaf) < 0.5:
            kept.add(leaf.number)
        elif not follows and not _below(leaves, leaf, kept):
            kept.discard(leaf.number)
        elif not follows and inside and furniture.weight(leaf) < 0.5:
            kept.add(leaf.number)
        follows = False


def _follows_title(leaves: list[Leaf], heading: Leaf, known: Facts) -> bool:
    return any(furniture.is_title(leaf, known.title) for leaf in leaves[max(0, heading.number - 2) : heading.number])


def _is_between(heading: Leaf, kept: set[int]) -> bool:
    """Say whether what is right below a heading is kept, and something above it too."""
    return heading.linked < 0.5 and heading.number + 1 in kept and any(number < heading.number for number in kept)


def _below(leaves: list[Leaf], heading: Leaf, kept: set[int]) -> bool:
    """Say whether a heading is followed at once by a kept heading of a lower level; a button ("edit") may stand between."""
    following = next((leaf for leaf in leaves[heading.number + 1 : heading.number + 3] if leaf.number in kept), None)
    return following is not None and following.kind == "heading" and tag_of(following.element) > tag_of(heading.element)


def _settle_media(leaves: list[Leaf], kept: set[int], voices: Voices, known: Facts) -> None:
    """Pictures and films stay where the text around them does, and captions with their pictures."""
    words = [
        leaf.number
        for leaf in leaves
        if leaf.number in kept and leaf.kind != "media" and not furniture.is_title(leaf, known.title)
    ]
    if not words:
        return
    first, last = words[0], words[-1]
    opening = next((number for number in words if not furniture.is_lead(leaves[number])), first)
    title = max((leaf.number for leaf in leaves[:first] if furniture.is_title(leaf, known.title)), default=None)
    for leaf in leaves:
        if leaf.kind != "media" or (voices.thread is not None and leaf.number not in voices.thread):
            continue  # the pictures of members are none of their posts
        inside = first < leaf.number < last or (
            voices.marked is not None and leaf.number in voices.marked and first - 4 <= leaf.number <= last + 2
        )
        trusted = leaf.number in voices.readability or (voices.marked is not None and leaf.number in voices.marked)
        if (
            furniture.weight(leaf) >= 0.5
            or furniture.is_signature(leaf, known.authors, "")
            or _is_teased(leaves, leaf, kept)
        ):
            if not inside or leaf.number not in voices.readability:
                kept.discard(leaf.number)
        elif inside and trusted:
            kept.add(leaf.number)
        elif title is not None and title < leaf.number < opening and (_is_large(leaf) or _is_lead_picture(leaf)):
            kept.add(leaf.number)  # the picture between the title and the text
        elif first < leaf.number < last and _is_among(leaves, leaf, kept):
            kept.add(leaf.number)
        elif not inside and leaf.number not in voices.readability:
            kept.discard(leaf.number)
        if leaf.number in kept:
            figure = next((one for one in leaf.element.iterancestors("figure")), None)
            if figure is not None:
                kept.update(int(one.get(MARK)) for one in figure.iter() if one.get(MARK))
            for below in leaves[leaf.number + 1 : leaf.number + 3]:  # a caption, a credit
                if not (furniture.is_caption(below) or _is_one_link(leaf, below)) or furniture.weight(below) >= 0.9:
                    break
                kept.add(below.number)


def _is_large(leaf: Leaf) -> bool:
    """Say whether a leaf shows one picture that is said to be large, and leads nowhere else."""
    images = list(leaf.element.iter("img", "amp-img"))
    width = images[0].get("width") or "" if len(images) == 1 else ""
    return leaf.linked == 0 and width.isdigit() and int(width) >= 300


def _is_lead_picture(leaf: Leaf) -> bool:
    """Say whether a leaf shows one picture, in a figure or a box called after what it is, and leads nowhere else."""
    images = list(leaf.element.iter("img", "amp-img"))
    if len(images) != 1 or _leads_away(leaf):
        return False
    width = images[0].get("width") or ""
    if width.isdigit() and int(width) < 200:
        return False
    return "figure" in leaf.tags or furniture.is_called_picture(leaf)


def _is_among(leaves: list[Leaf], leaf: Leaf, kept: set[int]) -> bool:
    """Say whether a picture stands in one small box with words that are kept, right above or below them."""
    if _leads_away(leaf) or next(leaf.element.iter("img", "amp-img"), None) is None:
        return False
    beside = [other.element for other in leaves[max(0, leaf.number - 1) : leaf.number + 2] if other.number in kept]
    holders = {above for one in beside if one is not leaf.element for above in (one, *one.iterancestors())}
    for at, around in enumerate(leaf.element.iterancestors()):
        if at == 3:
            return False
        if around in holders:
            return True
    return False


def _is_teased(leaves: list[Leaf], leaf: Leaf, kept: set[int]) -> bool:
    """Say whether a picture stands in one small box with words of which most are links, and none are kept."""
    if "figure" in leaf.tags or ("a" in leaf.tags and not _leads_away(leaf)):
        return False
    beside = leaves[max(0, leaf.number - TEASED) : leaf.number + TEASED + 1]
    for at, around in enumerate(leaf.element.iterancestors()):
        if at == 4:
            return False
        within = list(islice(around.iter(), SMALL_BOX + 1))
        if len(within) > SMALL_BOX:
            return False
        inside = {one for one in within if one.get(MARK)}
        others = [other for other in beside if other.element in inside and other is not leaf and other.kind != "media"]
        if others:
            linked = any(other.linked > 0.8 and other.kind != "item" for other in others)
            return len(inside) <= TEASED and linked and not any(other.number in kept for other in others)
    return False


def _is_one_link(picture: Leaf, caption: Leaf) -> bool:
    """Say whether a picture and the words below it are one link, to its larger self."""
    link = next(picture.element.iterancestors("a"), None)
    return link is not None and link in caption.element.iterancestors("a") and not _leads_away(picture)


def _leads_away(leaf: Leaf) -> bool:
    """Say whether a picture is a link to another page; one to its larger self is none."""
    links = [one for one in (leaf.element, *leaf.element.iterancestors()) if tag_of(one) == "a"]
    links += list(leaf.element.iter("a"))
    return any(
        (address := (link.get("href") or "#").lower().split("?")[0])
        and not address.startswith("#")
        and not _PICTURE.search(address)
        for link in links
    )


_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)$|/(?:photos?|images?|pictures?|gallery|wiki/[^/]*:)")
