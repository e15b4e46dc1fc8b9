"""What an inline stretch of Markdown says: its words and what lies on them; those without mark-up are read here."""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.model.late import late
from reader.text.document import Run
from reader.text.safe import safe

_CJK = "\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_SOFT_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_CJK_BREAK = late(rf"(?<=[{_CJK.replace(chr(0xAC00) + '-' + chr(0xD7AF), '')}])\n(?=[{_CJK}])")
_PLAIN = re.compile(r"[\\`*_~\[<&$]|://|\^\[|  |\t")
"""What a paragraph must not hold to be its own text, but for its line ends."""


class FoundLink(NamedTuple):
    start: int
    end: int
    href: str
    title: str


class FoundImage(NamedTuple):
    start: int
    end: int
    src: str
    alt: str
    title: str


class FoundRef(NamedTuple):
    start: int
    end: int
    note: int
    """The parser's number of the footnote."""


class Words(NamedTuple):
    """What was in an inline stretch; offsets count from its start."""

    text: str
    runs: tuple[Run, ...] = ()
    links: tuple[FoundLink, ...] = ()
    images: tuple[FoundImage, ...] = ()
    refs: tuple[FoundRef, ...] = ()
    anchors: tuple[tuple[str, int], ...] = ()

    def trimmed(self) -> Words:
        """Return the same without spaces and line breaks at either end."""
        kept = self.text.rstrip(" \n")
        lead = len(kept) - len(kept.lstrip(" \n"))
        if not lead and len(kept) == len(self.text):
            return self

        def at(offset: int) -> int:
            return max(0, min(offset, len(kept)) - lead)

        return Words(
            kept[lead:],
            tuple(Run(at(a), at(b), style) for a, b, style in self.runs if at(a) < at(b)),
            tuple(FoundLink(at(a), at(b), *rest) for a, b, *rest in self.links if at(a) < at(b)),
            tuple(FoundImage(at(a), at(b), *rest) for a, b, *rest in self.images if at(a) < at(b)),
            tuple(FoundRef(at(a), at(b), note) for a, b, note in self.refs if at(a) < at(b)),
            tuple((name, at(offset)) for name, offset in self.anchors),
        )


def is_plain(source: str) -> bool:
    """Whether inline Markdown holds no mark-up at all."""
    return _PLAIN.search(source) is None


def plain_words(source: str) -> str:
    """Return the text of Markdown that `is_plain`: its lines joined."""
    return safe(joined_lines(source))


def joined_lines(source: str) -> str:
    """Return Markdown without forced line breaks on one line: with a space for a line end, but between ideographs."""
    text = source.strip(" \t\n")
    if "\n" not in text:
        return text
    text = _SOFT_BREAK.sub("\n", text)
    if not text.isascii():
        text = _CJK_BREAK.sub("", text)
    return text.replace("\n", " ")


def without_soft_breaks_in_cjk(source: str) -> str:
    """Return Markdown with lines of Chinese and Japanese joined, where a space would be wrong."""
    return source if "\n" not in source or source.isascii() else _CJK_BREAK.sub("", source)
