"""Count the votes on each leaf of a page: what the voices say of it, what it looks like, and what stands beside it."""

from __future__ import annotations

from collections.abc import Hashable

from reader.ingest import cards, endings, settling
from reader.ingest import page_furniture as furniture
from reader.ingest.facts import Facts
from reader.ingest.leaves import Leaf
from reader.ingest.tree import tag_of
from reader.ingest.voices import Voices

LABEL = 25
"""Characters; what is shorter, ends in no mark and stands above the first paragraph is a label ("Press release")."""
LONGEST_BIOGRAPHY = 500
BELOW_LEAD = 12
"""Leaves below the first paragraph, which may be a lead, that are looked at for a byline."""
_ENDS = frozenset(".!?;:…。！？؟।")
OWN_MOULD = 3
"""Paragraphs of one mould that are kept before the mould speaks for others."""


def elected(leaves: list[Leaf], voices: Voices, known: Facts) -> frozenset[int]:
    """Return the numbers of the leaves to keep."""
    furniture.forget_common(leaves, voices.readability & (voices.generous or frozenset()))
    trusted = _trust(leaves, voices)
    base = [_points(leaf, voices, trusted) for leaf in leaves]
    _weigh_head(leaves, base, known)
    if voices.thread is None:
        _weigh_bylines(leaves, base, known)
    for leaf, is_sure in _under_furniture(leaves, known.authors):
        base[leaf.number] -= (
            4.0 if is_sure else 2.4 if leaf.linked > 0.95 else 1.2 if leaf.linked > 0.6 or leaf.kind == "item" else 4.0
        )
    for leaf in endings.endings(leaves, known.authors):
        base[leaf.number] -= 6.0
    _weigh_moulds(leaves, base, voices)
    if voices.thread is None:
        _weigh_cards(leaves, base, voices, trusted[0])
    kept = {leaf.number for leaf in leaves if _smoothed(base, leaf.number) > 0}
    settling.settle(leaves, kept, voices, known)
    return frozenset(kept)


def _weigh_head(leaves: list[Leaf], base: list[float], known: Facts) -> None:
    """Above the first long paragraph that is kept stand bylines, dates and labels, but also what leads into the text."""
    first = next((leaf.number for leaf in leaves if base[leaf.number] > 0.5 and len(leaf.text.encode()) > 100), 0)
    titles = [leaf.number for leaf in (leaves[:first] or leaves) if furniture.is_title(leaf, known.title)]
    title = max(titles[:1] if not first else titles, default=None)
    for leaf in leaves[:first] if first or title is None else leaves[title + 1 : title + 5]:
        if (
            furniture.is_signature(leaf, known.authors, known.language)
            or furniture.is_signed_title(leaf, known.title, known.language)
            or furniture.is_byline(leaf, known.authors)
        ):
            base[leaf.number] = -3.0
        elif not first:
            continue  # verse, or a list: who knows where it begins
        elif title is not None and leaf.number < title and leaf.kind in ("text", "item"):
            base[leaf.number] -= 1.5
        elif leaf.kind == "text" and len(leaf.text) < LABEL and leaf.text[-1:].isalnum():
            base[leaf.number] -= 0.8
        elif title is not None and title < leaf.number and furniture.is_lead(leaf):
            base[leaf.number] = max(base[leaf.number], 0.0) + 0.8


def _weigh_bylines(leaves: list[Leaf], base: list[float], known: Facts) -> None:
    """Below a lead stands the byline, if not above it."""
    first = next((leaf.number for leaf in leaves if base[leaf.number] > 0.5 and len(leaf.text.encode()) > 100), 0)
    for leaf in leaves[first + 1 : first + BELOW_LEAD] if first else ():
        if leaf.kind in ("text", "item") and len(leaf.text) > 300:
            return
        if leaf.kind in ("text", "item") and furniture.is_signature(leaf, known.authors, known.language):
            base[leaf.number] = -3.0


def _weigh_cards(leaves: list[Leaf], base: list[float], voices: Voices, trust: float) -> None:
    """Cards lead away from the article, forms ask for an address; only what Readability kept may still be a part of it."""
    for number in cards.teasers(leaves) if trust >= 1.0 else ():
        if number not in voices.readability:
            base[number] -= 3.0
            leaves[number].is_astray = True
        elif voices.marked is not None and number not in voices.marked:
            base[number] -= 1.5
    for number in cards.asking(leaves):
        base[number] -= 4.5
        leaves[number].is_astray = True


