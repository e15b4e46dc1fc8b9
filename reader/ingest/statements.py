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
    whole = sum(map(len, root.itertext()))
    for element in root.iter():
        parent = element.getparent()
        if (
            parent in skipped
            or tag_of(element) in ("nav", "footer", "script", "style")
            or (_ELSEWHERE.search(names_of(element)) and not _is_main(element, whole))
        ) and tag_of(element) not in ("html", "body"):
            skipped.add(element)
            continue
        if isinstance(element.tag, str):
            yield element


def _is_main(element: Element, whole: int) -> bool:
    """Say whether what an element is called cannot be meant of what is in it: the title, or a good part of the page."""
    return (
        next(element.iter("h1"), None) is not None
        or "post" in (element.get("class") or "").split()
        or (_FRAME.search(names_of(element)) is not None and sum(map(len, element.itertext())) > LARGE * whole)
    )


LARGE = 0.4
"""Part of a page's characters that makes a "widget" the page itself."""
_FRAME = re.compile(r"widget|sidebar")
_ELSEWHERE = re.compile(
    r"comment|related|sidebar|(?<!post-)(?<!entry-)footer|recommend|most-read|popular|(?<!elementor-)widget|author-bio|teaser|newsletter|promo"
)
