"""Find when the article of a page was published and changed: what it says for machines, its address, then what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from reader.ingest import credits, dates
from reader.ingest.statements import Statements, before_comments
from reader.ingest.tree import Element, names_of, tag_of, text_of
from reader.model.clean import clean_line

LONGEST_DATE = 40
"""Characters of a date that are looked at: readers of dates are slow on long input."""
LONGEST_CREDIT = 120
"""Characters of a line that also names who wrote the article."""


class Days:
    """A page that is asked for its dates."""

    def __init__(self, root: Element, told: Statements, url: str | None) -> None:
        self.root = root
        self.told = told
        self.url = url

    def published(self, language: str) -> date | None:
        return self._first_day(self._published(), language)

    def _published(self) -> Iterator[str]:
        yield self.told.article.published
        for name in _PUBLISHED:
            yield self.told.meta(name)
        for name in ("datepublished", "datecreated", "uploaddate"):
            yield from self._microdata(name)
        yield self._day_in_address()
        if any(one.get("aria-labelledby") == "folders-and-files" for one in self.root.iter("table")):
            return  # the days that are shown are those of a folder's files
        elements = [
            element
            for element in before_comments(self.root)
            if tag_of(element) in ("time", "relative-time", "time-ago") or _DATED.search(names_of(element))
        ]
        for element in sorted(
            elements,
            key=lambda one: (
                one.get("pubdate") is None and "publi" not in names_of(one),
                "updat" in names_of(one) or "modif" in names_of(one) or _is_of_change(one),
            ),
        ):
            yield element.get("datetime") or ""
            if _YEAR.search(element.get("title") or ""):
                yield element.get("title")
            yield from _short_texts(element)
        yield from self._head_texts()
        yield from self._below()
        yield self.told.meta("og.updated_time")
        for element in self.root.iter("time"):
            parent = element.getparent()
            if _CHANGED.search(f"{names_of(element)} {names_of(parent) if parent is not None else ''}"):
                yield element.get("datetime") or ""

    def _below(self) -> Iterator[str]:
        """Yield the dates that stand in the footer of the article itself."""
        for footer in self.root.iter("footer"):
            if any(tag_of(one) == "article" for one in footer.iterancestors()):
                for element in footer.iter():
                    if tag_of(element) == "time" or (isinstance(element.tag, str) and _DATED.search(names_of(element))):
                        yield element.get("datetime") or ""
                        yield from _short_texts(element)

    def _head_texts(self) -> Iterator[str]:
        """Yield short texts with a year in them that stand before the first long paragraph."""
        is_begun = next(self.root.iter("h1"), None) is None
        for element in before_comments(self.root):
            text = element.text or ""
            is_begun = is_begun or tag_of(element) == "h1"
            if is_begun and tag_of(element) == "p" and len(text_of(element)) > 140:
                return
            if tag_of(element) in ("title", "option") or not _YEAR.search(text):
                continue
            if len(text) < LONGEST_DATE:
                yield text
            elif len(text) < LONGEST_CREDIT and (credit := credits.read(text, "")).is_nothing_else and credit.published:
                yield credit.published.isoformat()

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


_DATED = re.compile(
    r"\bdate|publish|posted-on|timestamp|post-date|entry-date|pubdate|post-meta|article-meta|byline|dateline|time-?stamp|last-?mod|last-?updated|\bage\b"
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

_CHANGED = re.compile(r"last-?(?:modified|updated|changed|edited)|modified|updated")
_SAID_CHANGED = re.compile(
    r"updated|modified|edited|mis(?:e)? à jour|modifié|aktualisiert|geändert|actualizad|modificad|aggiornat|atualizad|bijgewerkt|更新|修改|수정|обновлен|изменен|güncellen",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _is_of_change(time: Element) -> bool:
    """Say whether the words right before a time call it that of a change."""
    before, parent = time.getprevious(), time.getparent()
    said = (before.tail or text_of(before)) if before is not None else (parent.text or "") if parent is not None else ""
    return _SAID_CHANGED.search(said[-40:]) is not None


def _short_texts(element: Element) -> Iterator[str]:
    """Yield the texts in an element that are short enough to be a date and little else."""
    for text in element.itertext():
        if 5 < len(text.strip()) <= LONGEST_DATE:
            yield text
        elif LONGEST_DATE < len(text.strip()) <= LONGEST_CREDIT:
            yield from (found.day.isoformat() for found in dates.find(text, "")[:1])


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
