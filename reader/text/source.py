"""Cut Markdown where nothing spans the cut, so that a long article can be read a little at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.model.late import late

SOFT_LIMIT = 24_000
"""A list longer than this may be cut between two of its items."""
HARD_LIMIT = 96_000
"""Anything longer than this may be cut at a blank line."""

_BLANK = re.compile(r"\n(?:[ \t]*\n)+")
_LEADING_BLANK = re.compile(r"(?:[ \t]*\n)+")
_MARKER = r"(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)"
_STICKY = re.compile(rf"^(?: {{0,3}}{_MARKER}|\t| {{4}}|\[\^| {{0,3}}[:~][ \t])", re.MULTILINE)
"""Lines of containers that may go on after a blank line."""
_GOES_ON = late(rf"[ \t]|{_MARKER}|[:~][ \t]", re.MULTILINE)
_ITEM = late(_MARKER, re.MULTILINE)
_DEFINES = re.compile(r" {0,3}[:~][ \t]")
_FENCE = re.compile(r"^( {0,3})(?:(`{3,})([^`\n]*)|(~{3,})([^\n]*))$", re.MULTILINE)
_FLUSH_FENCE = late(r"^()(?:(`{3,})([^`\n]*)|(~{3,})([^\n]*))$", re.MULTILINE)
_RAW_HTML = re.compile(
    r"^ {0,3}<(?:(script|pre|style|textarea)(?=[\s>])|(!--)|(\?)|(!\[CDATA\[)|(![A-Za-z]))", re.I | re.M
)
_RAW_ENDS = ("", "-->", "?>", "]]>", ">")
TABLE_HEAD = re.compile(r"[^\n|]*+\|[^\n]*+\n {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*(?:\n|$)")
"""A row of names over a row of dashes."""
_ITEM_LINE = late(rf"\n(?={_MARKER})", re.MULTILINE)
_LINE = re.compile(r"\n")
_WORD = late(r"[ \n](?=[^\W\d_])")
_ANY = late(r"(?s).")
_DEFINITION = late(r"^ {0,3}\[(\^?)((?:[^\[\]\\\n]|\\.)+)\]:", re.MULTILINE)


class Chunk(NamedTuple):
    """A stretch of Markdown that can be parsed by itself, or the inside of a fence."""

    text: str
    fence: str | None = None
    """The words after the opening fence, its language first; None for Markdown."""
    head: str = ""
    """The first two lines of the table that this goes on with."""
    follows: bool = False
    """Whether it goes on with the paragraph, quote or table before it, which was too long for one chunk."""


def chunks(source: str) -> Iterator[Chunk]:
    """Yield `source` in order; line ends must be LF."""
    at, end = 0, len(source)
    while at < end:
        blank = _LEADING_BLANK.match(source, at)
        if blank:
            at = blank.end()
            continue
        fence = _FENCE.match(source, at)
        if fence:
            chunk, at = _fenced(source, fence)
            yield chunk
            continue
        stop, after = _stop(source, at)
        if stop - at > HARD_LIMIT:
            yield from _pieces(source, at, stop)
        else:
            yield Chunk(source[at:stop])
        at = after


def definitions(source: str) -> tuple[list[str], list[str]]:
    """Return the labels of footnotes and the paragraphs of link definitions: what may be used before it is met."""
    notes: list[str] = []
    links: list[str] = []
    done = 0
    for match in _DEFINITION.finditer(source) if "]:" in source else ():
        if match[1]:
            notes.append(match[2])
        elif match.start() >= done:
            blank = _BLANK.search(source, match.start())
            done = blank.start() if blank else len(source)
            links.append(source[match.start() : done])
    return notes, links


def _pieces(source: str, at: int, stop: int) -> Iterator[Chunk]:
    """Yield a stretch without blank lines that is too long to be read at once: cut between items, rows, or words."""
    head = TABLE_HEAD.match(source, at, stop)
    cut = _ITEM_LINE if _ITEM.match(source, at) else _LINE if head or source[at] in "><|" else _WORD
    first = True
    while at < stop:
        found = cut.search(source, at + SOFT_LIMIT, stop) or _ANY.search(source, at + 2 * SOFT_LIMIT, stop)
        end = found.end() if found else stop
        yield Chunk(source[at:end], head=head[0] if head and not first else "", follows=not first)
        at, first = end, False


def _fenced(source: str, opening: re.Match[str]) -> tuple[Chunk, int]:
    indent, ticks, info, tildes, other = opening.groups()
    mark = ticks or tildes
    start = min(opening.end() + 1, len(source))
    closing = re.compile(rf"^ {{0,3}}{re.escape(mark)}{mark[0]}*[ \t]*$", re.MULTILINE).search(source, start)
    inside = source[start : closing.start() if closing else len(source)]
    if indent:
        inside = re.sub(rf"^ {{1,{len(indent)}}}", "", inside, flags=re.MULTILINE)
    return Chunk(inside.removesuffix("\n"), (info or other or "").strip()), closing.end() if closing else len(source)


def _stop(source: str, at: int) -> tuple[int, int]:
    """Return where the chunk that starts at `at` ends, and where to go on."""
    looked, sticky = at, False
    while True:
        blank = _BLANK.search(source, looked)
        stop, after = (blank.start(), blank.end()) if blank else (len(source), len(source))
        sticky = sticky or _STICKY.search(source, looked, stop) is not None
        fence = (_FLUSH_FENCE if sticky else _FENCE).search(source, looked, stop)
        raw = _RAW_HTML.search(source, looked, fence.start() if fence else stop)
        if raw:
            looked = _end_of_raw(source, raw)
            if looked < stop:
                continue
            if looked < len(source):
                continue
            return len(source), len(source)
        if fence and fence.start() > at:
            return fence.start(), fence.start()
        if after >= len(source) or _cuts(source, at, stop, after, sticky):
            return stop, after
        looked = after


def _cuts(source: str, at: int, stop: int, after: int, sticky: bool) -> bool:
    """Whether the chunk may end at the blank line between `stop` and `after`."""
    length = stop - at
    if length > HARD_LIMIT:
        return True
    if not sticky:
        return not _DEFINES.match(source, after)
    return not _GOES_ON.match(source, after) or (length > SOFT_LIMIT and _ITEM.match(source, after) is not None)


def _end_of_raw(source: str, raw: re.Match[str]) -> int:
    """Return where a block of HTML ends that blank lines do not end."""
    ending = next(number for number, group in enumerate(raw.groups()) if group)
    if ending:
        found = source.find(_RAW_ENDS[ending], raw.end())
        return len(source) if found < 0 else found + len(_RAW_ENDS[ending])
    closing = re.compile(rf"</{raw[1]}>", re.IGNORECASE).search(source, raw.end())
    return closing.end() if closing else len(source)
