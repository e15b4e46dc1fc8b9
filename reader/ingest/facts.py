"""Read what a page says about its article: title, authors, site, dates, language, direction, image.

Statements made for machines come first (JSON-LD, then meta elements of Open Graph and Dublin Core, then microdata and
`time`), then what is visible. Each field takes the first source that has something believable to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from reader.ingest import bylines, dates, jsonld
from reader.ingest.titles import site_in_title, title_of
from reader.ingest.tree import Element, base_of, join, names_of, tag_of, text_of
from reader.model import url as urls
from reader.model.clean import clean_line

LONGEST_FIELD = 300
LOOKED_AT = 500
"""Blocks of a page that are looked at for a byline which nothing marks as one."""
LONGEST_DATE = 40
"""Characters of a date that are looked at: readers of dates are slow on long input."""


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
    """"rtl" or "ltr" where the page says so."""
    description: str = ""
    image: str | None = None
    url: str | None = None
    """The address the page gives itself, where that is of its own site."""


def facts(root: Element, url: str | None) -> Facts:
    """Return the facts of the page; `url` is where it came from."""
    page = _Page(root, url)
    language = page.language()
    published, updated = page.published(language), page.updated(language)
    return Facts(
        title=title_of(root, page.told, page.site()),
        authors=page.authors(language),
        site=page.site(),
        published_at=published or updated,
        updated_at=updated if updated and published and updated > published else None,
        language=language,
        direction=page.direction(),
        description=page.described(),
        image=page.image(),
        url=page.own_address(),
    )


class Told:
    """The statements a page makes for machines, by name."""

    def __init__(self, root: Element) -> None:
        self.article = jsonld.article(root)
        self._meta: dict[str, list[str]] = {}
        for meta in root.iter("meta"):
            content = clean_line(meta.get("content") or "")[:2000]
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                for name in (meta.get(attribute) or "").lower().split():
                    if content:
                        self._meta.setdefault(
                            name.replace(":", ".").replace("dcterms.", "dc.").replace("dcterm.", "dc."), []
                        ).append(content)

    def meta(self, *names: str) -> str:
        """Return the first meta element of any of `names` (":" written as "."), in their order; "" if there is none."""
        return next((self._meta[name][0] for name in names if name in self._meta), "")

    def all_meta(self, *names: str) -> list[str]:
        """Return all values of the first of `names` that has any."""
        return next((self._meta[name] for name in names if name in self._meta), [])


class _Page:
    """A page that is asked for its facts."""

    def __init__(self, root: Element, url: str | None) -> None:
        self.root = root
        self.url = url
        self.base = base_of(root, url)
        self.told = Told(root)

    # ---- who and where

    def site(self) -> str:
        """Return the site's name as it calls itself, else its host."""
        names = (
            self.told.meta("og.site_name"),
            self.told.article.publisher,
            self.told.meta("application-name", "dc.publisher", "apple-mobile-web-app-title", "al.android.app_name"),
        )
        name = next(
            (clean_line(name) for name in names if 1 < len(clean_line(name)) <= 80 and not name.startswith("@")), ""
        )
        return name or site_in_title(self.root, self.url or "") or urls.site_of(self.url or "")

    def authors(self, language: str) -> tuple[str, ...]:
        site = self.site().lower()
        for names in self._bylines(language):
            kept = tuple(
                dict.fromkeys(
                    name
                    for raw in names
                    if (name := _person(raw)) and name.lower() not in (site, "admin", "editor", "staff")
                )
            )
            if kept:
                return kept[:12]
        return ()

    def _bylines(self, language: str) -> Iterator[Iterable[str]]:
        yield self.told.article.authors
        yield from (
            _names(self.told.all_meta(name), language)
            for name in (
                "citation_author",
                "dc.creator",
                "author",
                "parsely-author",
                "article.author",
                "sailthru.author",
                "byl",
                "dc.contributor",
                "twitter.creator_name",
            )
        )
        yield from self._visible_bylines(language)

    def _visible_bylines(self, language: str) -> Iterator[Iterable[str]]:
        marked = [element for element in self.root.iter() if "author" in (element.get("itemprop") or "").split()]
        for element in marked:
            named = [
                text_of(part) or part.get("content") or ""
                for part in element.iter()
                if "name" in (part.get("itemprop") or "").split()
            ]
            yield _names(named or [text_of(element) or element.get("content") or ""], language)
        linked = [
            text_of(element) for element in self.root.iter("a", "span", "address") if element.get("rel") == "author"
        ]
        yield _names(list(dict.fromkeys(linked))[:4], language)
        for element in self._before_comments():
            if _BYLINE.search(names_of(element)) and 2 < len(text_of(element)) < 150:
                inner = [
                    text_of(part)
                    for part in element.iter("a")
                    if 2 < len(text_of(part)) < 60 and not _NO_NAME.search(part.get("href") or "")
                ]
                told = bylines.authors(text_of(element), language)
                if len(inner) > 1 and len(told) < len(inner) <= 12 and all(map(bylines.looks_like_a_name, inner)):
                    yield inner
                    continue
                if len(inner) == 1 and len(told) == 1 and inner[0] != told[0] and inner[0] in told[0]:
                    told = (inner[0],)  # the rest is a word for "by", or a button
                yield (
                    told
                    if told
                    else _names(inner[:4] or [text_of(element)], language)
                    if len(text_of(element)) < 60 or inner
                    else []
                )
        posters = [text_of(one) for one in self.root.iter("a", "span") if _POSTER.search(one.get("class") or "")]
        yield [name for name in posters[:1] if 1 < len(name) < 40]
        yield [text_of(one.getprevious()) for one in self.root.iter("a") if _is_mail_of_name(one)][:1]
        blocks = (
            one
            for one in self._before_comments()
            if tag_of(one) in ("p", "div", "span", "address", "li", "td", "small", "h4", "h5")
        )
        for element in islice(blocks, LOOKED_AT):
            words = text_of(element) if len(element) < 6 else ""
            if not 5 < len(words) < 90 or _PICTURED.match(words):
                continue
            found = bylines.within(words)
            if found and found.start < 12 and re.search(rf"\b{re.escape(found.names[0])}\b", words, re.IGNORECASE):
                yield found.names
                return

    def _before_comments(self) -> Iterator[Element]:
        """Yield elements in order, passing over what belongs to comments, other articles and the frame of the page."""
        skipped: set[Element] = set()
        for element in self.root.iter():
            parent = element.getparent()
            if (
                parent in skipped
                or tag_of(element) in ("nav", "footer", "script", "style")
                or (_ELSEWHERE.search(names_of(element)) and next(element.iter("h1"), None) is None)
            ) and tag_of(element) not in ("html", "body"):
                skipped.add(element)
                continue
            if isinstance(element.tag, str):
                yield element

    # ---- when

    def published(self, language: str) -> date | None:
        return self._first_day(self._published(), language)

    def _published(self) -> Iterator[str]:
        yield self.told.article.published
        for name in _PUBLISHED:
            yield self.told.meta(name)
        for name in ("datepublished", "datecreated", "uploaddate"):
            yield from self._microdata(name)
        yield self._day_in_address()
        elements = [
            element
            for element in self._before_comments()
            if tag_of(element) == "time" or _DATED.search(names_of(element))
        ]
        for element in sorted(
            elements,
            key=lambda one: (
                one.get("pubdate") is None and "publi" not in names_of(one),
                "updat" in names_of(one) or "modif" in names_of(one),
            ),
        ):
            yield element.get("datetime") or ""
            if _YEAR.search(element.get("title") or ""):
                yield element.get("title")
            yield from _short_texts(element)
        yield from self._head_texts()
        yield self.told.meta("og.updated_time")

    def _head_texts(self) -> Iterator[str]:
        """Yield short texts with a year in them that stand before the first long paragraph."""
        for element in self._before_comments():
            text = element.text or ""
            if tag_of(element) == "p" and len(text_of(element)) > 140:
                return
            if tag_of(element) not in ("title", "option") and len(text) < LONGEST_DATE and _YEAR.search(text):
                yield text

    def updated(self, language: str) -> date | None:
        return self._first_day(self._updated(), language)

    def _updated(self) -> Iterator[str]:
        yield self.told.article.updated
        for name in (
            "article.modified_time",
            "og.article.modified_time",
            "og.updated_time",
            "dc.modified",
            "dc.date.modified",
            "last-modified",
            "lastmod",
            "revised",
        ):
            yield self.told.meta(name)
        yield from self._microdata("datemodified")

    def _microdata(self, name: str) -> Iterator[str]:
        for element in self.root.iter():
            if isinstance(element.tag, str) and name in (element.get("itemprop") or "").lower().split():
                yield element.get("datetime") or element.get("content") or element.get("title") or text_of(element)

    def _day_in_address(self) -> str:
        match = re.search(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?:[/_-]|$)", self.url or "")
        return "-".join(match.groups()) if match else ""

    def _first_day(self, texts: Iterable[str], language: str) -> date | None:
        for text in texts:
            if text and (day := _day(text, language)):
                return day
        return None

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


