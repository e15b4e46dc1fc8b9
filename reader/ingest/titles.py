"""Find an article's title, without the name of its site."""

from __future__ import annotations

import html
import re
from typing import Protocol

from reader.ingest.tree import Element, names_of, text_of
from reader.model.clean import clean_line

LONGEST = 400
"""Characters of a title that are looked at."""
LONGEST_SITE = 4
"""Words of a site's name in a title; what is longer is as likely a list of sections."""
_SEPARATOR = re.compile(r"\s+[|\-–—•·»«:/\\>~]+\s+|\s*[|｜»：]\s*|\s*::\s*|:\s+")
_STRONG_SEPARATOR = re.compile(
    r"(?<=[\u3040-\u9fff])[_-](?=[\u3040-\u9fff])|\s+[|\-–—•·»/\\~]+\s+|\s*[|｜]\s*|\s*::\s*"
)


_OF_SITE = re.compile(r"nav|brand|site-?title|logo|sticky", re.IGNORECASE)
"""Names of titles that are those of the site."""
_ANCHORS = "¶§🔗\u200b\ufeff "
"""What the links are made of that manuals set beside their headings."""
_BOOK = re.compile(r"(?:The )?Project Gutenberg(?:'s| e-?book of) (.{2,200}?)(?:,? by .*)?", re.IGNORECASE)
_ENTRY_TITLE = re.compile(r"(?:^|\s)(?:entry-title|post-title|article-title)(?:\s|$)")


class _HasTitle(Protocol):
    @property
    def title(self) -> str: ...


class Said(Protocol):
    """What titles needs of a page's statements."""

    @property
    def article(self) -> _HasTitle: ...

    def meta(self, *names: str) -> str: ...


def title_of(root: Element, told: Said, site: str) -> str:
    """Return the title of the article on the page; "" where it has none."""
    document = clean_line(next((text_of(title) for title in root.iter("title")), "")[:LONGEST])
    headings = _headings(root)
    if book := _BOOK.fullmatch(document):
        return book[1].rstrip(",")
    said = [
        re.sub(r"^r/\w+ - ", "", clean_line(html.unescape(text)))
        for text in (
            told.meta("citation_title"),
            told.article.title,
            told.meta("og.title"),
            told.meta("dc.title", "twitter.title", "parsely-title", "sailthru.title"),
        )
        if text
    ]
    bare_titles = [(text, bare) for text in said if (bare := _without_site(text, site)) and not _same(bare, site)]
    for text, bare in bare_titles:  # what the page shows is the title, not a shorter one for machines
        match = next((heading for heading in headings if _same(heading, bare) or _same(heading, text)), "")
        if shown := match or _headed_part(text, headings) or _headed_part(bare, headings):
            return shown
    if bare_titles:
        return bare_titles[0][1]
    if match := _shown_part(root, document, headings):
        return match
    if (
        next(root.iter("h1"), None) is not None
        and len(headings) == 1
        and len(document.split()) == 1
        and len(headings[0].split()) > 1
    ):
        return headings[0]  # the other is the name of a file
    bare = _without_site(document, site) or (_longest_part(document) if document else "")
    if bare and bare.lower() != site.lower():
        return bare
    return headings[0] if headings else document


def site_in_title(root: Element, url: str) -> str:
    """Return the site's name as the document's title has it beside the article's own; "" where nothing proves it.

    The article's title must be shown as a heading, word for word; what is left must be short, or be spelled in the address.
    """
    document = clean_line(next((text_of(title) for title in root.iter("title")), "")[:LONGEST])
    headings = [*_headings(root), *(text_of(heading) for heading in list(root.iter("h2", "h3"))[:6])]
    shown = {_plain(heading) for heading in headings or map(text_of, _named_titles(root))}
    host = _plain(re.sub(r"^https?://(?:www\.)?([^/]*).*$", r"\1", url))
    for match in _STRONG_SEPARATOR.finditer(document):
        if _plain(document[: match.start()]) in shown:
            parts = [part for part in _STRONG_SEPARATOR.split(document[match.end() :]) if part.strip()]
            name = parts[-1].strip() if parts else ""
            if _plain(name) and (len(name.split()) <= LONGEST_SITE or _plain(name) in host):
                return name
    for match in re.finditer(r":\s+", document):
        name = document[: match.start()].strip()
        if _plain(document[match.end() :]) in shown and (_plain(name) in host or len(name.split()) <= 3):
            return name
        name = document[match.end() :].strip()
        if _plain(document[: match.start()]) in shown and 0 < len(name.split()) <= 3:
            return name
    return ""


