"""Make a small, regular tree of any HTML: the blocks and inline parts that Markdown has, and nothing else.

Blocks are p, h1 to h6, ul, ol, li, blockquote, dl, dt, dd, pre, table (tr, cell), note, raw, hr; inline parts are a, strong, em,
del, code, img, br and lit (finished Markdown). Words stand in p, headings, dt and cells alone, so that no words are lost
between blocks, whatever the page nests in what.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.ingest import jumps, listings, maths, trimming
from reader.ingest.assembly import Assembly
from reader.ingest.notes import Notes
from reader.ingest.spans import put_checkbox, put_span
from reader.ingest.structures import put_definitions, put_figure, put_items, put_list, put_listing, put_pre, put_table
from reader.ingest.tree import HEADINGS, Element, is_hidden, tag_of, text_of, words
from reader.ingest.walk import DROPPED

BLOCKS = HEADINGS | words(
    "p div section article header footer main aside address figure figcaption details summary center fieldset legend "
    "dl dt dd ul ol li blockquote pre table caption thead tbody tfoot tr td th hr form nav hgroup dir menu search body html"
)
_TITLES_OF_BOXES = re.compile(
    r"(?:^|\s)(?:admonition-title|admonition-heading|markdown-alert-title|alert-heading|callout-title|box-title)(?:\s|$)"
)
_EDIT_LINKS = re.compile(r"(?:^|\s)(?:mw-editsection|mw-cite-backlink|noprint)(?:\s|$)")


def prepare(article: Element, *, base: str = "", language: str = "", notes: Notes | None = None) -> Element:
    """Return the regular tree of `article`; addresses are made whole from `base`."""
    from lxml import etree

    root = etree.Element("article")
    builder = Builder(Assembly(root), base, language, notes or Notes())
    builder.children(article)
    builder.out.end_paragraph()
    builder.add_notes()
    trimming.trim(root)
    return root


@dataclass(slots=True)
class Builder:
    """Walks the page's elements and says to `out` what they mean."""

    out: Assembly
    base: str
    language: str
    notes: Notes

    def children(self, element: Element) -> None:
        if element.text:
            self.out.text(element.text)
        for child in element:
            self.element(child)
            if child.tail:
                self.out.text(child.tail)

    def element(self, element: Element) -> None:
        tag = tag_of(element)
        if tag in DROPPED or not tag or is_hidden(element):
            if tag == "input" and (element.get("type") or "").lower() == "checkbox":
                put_checkbox(self, element)
            elif tag == "script":
                self._math(element)
            return
        if self._note(element) or self._math(element) or _EDIT_LINKS.search(element.get("class") or ""):
            return
        if tag in HEADINGS:
            self._heading(element, tag)
        elif tag in BLOCKS:
            self.block(element, tag)
        else:
            put_span(self, element, tag)

    def add_notes(self) -> None:
        """Put the notes that were referred to at the end, each with its number."""
        for label, element in self.notes.wanted():
            with self.out.within("note", label=label):
                self.children(element)

    def block(self, element: Element, tag: str) -> None:
        if self.out.fixed:
            self.out.end_paragraph()
            self.children(element)
            self.out.end_paragraph()
            return
        self.out.end_paragraph()
        match tag:
            case "ul" | "ol" | "menu" | "dir":
                put_list(self, element, "ol" if tag == "ol" else "ul")
            case "li":
                put_items(self, [element], "ul")
            case "blockquote":
                with self.out.within("blockquote"):
                    self.children(element)
            case "pre":
                put_pre(self, element)
            case "table":
                put_table(self, element)
            case "dl":
                put_definitions(self, element)
            case "hr":
                self.out.new("hr")
            case "figure":
                put_figure(self, element)
            case "figcaption" | "caption":
                self.wrapped("em", element)
            case "summary":
                self.wrapped("strong", element)
            case _ if _TITLES_OF_BOXES.search(element.get("class") or "") and len(text_of(element)) < 120:
                self.wrapped("strong", element)
            case _ if listing := listings.of_container(element):
                put_listing(self, listing)
            case _:
                self.children(element)
        self.out.end_paragraph()

    def _heading(self, element: Element, tag: str) -> None:
        if self.out.fixed:
            self.block(element, tag)
            return
        self.out.end_paragraph()
        if not text_of(element):
            self.children(element)  # a picture set as a heading
            self.out.end_paragraph()
            return
        with self.out.words_alone(tag) as made:
            if name := element.get(jumps.MARK):
                made.set(jumps.MARK, name)
            self.children(element)

    def wrapped(self, wrapper: str, element: Element) -> None:
        with self.out.open(wrapper):
            self.children(element)
        self.out.end_paragraph()

    def _note(self, element: Element) -> bool:
        """Put the mark of a footnote; pass over its text, which comes at the end."""
        if self.notes.is_note(element):
            return True
        if label := self.notes.label(element):
            self.out.lit(f"[^{label}]")
            return True
        return False

    def _math(self, element: Element) -> bool:
        found = maths.of(element)
        if found is None:
            return False
        if found.tex and found.display and not self.out.fixed:
            self.out.end_paragraph()
            self.out.new("raw").set("text", f"$$\n{found.tex}\n$$")
            self.out.end_paragraph()
        elif found.tex:
            self.out.lit(maths.inline(found.tex))
        return True
