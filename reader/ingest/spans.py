"""Inline parts: emphasis, links, pictures, code, raised letters, quotations, readings."""

from __future__ import annotations

import re

from reader.ingest import jumps, listings, maths, media
from reader.ingest.structures import put_listing
from reader.ingest.tree import HEADINGS, Element, join, names_of, tag_of, text_of
from reader.ingest.walk import Walk

_WRAPPERS = {
    "strong": "strong",
    "b": "strong",
    "em": "em",
    "i": "em",
    "var": "em",
    "del": "del",
    "s": "del",
    "strike": "del",
}
_CODE = frozenset(("code", "tt", "kbd", "samp"))
_ORDINAL = re.compile(
    r"st|nd|rd|th|e|er|re|ère|me|ème|i?ème|nde?|de?s?|es|os?|as?|er[ao]s?|r|lle|ste|mes|[º°ª]|tm|sm|[®™©℠*†‡]+|\[.{1,6}\]|\(.{1,6}\)",
    re.IGNORECASE,
)
_PERMALINK = re.compile(
    r"header-?link|permalink|anchor(js)?-?link|\banchor\b|heading-?(link|anchor)|hash-link|direct-link|sectionlink|mw-editsection"
)
_PERMALINK_TEXT = re.compile(r"[#¶§🔗⚓\u200b\ue000-\uf8ff\s]*|link|permalink|edit|hashtag", re.IGNORECASE)
_STYLES = (
    (re.compile(r"font-weight\s*:\s*(bold|[6-9]00)"), "strong"),
    (re.compile(r"font-style\s*:\s*(italic|oblique)"), "em"),
    (re.compile(r"text-decoration[a-z-]*\s*:\s*[^;]*line-through"), "del"),
)
_SUP = dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_SUB = dict(zip("0123456789+-−=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓ", strict=True))
_QUOTES = {
    "fr": ("«\u202f", "\u202f»"),
    "de": ("„", "“"),
    "es": ("«", "»"),
    "it": ("«", "»"),
    "ru": ("«", "»"),
    "ja": ("「", "」"),
    "zh": ("“", "”"),
}


def put_span(walk: Walk, element: Element, tag: str) -> None:
    """Put what an inline element is."""
    if tag == "br":
        walk.out.line_break()
    elif tag == "wbr":
        pass
    elif tag in ("img", "amp-img"):
        _image(walk, element)
    elif tag == "picture":
        media.promote_lazy(element)
        walk.children(element)
    elif tag in media.EMBEDS:
        _embed(walk, element)
    elif tag == "a":
        _link(walk, element)
    elif tag in _CODE:
        _code(walk, element)
    elif tag in ("sup", "sub"):
        _script(walk, element, tag)
    elif tag == "q":
        _quoted(walk, element)
    elif tag == "ruby":
        _ruby(walk, element)
    elif tag in _WRAPPERS:
        _emphasis(walk, element, _WRAPPERS[tag])
    else:
        style = (element.get("style") or "").lower()
        wrapper = next((kind for pattern, kind in _STYLES if pattern.search(style)), "") if style else ""
        if wrapper:
            _emphasis(walk, element, wrapper)
        else:
            walk.children(element)


def _emphasis(walk: Walk, element: Element, kind: str) -> None:
    if kind == "strong" and walk.out.target.tag in HEADINGS:
        walk.children(element)
        return
    style = (element.get("style") or "").lower()
    if kind == "strong" and re.search(r"font-weight\s*:\s*(normal|[1-4]00)", style):
        walk.children(element)  # the bold tag that Google Docs wraps whole documents in
        return
    with walk.out.open(kind):
        walk.children(element)


def _link(walk: Walk, element: Element) -> None:
    address = element.get("href") or ""
    if _is_permalink(element):
        return
    target = join(walk.base, address) if address and not walk.out.is_open("a") else ""
    heading = element.get(jumps.MARK) or ""
    if (
        not target
        or (address.startswith("#") and not walk.base and not heading)
        or _leads_to_its_own_image(element, target)
    ):
        walk.children(element)
        return
    attributes = {"href": target, jumps.MARK: heading} if heading else {"href": target}
    title = element.get("title") or ""
    if title and title not in (text_of(element), target) and not address.startswith("#"):
        attributes["title"] = title
    with walk.out.open("a", **attributes):
        walk.children(element)


