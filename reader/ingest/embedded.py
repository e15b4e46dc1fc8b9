"""Find the article of a page whose text is in its data alone, for a program to show: JSON-LD, or what the page's state holds.

Pages made by frameworks bring their content twice, as elements and as JSON, or only as the latter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from reader.ingest import jsonld, tree
from reader.ingest.facts import Facts, facts
from reader.ingest.tree import Element

FEWEST = 200
"""Characters of an article; a shorter string is a description."""
LONGEST = 5_000_000
DEEPEST = 30
_TAGS = re.compile(r"</?(?:p|h[1-6]|ul|ol|li|div|blockquote|figure|br)\b[^<>]{0,500}>", re.IGNORECASE)
_SEEN = ".//text()[not(ancestor::script or ancestor::style or ancestor::template)]"
_STATE = re.compile(r"(?:^|[;\s])(?:window\.)?__[A-Z_]{3,40}__\s*=\s*(?=[{\[])")
_TEXTS = ("text", "html", "content", "body", "value", "plainText", "paragraph", "markdown")
_TYPES = ("type", "_type", "__typename", "style", "tag", "name", "kind")
_SKIPPED = re.compile(
    r"cookie|consent|footer|nav|menu|related|recommend|comment|translation|i18n|messages|legal|teaser|promo",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(?:heading|header|title|^h)-?([2-6])?$", re.IGNORECASE)
_AUTHORS = ("author", "authors", "byline", "creator", "writer", "writers")
_PUBLISHED = (
    "datePublished",
    "publishedAt",
    "published_at",
    "publishDate",
    "publish_date",
    "publicationDate",
    "firstPublished",
    "published",
    "createdAt",
    "date",
)


@dataclass(frozen=True, slots=True)
class Found:
    """An article's text as HTML, and the thing of the data that it was found in."""

    html: str
    holder: dict[str, Any]

    @property
    def length(self) -> int:
        return len(re.sub(r"<[^<>]{0,500}>|\s+", "", self.html))


def article(root: Element, known: Facts, shown: Element | None) -> tuple[Element, Facts] | None:
    """Return the body of the article in the page's data, and its facts; None where what is `shown` on the page is as good."""
    length = 0 if shown is None else sum(len(part.strip()) for part in shown.xpath(_SEEN))
    if length > 1500:
        return None
    found = max(_found(root), key=lambda one: one.length, default=None)
    if found is None or found.length < max(FEWEST, 2 * length):
        return None
    page = tree.parse(f"<html><body>{found.html}</body></html>")
    return next(page.iter("body")), _with_facts(known, found)


def _found(root: Element) -> Iterator[Found]:
    for script in root.iter("script"):
        text = script.text or ""
        if len(text) < FEWEST or len(text) > LONGEST:
            continue
        kind = (script.get("type") or "").lower()
        if "ld+json" in kind:
            yield from _in_json_ld(text)
        elif "json" in kind or script.get("id") == "__NEXT_DATA__":
            yield from _in(_loaded(text), 0)
        elif match := _STATE.search(text):
            yield from _in(_loaded(text[match.end() :]), 0)


def _in_json_ld(text: str) -> Iterator[Found]:
    for thing in jsonld.things(text):
        body = thing.get("articleBody") or thing.get("reviewBody")
        if isinstance(body, str) and len(body) >= FEWEST:
            yield Found(_as_html(body), thing)


def _loaded(text: str) -> Any:
    try:
        return json.JSONDecoder().raw_decode(text.strip())[0]
    except (ValueError, RecursionError):
        return None


def _in(data: Any, depth: int) -> Iterator[Found]:
    """Yield strings that are articles in HTML, and lists whose parts are paragraphs."""
    if depth > DEEPEST:
        return
    if isinstance(data, dict):
        for name, value in data.items():
            if _SKIPPED.search(str(name)):
                continue
            if isinstance(value, str) and len(value) >= FEWEST and len(_TAGS.findall(value)) > 3:
                yield Found(value, data)
            elif isinstance(value, list) and (html := _blocks(value)):
                yield Found(html, data)
                yield from _in(value, depth + 1)
            elif isinstance(value, (dict, list)):
                yield from _in(value, depth + 1)
    elif isinstance(data, list):
        for value in data[:500]:
            yield from _in(value, depth + 1)


def _blocks(parts: list[Any]) -> str:
    """Return a list of paragraphs, as editors keep them, as HTML; "" where it is none."""
    written: list[str] = []
    for part in parts[:50_000]:
        if not isinstance(part, dict):
            return ""
        words = _words(part)
        if not words:
            continue
        kinds = [str(part.get(name) or "") for name in _TYPES]
        heading = next((match for kind in kinds if (match := _HEADING.search(kind))), None)
        tag = f"h{heading[1] or 2}" if heading else "li" if any("list" in kind.lower() for kind in kinds) else "p"
        written.append(words if _TAGS.search(words) else f"<{tag}>{words}</{tag}>")
    html = "".join(written)
    return html if len(written) > 2 and len(html) > FEWEST and html.count("<p") > 1 else ""


def _words(part: dict[str, Any]) -> str:
    """Return the words of one paragraph of such a list: its own text, or its children's."""
    for name in _TEXTS:
        value = part.get(name)
        if isinstance(value, str) and value.strip():
            return value if "<" in value and ">" in value else escape(value)
    for name in ("children", "spans", "content", "data", "model", "attributes"):
        value = part.get(name)
        inner = value if isinstance(value, list) else [value]
        words = "".join(_words(one) for one in inner[:500] if isinstance(one, dict))
        if words:
            return words
    return ""


def _as_html(text: str) -> str:
    if len(_TAGS.findall(text)) > 1:
        return text
    parts = re.split(r"\n\s*\n", text.strip()) if "\n\n" in text else text.strip().split("\n")
    return "".join(f"<p>{escape(part.strip())}</p>" for part in parts if part.strip())


def _with_facts(known: Facts, found: Found) -> Facts:
    """Fill in what the page does not say but the thing that holds its text does."""
    told: dict[str, Any] = {"@type": "Article"}
    for name in _AUTHORS:
        value = found.holder.get(name)
        people = value if isinstance(value, list) else [value]
        names = [one.get("name") if isinstance(one, dict) else one for one in people]
        if all(isinstance(one, str) and one for one in names):
            told.setdefault("author", [{"name": one} for one in names])
    for name in _PUBLISHED:
        if isinstance(found.holder.get(name), str):
            told.setdefault("datePublished", found.holder[name])
    page = tree.parse(
        f'<html><head><script type="application/ld+json">{json.dumps(told)}</script></head><body></body></html>'
    )
    also = facts(page, None)
    return replace(
        known,
        authors=known.authors or also.authors,
        published_at=known.published_at or also.published_at,
    )