_BYLINE = re.compile(
    r"byline|\bauthor|writtenby|p-author|post-author|entry-author|article-author|auteur|autor\b|\bauthor-name"
)
_POSTER = re.compile(r"(?:^|\s)(?:hnuser|username|poster-name|post-author-name|topic-author)(?:\s|$)")
_ELSEWHERE = re.compile(
    r"comment|related|sidebar|footer|recommend|most-read|popular|widget|author-bio|teaser|newsletter|promo"
)
_PICTURED = re.compile(r"photo|image|illustration|picture|foto|bild|video|translat|edited", re.IGNORECASE)
_NO_NAME = re.compile(r"twitter\.com|x\.com|facebook|mailto:|linkedin|#")
_DATED = re.compile(
    r"\bdate|publish|posted-on|timestamp|post-date|entry-date|pubdate|post-meta|article-meta|byline|dateline|time-?stamp|\bage\b"
)
_PUBLISHED = (
    "article.published_time",
    "article.published",
    "og.article.published_time",
    "og.published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "dc.date.issued",
    "dc.issued",
    "dc.date.created",
    "dc.created",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "article_date_original",
    "originalpublicationdate",
    "date",
    "cxenseparse.recs.publishtime",
    "bt.pubdate",
)


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _is_mail_of_name(link: Element) -> bool:
    """Say whether a link is a mail address that stands right after a name, as archives of mailing lists set it."""
    before = link.getprevious()
    return (
        (link.get("href") or "").startswith("mailto:")
        and tag_of(before if before is not None else link) in ("b", "strong")
        and bylines.looks_like_a_name(text_of(before))
    )


