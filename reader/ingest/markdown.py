"""A Markdown file, with or without front matter, becomes a Draft."""

from __future__ import annotations

import re

from reader.ingest import addresses, bylines, dates, excerpt, front_matter, language
from reader.ingest.cues import fold
from reader.ingest.front_matter import Facts
from reader.model import Draft
from reader.model.clean import clean, clean_line
from reader.model.tags import tags
from reader.model.url import canonical, is_web_address, site_of
from reader.model.words import count_words

_URL_KEYS = (
    "source",
    "url",
    "link",
    "original_url",
    "source_url",
    "original",
    "canonical",
    "canonical_url",
    "permalink",
    "uri",
    "href",
)
_AUTHOR_KEYS = ("authors", "author", "by", "byline", "creator")
_PUBLISHED_KEYS = (
    "published",
    "date",
    "published_at",
    "date_published",
    "publish_date",
    "pubdate",
    "publication_date",
    "published_date",
)
_UPDATED_KEYS = ("updated", "modified", "lastmod", "last_modified", "last_modified_at", "date_modified", "updated_at")
_TAG_KEYS = ("tags", "tag", "labels", "keywords", "categories", "category")
_SITE_KEYS = ("site", "website", "site_name", "sitename", "publisher", "publication", "domain")
_LANGUAGE_KEYS = ("lang", "language", "locale")
_IMAGE_KEYS = ("image", "cover", "thumbnail", "banner", "og_image", "featured_image")
_SAVING_KEYS = ("source", "saved", "clipped", "published")
"""With one of these, `created` says when the page was saved, not when it was published."""

_ATX = re.compile(r"[ ]{0,3}#[ \t]+(?P<text>[^\n]*?)[ \t]*#*[ \t]*(?:\n|$)")
_SETEXT = re.compile(r"(?P<text>[^\n#>|`~-][^\n]{0,300})\n={3,}[ \t]*(?:\n|$)")
_FENCE = re.compile(r"^(```|~~~)", re.MULTILINE)
_FIRST_LINES = 3000
_ADDRESS_LINES = 3


def draft(text: str, *, name: str, url: str | None = None, title: str | None = None) -> Draft:
    """Return the article that `text` holds. The title is the one given, else that of the front matter, else the
    first top heading, else `name`; a heading that only repeats it leaves the body."""
    facts, body = front_matter.split(clean(text))
    body = body.strip("\n").rstrip()
    told = clean_line(_first(facts, "title"))
    heading, without = _first_heading(body)
    if heading and (not told or fold(heading) == fold(told) or fold(heading) == fold(title or "")):
        body = without
    known = _canonical(url) or _canonical(
        next((value for value in _all(facts, _URL_KEYS) if is_web_address(value)), None)
    )
    if not facts and not known:
        known, body = _address_line(body)
    code = language.detect(excerpt.visible(body[:20_000])) or _first(facts, *_LANGUAGE_KEYS)[:3].lower().rstrip("-_")
    site = clean_line(_first(facts, *_SITE_KEYS))
    published = (
        [*_PUBLISHED_KEYS] if any(key in facts for key in _SAVING_KEYS) else [*_PUBLISHED_KEYS, "created", "created_at"]
    )
    image = _first(facts, *_IMAGE_KEYS)
    return Draft(
        title=clean_line(title or "") or told or heading or clean_line(name),
        body=body,
        url=known,
        authors=_authors(facts, code),
        site=site_of(site) if is_web_address(site) else site or site_of(known or ""),
        published_at=dates.parse(_first(facts, *published), code),
        updated_at=dates.parse(_first(facts, *_UPDATED_KEYS), code),
        language=code,
        excerpt=excerpt.of(body) or clean_line(_first(facts, "description", "summary", "excerpt"))[: excerpt.LONGEST],
        image=image if is_web_address(image) else None,
        source="file",
        words=count_words(excerpt.visible(body)),
        tags=_tags(facts),
    )


def _all(facts: Facts, keys: tuple[str, ...]) -> list[str]:
    return [value for key in keys for value in facts.get(key, [])]


def _first(facts: Facts, *keys: str) -> str:
    return next(iter(_all(facts, keys)), "")


def _authors(facts: Facts, code: str) -> tuple[str, ...]:
    """Return the authors; links between notes ("[[Jane Doe|J. Doe]]") are read as their names."""
    names: list[str] = []
    for value in next((facts[key] for key in _AUTHOR_KEYS if facts.get(key)), []):
        plain = re.sub(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]", r"\1", value)
        names.extend(bylines.authors(plain, code) or filter(None, [clean_line(plain)]))
    return tuple(dict.fromkeys(names))


def _tags(facts: Facts) -> tuple[str, ...]:
    values = next((facts[key] for key in _TAG_KEYS if facts.get(key)), [])
    if len(values) == 1:
        values = values[0].split(",") if "," in values[0] else values[0].split()
    return tags(values)


def _first_heading(body: str) -> tuple[str, str]:
    """Return the text of the first top heading near the beginning, and the body without it; ("", body) for none."""
    head = body[:_FIRST_LINES]
    at = 0
    for line in head.split("\n"):
        if _FENCE.match(line):
            break
        match = _ATX.match(body, at) or (_SETEXT.match(body, at) if at == 0 else None)
        if match and match["text"].strip():
            text = excerpt.visible(match["text"])
            return text, (body[:at] + body[match.end() :].lstrip("\n")).strip("\n")
        at += len(line) + 1
    return "", body


def _address_line(body: str) -> tuple[str | None, str]:
    """Return the address that stands on a line of its own at the top, and the body without that line."""
    lines = body.split("\n", 12)
    filled = [at for at, line in enumerate(lines[:12]) if line.strip()][:_ADDRESS_LINES]
    for at in filled:
        address = _canonical(addresses.alone(lines[at]))
        if address:
            return address, "\n".join(lines[:at] + lines[at + 1 :]).strip("\n")
    return None, body


def _canonical(address: str | None) -> str | None:
    try:
        return canonical(address) if address else None
    except ValueError:
        return None
