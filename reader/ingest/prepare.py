"""Make a small, regular tree of any HTML: the blocks and inline parts that Markdown has, and nothing else.

Blocks are p, h1 to h6, ul, ol, li, blockquote, dl, dt, dd, pre, table (tr, cell), note, raw, hr; inline parts are a, strong, em,
del, code, img, br and lit (finished Markdown). Words stand in p, headings, dt and cells alone, so that no words are lost
between blocks, whatever the page nests in what.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.ingest import jumps, listings, maths, media, tables, trimming
from reader.ingest.assembly import Assembly, add
from reader.ingest.notes import Notes
from reader.ingest.tree import HEADINGS, Element, is_hidden, join, names_of, tag_of, text_of, words

BLOCKS = HEADINGS | words(
    "p div section article header footer main aside address figure figcaption details summary center fieldset legend "
    "dl dt dd ul ol li blockquote pre table caption thead tbody tfoot tr td th hr form nav hgroup dir menu search body html"
)
_DROPPED = words(
    "script style head template noscript svg canvas button input select option optgroup datalist textarea dialog map area link meta "
    "title base param source track frame frameset rp col colgroup progress meter"
)
_WRAPPERS = {
    "strong": "strong",
    "b": "strong",
    "em": "em",
    "i": "em",
    "var": "em",
    "del": "del",
    "s": "del",
    "strike": "del",
}
_CODE = frozenset(("code", "tt", "kbd", "samp"))
_TITLES_OF_BOXES = re.compile(
    r"(?:^|\s)(?:admonition-title|admonition-heading|markdown-alert-title|alert-heading|callout-title|box-title)(?:\s|$)"
)
_ORDINAL = re.compile(
    r"st|nd|rd|th|e|er|re|ère|me|ème|i?ème|nde?|de?s?|es|os?|as?|er[ao]s?|r|lle|ste|mes|[º°ª]|tm|sm|[®™©℠*†‡]+|\[.{1,6}\]|\(.{1,6}\)",
    re.IGNORECASE,
)
_EDIT_LINKS = re.compile(r"(?:^|\s)(?:mw-editsection|mw-cite-backlink|noprint)(?:\s|$)")
_PERMALINK = re.compile(
    r"header-?link|permalink|anchor(js)?-?link|\banchor\b|heading-?(link|anchor)|hash-link|direct-link|sectionlink|mw-editsection"
)
_PERMALINK_TEXT = re.compile(r"[#¶§🔗⚓\u200b\ue000-\uf8ff\s]*|link|permalink|edit", re.IGNORECASE)
_STYLES = (
    (re.compile(r"font-weight\s*:\s*(bold|[6-9]00)"), "strong"),
    (re.compile(r"font-style\s*:\s*(italic|oblique)"), "em"),
    (re.compile(r"text-decoration[a-z-]*\s*:\s*[^;]*line-through"), "del"),
)
_SUP = dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_SUB = dict(zip("0123456789+-−=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓ", strict=True))
_QUOTES = {
    "fr": ("«\u202f", "\u202f»"),
    "de": ("„", "“"),
    "es": ("«", "»"),
    "it": ("«", "»"),
    "ru": ("«", "»"),
    "ja": ("「", "」"),
    "zh": ("“", "”"),
}


def prepare(article: Element, *, base: str = "", language: str = "", notes: Notes | None = None) -> Element:
    """Return the regular tree of `article`; addresses are made whole from `base`."""
    from lxml import etree

    root = etree.Element("article")
    builder = _Builder(Assembly(root), base, language, notes or Notes())
    builder.children(article)
    builder.out.end_paragraph()
    builder.add_notes()
    trimming.trim(root)
    return root


@dataclass(slots=True)
class _Builder:
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
        if tag in _DROPPED or not tag or is_hidden(element):
            if tag == "input" and (element.get("type") or "").lower() == "checkbox":
                self._checkbox(element)
            elif tag == "script":
                self._math(element)
            return
        if self._note(element) or self._math(element) or _EDIT_LINKS.search(element.get("class") or ""):
            return
        if tag in HEADINGS:
            self._heading(element, tag)
        elif tag in BLOCKS:
            self._block(element, tag)
        else:
            self._inline(element, tag)

    def add_notes(self) -> None:
        """Put the notes that were referred to at the end, each with its number."""
        for label, element in self.notes.wanted():
            with self.out.within("note", label=label):
                self.children(element)

    # ---- blocks

    def _block(self, element: Element, tag: str) -> None:
        if self.out.fixed:
            self.out.end_paragraph()
            self.children(element)
            self.out.end_paragraph()
            return
        self.out.end_paragraph()
        match tag:
            case "ul" | "ol" | "menu" | "dir":
                self._list(element, "ol" if tag == "ol" else "ul")
            case "li":
                self._list_of([element], "ul")
            case "blockquote":
                with self.out.within("blockquote"):
                    self.children(element)
            case "pre":
                self._listing(element)
            case "table":
                self._table(element)
            case "dl":
                self._definitions(element)
            case "hr":
                self.out.new("hr")
            case "figure":
                self._figure(element)
            case "figcaption" | "caption":
                self._wrapped("em", element)
            case "summary":
                self._wrapped("strong", element)
            case _ if _TITLES_OF_BOXES.search(element.get("class") or "") and len(text_of(element)) < 120:
                self._wrapped("strong", element)
            case _ if listing := listings.of_container(element):
                self._put_listing(listing)
            case _:
                self.children(element)
        self.out.end_paragraph()

    def _heading(self, element: Element, tag: str) -> None:
        if self.out.fixed:
            self._block(element, tag)
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

    def _list(self, element: Element, kind: str) -> None:
        for holder, where in [(element, "text"), *((child, "tail") for child in element)]:
            if (words := getattr(holder, where) or "").strip():  # loose words in a list are an item of their own
                setattr(holder, where, None)
                item = element.makeelement("li")
                item.text = words
                if where == "text":
                    element.insert(0, item)
                else:
                    holder.addnext(item)
        self._list_of(list(element), kind, start=element.get("start") or "")

    def _list_of(self, items: list[Element], kind: str, start: str = "") -> None:
        made = self.out.new(kind)
        if start:
            made.set("start", start)
        outer = self.out.target
        item: Element | None = None
        for child in items:
            tag = tag_of(child)
            if tag in _DROPPED or not tag or is_hidden(child) or self.notes.is_note(child):
                continue
            if tag != "li" and item is not None:
                self.out.target = item  # a list right inside a list belongs to the item before it
            else:
                self.out.target = item = add(made, "li")
                if tag == "li" and (value := child.get("value")):
                    item.set("value", value)
            if tag == "li":
                self.children(child)
            else:
                self.element(child)
            self.out.end_paragraph()
        self.out.target = outer

    def _definitions(self, element: Element) -> None:
        """A list of terms; where it has no terms it was only used to indent."""
        for child in reversed(list(element.iter("dt", "dd"))):
            if tag_of(child.getparent()) in ("dt", "dd"):
                child.getparent().addnext(child)  # the page did not close the one before
        pairs = [
            child
            for child in element.iter("dt", "dd")
            if not any(
                a.tag == "dl" for a in child.iterancestors() if a is not element and element in a.iterancestors()
            )
        ]
        if not any(child.tag == "dt" for child in pairs) or _has_loose_words(element, ("dt", "dd")):
            self.children(element)
            return
        made = self.out.new("dl")
        outer, self.out.target = self.out.target, made
        for child in pairs:
            if self.notes.is_note(child):
                continue
            if child.tag == "dt":
                with self.out.words_alone("dt"):
                    self.children(child)
            elif not len(made) and self.out.paragraph is None:
                self.children(child)
            else:
                with self.out.within("dd"):
                    self.children(child)
            self.out.end_paragraph()
        self.out.target = outer

    def _figure(self, element: Element) -> None:
        """What a figure shows, then its caption, wherever the page put it."""
        listing = listings.of_container(element)
        captions = list(element.iter("figcaption"))
        if listing:
            self._put_listing(listing)
        else:
            media.promote_lazy(element)
            if element.text:
                self.out.text(element.text)
            for child in element:
                if child not in captions:
                    self.element(child)
                if child.tail:
                    self.out.text(child.tail)
            self.out.end_paragraph()
        for caption in captions:
            if listing or caption.getparent() is element:
                self._block(caption, "figcaption")

    def _wrapped(self, wrapper: str, element: Element) -> None:
        with self.out.open(wrapper):
            self.children(element)
        self.out.end_paragraph()

    def _listing(self, element: Element) -> None:
        if listing := listings.of_pre(element):
            self._put_listing(listing)

    def _put_listing(self, listing: listings.Listing) -> None:
        made = self.out.new("pre")
        made.text = listing.code
        made.set("language", listing.language)

    def _table(self, element: Element) -> None:
        if listing := listings.of_table(element):
            self._put_listing(listing)
            return
        grid = tables.grid(element)
        caption = next((child for child in element if tag_of(child) == "caption"), None)
        if grid is None or _has_loose_words(element, ("td", "th", "caption")):
            if _has_loose_words(element, ("td", "th", "caption")):
                self.children(element)
                return
            for cell in tables.layout_cells(element):
                self.children(cell)
                self.out.end_paragraph()
            return
        if caption is not None:
            self._wrapped("strong", caption)
        made = self.out.new("table")
        outer = self.out.target
        for row in grid:
            self.out.target = add(made, "tr")
            for cell in row:
                with self.out.words_alone("cell"):
                    if cell is not None:
                        self.children(cell)
        self.out.target = outer

    # ---- inline parts

    def _inline(self, element: Element, tag: str) -> None:
        if tag == "br":
            self.out.line_break()
        elif tag == "wbr":
            pass
        elif tag in ("img", "amp-img"):
            self._image(element)
        elif tag == "picture":
            media.promote_lazy(element)
            self.children(element)
        elif tag in media.EMBEDS:
            self._embed(element)
        elif tag == "a":
            self._link(element)
        elif tag in _CODE:
            self._code(element)
        elif tag in ("sup", "sub"):
            self._script(element, tag)
        elif tag == "q":
            self._quoted(element)
        elif tag == "ruby":
            self._ruby(element)
        elif tag in _WRAPPERS:
            self._emphasis(element, _WRAPPERS[tag])
        else:
            style = (element.get("style") or "").lower()
            wrapper = next((kind for pattern, kind in _STYLES if pattern.search(style)), "") if style else ""
            if wrapper:
                self._emphasis(element, wrapper)
            else:
                self.children(element)

    def _emphasis(self, element: Element, kind: str) -> None:
        if kind == "strong" and self.out.target.tag in HEADINGS:
            self.children(element)
            return
        style = (element.get("style") or "").lower()
        if kind == "strong" and re.search(r"font-weight\s*:\s*(normal|[1-4]00)", style):
            self.children(element)  # the bold tag that Google Docs wraps whole documents in
            return
        with self.out.open(kind):
            self.children(element)

    def _link(self, element: Element) -> None:
        address = element.get("href") or ""
        if _is_permalink(element):
            return
        target = join(self.base, address) if address and not self.out.is_open("a") else ""
        heading = element.get(jumps.MARK) or ""
        if (
            not target
            or (address.startswith("#") and not self.base and not heading)
            or _leads_to_its_own_image(element, target)
        ):
            self.children(element)
            return
        attributes = {"href": target, jumps.MARK: heading} if heading else {"href": target}
        title = element.get("title") or ""
        if title and title not in (text_of(element), target) and not address.startswith("#"):
            attributes["title"] = title
        with self.out.open("a", **attributes):
            self.children(element)

    def _image(self, element: Element) -> None:
        image = media.image(element, self.base)
        if image is None:
            return
        if image.stands_for:
            if image.is_math:
                self.out.lit(maths.inline(image.stands_for))
            else:
                self.out.text(image.stands_for)
            return
        made = self.out.leaf("img")
        made.set("src", image.address)
        made.set("alt", image.alt)
        if image.title:
            made.set("title", image.title)

    def _embed(self, element: Element) -> None:
        found = media.embed(element, self.base)
        if found is None:
            if tag_of(element) in ("object",):
                self.children(element)
            return
        self.out.end_paragraph()
        made = self.out.leaf("a")
        made.set("href", found.address)
        made.text = found.label
        self.out.end_paragraph()

    def _code(self, element: Element) -> None:
        """A span of code; links in it are kept where one holds all of it."""
        if not self.out.fixed and (listing := listings.of_code(element)):
            self.out.end_paragraph()
            self._put_listing(listing)
            self.out.end_paragraph()
            return
        text = listings.inline_text(element)
        links = [link for link in element.iter("a") if link.get("href")]
        if not text.strip():
            self.children(element)
            return
        link = links[0] if len(links) == 1 and text_of(links[0]) == " ".join(text.split()) else None
        target = join(self.base, link.get("href")) if link is not None and not self.out.is_open("a") else ""
        if self.out.is_open("code"):
            self.out.text(text)
        elif target:
            with self.out.open("a", href=target):
                self.out.leaf("code").text = text
        else:
            self.out.leaf("code").text = text

    def _script(self, element: Element, tag: str) -> None:
        """Raised or lowered text: as Unicode has it, else plain after a digit ("19th"), else marked."""
        if len(element) and not all(tag_of(child) in ("i", "em", "b", "span", "small", "font") for child in element):
            self.children(element)
            return
        text = text_of(element)
        letters = _SUP if tag == "sup" else _SUB
        if text and all(char in letters for char in text):
            self.out.text("".join(letters[char] for char in text))
        elif tag == "sup" and _ORDINAL.fullmatch(text):
            self.out.text(text)  # an ordinal's letters, a trade mark, a reference
        elif text:
            self.out.lit(("^{" if tag == "sup" else "\\_{") + text.replace("\\", "").replace("*", "\\*") + "}")

    def _quoted(self, element: Element) -> None:
        left, right = _QUOTES.get((element.get("lang") or self.language)[:2], ("“", "”"))
        self.out.text(left)
        self.children(element)
        self.out.text(right)

    def _ruby(self, element: Element) -> None:
        """Readings stand in parentheses after what they tell how to read."""
        if element.text:
            self.out.text(element.text)
        for child in element:
            if tag_of(child) == "rt":
                if reading := text_of(child):
                    self.out.text(f"（{reading}）")
            elif tag_of(child) == "rtc":
                pass
            else:
                self.element(child)
            if child.tail and child.tail.strip():
                self.out.text(child.tail)

    def _checkbox(self, element: Element) -> None:
        if self.out.target.tag == "li" and self.out.paragraph is None and not len(self.out.target):
            self.out.lit("[x]" if element.get("checked") is not None else "[ ]")
            self.out.append(" ")

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


def _has_loose_words(element: Element, holders: tuple[str, ...]) -> bool:
    """Say whether a broken table or list has words outside of what should hold them."""
    if tag_of(element) in holders:
        return False
    if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        return True
    return any(_has_loose_words(child, holders) for child in element if tag_of(child) not in _DROPPED)


def _is_permalink(element: Element) -> bool:
    """Say whether a link only names the place it stands at."""
    address = element.get("href") or ""
    if "#" not in address and "headerlink" not in names_of(element):
        return "mw-editsection" in names_of(element)
    text = text_of(element)
    named = _PERMALINK.search(names_of(element)) or element.get("aria-hidden") == "true"
    if _PERMALINK_TEXT.fullmatch(text) and not any(True for _ in element.iter("img")):
        return bool(text) or bool(named)
    return False


def _leads_to_its_own_image(element: Element, target: str) -> bool:
    """A picture that links to its larger self needs no link."""
    if text_of(element) or next(element.iter("img", "picture"), None) is None:
        return False
    return bool(re.search(r"\.(jpe?g|png|gif|webp|avif|svg)([?#]|$)", target.lower())) or "/wiki/File:" in target
