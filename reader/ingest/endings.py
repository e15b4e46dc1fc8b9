"""Know what stands below the last words of an article: who wrote it, whom to ask about it, what the sender is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.ingest.leaves import Leaf
from reader.ingest.tree import tag_of, text_of

LATEST = 0.45
"""Part of a page's words on the article after which an ending may begin."""
LONGEST_BIOGRAPHY = 600
"""Characters of a paragraph about an author."""
MOST_BIOGRAPHIES = 3
"""Paragraphs about the authors below one heading."""
LONGEST_CONTACT = 260
LONGEST_LABEL = 60

_AUTHORS = re.compile(
    r"\W*(?:about (?:the|this) (?:authors?|writers?|contributors?)|about the reporters?|meet the authors?|author bio(?:graphy)?|contributors?|"
    r"über (?:den autor|die autorin|die autor(?:inn)?en)|zu[rm] (?:autor(?:in)?|person)|(?:à propos de )?l[’']auteure?|(?:sobre|acerca de) (?:la firma|el autor|la autora|los autores|o autor|a autora|os autores)|"
    r"l[’']autor[ei]|gli autori|over de auteurs?|om (?:forfatteren|författaren|skribenten)|o autor(?:ze|ce|kách)|o autorovi|об авторах?|про автора|yazar hakkında|작성자|作者简介|关于作者|著者プロフィール|この記事を書いた人|執筆者)\W*",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\W*(?:(?:media|press|pr|investor|news) ?(?:relations )?(?:contacts?|enquiries|inquiries|office)|contacts? for (?:media|press)|notes? (?:to|for) editors?|"
    r"presse?-?kontakte?|kontakte? für (?:die )?(?:presse|medien|rückfragen)|pressestelle|hinweis(?:e)? (?:an|für) (?:die )?redaktion(?:en)?|rückfragen an|contacts? (?:de )?presse|relations (?:presse|médias)|contactos? (?:de|para|con la) (?:prensa|medios|imprensa)|"
    r"contatti stampa|ufficio stampa|perscontact|noot voor de redactie|presskontakt|pressekontakt|kontakt dla mediów|пресс-служба|контакты для прессы|報道関係者.{0,20}|本件に関する.{0,30}|媒体联系.{0,10}|미디어 문의)\W*",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\W*(?:ends?|-ends-|fin|ende)\W*|(?:#\s?){3,5}|[-–—\s]*30[-–—\s]*", re.IGNORECASE)
_FORWARD = re.compile(
    r"\W*(?:(?:cautionary|safe harbou?r).{0,40}|(?:note (?:on|regarding) )?forward[- ]looking (?:statements?|information))\W*",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\W*(?:about|über|à propos d[eu]|acerca de|sobre|informazioni su|om) \w", re.IGNORECASE)
_IS_ADDRESS = re.compile(
    r"@|\(at\)|\bhttps?:|\bwww\.|(?:\+|\b0)\d[\d\s()/.-]{6,}|\btel(?:ephone|efon|éfono)?\b", re.IGNORECASE
)


def endings(leaves: Sequence[Leaf], authors: tuple[str, ...]) -> list[Leaf]:
    """Return the leaves below an article's last words that tell of its authors or its sender.

    A heading or a line of its own must say so ("About the author", "Media contact", "ENDS"), below most of the words.
    """
    prose = [leaf for leaf in leaves if leaf.kind == "text" and leaf.linked < 0.5 and len(leaf.text) > LONGEST_LABEL]
    whole = sum(len(leaf.text) for leaf in prose)
    marks = sum(_ENDS.fullmatch(leaf.text) is not None for leaf in leaves if len(leaf.text) < 20)
    found: list[Leaf] = []
    read = 0
    sent = _is_sent(leaves)
    for at, leaf in enumerate(leaves):
        if leaf.kind == "text" and leaf.linked < 0.5 and len(leaf.text) > LONGEST_LABEL:
            read += len(leaf.text)
        if sent and read > LATEST * whole and leaf.kind == "text" and _labelled(leaf):
            found.append(leaf)
        if read < LATEST * whole or leaf.kind not in ("heading", "text") or len(leaf.text) > LONGEST_LABEL:
            continue
        if _AUTHORS.fullmatch(leaf.text):
            found += [leaf, *_biographies(leaves[at + 1 :], authors)]
        elif _ENDS.fullmatch(leaf.text) and read > 0.55 * whole and marks == 1:
            found += [leaf, *_sender(leaves[at + 1 :])]
        elif _CONTACT.fullmatch(leaf.text) and (addressed := _addressed(leaves[at + 1 :])):
            found += [leaf, *addressed]
    return found


def _is_sent(leaves: Sequence[Leaf]) -> bool:
    """Say whether a page is a press release: what the law wants said of its hopes stands in it, or whom the press may ask
    and who the sender is."""
    labels = [label for leaf in leaves if leaf.kind == "text" and (label := _label(leaf))]
    if any(map(_FORWARD.fullmatch, labels)):
        return True
    return any(map(_CONTACT.fullmatch, labels)) and any(map(_ABOUT.match, labels))


def _labelled(leaf: Leaf) -> bool:
    """Say whether a paragraph begins with a bold line that says it tells of the sender, not of the matter."""
    label = _label(leaf)
    return bool(label) and any(pattern.match(label) for pattern in (_FORWARD, _CONTACT, _ABOUT))


def _label(leaf: Leaf) -> str:
    """Return the bold words that a paragraph begins with, on a line of their own; "" where it begins otherwise."""
    bold = next(leaf.element.iter("strong", "b"), None)
    if bold is None or not leaf.text.startswith(text := text_of(bold)) or len(text) > LONGEST_LABEL:
        return ""
    after = bold.getnext()
    return text if after is not None and tag_of(after) == "br" and not (bold.tail or "").strip(" :") else ""


def _biographies(below: Sequence[Leaf], authors: tuple[str, ...]) -> list[Leaf]:
    """Return what tells of the authors: their names, and a paragraph or two each."""
    found: list[Leaf] = []
    for leaf in below[: 3 * MOST_BIOGRAPHIES]:
        is_name = any(author in leaf.text and len(leaf.text) < len(author) + LONGEST_LABEL for author in authors)
        if leaf.kind == "heading" and not is_name:
            break
        if leaf.kind in ("code", "table") or len(leaf.text) > LONGEST_BIOGRAPHY:
            break
        if leaf.kind == "text" and not is_name and sum(one.kind == "text" for one in found) >= MOST_BIOGRAPHIES:
            break
        found.append(leaf)
    return found


def _sender(below: Sequence[Leaf]) -> list[Leaf]:
    """Return what follows the mark at which a press release ends, where that is addresses and paragraphs about the sender."""
    found: list[Leaf] = []
    for leaf in below:
        if leaf.kind in ("code", "table"):
            break
        found.append(leaf)
    return found if any(_IS_ADDRESS.search(leaf.text) or _ABOUT.match(leaf.text) for leaf in found[:6]) else []


def _addressed(below: Sequence[Leaf]) -> list[Leaf]:
    """Return the short lines with an address or a number in one of the first of them."""
    found: list[Leaf] = []
    for leaf in below[:6]:
        if leaf.kind not in ("text", "item") or len(leaf.text) > LONGEST_CONTACT:
            break
        found.append(leaf)
    last = max((at for at, leaf in enumerate(found) if _IS_ADDRESS.search(leaf.text)), default=-1)
    return found[: last + 1]
