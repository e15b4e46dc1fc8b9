"""What was read from a page, and how it travels between processes."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from html import unescape

from reader.ingest.escaping import escape
from reader.ingest.facts import Facts
from reader.model.clean import clean_line

PLAIN_WORD = "*This page could not be read in full; these are its words, without their structure.*"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a page."""

    body: str
    """Markdown; empty where the page has no article."""
    facts: Facts


def as_plain(html: str) -> Reading:
    """Return a page's words as plain paragraphs, for pages that cannot be read in full; little can go wrong here."""
    text = _without_wordless(html[:5_000_000])
    text = re.sub(
        r"(?i)<(?:/?(?:p|div|h[1-6]|li|tr|ul|ol|table|section|article|blockquote|br|hr)\b)[^<>]{0,2000}>", "\n\n", text
    )
    text = re.sub(r"<[^<>]{0,5000}>", "", text)
    lines = [clean_line(unescape(re.sub(r"&#\d{8,};", "\ufffd", line))) for line in text.split("\n")]
    title = re.search(r"(?is)<title[^>]{0,200}>(.{0,500}?)</title", html[:100_000])
    body = "\n\n".join(escape(line, at_start=True) for line in lines if line)
    return Reading(
        f"{PLAIN_WORD}\n\n{body}\n" if body else "", Facts(title=clean_line(unescape(title[1])) if title else "")
    )


_WORDLESS = re.compile(r"<(/?)(script|style|title|nav|noscript|template|svg)\b[^<>]{0,2000}>?", re.IGNORECASE)


def _without_wordless(html: str) -> str:
    """Return a page without what holds no words of it; in one walk: a page may open a million that it never closes."""
    tags = [(match.start(), match.end(), bool(match[1]), match[2].lower()) for match in _WORDLESS.finditer(html)]
    closings: dict[str, list[int]] = {}
    for _, end, closes, name in tags:
        if closes:
            closings.setdefault(name, []).append(end)
    kept, at = [], 0
    for start, end, closes, name in tags:
        if closes or start < at:
            continue
        ends = closings.get(name, [])
        place = bisect_right(ends, end)
        if place < len(ends):
            kept += [html[at:start], " "]
            at = ends[place]
    return "".join(kept) + html[at:]


def to_json(reading: Reading) -> dict[str, object]:
    """Return a reading as plain values, to pass between processes."""
    told = {name: getattr(reading.facts, name) for name in Facts.__slots__}
    told["published_at"] = reading.facts.published_at.isoformat() if reading.facts.published_at else None
    told["updated_at"] = reading.facts.updated_at.isoformat() if reading.facts.updated_at else None
    return {"body": reading.body, "facts": told}


def from_json(values: dict[str, object]) -> Reading:
    """Return the reading that `to_json` told of."""
    told = dict(values["facts"])  # type: ignore[call-overload]
    told["authors"] = tuple(told["authors"])
    for name in ("published_at", "updated_at"):
        told[name] = date.fromisoformat(told[name]) if told[name] else None
    return Reading(str(values["body"]), Facts(**told))
