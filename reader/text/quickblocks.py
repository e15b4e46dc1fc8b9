"""Lists, quotes and rules as simple as most, read at a glance: the same tokens as the parser's, without loading it.

Understood are lists of one level whose items are one line each, quotes of paragraphs, and rules. Whatever could be
anything else is left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

_ITEM = re.compile(r"([-+*]|(\d{1,9})([.)])) (\S[^\n]*)(\n(?:[ \t]*\n)*|$)")
_QUOTED = re.compile(r">(?: (?=\S)|(?=[^\s>])|[ \t]*$)([^\n]*)")
_RULE = re.compile(r"-{3,}|\*{3,}|_{3,}|\* \* \*|- - -")
BLOCKISH = re.compile(
    r"^(?:[ \t>#|:=<$+~-]|```|\d{1,9}[.)](?:\s|$)|\*(?:\s|$)|[*_](?:[ \t]*[*_]){2}[ \t]*$"
    r"|\*[ \t]*\*[ \t]*\*|_[ \t]*_[ \t]*_|\[(?:[^\]\\]|\\.){0,999}\]:)",
    re.MULTILINE,
)
"""Lines that are, or may turn the lines before them into, something other than a paragraph."""


class QuickToken(NamedTuple):
    """What a parser's token says of these (`reader.text.tokens.Token`)."""

    type: str
    nesting: int = 0
    content: str = ""
    hidden: bool = False
    start: int | None = None
    tag: str = ""
    level: int = 0
    info: str = ""

    @property
    def meta(self) -> Mapping[Any, Any]:
        """Nothing."""
        return {}

    def attrGet(self, name: str) -> int | None:  # noqa: N802 - the parser's word
        """Return where the numbers of a list begin, if not with 1."""
        return self.start if name == "start" else None


def quick_tokens(text: str) -> Sequence[QuickToken] | None:
    """Return the block tokens of a stretch of Markdown, None where that takes the parser."""
    if text.startswith(">"):
        return _quote(text)
    if _RULE.fullmatch(text):
        return [QuickToken("hr")]
    return _list(text) if _ITEM.match(text) else None


def _quote(text: str) -> Sequence[QuickToken] | None:
    paragraphs: list[list[str]] = [[]]
    for line in text.split("\n"):
        quoted = _QUOTED.fullmatch(line)
        if quoted is None:
            return None
        if quoted[1]:
            paragraphs[-1].append(quoted[1])
        else:
            paragraphs.append([])
    contents = ["\n".join(lines) for lines in paragraphs if lines]
    if not contents or any(BLOCKISH.search(content) for content in contents):
        return None
    inside = [token for content in contents for token in _paragraph(content)]
    return [QuickToken("blockquote_open", 1), *inside, QuickToken("blockquote_close", -1)]


def _list(text: str) -> Sequence[QuickToken] | None:
    items: list[str] = []
    first: re.Match[str] | None = None
    tight, at = True, 0
    while at < len(text):
        item = _ITEM.match(text, at)
        if item is None or BLOCKISH.match(item[4]):
            return None
        first = first or item
        if (item[3] or item[1]) != (first[3] or first[1]):
            return None  # another sign begins another list
        at = item.end()
        tight = tight and (item[5].count("\n") < 2 or at == len(text))
        items.append(item[4])
    assert first is not None
    kind, start = "bullet_list", None
    if first[2]:
        kind, start = "ordered_list", int(first[2]) if int(first[2]) != 1 else None
    tokens = [QuickToken(f"{kind}_open", 1, start=start)]
    for content in items:
        inside = _paragraph(content, hidden=tight)
        tokens += [QuickToken("list_item_open", 1), *inside, QuickToken("list_item_close", -1)]
    return [*tokens, QuickToken(f"{kind}_close", -1)]


def _paragraph(content: str, *, hidden: bool = False) -> Iterator[QuickToken]:
    yield QuickToken("paragraph_open", 1, hidden=hidden)
    yield QuickToken("inline", content=content.strip())
    yield QuickToken("paragraph_close", -1)
