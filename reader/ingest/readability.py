"""Find the part of a page that reads like an article, the way Mozilla's Readability does.

A port to Python and lxml of the choosing part of Readability.js 0.6 (Arc90 Inc 2010, Mozilla; Apache License 2.0, see
readability.LICENSE.txt): the same signs, scores and thresholds, in the same order. It works on a copy and only says what stays.
The sweeping of what was chosen is in `readability_sweep`.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field

from reader.ingest.readability_signs import (
    BLOCKS_IN_DIV,
    ancestors,
    following,
    has_block,
    is_byline,
    is_empty,
    is_phrasing,
    is_visible,
    similar,
    within,
    without,
)
from reader.ingest.readability_sweep import Sweep, link_density, text
from reader.ingest.tree import Element, tag_of

ENOUGH = 500
"""Characters; an attempt that finds fewer is repeated with looser rules."""
CANDIDATES = 5

_UNLIKELY = re.compile(
    r"-ad-|ai2html|banner|breadcrumbs|combx|comment|community|cover-wrap|disqus|extra|footer|gdpr|header|legends|menu|related|remark|"
    r"replies|rss|shoutbox|sidebar|skyscraper|social|sponsor|supplemental|ad-break|agegate|pagination|pager|popup|yom-remote",
    re.I,
)
_MAYBE = re.compile(r"and|article|body|column|content|main|shadow", re.I)
_UNLIKELY_ROLES = frozenset(("menu", "menubar", "complementary", "navigation", "alert", "alertdialog", "dialog"))
_SCORED = frozenset(("section", "h2", "h3", "h4", "h5", "h6", "p", "td", "pre"))
_EMPTIES = frozenset(("div", "section", "header", "h1", "h2", "h3", "h4", "h5", "h6"))
_KEPT_AS_SIBLINGS = frozenset(("div", "article", "section", "p", "ol", "ul"))
_COMMAS = re.compile("[\u002c\u060c\ufe50\ufe10\ufe11\u2e41\u2e34\u2e32\uff0c]")
_START = {"div": 5, "pre": 3, "td": 3, "blockquote": 3}
_START.update(dict.fromkeys(("address", "ol", "ul", "dl", "dd", "dt", "li", "form"), -3))
_START.update(dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "th"), -5))


@dataclass(frozen=True, slots=True)
class Rules:
    """How strictly one attempt judges."""

    strip_unlikely: bool = True
    weigh_classes: bool = True
    clean_conditionally: bool = True


ATTEMPTS = (Rules(), Rules(False), Rules(False, False), Rules(False, False, False))


def article(body: Element, title: str, has_byline: bool) -> Element | None:
    """Return a new element with the parts of a copy of `body` that are the article; None where no words were found."""
    best: tuple[int, Element | None] = (0, None)
    for rules in ATTEMPTS:
        found = _Attempt(copy.deepcopy(body), title, has_byline, rules).article()
        length = len(text(found))
        if length >= ENOUGH:
            return found
        if length > best[0]:
            best = (length, found)
    return best[1]


@dataclass(slots=True)
class _Attempt:
    """One go at a page; `body` is changed."""

    body: Element
    title: str
    has_byline: bool
    rules: Rules
    scores: dict[Element, float] = field(default_factory=dict)
    sweep: Sweep = field(init=False)

    def __post_init__(self) -> None:
        self.sweep = Sweep(self.rules.weigh_classes, self.rules.clean_conditionally)

    def article(self) -> Element:
        candidates = self._scored(self._worth_scoring())
        top = self._top(candidates)
        content = self._with_siblings(top)
        self.sweep.over(content)
        return content

    # ---- what is looked at

    def _worth_scoring(self) -> list[Element]:
        """Take out what is hidden or unlikely; return what is long enough to tell something."""
        found: list[Element] = []
        has_title = True
        node: Element | None = self.body
        while node is not None:
            tag = tag_of(node)
            if node is not self.body:
                repeats_title = has_title and tag in ("h1", "h2") and similar(self.title, text(node)) > 0.75
                if repeats_title or self._goes(node, tag):
                    has_title = has_title and not repeats_title
                    node = without(node, self.body)
                    continue
            if tag in _SCORED:
                found.append(node)
            if tag == "div" and node is not self.body:
                node = self._as_paragraphs(node, found)
            node = following(node, self.body)
        return found

    def _goes(self, node: Element, tag: str) -> bool:
        if not is_visible(node) or (node.get("aria-modal") == "true" and node.get("role") == "dialog"):
            return True
        names = f"{node.get('class') or ''} {node.get('id') or ''}"
        if not self.has_byline and is_byline(node, names):
            self.has_byline = True
            return True
        if self.rules.strip_unlikely:
            if (
                _UNLIKELY.search(names)
                and not _MAYBE.search(names)
                and tag != "a"
                and not within(node, ("table", "code"))
            ):
                return True
            if node.get("role") in _UNLIKELY_ROLES:
                return True
        return tag in _EMPTIES and is_empty(node)

    def _as_paragraphs(self, node: Element, found: list[Element]) -> Element:
        """Loose words in a div become paragraphs; a div that only is one becomes one."""
        holder: Element | None = None
        has_blocks = any(tag_of(child) in BLOCKS_IN_DIV or has_block(child) for child in node)
        if has_blocks or any(not is_phrasing(child) for child in node):
            for child in list(node):
                if not is_phrasing(child):
                    holder = None
                elif holder is not None:
                    holder.append(child)
                elif text(child) or tag_of(child) == "img" or next(child.iter("img"), None) is not None:
                    holder = node.makeelement("p")
                    child.addprevious(holder)
                    holder.append(child)
        elif text(node) or len(node):
            if link_density(node) < 0.25:
                node.tag = "p"
                found.append(node)
            else:
                holder = node.makeelement("p")
                holder.text, node.text = node.text, None
                holder.extend(list(node))
                node.append(holder)
            return node
        if (
            len(node) == 1
            and node[0].tag == "p"
            and not (node.text or "").strip()
            and not (node[0].tail or "").strip()
            and link_density(node) < 0.25
        ):
            only = node[0]
            only.tail = node.tail
            node.getparent().replace(node, only)
            found.append(only)
            return only
        if not any(tag_of(child) in BLOCKS_IN_DIV or has_block(child) for child in node):
            node.tag = "p"
            found.append(node)
        return node

    # ---- scores

    def _scored(self, elements: list[Element]) -> list[Element]:
        """Give each element's points to what holds it; return all that got points, best five first."""
        candidates: list[Element] = []
        for element in elements:
            if element.getparent() is None:
                continue
            words = text(element)
            if len(words) < 25:
                continue
            points = 1 + len(_COMMAS.findall(words)) + 1 + min(len(words) // 100, 3)
            for level, ancestor in enumerate(ancestors(element, 5)):
                if ancestor not in self.scores:
                    self.scores[ancestor] = _START.get(tag_of(ancestor), 0) + self.sweep.class_weight(ancestor)
                    candidates.append(ancestor)
                self.scores[ancestor] += points / (1 if level == 0 else 2 if level == 1 else level * 3)
        for candidate in candidates:
            self.scores[candidate] *= 1 - link_density(candidate)
        return sorted(candidates, key=lambda one: -self.scores[one])[:CANDIDATES]

    def _top(self, candidates: list[Element]) -> Element:
        """Return the best candidate, or what holds it together with others nearly as good."""
        if not candidates or tag_of(candidates[0]) == "body":
            top = self.body.makeelement("div")
            top.text, self.body.text = self.body.text, None
            top.extend(list(self.body))
            self.body.append(top)
            self._score_of(top)
            return top
        top = self._common(candidates)
        top = self._climbed(top)
        parent = top.getparent()
        while tag_of(parent) != "body" and len(parent) == 1:
            top, parent = parent, parent.getparent()
        self._score_of(top)
        return top

    def _common(self, candidates: list[Element]) -> Element:
        top = candidates[0]
        rivals = [set(one.iterancestors()) for one in candidates[1:] if self.scores[one] >= 0.75 * self.scores[top] > 0]
        if len(rivals) >= 3:
            for ancestor in top.iterancestors():
                if tag_of(ancestor) == "body":
                    break
                if sum(ancestor in rival for rival in rivals) >= 3:
                    return ancestor
        return top

    def _climbed(self, top: Element) -> Element:
        """Go up to an ancestor that scores more; scores that fall below a third end the climb."""
        last = self._score_of(top)
        threshold = last / 3
        for parent in top.iterancestors():
            if tag_of(parent) == "body":
                break
            if parent not in self.scores:
                continue
            score = self.scores[parent]
            if score < threshold:
                break
            if score > last:
                return parent
            last = score
        return top

    def _score_of(self, element: Element) -> float:
        if element not in self.scores:
            self.scores[element] = _START.get(tag_of(element), 0) + self.sweep.class_weight(element)
        return self.scores[element]

    def _with_siblings(self, top: Element) -> Element:
        """Return the best candidate with those beside it that belong to it: preambles, parts split by advertisements."""
        content = self.body.makeelement("div")
        threshold = max(10.0, self.scores[top] * 0.2)
        for sibling in list(top.getparent()):
            if sibling is top or self._belongs(sibling, top, threshold):
                if tag_of(sibling) not in _KEPT_AS_SIBLINGS:
                    sibling.tag = "div"
                content.append(sibling)
        return content

    def _belongs(self, sibling: Element, top: Element, threshold: float) -> bool:
        bonus = self.scores[top] * 0.2 if top.get("class") and sibling.get("class") == top.get("class") else 0
        if sibling in self.scores and self.scores[sibling] + bonus >= threshold:
            return True
        if tag_of(sibling) != "p":
            return False
        words, density = text(sibling), link_density(sibling)
        if len(words) > 80:
            return density < 0.25
        return bool(words) and density == 0 and re.search(r"\.( |$)", words) is not None
