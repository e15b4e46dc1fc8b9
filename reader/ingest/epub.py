"""An EPUB book becomes Drafts: one for all of it, or one for each chapter."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote, urlsplit

from reader.errors import BadInput
from reader.ingest import bylines, dates, excerpt, language, sniff
from reader.model import Draft
from reader.model.clean import clean_line
from reader.model.url import canonical, is_web_address, site_of
from reader.model.words import count_words

MOST_MEMBERS = 50_000
LARGEST_MEMBER = 20_000_000
LARGEST_ALL = 200_000_000
STEEPEST = 200
"""How many times larger than its compressed form a member of over a megabyte may be."""
FEWEST_WORDS = 8
"""A chapter with fewer (a cover, a half title) is passed over."""

_SELF_CLOSED = re.compile(
    r"<(title|script|style|a|p|div|span|i|b|em|strong|td|th|li|h[1-6])(\s[^<>]{0,500}?)?\s*/>", re.I
)
_HEADING = re.compile(r"#{1,6} (?P<text>[^\n]+)\n*")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its title, which may be empty, and its Markdown without that title."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Book:
    """What a book's package tells of it, and its chapters in reading order."""

    title: str
    authors: tuple[str, ...]
    language: str
    published: str
    url: str | None
    chapters: tuple[Chapter, ...]


def draft(data: bytes, *, name: str, url: str | None = None, title: str | None = None) -> Draft:
    """Return the whole book as one article, its chapters under headings. Raises BadInput."""
    book = read(data, name)
    if len(book.chapters) == 1:
        body = book.chapters[0].body
    else:
        body = "\n\n".join(f"# {one.title}\n\n{one.body}" if one.title else one.body for one in book.chapters)
    return _draft(book, body, title or book.title or book.chapters[0].title or name, url or book.url)


def drafts(data: bytes, *, name: str) -> list[Draft]:
    """Return one article for each chapter, tagged by nothing, called "Book: Chapter". Raises BadInput."""
    book = read(data, name)
    called = book.title or name
    bodies = Counter(one.body for one in book.chapters)
    made = []
    for number, one in enumerate(book.chapters, 1):
        # equal texts under different headings are different chapters: without the heading they would be one article
        body = f"# {one.title}\n\n{one.body}" if one.title and bodies[one.body] > 1 else one.body
        made.append(_draft(book, body, f"{called}: {one.title or number}", None))
    return made


