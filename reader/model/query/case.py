"""The article a query is put to, and what may be asked about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from datetime import datetime

from reader.model.article import Article
from reader.model.folding import haystack, visible
from reader.model.query.terms import Has, Part, Term
from reader.model.url import site_of


class Case:
    """The article being tested, and what may be asked about it. One serves a whole run: `article` moves on."""

    __slots__ = ("_body", "_body_of", "_hay", "_hay_of", "article", "found", "haystack_of", "now", "text_of")

    def __init__(
        self,
        article: Article,
        now: datetime,
        text_of: Callable[[str], str] | None,
        found: Mapping[Term, Container[str]] | None,
        haystack_of: Callable[[Article], str],
    ) -> None:
        self.article = article
        self.now = now
        self.text_of = text_of
        self.found = found
        self.haystack_of = haystack_of
        self._hay = self._body = ""
        self._hay_of: Article | None = None
        self._body_of: Article | None = None

    @property
    def hay(self) -> str:
        if self._hay_of is not self.article:
            self._hay, self._hay_of = self.haystack_of(self.article), self.article
        return self._hay

    @property
    def hay_is_kept(self) -> bool:
        """Whether the haystack costs less than making that of one field."""
        return self.haystack_of is not article_haystack

    @property
    def markdown(self) -> str:
        return self.text_of(self.article.id) if self.text_of else ""

    @property
    def body(self) -> str:
        if self._body_of is not self.article:
            self._body, self._body_of = haystack([visible(self.markdown)]), self.article
        return self._body

    def body_has(self, part: Part) -> bool:
        """Say whether the body holds code, or an image."""
        if self.found is not None and (known := self.found.get(Has(part))) is not None:
            return self.article.id in known
        return part in parts_in(self.markdown)


Test = Callable[[Case], bool]


def parts_in(markdown: str) -> set[Part]:
    """Return which of code and image a body holds."""
    found = set()
    fenced = ("```" in markdown or "~~~" in markdown) and _FENCE.search(markdown)
    if fenced or (("    " in markdown or "\t" in markdown) and _INDENTED.search(markdown)):
        found.add(Part.CODE)
    if "![" in markdown and _IMAGE.search(markdown):
        found.add(Part.IMAGE)
    return found


def article_fields(article: Article) -> dict[str, tuple[str, ...]]:
    """Return what an article says of itself, by field: where free words are looked for beside the body."""
    address = article.url.split("://", 1)[-1] if article.url else ""
    return {
        "title": (article.title,),
        "author": article.authors,
        "site": (article.site, site_of(article.url) if article.url else ""),
        "address": (address,),
        "tags": article.tags,
        "note": (visible(article.note),),
        "excerpt": (article.excerpt,),
    }


def article_haystack(article: Article) -> str:
    """Return the tokens of all that an article says of itself, without its body: worth keeping per article."""
    return haystack(value for values in article_fields(article).values() for value in values)


_FENCE = re.compile(r"^[ >]*(?:[-*+]|\d+[.)])? {0,3}(?:```|~~~)", re.MULTILINE)
_INDENTED = re.compile(r"(?:\A|\n[ \t]*\n)(?: {4}|\t)\S")
_IMAGE = re.compile(r"!\[[^\]]*\][(\[]")
