"""Sweep out of a chosen part of a page what does not read like an article: the second half of the port of
Readability.js 0.6 (Mozilla; Apache License 2.0)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from reader.ingest.tree import Element, drop, tag_of

_POSITIVE = re.compile(r"article|body|content|entry|hentry|h-entry|main|page|pagination|post|text|blog|story", re.I)
_NEGATIVE = re.compile(
    r"-ad-|hidden|^hid$| hid$| hid |^hid |banner|combx|comment|com-|contact|footer|gdpr|masthead|media|meta|outbrain|promo|related|scroll|"
    r"share|shoutbox|sidebar|skyscraper|sponsor|shopping|tags|widget",
    re.I,
)
_VIDEOS = re.compile(
    r"//(www\.)?((dailymotion|youtube|youtube-nocookie|player\.vimeo|v\.qq)\.com|(archive|upload\.wikimedia)\.org|player\.twitch\.tv)",
    re.I,
)
_SHARE = re.compile(r"(\b|_)(share|sharedaddy)(\b|_)", re.I)
_AD_WORDS = re.compile(r"(ad(vertising|vertisement)?|pub(licité)?|werb(ung)?|广告|Реклама|Anuncio)", re.I)
_LOADING_WORDS = re.compile(r"((loading|正在加载|Загрузка|chargement|cargando)(…|\.\.\.)?)", re.I)
_SPACES = re.compile(r"\s{2,}")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TEXTISH = ("span", "li", "td", "blockquote", "dl", "div", "img", "ol", "p", "pre", "table", "ul")
_EMBEDS = ("object", "embed", "iframe")
SHARE_CHARACTERS = 500


def text(element: Element) -> str:
    """Return the words below an element, runs of white space made one space."""
    return _SPACES.sub(" ", "".join(element.itertext()).strip())


def link_density(element: Element) -> float:
    """Return the part of an element's characters that are links, 0 to 1; links within the page count for a third."""
    length = len(text(element))
    if not length:
        return 0
    linked = sum(
        len(text(link)) * (0.3 if re.match(r"#.+", link.get("href") or "") else 1) for link in element.iter("a")
    )
    return linked / length


@dataclass(slots=True)
class Sweep:
    """The rules that one attempt sweeps by."""

    weigh_classes: bool
    conditionally: bool
    _data_tables: set[Element] = field(default_factory=set)

    def over(self, content: Element) -> None:
        """Take out of `content` forms, asides, share bars, embedded things that are no films, and thin blocks."""
        self._data_tables = {table for table in content.iter("table") if _is_data_table(table)}
        self._clean_conditionally(content, "form")
        self._clean_conditionally(content, "fieldset")
        for tag in ("object", "embed", "footer", "link", "aside"):
            _clean(content, tag)
        for child in list(content):
            for element in list(child.iterdescendants()):
                names = f"{element.get('class') or ''} {element.get('id') or ''}"
                if _SHARE.search(names) and len("".join(element.itertext())) < SHARE_CHARACTERS:
                    drop(element)
        for tag in ("iframe", "input", "textarea", "select", "button"):
            _clean(content, tag)
        for heading in list(content.iter("h1", "h2")):
            if self.class_weight(heading) < 0:
                drop(heading)
        for tag in ("table", "ul", "div"):
            self._clean_conditionally(content, tag)
        for paragraph in list(content.iter("p")):
            if not text(paragraph) and next(paragraph.iter("img", *_EMBEDS), None) is None:
                drop(paragraph)

    def class_weight(self, element: Element) -> int:
        """Return what class and id speak for an element, in points."""
        if not self.weigh_classes:
            return 0
        return sum(
            25 * (_POSITIVE.search(name) is not None) - 25 * (_NEGATIVE.search(name) is not None)
            for name in (element.get("class"), element.get("id"))
            if name
        )

    def _clean_conditionally(self, content: Element, tag: str) -> None:
        if not self.conditionally:
            return
        for element in reversed(list(content.iter(tag))):
            if element is not content and self._is_fishy(element, tag):
                drop(element)

    def _is_fishy(self, node: Element, tag: str) -> bool:
        if (tag == "table" and node in self._data_tables) or any(
            table in self._data_tables for table in node.iter("table")
        ):
            return False
        ancestors = list(node.iterancestors())
        if any(one in self._data_tables for one in ancestors) or any(tag_of(one) == "code" for one in ancestors[:4]):
            return False
        weight = self.class_weight(node)
        if weight < 0:
            return True
        words = text(node)
        if words.count(",") >= 10:
            return False
        return self._looks_thin(node, tag, words, weight, any(tag_of(one) == "figure" for one in ancestors[:4]))

    def _looks_thin(self, node: Element, tag: str, words: str, weight: int, in_figure: bool) -> bool:
        is_list = tag in ("ul", "ol")
        if not is_list and words:
            is_list = sum(len(text(one)) for one in node.iter("ul", "ol")) / len(words) > 0.9
        paragraphs, images, items, inputs = (_count(node, one) for one in ("p", "img", "li", "input"))
        embeds = list(node.iter(*_EMBEDS))
        if any(_VIDEOS.search(value) for one in embeds for value in one.attrib.values()):
            return False
        if _AD_WORDS.fullmatch(words) or _LOADING_WORDS.fullmatch(words):
            return True
        density = link_density(node)
        short = (
            not is_list
            and not in_figure
            and _density(node, _HEADINGS) < 0.9
            and len(words) < 25
            and (images == 0 or images > 2)
            and density > 0
        )
        fishy = (
            (not in_figure and images > 1 and paragraphs / images < 0.5)
            or (not is_list and items - 100 > paragraphs)
            or inputs > paragraphs // 3
            or short
            or (not is_list and weight < 25 and density > 0.2)
            or (weight >= 25 and density > 0.5)
            or (len(embeds) == 1 and len(words) < 75)
            or len(embeds) > 1
            or (images == 0 and _density(node, _TEXTISH) == 0)
        )
        if is_list and fishy and all(len(child) <= 1 for child in node):
            return images != items  # a simple list of pictures stays
        return fishy


def _clean(content: Element, tag: str) -> None:
    for element in list(content.iter(tag)):
        is_film = tag in _EMBEDS and any(_VIDEOS.search(value) for value in element.attrib.values())
        if element is not content and not is_film:
            drop(element)


def _count(node: Element, tag: str) -> int:
    return sum(1 for _ in node.iterdescendants(tag))


def _density(node: Element, tags: Iterable[str]) -> float:
    """Return the part of an element's characters that stand in some tags; nested ones count again, as in the original."""
    length = len(text(node))
    return sum(len(text(one)) for one in node.iterdescendants(*tags)) / length if length else 0


def _is_data_table(table: Element) -> bool:
    """Tell tables of data from tables for layout (the signs are Firefox's accessibility code's)."""
    if table.get("role") == "presentation" or table.get("datatable") == "0":
        return False
    if table.get("summary"):
        return True
    caption = next(table.iter("caption"), None)
    if caption is not None and (len(caption) or caption.text):
        return True
    if next(table.iter("col", "colgroup", "tfoot", "thead", "th"), None) is not None:
        return True
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = columns = 0
    for row in table.iter("tr"):
        rows += _number(row.get("rowspan"))
        columns = max(columns, sum(_number(cell.get("colspan")) for cell in row.iter("td")))
    if columns == 1 or rows == 1:
        return False
    return rows >= 10 or columns > 4 or rows * columns > 10


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 5 else 1
