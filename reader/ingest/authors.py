"""Find who wrote the article of a page: what it says for machines, then the bylines it shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from reader.ingest import bylines, credits
from reader.ingest.cues import fold
from reader.ingest.statements import Statements, before_comments
from reader.ingest.tree import Element, names_of, tag_of, text_of
from reader.model.clean import clean_line

LONGEST_FIELD = 300
LOOKED_AT = 500
"""Blocks of a page that are looked at for a byline which nothing marks as one."""
MOST = 12


def authors(root: Element, told: Statements, site: str, language: str) -> tuple[str, ...]:
    """Return the names of the first source that has believable ones.

    The site's own name is taken where it could be a person's and the page shows it as a byline.
    """
    site = site.lower()
    for names in _said(root, told, language):
        names = list(names)
        own = next((name for name in names if name.lower() == site and bylines.looks_like_a_name(name)), "")
        if own and _shows(root, own):
            return (own,)
        kept = tuple(
            dict.fromkeys(
                name
                for raw in names
                if (name := _person(raw))
                and name.lower() not in (site, "admin", "editor", "staff")
                and not (_CHINESE.match(name) and site.startswith(name.lower()))
            )
        )
        if kept:
            return (*kept, *_beside(kept, root, told, language))[:MOST]
    return ()


def _shows(root: Element, name: str) -> bool:
    """Say whether a byline of the page is this name, perhaps with words for "by"."""
    return any(
        name in (text := text_of(one)) and len(text) < len(name) + 15
        for one in before_comments(root)
        if _BYLINE.search(names_of(one))
    )


def _beside(found: tuple[str, ...], root: Element, told: Statements, language: str) -> list[str]:
    """Return who is told of as a second author elsewhere and shown beside the first: in a byline, or in a card's data."""
    others = [name for name in told.article.contributors if name not in found]
    carded = bylines.authors(told.meta("twitter.data1"), language) if len(found) == 1 else ()
    if found[0] in carded and len(carded) > 1 and all(map(bylines.looks_like_a_name, carded)):
        return [name for name in carded if name not in found]
    if not others:
        return []
    shown = [
        text
        for one in before_comments(root)
        if _BYLINE.search(names_of(one)) and len(text := text_of(one)) < LONGEST_FIELD and found[0] in text
    ]
    return [name for name in others if any(name in text for text in shown)]


