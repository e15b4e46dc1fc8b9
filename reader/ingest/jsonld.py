"""Read the article out of a page's JSON-LD (schema.org), however it is wrapped."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reader.ingest.tree import Element
from reader.model.clean import clean_line

LONGEST = 1_000_000
_ARTICLES = re.compile(
    r"(?:\w*Article|BlogPosting|SocialMediaPosting|LiveBlogPosting|DiscussionForumPosting|Report|APIReference|Review|Recipe|HowTo|CreativeWork|Essay|ShortStory|Chapter|QAPage|Question)$"
)
_PAGES = re.compile(r"(?:WebPage|ItemPage|FAQPage|AboutPage|VideoObject|Book)$")


@dataclass(frozen=True, slots=True)
class Article:
    """What JSON-LD says of an article; empty where it says nothing."""

    title: str = ""
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    updated: str = ""
    language: str = ""
    description: str = ""
    image: str = ""


def article(root: Element) -> Article:
    """Return what the page's scripts say; of several things the one most like an article."""
    found = [
        thing
        for script in root.iter("script")
        if "ld+json" in (script.get("type") or "").lower()
        for thing in things(script.text or "")
    ]
    by_id = {thing["@id"]: thing for thing in found if isinstance(thing.get("@id"), str) and len(thing) > 2}
    main = _titled([thing for thing in found if _is(thing, _ARTICLES)], root) or next(
        (thing for thing in found if _is(thing, _PAGES)), None
    )
    if main is None:
        return Article()
    site = next((thing for thing in found if _is(thing, re.compile("WebSite$"))), {})
    is_article = _is(main, _ARTICLES)
    return Article(
        title=_text(main.get("headline") or main.get("name")) if is_article else "",
        authors=tuple(_people(main.get("author") or main.get("creator"), by_id)),
        contributors=tuple(_people(main.get("contributor"), by_id)),
        publisher=next(iter(_people(main.get("publisher"), by_id)), "") or _text(site.get("name")),
        published=_text(main.get("datePublished") or main.get("dateCreated")),
        updated=_text(main.get("dateModified")),
        language=_text(_first(main.get("inLanguage"))),
        description=_text(main.get("description")),
        image=_address(main.get("image") or main.get("thumbnailUrl"), by_id),
    )


def things(text: str) -> Iterator[dict[str, Any]]:
    """Yield every thing that has a type in the text of a script, the outer before the inner."""
    yield from _things(_loaded(text))


def _titled(articles: list[dict[str, Any]], root: Element) -> dict[str, Any] | None:
    """Return the article that the page is named after; pages tell of related ones as well."""
    document = re.sub(r"\W+", "", "".join(next((title.itertext() for title in root.iter("title")), ()))).casefold()
    for thing in articles if len(articles) > 1 else ():
        name = re.sub(r"\W+", "", _text(thing.get("headline") or thing.get("name"))).casefold()
        if len(name) > 5 and name in document:
            return thing
    return articles[0] if articles else None


def _loaded(text: str) -> Any:
    text = (
        re.sub(r"^\s*(?:<!\[CDATA\[|<!--|//\s*<!\[CDATA\[)|(?:\]\]>|-->|//\s*\]\]>)\s*;?\s*$", "", text[:LONGEST])
        .strip()
        .rstrip(";")
    )
    for attempt in (
        text,
        re.sub(r"[\x00-\x1f]+", " ", text),
        re.sub(r",\s*([}\]])", r"\1", re.sub(r"[\x00-\x1f]+", " ", text)),
    ):
        try:
            return json.loads(attempt)
        except (ValueError, RecursionError):
            continue
    return None


def _things(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield every thing that has a type, the outer before the inner."""
    if depth > 6:
        return
    if isinstance(data, list):
        for part in data[:200]:
            yield from _things(part, depth + 1)
    elif isinstance(data, dict):
        if "@type" in data:
            yield data
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart"):
            if isinstance(data.get(name), (dict, list)):
                yield from _things(data[name], depth + 1)


def _is(thing: dict[str, Any], kind: re.Pattern[str]) -> bool:
    types = thing.get("@type")
    return any(isinstance(one, str) and kind.search(one) for one in (types if isinstance(types, list) else [types]))


def _people(value: Any, by_id: dict[str, Any]) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            known = one if one.get("name") else by_id.get(str(one.get("@id")), one)
            name = _text(_first(known.get("name")))
        else:
            name = _text(one)
        if name and not name.startswith(("http://", "https://")):
            yield name


def _address(value: Any, by_id: dict[str, Any]) -> str:
    one = _first(value)
    if isinstance(one, dict):
        known = one if one.get("url") or one.get("contentUrl") else by_id.get(str(one.get("@id")), one)
        one = _first(known.get("url") or known.get("contentUrl"))
    return _text(one)


def _first(value: Any) -> Any:
    return (value[0] if value else None) if isinstance(value, list) else value


def _text(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    return clean_line(re.sub(r"<[^>]{1,80}>", "", html.unescape(value))) if isinstance(value, str) else ""