def _weigh_moulds(leaves: list[Leaf], base: list[float], voices: Voices) -> None:
    """What stands between paragraphs of the article, and is made in their mould, is likely one of them.

    So is what stands after them, where one who is careful keeps it.
    """
    careful = voices.careful or frozenset()
    moulds: dict[Hashable, list[Leaf]] = {}
    for leaf in leaves:
        if leaf.kind == "text" and leaf.linked < 0.6:
            moulds.setdefault(_mould(leaf), []).append(leaf)
    for mould in moulds.values():
        fair = [leaf for leaf in mould if base[leaf.number] > 0 and len(leaf.text) > 60]
        if len(fair) < OWN_MOULD or sum(base[leaf.number] > 0 for leaf in mould) < 0.6 * len(mould):
            continue
        for leaf in mould[mould.index(fair[0]) : mould.index(fair[-1])]:
            if -1.5 < base[leaf.number] <= 0.3 and len(leaf.text) > LABEL:
                base[leaf.number] += 0.7
        for leaf in mould[mould.index(fair[-1]) + 1 :]:
            if 0 < base[leaf.number] <= 0.3 and leaf.number in careful:
                base[leaf.number] += 0.5


def _mould(leaf: Leaf) -> Hashable:
    """Return what tells leaves of one make: tags and classes, from the leaf two levels up."""
    levels = [leaf.element, *list(leaf.element.iterancestors())[:2]]
    return tuple((tag_of(one), one.get("class") or "") for one in levels)


def _under_furniture(leaves: list[Leaf], authors: tuple[str, ...]) -> list[tuple[Leaf, bool]]:
    """Return the links, short texts and words about an author right below a heading such as "Related articles".

    With each stands whether it is a link that the heading leaves no doubt of ("Read also").
    """
    found: list[tuple[Leaf, bool]] = []
    is_under = is_sure = False
    for leaf in leaves:
        if leaf.kind == "heading":
            is_under, is_sure = furniture.weight(leaf) >= 1.0, furniture.is_certain(leaf)
        elif is_under and (
            leaf.linked > 0.6
            or (leaf.kind == "item" and len(leaf.text) < 80)
            or (len(leaf.text) < LONGEST_BIOGRAPHY and any(author in leaf.text for author in authors))
        ):
            found.append((leaf, is_sure and leaf.linked > 0.95))
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
    if voices.thread is not None:
        return 3.0 - (5.0 if furniture.is_certain(leaf) else 0.0) if leaf.number in voices.thread else -3.5
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
    if voices.stated is not None and leaf.kind == "text" and len(leaf.key) > 24:
        points += 1.0 if leaf.number in voices.stated else -0.5
    if voices.named is not None and leaf.number in voices.named:
        points += 1.4
    if voices.marked is not None:
        points += 0.45 if leaf.number in voices.marked else -0.7
    if leaf.kind == "text" and len(leaf.text) > 120 and leaf.linked < 0.35:
        points += 0.3
    if (
        not in_own
        and furniture.is_box(leaf)
        and furniture.weight(leaf) < 0.9
        and (voices.marked is None or leaf.number in voices.marked)
    ):
        points += 1.6  # Readability sweeps boxes out for their names or their few words
    if not in_own and leaf.kind == "text" and leaf.number in (voices.careful or ()) and _is_sentence(leaf):
        points += 0.35  # a paragraph lost is worse than a line too much
    if leaf.linked > 0.6 and not in_own and leaf.kind in ("text", "item", "heading"):
        points -= 0.35
    return points - furniture.weight(leaf)


def _is_sentence(leaf: Leaf) -> bool:
    return len(leaf.text) > LABEL and leaf.linked < 0.3 and leaf.text.rstrip("\"'”’»)」』]")[-1:] in _ENDS


def _smoothed(base: list[float], at: int) -> float:
    """A leaf between kept ones is likelier kept, one between others likelier not; what is surely furniture says nothing."""
    near = [base[other] for other in (at - 2, at - 1, at + 1, at + 2) if 0 <= other < len(base) and base[other] > -4]
    mood = sum(max(-1.5, min(1.5, points)) for points in near) / max(1, len(near))
    return base[at] + 0.35 * mood
