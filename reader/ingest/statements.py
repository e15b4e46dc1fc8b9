"""What a page states for machines, and the part of it in which visible statements about the article stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.ingest import jsonld
from reader.ingest.tree import Element, names_of, tag_of
from reader.model.clean import clean_line


class Statements:
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


def before_comments(root: Element) -> Iterator[Element]:
    """Yield elements in order, passing over what belongs to comments, other articles and the frame of the page."""
    skipped: set[Element] = set()
    for element in root.iter():
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


_ELSEWHERE = re.compile(
    r"comment|related|sidebar|footer|recommend|most-read|popular|widget|author-bio|teaser|newsletter|promo"
)