def _shown_part(root: Element, document: str, headings: list[str]) -> str:
    """Return the part of the document's title that the page shows as a heading, or as bold words where it has none.

    A part that the title begins with is better than one that it ends with (that may be the site), and a heading of the
    first level better than one of the second.
    """
    starts = {0: 0}
    stops = {len(document): 0}
    for match in _SEPARATOR.finditer(document):
        stops[match.start()] = match.end()
        starts[match.end()] = match.start()
    parts = {_plain(document[start:stop]): start for start in starts for stop in stops if stop > start}
    second = [clean_line(text_of(one)).rstrip("#¶§ ") for one in list(root.iter("h2"))[:12]]
    bold = (
        []
        if next(root.iter("h1"), None) is not None or len(second) > 1
        else list(root.iter("h3", "b", "strong", "font"))[:60]
    )
    shown = [*headings, *second, *(clean_line(text_of(one)) for one in [*bold, *_named_titles(root)])]
    fitting = [text for text in shown if _plain(text) and _plain(text) in parts]
    numbered = re.match(r"([^:]{1,20}):\s+", document)
    if numbered and _plain(numbered[1]) in map(_plain, headings) and (named := _plain(document[numbered.end() :])):
        fitting = [text for text in headings if _plain(text) == named] or fitting  # "RFC 9999", and what it is called
    return max(fitting, key=lambda text: (parts.get(_plain(text)) == 0, text in headings, len(text)), default="")


def _headed_part(text: str, headings: list[str]) -> str:
    """Return the heading of the first level that is one end of a title with separators; "" where none is."""
    bare = re.sub(r"\s*[（(【\[][^（(【\[]{2,30}[）)】\]]\s*$", "", text)
    ends = {_plain(bare)} if bare != text else set()
    ends |= {_plain(text[: match.start()]) for match in _SEPARATOR.finditer(text)}
    ends |= {_plain(text[match.end() :]) for match in _STRONG_SEPARATOR.finditer(text)}
    ends |= {end.removeprefix("release") for end in ends}
    return next((heading for heading in headings if len(_plain(heading)) > 8 and _plain(heading) in ends), "")


def _named_titles(root: Element) -> list[Element]:
    """Return what is called a title, though it is no heading."""
    return [
        one
        for one in root.iter("td", "span", "div", "a", "p")
        if "title" in (one.get("class") or "").lower()
        and not _is_home(one)
        and not _OF_SITE.search(one.get("class") or "")
    ][:20]


def _headings(root: Element) -> list[str]:
    """Return the texts of level-one headings (of those that are no logo), else of level-two headings."""
    ones = [
        heading
        for heading in root.iter("h1")
        if not re.search(r"logo|site-?title|brand|masthead|menu-title", names_of(heading))
    ]
    entries = [one for one in root.iter("h2", "h3", "h4") if _ENTRY_TITLE.search(one.get("class") or "")]
    if len(entries) == 1 and all(_is_home(one) for one in ones):
        ones = entries  # blogs head their pages with the name of the blog
    found = [clean_line(text_of(heading)) for heading in ones] or [
        clean_line(text_of(heading)) for heading in list(root.iter("h2"))[:3]
    ]
    return [text.strip(_ANCHORS).removesuffix(" #").strip() for text in found if text]


def _is_home(heading: Element) -> bool:
    """Say whether a heading is one link, to the front page of its site."""
    link = next(heading.iter("a"), None)
    address = "" if link is None else link.get("href") or ""
    return link is not None and re.fullmatch(r"(?:https?://[^/]+)?/?", address) is not None


def _same(one: str, other: str) -> bool:
    return _plain(one) == _plain(other) != ""


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _without_site(text: str, site: str) -> str:
    """Cut the site's name from either end of a title."""
    parts = _STRONG_SEPARATOR.split(text)
    if len(parts) == 1:
        parts = _SEPARATOR.split(text)
    if len(parts) == 1 or not site:
        return text
    ends = list(_SEPARATOR.finditer(text))
    known = _plain(site)
    for match in ends:
        if _plain(text[: match.start()]) == known:
            return text[match.end() :].strip()
    for match in reversed(ends):
        if _plain(text[match.end() :]) == known:
            return text[: match.start()].strip()
    last = _plain(parts[-1])
    if last and (last in known or known in last) and len(_STRONG_SEPARATOR.split(text)) > 1:
        end = list(_STRONG_SEPARATOR.finditer(text))[-1].start()
        return text[:end].strip()
    return text


def _longest_part(text: str) -> str:
    """Of a title with separators, take the part before the last: site names come last, and are short."""
    ends = list(_STRONG_SEPARATOR.finditer(text))
    if not ends:
        return text
    before, after = text[: ends[-1].start()].strip(), text[ends[-1].end() :].strip()
    return before if len(before.split()) >= 2 or len(before) >= len(after) else after
