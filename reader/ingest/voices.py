"""Ask those who have an opinion which leaves of a page are its article: Readability, trafilatura, the page itself."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.ingest import jsonld, programs, readability, threads
from reader.ingest.facts import Facts
from reader.ingest.leaves import MARK, Leaf
from reader.ingest.tree import Element, names_of, tag_of, text_of

FEWEST_STATED = 400
"""Letters of an article's text in a page's data that are worth comparing with what it shows."""
_BODY_NAMES = re.compile(
    r"(?:^|[\s_])(?:entry-content|entry|post-content|post-body|post__content|article-body|article__body|articlebody|article-content|article__content|"
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
    stated: frozenset[int] | None = None
    """Leaves whose words the page's data (JSON-LD) gives as the article's text."""
    thread: frozenset[int] | None = None
    """On a page of a forum: leaves within what its members wrote."""
    named: frozenset[int] | None = None
    """Leaves within what a known program (a wiki, a manual, a notebook) puts its texts into."""


def hear(root: Element, body: Element, leaves: list[Leaf], known: Facts) -> Voices:
    """Ask all of them."""
    page = for_trafilatura(root)
    careful = by_trafilatura(copy.deepcopy(page), leaves, careful=True)
    generous = by_trafilatura(page, leaves, careful=False)
    if careful and generous and _length(leaves, careful) < 0.25 * _length(leaves, generous):
        careful = None  # so careful that it lost the article
    return Voices(
        readability=by_readability(body, known),
        careful=careful,
        generous=generous,
        marked=_by_mark_up(body, leaves),
        stated=_stated(root, leaves),
        thread=threads.posts(body),
        named=_named(body),
    )


def _stated(root: Element, leaves: list[Leaf]) -> frozenset[int] | None:
    """Return the leaves within a JSON-LD `articleBody`, where that is more than a beginning."""
    said = [
        re.sub(r"<[^<>]{0,500}>|[\W_]+", "", body).casefold()
        for script in root.iter("script")
        if "ld+json" in (script.get("type") or "").lower() and "articleBody" in (script.text or "")
        for thing in jsonld.things(script.text or "")
        if isinstance(body := thing.get("articleBody"), str)
    ]
    whole = max(said, key=len, default="")
    if len(whole) < FEWEST_STATED:
        return None
    found = frozenset(leaf.number for leaf in leaves if len(leaf.key) > 24 and leaf.key in whole)
    return found if sum(len(leaf.key) for leaf in leaves if leaf.number in found) > 0.6 * len(whole) else None


def _named(body: Element) -> frozenset[int] | None:
    holder = programs.text(body)
    return None if holder is None else frozenset(int(one.get(MARK)) for one in holder.iter() if one.get(MARK))


def _length(leaves: list[Leaf], kept: frozenset[int]) -> int:
    return sum(len(leaf.text) for leaf in leaves if leaf.number in kept)


def by_readability(body: Element, known: Facts) -> frozenset[int]:
    """Return the leaves that the port of Readability keeps."""
    found = readability.article(body, known.title, bool(known.authors))
    if found is None:
        return frozenset()
    return frozenset(int(element.get(MARK)) for element in found.iter() if element.get(MARK))


def for_trafilatura(root: Element) -> Element:
    """Return the page as the kind of tree that trafilatura takes."""
    from lxml import etree
    from lxml import html as lxml_html

    return lxml_html.document_fromstring(etree.tostring(root, encoding="unicode", method="html"))


def by_trafilatura(page: Element, leaves: list[Leaf], careful: bool) -> frozenset[int] | None:
    """Return the leaves whose words trafilatura keeps; None where it says nothing."""
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
