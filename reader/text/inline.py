"""The words of one block: inline tokens become text, runs of style, links and images."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from urllib.parse import unquote

from markdown_it.token import Token

from reader.text.document import Run
from reader.text.markup import Tag, read_tag
from reader.text.safe import safe
from reader.text.scripts import subscript, superscript
from reader.text.style import Style
from reader.text.tex import looks_like_tex, tex_to_text
from reader.text.words import FoundImage, FoundLink, FoundRef, Words

_STYLES = {
    "em": Style.EMPHASIS,
    "i": Style.EMPHASIS,
    "cite": Style.EMPHASIS,
    "dfn": Style.EMPHASIS,
    "var": Style.EMPHASIS,
    "strong": Style.STRONG,
    "b": Style.STRONG,
    "s": Style.STRIKE,
    "del": Style.STRIKE,
    "strike": Style.STRIKE,
    "u": Style.UNDERLINE,
    "ins": Style.UNDERLINE,
    "mark": Style.MARK,
    "kbd": Style.KBD,
    "code": Style.CODE,
    "samp": Style.CODE,
    "tt": Style.CODE,
    "sup": Style.SUP,
    "sub": Style.SUB,
    "q": Style.EMPHASIS,
}
"""By name of the HTML element or of the Markdown token."""

_SPACES = re.compile(r"[ \t\n]{2,}|[\t\n]")
_ADDRESS = re.compile(
    r"\bhttps?://[^\s<>\"`“”«»\u3000-\u303f\uff00-\uffef]+[^\s<>\"`“”«»\u3000-\u303f\uff00-\uffef.,;:!?'’)\]}…*_]"
)
DEEPEST = 20
"""Marks inside marks beyond this depth change nothing more."""


def words_of(tokens: Sequence[Token], number_of: Callable[[int], int], base: int = 0) -> Words:
    """Return what inline tokens say; `number_of` tells a footnote's printed number, `base` is the block's style."""
    flow = _Flow(number_of, base)
    for token in tokens:
        flow.take(token)
    return flow.words()


class _Flow:
    """Text as it is gathered, with what is open around it."""

    def __init__(self, number_of: Callable[[int], int], base: int) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.base = base
        self.open: list[str] = []
        self.runs: list[Run] = []
        self.links: list[FoundLink] = []
        self.images: list[FoundImage] = []
        self.refs: list[FoundRef] = []
        self.anchors: list[tuple[str, int]] = []
        self.link: tuple[int, str, str] | None = None
        self.script_start: tuple[int, int] | None = None
        self.number_of = number_of

    def take(self, token: Token) -> None:
        kind = token.type
        if kind == "text":
            self.say(token.content)
        elif kind == "softbreak":
            self.say("\n")
        elif kind == "hardbreak":
            self.line_break()
        elif kind == "code_inline":
            self.add(token.content.replace("\n", " "), Style.CODE)
        elif kind == "link_open":
            self.open_link(str(token.attrGet("href") or ""), str(token.attrGet("title") or ""))
        elif kind == "link_close":
            self.close_link()
        elif kind == "image":
            self.image(
                str(token.attrGet("src") or ""), token.content, str(token.attrGet("title") or ""), token.children
            )
        elif kind == "html_inline":
            self.tag(token.content)
        elif kind == "footnote_ref":
            number = self.number_of(token.meta["id"])
            start = self.length
            self.add(f"[{number}]", Style.FOOTNOTE_REF)
            self.refs.append(FoundRef(start, self.length, token.meta["id"]))
        elif kind == "math_inline":
            self.math(token.content, token.markup)
        elif kind.endswith("_open"):
            self.enter(token.tag)
        elif kind.endswith("_close"):
            self.leave(token.tag)
        else:
            self.say(token.content)

    def say(self, text: str) -> None:
        """Add running text: white space is one space, bare addresses are links."""
        if "\n" in text or "\t" in text or "  " in text:
            text = _SPACES.sub(" ", text)
        if text.startswith(" ") and self._ends_with_space():
            text = text[1:]
        if "://" in text and self.link is None and "code" not in self.open:
            self._say_with_addresses(text)
        elif text:
            self.add(text)

    def _say_with_addresses(self, text: str) -> None:
        at = 0
        for match in _ADDRESS.finditer(text):
            if match.start() > at:
                self.add(text[at : match.start()])
            self.open_link(match[0], "")
            self.add(match[0])
            self.close_link()
            at = match.end()
        if at < len(text):
            self.add(text[at:])

    def _ends_with_space(self) -> bool:
        return not self.parts or self.parts[-1][-1:] in (" ", "\n")

    def add(self, text: str, style: int = 0) -> None:
        if not text:
            return
        start = self.length
        text = safe(text).replace("\t", " ")
        self.parts.append(text)
        self.length += len(text)
        for name in self.open:
            style |= _STYLES.get(name, 0)
        if self.link is not None:
            style |= Style.LINK
        if style:
            self._run(start, self.length, int(style | self.base))

    def _run(self, start: int, end: int, style: int) -> None:
        if self.runs and self.runs[-1].end == start and self.runs[-1].style == style and not style & Style.LINK:
            start = self.runs.pop().start
        self.runs.append(Run(start, end, style))

    def line_break(self) -> None:
        if self.parts and self.parts[-1].endswith(" "):
            self.cut(self.length - len(self.parts[-1]) + len(self.parts[-1].rstrip(" ")))
        self.parts.append("\n")
        self.length += 1

    def cut(self, length: int) -> str:
        """Take back all text after `length`, and return it."""
        text = "".join(self.parts)
        self.parts, self.length = [text[:length]] if length else [], length
        self.runs = [Run(a, min(b, length), style) for a, b, style in self.runs if a < length]
        return text[length:]

    def enter(self, name: str) -> None:
        if len(self.open) >= DEEPEST:
            return
        self.open.append(name)
        if name in ("sup", "sub") and self.script_start is None:
            self.script_start = (self.length, len(self.links) + len(self.refs) + len(self.images))

    def leave(self, name: str) -> None:
        if name not in self.open:
            return
        del self.open[len(self.open) - 1 - self.open[::-1].index(name)]
        if name in ("sup", "sub") and self.script_start is not None:
            self._end_script(name, *self.script_start)

    def _end_script(self, name: str, start: int, found: int) -> None:
        self.script_start = None
        if self.link is not None or len(self.links) + len(self.refs) + len(self.images) > found:
            # A raised link is a footnote in all but name: its words stay as they are.
            self.runs = [
                Run(a, b, style | Style.FOOTNOTE_REF if style & Style.LINK and a >= start else style)
                for a, b, style in self.runs
            ]
            return
        text = self.cut(start)
        self.add(superscript(text) if name == "sup" else subscript(text), _STYLES[name])

    def open_link(self, href: str, title: str) -> None:
        self.close_link()
        self.link = (self.length, href, safe(title))

    def close_link(self) -> None:
        if self.link is None:
            return
        start, href, title = self.link
        self.link = None
        if self.length > start:
            self.links.append(FoundLink(start, self.length, href, title))

    def image(self, src: str, alt: str, title: str, children: Sequence[Token] | None = None) -> None:
        if children:
            alt = "".join(child.content for child in children if child.type in ("text", "code_inline")) or alt
        alt = _SPACES.sub(" ", safe(alt)).strip()
        start = self.length
        self.add(alt or _file_name(src), Style.IMAGE)
        self.images.append(FoundImage(start, self.length, src, alt, _SPACES.sub(" ", safe(title)).strip()))

    def math(self, content: str, markup: str) -> None:
        if looks_like_tex(content):
            self.add(tex_to_text(content).replace("\n", " "), Style.MATH)
        else:
            self.say(f"{markup}{content}{markup}")

    def tag(self, source: str) -> None:
        """Act on an inline HTML tag: a few are understood, the rest of HTML is dropped, anything else is words."""
        tag = read_tag(source)
        if tag is None:
            self.say(source)
        elif tag.name == "br":
            self.line_break()
        elif tag.name == "img":
            self.image(tag.attributes.get("src", ""), tag.attributes.get("alt", ""), tag.attributes.get("title", ""))
        elif tag.name == "a":
            self._anchor(tag)
        elif tag.name in _STYLES:
            (self.leave if tag.closing else self.enter)(tag.name)

    def _anchor(self, tag: Tag) -> None:
        name = tag.attributes.get("id") or tag.attributes.get("name")
        if name:
            self.anchors.append((name, self.length))
        if tag.closing:
            self.close_link()
        elif tag.attributes.get("href"):
            self.open_link(tag.attributes["href"], tag.attributes.get("title", ""))

    def words(self) -> Words:
        self.close_link()
        found = (tuple(self.runs), tuple(self.links), tuple(self.images), tuple(self.refs), tuple(self.anchors))
        return Words("".join(self.parts), *found).trimmed()


def _file_name(src: str) -> str:
    """Return words for a picture that has none: its file's name, or "image"."""
    if src.startswith("data:"):
        return "image"
    name = unquote(src.split("?", 1)[0].split("#", 1)[0].rstrip("/").rsplit("/", 1)[-1])
    return name[:80] or "image"