def read(data: bytes, name: str) -> Book:
    """Return what is in a book. Raises BadInput for what is damaged, protected or too large to be one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Package(archive, name).book()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, KeyError) as error:
        raise BadInput(name, "a damaged EPUB book") from error


def _draft(book: Book, body: str, title: str, url: str | None) -> Draft:
    code = book.language or language.detect(excerpt.visible(body[:20_000]))
    known = canonical(url) if url and is_web_address(url) else None
    return Draft(
        title=clean_line(title),
        body=body,
        url=known,
        authors=book.authors,
        site=site_of(known or ""),
        published_at=dates.parse(book.published, code),
        language=code,
        excerpt=excerpt.of(body),
        source="file",
        words=count_words(excerpt.visible(body)),
    )


def _told_apart(chapters: list[Chapter], book: str) -> list[Chapter]:
    """Leave out the titles that every file of a book has: they name the book."""
    repeated = len(chapters) > 1 and len({one.title for one in chapters}) == 1
    return [replace(one, title="") if repeated or one.title == book else one for one in chapters]


class _Package:
    """The members of an open archive, read within limits, and what they say of each other."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self.archive = archive
        self.name = name
        self.left = LARGEST_ALL
        if len(archive.infolist()) > MOST_MEMBERS:
            raise BadInput(name, f"an archive of more than {MOST_MEMBERS} files")

    def book(self) -> Book:
        container = self._xml("META-INF/container.xml")
        root = next((one.get("full-path") for one in container.iter("{*}rootfile") if one.get("full-path")), None)
        if not root:
            raise BadInput(self.name, "a damaged EPUB book")
        package = self._xml(root)
        folder = posixpath.dirname(root)
        items = {str(one.get("id")): one for one in package.iter("{*}item")}
        spine = [items[ref] for one in package.iter("{*}itemref") if (ref := str(one.get("idref"))) in items]
        paths = [
            _path(folder, str(one.get("href") or "")) for one in spine if "nav" not in str(one.get("properties") or "")
        ]
        if self._is_protected(paths):
            raise BadInput(self.name, "an EPUB book protected against copying")
        titles = self._contents(items.values(), folder)
        chapters = [made for path in paths if (made := self._chapter(path, titles.get(path, "")))]
        if not chapters:
            raise BadInput(self.name, "an EPUB book without text")
        told = {tag: [clean_line(one.text or "") for one in package.iter(f"{{*}}{tag}")] for tag in _FACTS}
        code = re.match(r"[a-z]{2,3}", (told["language"] or [""])[0].lower())
        names = [made for one in told["creator"] for made in bylines.authors(one, "") or ((one,) if one else ())]
        address = next((one for one in (*told["source"], *told["identifier"]) if is_web_address(one)), None)
        return Book(
            title=(told["title"] or [""])[0],
            authors=tuple(dict.fromkeys(names)),
            language=code[0] if code else "",
            published=(told["date"] or [""])[0],
            url=address,
            chapters=tuple(_told_apart(chapters, (told["title"] or [""])[0])),
        )

    def _chapter(self, path: str, title: str) -> Chapter | None:
        """Return the text of one member; None where it has hardly any."""
        from reader.ingest import sandbox

        try:
            html = sniff.decode(self._bytes(path))
        except KeyError:
            return None
        html = _SELF_CLOSED.sub(lambda match: f"<{match[1]}{match[2] or ''}></{match[1]}>", html)
        reading = sandbox.read(html, None, "whole")
        body = reading.body.strip()
        if count_words(body) < FEWEST_WORDS:
            return None
        heading = _HEADING.match(body)
        if heading and (not title or _bare(heading["text"]) == _bare(title)):
            return Chapter(title or excerpt.visible(heading["text"]), body[heading.end() :].strip())
        return Chapter(title or reading.facts.title, body)

    def _contents(self, items: Any, folder: str) -> dict[str, str]:
        """Return the titles that the table of contents gives to members."""
        titles: dict[str, str] = {}
        for item in items:
            kind, path = str(item.get("media-type")), _path(folder, str(item.get("href") or ""))
            try:
                if kind == "application/x-dtbncx+xml":
                    for point in self._xml(path).iter("{*}navPoint"):
                        label = next((clean_line(one.text or "") for one in point.iter("{*}text")), "")
                        target = next((str(one.get("src")) for one in point.iter("{*}content")), "")
                        titles.setdefault(_path(posixpath.dirname(path), target), label)
                elif "nav" in str(item.get("properties") or ""):
                    for link in self._xml(path).iter("{*}a"):
                        label = clean_line("".join(link.itertext()))
                        titles.setdefault(_path(posixpath.dirname(path), str(link.get("href") or "")), label)
            except KeyError:
                continue
        return titles

    def _is_protected(self, paths: list[str]) -> bool:
        try:
            encryption = self._xml("META-INF/encryption.xml")
        except KeyError:
            return False
        locked = {unquote(str(one.get("URI"))) for one in encryption.iter("{*}CipherReference")}
        return not locked.isdisjoint(paths)

    def _xml(self, path: str) -> Any:
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, load_dtd=False)
        root = etree.fromstring(self._bytes(path), parser=parser)
        if root is None:
            raise KeyError(path)
        return root

    def _bytes(self, path: str) -> bytes:
        """Return a member's content. Raises KeyError where there is none, BadInput beyond the limits."""
        info = self.archive.getinfo(path)
        steep = info.file_size > 1_000_000 and info.file_size > STEEPEST * max(1, info.compress_size)
        if info.file_size > LARGEST_MEMBER or steep:
            raise BadInput(self.name, f"{path[:80]} in it is too large")
        with self.archive.open(info) as member:
            data = member.read(LARGEST_MEMBER + 1)
        self.left -= len(data)
        if len(data) > LARGEST_MEMBER or self.left < 0:
            raise BadInput(self.name, "too large when unpacked")
        return data


_FACTS = ("title", "creator", "language", "date", "source", "identifier")


def _path(folder: str, href: str) -> str:
    """Return the member that `href`, seen from `folder`, names."""
    return posixpath.normpath(posixpath.join(folder, unquote(urlsplit(href).path)))


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
