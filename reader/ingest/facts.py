"""Read what a page says about its article: title, authors, site, dates, language, direction, image.

Statements made for machines come first (JSON-LD, then meta elements of Open Graph and Dublin Core, then microdata and
`time`), then what is visible. Each field takes the first source that has something believable to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from reader.ingest.authors import authors
from reader.ingest.days import Days
from reader.ingest.statements import Statements
from reader.ingest.titles import site_in_title, title_of
from reader.ingest.tree import Element, base_of, join
from reader.model import url as urls
from reader.model.clean import clean_line
from reader.model.direction import direction_of


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says about its article; empty fields are unknown."""

    title: str = ""
    authors: tuple[str, ...] = ()
    site: str = ""
    published_at: date | None = None
    updated_at: date | None = None
    language: str = ""
    direction: str = ""
    """"rtl" or "ltr", as the page says, else as its language and title are written."""
    description: str = ""
    image: str | None = None
    url: str | None = None
    """The address the page gives itself, where that is of its own site."""


def facts(root: Element, url: str | None) -> Facts:
    """Return the facts of the page; `url` is where it came from."""
    page = _Page(root, url)
    language, site = page.language(), page.site()
    days = Days(root, page.told, url)
    published, updated = days.published(language), days.updated(language)
    title = title_of(root, page.told, site)
    return Facts(
        title=title,
        authors=authors(root, page.told, site, language),
        site=site,
        published_at=published or updated,
        updated_at=updated if updated and published and updated > published else None,
        language=language,
        direction=page.direction() or direction_of(language, title),
        description=page.described(),
        image=page.image(),
        url=page.own_address(),
    )


class _Page:
    """A page that is asked for its facts."""

    def __init__(self, root: Element, url: str | None) -> None:
        self.root = root
        self.url = url
        self.base = base_of(root, url)
        self.told = Statements(root)

    # ---- who and where

    def site(self) -> str:
        """Return the site's name as it calls itself, else its host."""
        names = (
            self.told.meta("og.site_name"),
            "" if "wikimedia" in self.told.article.publisher.lower() else self.told.article.publisher,
            self.told.meta("application-name", "dc.publisher", "apple-mobile-web-app-title", "al.android.app_name"),
        )
        name = next(
            (clean_line(name) for name in names if 1 < len(clean_line(name)) <= 80 and not name.startswith("@")), ""
        )
        return name or site_in_title(self.root, self.url or "") or urls.site_of(self.url or "")

    # ---- what else

    def language(self) -> str:
        """Return the language the page says it is in; "" where it says none (what it is in, its words tell)."""
        said = (
            self.root.get("lang")
            or self.root.get("{http://www.w3.org/XML/1998/namespace}lang")
            or self.root.get("xml:lang")
            or "",
            self.told.article.language,
            self.told.meta("og.locale", "content-language", "dc.language", "language", "inlanguage"),
            next((body.get("lang") or "" for body in self.root.iter("body")), ""),
        )
        for text in said:
            if match := re.match(r"\s*([A-Za-z]{2,3})(?![A-Za-z])", text):
                return match[1].lower()
        return ""

    def direction(self) -> str:
        for element in (self.root, *self.root.iter("body"), *self.root.iter("main"), *self.root.iter("article")):
            if (said := (element.get("dir") or "").lower()) in ("rtl", "ltr"):
                return said
        return ""

    def described(self) -> str:
        return clean_line(
            self.told.meta("og.description", "description", "dc.description", "twitter.description")
            or self.told.article.description
        )

    def image(self) -> str | None:
        said = (
            self.told.meta("og.image.secure_url", "og.image.url", "og.image"),
            self.told.article.image,
            self.told.meta("twitter.image", "twitter.image.src", "thumbnail", "image"),
            next((link.get("href") or "" for link in self.root.iter("link") if link.get("rel") == "image_src"), ""),
        )
        found = next(
            (whole for address in said if (whole := join(self.base, address)) and urls.is_web_address(whole)), None
        )
        return found[:2000] if found else None

    def own_address(self) -> str | None:
        """Return the address the page calls its own: of the same site, or the one behind an AMP page; never the front page."""
        linked = next(
            (
                link.get("href") or ""
                for link in self.root.iter("link")
                if "canonical" in (link.get("rel") or "").lower().split()
            ),
            "",
        )
        for address in (linked, self.told.meta("og.url")):
            whole = join(self.base, address)
            if whole and urls.is_web_address(whole) and (self.url is None or self._is_same_article(whole)):
                return whole
        return None

    def _is_same_article(self, address: str) -> bool:
        here, there = urls.site_of(self.url or ""), urls.site_of(address)
        path = re.sub(r"^https?://[^/]*", "", address).strip("/")
        own_path = re.sub(r"^https?://[^/]*", "", self.url or "").strip("/")
        if not path and own_path:
            return False
        amp = here.endswith(".cdn.ampproject.org") or "/amp/s/" in (self.url or "")
        return amp or _registered(here) == _registered(there)


def _registered(host: str) -> str:
    """Return the part of a host that is the site's, roughly: its last two labels, three below "co.uk" and the like."""
    labels = host.split(".")
    short = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3:] if short else labels[-2:])
