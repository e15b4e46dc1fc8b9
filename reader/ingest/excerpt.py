"""The first sentences of an article, for the list."""

from __future__ import annotations

import re

from reader.model.clean import clean_line

LONGEST = 280
_LOOKED_AT = 20_000

_FENCE = re.compile(r"^(```|~~~).*?(^\1|\Z)", re.MULTILINE | re.DOTALL)
_IMAGE = re.compile(r"!\[[^\[\]]{0,500}\]\([^()]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]]{0,500})\]\([^()]{0,2000}(?:\([^()]{0,200}\)[^()]{0,200})?\)")
_NOTE_MARK = re.compile(r"\[\^[^\]]{1,40}\]")
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]{0,2000})>")
_BLOCK_MARK = re.compile(r"^[ \t]*(?:>[ \t]?)*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?")
_EMPHASIS = re.compile(
    r"(?<!\\)(\*\*\*|\*\*|\*|==|~~|`+)(?=\S)(.{1,300}?)(?<=\S)(?<!\\)\1|(?<![\w\\])(_{1,3})(?=\S)(.{1,300}?)(?<=\S)\3(?!\w)"
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_SKIPPED = re.compile(r"^[ \t]*(?:#{1,6}(?:[ \t]|$)|\||(?:[-*_=][ \t]*){3,}$|\[\^?[^\]]{1,80}\]:)")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=[\s\u202f\u00a0])|[。！？]")


def of(markdown_or_text: str) -> str:
    """Return the first sentences as one line of plain text, at most about 280 characters; headings, tables,
    code and images are passed over. Empty where there is no prose."""
    text = _FENCE.sub("", markdown_or_text[:_LOOKED_AT])
    prose: list[str] = []
    length = 0
    for block in re.split(r"\n[ \t]*\n", text):
        line = _prose(block)
        if line:
            prose.append(line)
            length += len(line) + 1
        if length > LONGEST:
            break
    return _cut(" ".join(prose))


def visible(markdown: str) -> str:
    """Return the words of some Markdown on one line, its marks taken away: for titles, counting, telling a language."""
    return _unmarked(_FENCE.sub("", markdown).split("\n"))


def _prose(block: str) -> str:
    return _unmarked([line for line in block.split("\n") if not _SKIPPED.match(line)])


def _unmarked(lines: list[str]) -> str:
    text = _IMAGE.sub("", " ".join(_BLOCK_MARK.sub("", line, count=1) for line in lines))
    text = _AUTOLINK.sub(r"\1", _NOTE_MARK.sub("", _LINK.sub(r"\1", text)))
    for _ in range(3):
        text = _EMPHASIS.sub(lambda match: match[2] or match[4] or "", text)
    return clean_line(_ESCAPE.sub(r"\1", text))


def _cut(line: str) -> str:
    if len(line) <= LONGEST:
        return line
    ends = [match.end() for match in _SENTENCE_END.finditer(line[: LONGEST + 1])]
    if ends and ends[-1] >= LONGEST // 3:
        return line[: ends[-1]]
    head = line[:LONGEST]
    cut = head.rfind(" ")
    return head[: cut if cut > LONGEST // 2 else LONGEST].rstrip(" ,;:–—-") + "…"
