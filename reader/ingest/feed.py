"""The entries of a feed (RSS, Atom, RDF) become Drafts, with the content the feed itself brings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from html import escape, unescape
from typing import Any
from urllib.parse import urljoin

from reader.errors import BadInput
from reader.ingest import bylines, dates, excerpt, language
from reader.model import Draft
from reader.model import url as urls
from reader.model.clean import clean_line
from reader.model.tags import tags
from reader.model.words import count_words

MOST_ENTRIES = 1_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, as the feed tells it."""

    title: str
    url: str | None
    authors: tuple[str, ...]
    published: str
    updated: str
    html: str
    """Its content, else its summary; may be empty."""
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its name, the language it says it is in, and its entries in its order."""

    title: str
    language: str
    entries: tuple[Entry, ...]


def read(data: bytes, name: str, url: str | None = None) -> Feed:
    """Return what is in a feed; `url` is where it came from. Raises BadInput for what is damaged or empty."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadInput(name, "a damaged feed") from error
    if root is None:
        raise BadInput(name, "a damaged feed")
    found = list(root.iter("{*}item", "{*}entry", "item", "entry"))[:MOST_ENTRIES]
    if not found:
        raise BadInput(name, "a feed without entries")
    channel = next(root.iter("{*}channel", "channel"), root)
    code = re.match(r"[a-z]{2,3}", (_text(channel, "language") or str(root.get(_LANG) or "")).lower())
    entries = tuple(_entry(one, url or "", _names(channel)) for one in found)
    return Feed(_line(_text(channel, "title")), code[0] if code else "", entries)


def drafts(feed: Feed) -> list[Draft]:
    """Return an article for each entry."""
    return [_draft(feed, entry) for entry in feed.entries]


def _draft(feed: Feed, entry: Entry) -> Draft:
    from reader.ingest import sandbox

    body = ""
    if entry.html.strip():
        page = f"<!DOCTYPE html><html><head><title>{escape(entry.title)}</title></head><body>{entry.html}</body></html>"
        body = sandbox.read(page, entry.url, "whole").body
    code = (language.detect(body) if body else "") or feed.language
    published = _day(entry.published, code)
    updated = _day(entry.updated, code)
    return Draft(
        title=entry.title,
        body=body,
        url=entry.url,
        authors=entry.authors,
        site=feed.title or urls.site_of(entry.url or ""),
        published_at=published or updated,
        updated_at=updated if updated and published and updated > published else None,
        language=code,
        excerpt=excerpt.of(body[:6_000]),
        source="feed",
        words=count_words(body),
        tags=tags(entry.categories),
    )


_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def _entry(item: Any, came_from: str, feed_names: tuple[str, ...]) -> Entry:
    html = max((_markup(item, name) for name in ("encoded", "content", "body")), key=len)
    return Entry(
        title=_line(_text(item, "title")),
        url=_address(item, came_from),
        authors=_names(item) or feed_names,
        published=_text(item, "pubDate", "published", "issued", "date", "created"),
        updated=_text(item, "updated", "modified"),
        html=html if html.strip() else _markup(item, "summary") or _markup(item, "description"),
        categories=tuple(_line(one.get("term") or one.text or "") for one in _children(item, "category"))[:20],
    )


def _children(element: Any, *names: str) -> list[Any]:
    found = []
    for name in names:
        found += [one for one in element if isinstance(one.tag, str) and one.tag.rpartition("}")[2] == name]
    return found


def _text(element: Any, *names: str) -> str:
    return next((text for one in _children(element, *names) if (text := "".join(one.itertext()).strip())), "")


def _line(text: str) -> str:
    """Return a title: feeds escape what is in them once, twice or not at all."""
    return clean_line(unescape(re.sub(r"<[^<>]{0,500}>", "", unescape(text))))[:1_000]


def _markup(item: Any, name: str) -> str:
    """Return the HTML an element holds: escaped as text, or (Atom's xhtml) as elements of its own."""
    from lxml import etree

    for one in _children(item, name):
        kind = str(one.get("type") or "").lower()
        if kind == "text":
            return "".join(f"<p>{escape(part)}</p>" for part in (one.text or "").split("\n\n") if part.strip())
        if len(one):
            return "".join(
                [escape(one.text or ""), *(etree.tostring(child, encoding="unicode", method="html") for child in one)]
            )
        if (one.text or "").strip() and "/" not in kind.replace("text/html", ""):
            return str(one.text)
    return ""


def _address(item: Any, came_from: str) -> str | None:
    base = str(item.get(_BASE) or came_from)
    links = _children(item, "link")
    told = [str(one.get("href")) for one in links if one.get("href") and one.get("rel", "alternate") == "alternate"]
    told += [one.text.strip() for one in links if one.text and one.text.strip()]
    told += [one.text.strip() for one in _children(item, "guid") if one.text and one.get("isPermaLink") != "false"]
    told += [one.text.strip() for one in _children(item, "id") if one.text]
    for address in told:
        try:
            whole = urljoin(base, address)
            return urls.canonical(whole)
        except ValueError:
            continue
    return None


def _names(element: Any) -> tuple[str, ...]:
    told = [_text(one, "name") or (one.text or "") for one in _children(element, "author", "creator")]
    names: list[str] = []
    for one in map(_line, told):
        bracketed = re.fullmatch(r"\S+@\S+\s*\((.+)\)", one)
        one = bracketed[1] if bracketed else one
        if one and "@" not in one:
            names += bylines.authors(one, "") or (one,)
    return tuple(dict.fromkeys(names))


def _day(text: str, code: str) -> Any:
    try:
        return parsedate_to_datetime(text).date()
    except (TypeError, ValueError, OverflowError, IndexError):
        return dates.parse(text, code)
