"""Write a prepared tree as Markdown: html2text, driven over the tree and taught what it gets wrong.

html2text keeps the blocks apart and sets headings and rules; the words of each block are set by `inline`, lists,
quotes and notes by prefixes that may nest. The tree is walked, not written out and parsed again: that is faster, and
html2text's parser and its line patterns, which are quadratic on some input, never run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from html2text import HTML2Text

from reader.ingest.inline import Inline
from reader.ingest.tree import Element

_INLINE = frozenset(("a", "strong", "em", "del", "code", "img", "br", "lit"))
_TEXT_BLOCKS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "cell"))


def markdown(tree: Element) -> str:
    """Return the Markdown of a tree made by `prepare`; ends with a newline unless empty."""
    return Writer().written(tree)


@dataclass(slots=True)
class _Frame:
    """What stands before each line of a block that holds others; its first line may differ."""

    first: str
    rest: str
    begun: bool = False


class Writer(HTML2Text):  # type: ignore[misc]  # html2text has no types here
    """html2text with blocks that nest and words that are safe."""

    def __init__(self) -> None:
        super().__init__(bodywidth=0)
        self.unicode_snob = True
        self.p_p: int = 0
        self.inline: Inline | None = None
        self.frames: list[_Frame] = []
        self.tight: list[bool] = []
        """Whether the items of each open list stand without blank lines."""
        self.markers: list[str] = []
        """The marker of each open list: "-", "*", or "." or ")" after a number."""

    def written(self, tree: Element) -> str:
        """Return the Markdown of all blocks below `tree`."""
        for child in tree:
            self._walk(child)
        text = "".join(self.outtextlist).strip("\n")
        return text + "\n" if text else ""

    def _walk(self, element: Element) -> None:
        tag, attributes = element.tag, dict(element.attrib)
        if tag == "table":
            return self._table(element)
        if tag == "pre":
            return self._code_block(element.text or "", attributes.get("language", ""))
        if tag in ("ul", "ol"):
            attributes["tight"] = "yes" if all(map(_is_tight, element)) else ""
            attributes["again"] = "yes" if _follows_its_like(element) else ""
        self.handle_tag(tag, attributes, True)
        if self.inline is not None:
            if element.text and tag not in ("code", "lit"):
                self.inline.text(element.text)
            elif tag == "code":
                self.inline.code(element.text or "")
            elif tag == "lit":
                self.inline.raw(element.text or "")
        for child in element:
            self._walk(child)
            if self.inline is not None and child.tail:
                self.inline.text(child.tail)
        self.handle_tag(tag, attributes, False)
        return None

    def handle_tag(self, tag: str, attrs: dict[str, str | None], start: bool) -> None:
        """Do what a tag asks for; headings and rules are left to html2text."""
        given = {name: value or "" for name, value in attrs.items()}
        if tag in _INLINE:
            self._inline_tag(tag, given, start)
        elif tag in _TEXT_BLOCKS:
            self._text_block(tag, start)
        elif tag in ("ul", "ol"):
            self._list(tag, given, start)
        elif tag == "li":
            self._item(given, start)
        elif tag == "dd":
            self._nested(": ", "  ", start, blank=False)
        elif tag == "blockquote":
            self._nested("> ", "> ", start)
        elif tag == "note":
            self._nested(f"[^{given['label']}]: ", "    ", start)
        elif tag == "raw":
            if start:
                self._block(given.get("text", ""))
        else:
            super().handle_tag(tag, attrs, start)

    def o(self, data: str, puredata: bool = False, force: bool | str = False) -> None:
        """Put `data` out, each of its lines behind the prefixes of the blocks it lies in."""
        if not data:
            return
        if self.outtextlist and self.p_p:
            blank = self._prefix(begun_only=True).rstrip() + "\n"
            self.out("\n" + blank * (self.p_p - 1))
        if self.p_p or not self.outtextlist:
            data = self._prefix() + data
        self.p_p = 0
        if "\n" in data:
            rest = "".join(frame.rest for frame in self.frames)
            data = re.sub(r"\n(?=([^\n])?)", lambda match: "\n" + (rest if match[1] else rest.rstrip()), data)
        self.out(data)

    def _prefix(self, begun_only: bool = False) -> str:
        parts = []
        for frame in self.frames:
            if begun_only and not frame.begun:
                break
            parts.append(frame.rest if frame.begun else frame.first)
            frame.begun = frame.begun or not begun_only
        return "".join(parts)

    def _block(self, text: str) -> None:
        self._apart()
        self.o(text)
        self._apart()

    def _apart(self) -> None:
        """Keep what follows apart: by a blank line, in a tight list by a line end; not at the beginning of a block."""
        if self.frames and not self.frames[-1].begun:
            return
        if self.tight and self.tight[-1]:
            self.pbr()
        else:
            self.p()

    def _text_block(self, tag: str, start: bool) -> None:
        if start:
            self.inline = Inline(breaks="  \n" if tag in ("p", "dt") else " ")
            return
        assert self.inline is not None
        text, self.inline = self.inline.render().strip(), None
        if not text:
            return
        if tag[0] == "h":
            text = re.sub(r"(^|\s)(#+)$", r"\1\\\2", text)
            super().handle_tag(tag, {}, True)
            self.o(text)
            self.inheader = False
            self.p()
        else:
            self._apart()
            self.o(text)
            if tag == "dt":
                self.pbr()
            else:
                self._apart()

    def _inline_tag(self, tag: str, attrs: dict[str, str], start: bool) -> None:
        if self.inline is None:
            return
        if tag == "br":
            if start:
                self.inline.line_break()
        elif tag == "img":
            if start:
                self.inline.raw(_image(attrs))
        elif tag in ("code", "lit"):
            pass
        elif start:
            self.inline.open(tag)
        else:
            self.inline.close(tag, _address(attrs) if tag == "a" else "")

    def _list(self, tag: str, attrs: dict[str, str], start: bool) -> None:
        if not start:
            self.list.pop()
            self.tight.pop()
            self.markers.pop()
            self._apart()
            return
        self._apart()
        self.tight.append(bool(attrs["tight"]))
        again = bool(attrs["again"])
        self.markers.append((")" if again else ".") if tag == "ol" else ("*" if again else "-"))
        from html2text.elements import ListElement

        self.list.append(ListElement(tag, _number(attrs.get("start"), 1) - 1))

    def _item(self, attrs: dict[str, str], start: bool) -> None:
        if not start:
            self.frames.pop()
            self._apart()
            return
        kept = self.list[-1]
        marker = self.markers[-1]
        if kept.name == "ol":
            kept.num = _number(attrs.get("value"), kept.num + 1)
            marker = f"{kept.num}{marker}"
        self._apart()
        self.frames.append(_Frame(f"{marker} ", " " * (len(marker) + 1)))

    def _nested(self, first: str, rest: str, start: bool, blank: bool = True) -> None:
        if start:
            if blank:
                self._apart()
            else:
                self.pbr()
            self.frames.append(_Frame(first, rest))
            self.tight.append(False)
        else:
            self.tight.pop()
            self.frames.pop()
            self._apart()

    def _code_block(self, text: str, language: str) -> None:
        longest = max((len(run) for run in re.findall(r"^\s*(`{3,})", text, re.MULTILINE)), default=2)
        fence = "`" * (longest + 1)
        self._block(f"{fence}{language}\n{text}\n{fence}")

    def _table(self, table: Element) -> None:
        rows = [[_cell(cell) for cell in row] for row in table]
        width = max(map(len, rows), default=0)
        if not width:
            return
        lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
        lines.insert(1, f"| {' | '.join(['---'] * width)} |")
        self._block("\n".join(lines))


def _cell(cell: Element) -> str:
    writer = Writer()
    writer._walk(cell)
    return "".join(writer.outtextlist).replace("\n", " ").replace("|", "\\|").strip()


def _is_tight(item: Element) -> bool:
    """An item of one paragraph, perhaps with lists below it, needs no blank lines."""
    tags = [child.tag for child in item]
    return not tags or (tags[0] in ("p", "ul", "ol") and all(tag in ("ul", "ol") for tag in tags[1:]))


def _follows_its_like(element: Element) -> bool:
    """Two lists in a row would become one, unless the second has another marker."""
    before, again = element.getprevious(), False
    while before is not None and before.tag == element.tag:
        again = not again
        before = before.getprevious()
    return again


def _address(attrs: dict[str, str]) -> str:
    return f"({_target(attrs.get('href', ''))}{_title(attrs)})"


def _image(attrs: dict[str, str]) -> str:
    alt = re.sub(r"[\[\]\\]", r"\\\g<0>", " ".join(attrs.get("alt", "").split()))
    return f"![{alt}]({_target(attrs.get('src', ''))}{_title(attrs)})"


def _target(address: str) -> str:
    """Parentheses that pair may stand in an address; others are percent-encoded."""
    depth = 0
    for char in address:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            break
    return address if depth == 0 else address.replace("(", "%28").replace(")", "%29")


def _title(attrs: dict[str, str]) -> str:
    title = " ".join(attrs.get("title", "").split())
    return ' "{}"'.format(re.sub(r'["\\]', r"\\\g<0>", title)) if title else ""


def _number(text: str | None, otherwise: int) -> int:
    try:
        return min(max(int(text or ""), 0), 999_999_999)
    except ValueError:
        return otherwise