def _said(root: Element, told: Statements, language: str) -> Iterator[Iterable[str]]:
    yield [part for name in told.article.authors for part in _taken_apart(name, language)]
    yield from (
        _names(told.all_meta(name), language)
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
    yield from _shown(root, language)


def _shown(root: Element, language: str) -> Iterator[Iterable[str]]:
    marked = [element for element in root.iter() if "author" in (element.get("itemprop") or "").split()]
    for element in marked:
        named = [
            text_of(part) or part.get("content") or ""
            for part in element.iter()
            if "name" in (part.get("itemprop") or "").split()
        ]
        yield _names(named or [text_of(element) or element.get("content") or ""], language)
    creators = [one for one in root.iter("span") if "ltx_personname" in (one.get("class") or "").split()]
    yield [
        line for one in creators if (line := clean_line(one.text or ""))
    ]  # LaTeXML: addresses follow on lines of their own
    linked = [text_of(element) for element in root.iter("a", "span", "address") if element.get("rel") == "author"]
    yield _names(list(dict.fromkeys(linked))[:4], language)
    for element in before_comments(root):
        if (
            _BYLINE.search(names_of(element))
            and 2 < len(text_of(element)) < 150
            and not _EDITED.match(text_of(element))
        ):
            yield [text_of(one) for one in element.iter("a", "span") if _POSTER.search(one.get("class") or "")][:1]
            inner = [
                text_of(part)
                for part in element.iter("a")
                if 2 < len(text_of(part)) < 60 and not _NO_NAME.search(part.get("href") or "")
            ]
            told = bylines.authors(_line_of(element), language)
            if len(inner) > 1 and len(told) < len(inner) <= MOST and all(map(bylines.looks_like_a_name, inner)):
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
    posters = [text_of(one) for one in before_comments(root) if _POSTER.search(one.get("class") or "")]
    yield [name for name in posters[:1] if 1 < len(name) < 40]
    yield [text_of(one.getprevious()) for one in root.iter("a") if _is_mail_of_name(one)][:1]
    opening = [text_of(one)[:LONGEST_FIELD] for one in root.iter("p", "span")][:40]
    yield [match[1] for text in opening if (match := _REPORTER.search(text))][:1]
    blocks = (
        one
        for one in before_comments(root)
        if tag_of(one) in ("p", "div", "span", "address", "li", "td", "small", "i", "em", "h4", "h5")
    )
    for element in islice(blocks, LOOKED_AT):
        words = _line_of(element) if len(element) < 6 else ""
        if not 5 < len(words) < 90 or _PICTURED.match(words):
            continue
        credit = credits.read(words, language)
        if credit.authors and credit.published and credit.is_nothing_else:
            yield credit.authors
            return
        found = bylines.within(words)
        in_list = tag_of(element) in ("li", "td") or next(element.iter("li"), None) is not None
        if found and in_list and len(found.names[0].split()) == 1:
            continue  # "Von Hand" is an entry of a menu
        if found and found.start < 12 and re.search(rf"\b{re.escape(found.names[0])}\b", words, re.IGNORECASE):
            yield found.names
            return


def _line_of(byline: Element) -> str:
    """Return the first line of a byline that begins as one does, where it has several; else all of it."""
    blocks = [one for one in byline.iter("div", "p", "li") if not len(list(one.iter("div", "p", "li"))) > 1]
    lines = [text_of(one) for one in blocks if one is not byline]
    return next((line for line in lines if len(lines) > 1 and bylines.CUE.match(line)), text_of(byline))


_FIRM = re.compile(r",?\s(?:Inc|Ltd|LLC|GmbH|Corp|PLC|S\.?A|AG|N\.?V|S\.?p\.?A)\.?$")
_EDITED = re.compile("\\W*(?:责任编辑|责编|编辑|校对|審校|責任編輯)")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_REPORTER = re.compile("(?:记者|記者|作者|撰文|通讯员|文[/／])[\\s:：]*([\u4e00-\u9fff]{2,4})(?=[\\s）)】　]|$)")
"""How Chinese newspapers name who wrote a report, in its first sentence."""
_BYLINE = re.compile(
    r"byline|(?:\b|_)author(?!i)|writtenby|p-author|post-author|entry-author|article-author|auteur|autor\b|\bauthor-name"
)
_POSTER = re.compile(
    r"(?:^|\s)(?:hnuser|[\w-]*(?:user-?|nick-?)name|poster-name|post-author-name|topic-author)(?:\s|$)"
)
_PICTURED = re.compile(r"photo|image|illustration|picture|foto|bild|video|translat|edited", re.IGNORECASE)
_NO_NAME = re.compile(r"twitter\.com|x\.com|facebook|mailto:|linkedin|#")


def _is_mail_of_name(link: Element) -> bool:
    """Say whether a link is a mail address that stands right after a name, as archives of mailing lists set it."""
    before = link.getprevious()
    return (
        (link.get("href") or "").startswith("mailto:")
        and tag_of(before if before is not None else link) in ("b", "strong")
        and bylines.looks_like_a_name(text_of(before))
    )


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


def _taken_apart(name: str, language: str) -> list[str]:
    """Return the names in what is said to be one, where all its parts could be names."""
    if not re.search(r"[,;&|]|\b(?:and|und|et|y|e|och|og|en|by)\b", name, re.IGNORECASE):
        return [name]
    parts = _names([name], language)
    return parts if parts and all(map(bylines.looks_like_a_name, parts)) else [name]


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
    name = re.sub(r"\s*(?:선임|인턴|전문)?(?:기자|특파원)$|\s*記者$", "", name) or name
    name = re.sub(r"\s*[,|·•–-]\s*(?:\d.*|@.*|updated.*|published.*)$", "", name, flags=re.IGNORECASE).strip(
        " ,;:|·•-–"
    )
    if bylines.is_cue(name) or _FIRM.search(name) or fold(name) in bylines.NOBODY:
        return ""
    if not 2 <= len(name) <= 80 or name.startswith(("http", "@")) or "{" in name or name.isdigit():
        return ""
    if _NOBODY.search(name) or len(name.split()) > 8:
        return ""
    return name if _USER.fullmatch(name) or not re.search(r"\d{2}|@|https?:", name) else ""


_USER = re.compile(r"(?=[\w.-]{3,30}$)[^\W\d_]{2}[\w.-]*")
"""A name that a member of a forum gave themselves: it may have digits."""
_NOBODY = re.compile("wikimedia|wikipedia|ウィキメディア|维基媒体|維基媒體|викимедиа|ويكيميديا", re.IGNORECASE)
"""Who is everybody."""