def _short_texts(element: Element) -> Iterator[str]:
    """Yield the texts in an element that are short enough to be a date and little else."""
    for text in element.itertext():
        if 5 < len(text.strip()) <= LONGEST_DATE:
            yield text


def _names(texts: Iterable[str], language: str) -> list[str]:
    """Take several names that stand in one text apart."""
    found: list[str] = []
    for text in texts:
        text = re.sub(r"^\s*[^\W\d_]{2,15}(?:\s[^\W\d_]{2,15})?\s*[:：]\s*(?=[^\W\d_])", "", text[:LONGEST_FIELD])
        text = re.sub(
            r"^([^\W\d][\w'’-]+), ([^\W\d][\w.'’ -]{0,30})$", r"\2 \1", text[:LONGEST_FIELD].strip()
        )  # "Lee, Ann"
        if text.startswith(("http://", "https://", "@")):
            continue
        told = bylines.authors(text, language)
        if told:
            found.extend(told)
        else:
            found.extend(re.split(r"\s*(?:;|\||\s&\s|\sand\s|\sund\s|\set\s|\sy\s|(?<=\w\w),\s(?=\w+\s\w))\s*", text))
    return found


def _person(text: str) -> str:
    """Return `text` as a name, without "by" and the like; "" where it cannot be one."""
    name = clean_line(text)
    name = re.sub(
        r"^(?:written\s+by|posted\s+by|by|von|par|por|di|door|av|af|text|author|autor|auteur)\s*:?\s+",
        "",
        name,
        flags=re.IGNORECASE,
    )
    name = re.sub(r"^[^\W\d_]{2,15}(?:\s[^\W\d_]{2,15})?\s*[:：]\s*(?=[^\W\d_])", "", name)  # "Author:" in any language
    name = re.sub(r"\s*[,|·•–-]\s*(?:\d.*|@.*|updated.*|published.*)$", "", name, flags=re.IGNORECASE).strip(
        " ,;:|·•-–"
    )
    if not 2 <= len(name) <= 80 or name.startswith(("http", "@")) or "{" in name or name.isdigit():
        return ""
    return "" if re.search(r"\d{2}|@|https?:", name) or len(name.split()) > 8 else name


def _day(text: str, language: str) -> date | None:
    """Return the calendar day a statement names, if it is a day something can have been published on."""
    text = clean_line(text)[:LONGEST_DATE]
    day: date | None = None
    if match := re.match(r"((?:1[5-9]|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)", text.replace("/", "-")):
        try:
            day = date(*map(int, match.groups()))
        except ValueError:
            return None
    elif re.fullmatch(r"1[0-9]{9}(\d{3})?", text):
        day = date.fromordinal(date(1970, 1, 1).toordinal() + int(text[:10]) // 86400)
    else:
        day = dates.parse(text, language)
    return day if day and 1500 <= day.year <= 2100 else None


def _registered(host: str) -> str:
    """Return the part of a host that is the site's, roughly: its last two labels, three below "co.uk" and the like."""
    labels = host.split(".")
    short = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3:] if short else labels[-2:])