def _image(walk: Walk, element: Element) -> None:
    image = media.image(element, walk.base)
    if image is None:
        return
    if image.stands_for:
        if image.is_math:
            walk.out.lit(maths.inline(image.stands_for))
        else:
            walk.out.text(image.stands_for)
        return
    made = walk.out.leaf("img")
    made.set("src", image.address)
    made.set("alt", image.alt)
    if image.title:
        made.set("title", image.title)


def _embed(walk: Walk, element: Element) -> None:
    found = media.embed(element, walk.base)
    if found is None:
        if tag_of(element) in ("object",):
            walk.children(element)
        return
    walk.out.end_paragraph()
    made = walk.out.leaf("a")
    made.set("href", found.address)
    made.text = found.label
    walk.out.end_paragraph()


def _code(walk: Walk, element: Element) -> None:
    """A span of code; links in it are kept where one holds all of it."""
    if not walk.out.fixed and (listing := listings.of_code(element)):
        walk.out.end_paragraph()
        put_listing(walk, listing)
        walk.out.end_paragraph()
        return
    text = listings.inline_text(element)
    links = [link for link in element.iter("a") if link.get("href")]
    if not text.strip():
        walk.children(element)
        return
    link = links[0] if len(links) == 1 and text_of(links[0]) == " ".join(text.split()) else None
    target = join(walk.base, link.get("href")) if link is not None and not walk.out.is_open("a") else ""
    if walk.out.is_open("code"):
        walk.out.text(text)
    elif target:
        with walk.out.open("a", href=target):
            walk.out.leaf("code").text = text
    else:
        walk.out.leaf("code").text = text


def _script(walk: Walk, element: Element, tag: str) -> None:
    """Raised or lowered text: as Unicode has it, else plain after a digit ("19th"), else marked."""
    if len(element) and not all(tag_of(child) in ("i", "em", "b", "span", "small", "font") for child in element):
        walk.children(element)
        return
    text = text_of(element)
    letters = _SUP if tag == "sup" else _SUB
    if text and all(char in letters for char in text):
        walk.out.text("".join(letters[char] for char in text))
    elif tag == "sup" and _ORDINAL.fullmatch(text):
        walk.out.text(text)  # an ordinal's letters, a trade mark, a reference
    elif text:
        walk.out.lit(("^{" if tag == "sup" else "\\_{") + text.replace("\\", "").replace("*", "\\*") + "}")


def _quoted(walk: Walk, element: Element) -> None:
    left, right = _QUOTES.get((element.get("lang") or walk.language)[:2], ("“", "”"))
    walk.out.text(left)
    walk.children(element)
    walk.out.text(right)


def _ruby(walk: Walk, element: Element) -> None:
    """Readings stand in parentheses after what they tell how to read."""
    if element.text:
        walk.out.text(element.text)
    for child in element:
        if tag_of(child) == "rt":
            if reading := text_of(child):
                walk.out.text(f"（{reading}）")
        elif tag_of(child) == "rtc":
            pass
        else:
            walk.element(child)
        if child.tail and child.tail.strip():
            walk.out.text(child.tail)


def put_checkbox(walk: Walk, element: Element) -> None:
    """Put the box of an item that is to be done."""
    if walk.out.target.tag == "li" and walk.out.paragraph is None and not len(walk.out.target):
        walk.out.lit("[x]" if element.get("checked") is not None else "[ ]")
        walk.out.append(" ")


def _is_permalink(element: Element) -> bool:
    """Say whether a link only names the place it stands at."""
    address = element.get("href") or ""
    if "#" not in address and "headerlink" not in names_of(element):
        return "mw-editsection" in names_of(element)
    text = text_of(element)
    named = _PERMALINK.search(names_of(element)) or element.get("aria-hidden") == "true"
    if _PERMALINK_TEXT.fullmatch(text) and not any(True for _ in element.iter("img")):
        return bool(text) or bool(named)
    return False


def _leads_to_its_own_image(element: Element, target: str) -> bool:
    """A picture that links to its larger self needs no link."""
    if text_of(element) or next(element.iter("img", "picture"), None) is None:
        return False
    return bool(re.search(r"\.(jpe?g|png|gif|webp|avif|svg)([?#]|$)", target.lower())) or "/wiki/File:" in target
