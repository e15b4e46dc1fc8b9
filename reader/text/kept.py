"""A document as bytes, so that a long article need be read from its Markdown only once.

Opening what was kept costs a few milliseconds however long it is, and any place in it is at hand at once: that is what
coming back into the middle of a book takes. The bytes are derived: keep them where they may be deleted at any time,
named by the body they came from, and read the body again where `unpack` gives None.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from reader.model.selector import Span
from reader.text.document import Block, Document, Footnote, Frame, Heading, Image, Kind, Run, Section, Table
from reader.text.links import Links

FORMAT = "reader-text 3"
"""Changes with anything that a document says differently of the same body, the parser's rules included."""
_KINDS = list(Kind)


def pack(document: Document) -> bytes:
    """Return a complete document as bytes."""
    if not document.complete:
        raise ValueError("only a document that was read to its end can be kept")
    sections = [_lean([_of_block(block, section.start) for block in section.blocks]) for section in document.sections]
    links = document.links
    head = {
        "format": FORMAT,
        "sections": [
            [one.start for one in document.sections],
            [one.end for one in document.sections],
            [one.weight for one in document.sections],
            [len(lean) for lean in sections],
        ],
        "headings": [[one.level, one.span.start, one.span.end] for one in document.headings],
        "links": [links.starts, links.ends, links.hrefs, links.titles],
        "images": [[one.span.start, one.span.end, one.src, one.alt, one.caption, one.alone] for one in document.images],
        "footnotes": [
            [one.label, *_ends(one.refs), *_ends([one.note] if one.note else [])] for one in document.footnotes
        ],
        "anchors": document.anchors,
    }
    plain = document.plain.encode("utf-8")
    lines = _lean(head)
    return b"%d %d\n" % (len(lines), len(plain)) + lines + plain + b"".join(sections)


def is_current(data: bytes | bytearray) -> bool:
    """Say whether bytes, if they are whole, were packed by this version."""
    return data[:100].partition(b"\n")[2].startswith(_lean({"format": FORMAT})[:-1])


def unpack(data: bytes | bytearray | memoryview) -> Document | None:
    """Return what was packed, or None where the bytes are damaged or from another version."""
    view = memoryview(data)
    try:
        first = bytes(view[:32]).partition(b"\n")[0]
        head_size, plain_size = map(int, first.split())
        at = len(first) + 1
        head = json.loads(bytes(view[at : at + head_size]))
        if head["format"] != FORMAT:
            return None
        plain = str(view[at + head_size : at + head_size + plain_size], "utf-8")
        return _document(head, plain, bytes(view[at + head_size + plain_size :]))
    except (ValueError, KeyError, TypeError, IndexError):
        return None


def _document(head: dict[str, Any], plain: str, packed: bytes) -> Document:
    starts, ends, weights, sizes = head["sections"]
    unpacked = _Packed(packed, plain, starts, sizes)
    sections = [Section(*values, unpacked) for values in zip(starts, ends, weights, strict=True)]
    document = Document.of(sections, plain)
    document.headings = [Heading(level, Span(a, b), plain[a:b]) for level, a, b in head["headings"]]
    known: dict[str, str] = {}
    link_starts, link_ends, hrefs, titles = head["links"]
    document.links = Links(link_starts, link_ends, (known.setdefault(href, href) for href in hrefs), titles)
    document.images = [Image(Span(a, b), *rest) for a, b, *rest in head["images"]]
    document.footnotes = [_footnote(number, *one) for number, one in enumerate(head["footnotes"], 1)]
    document.anchors = head["anchors"]
    return document


class _Packed:
    """The blocks of all sections as bytes; called with a section it returns that one's."""

    __slots__ = ("ats", "data", "plain", "starts")

    def __init__(self, data: bytes, plain: str, starts: list[int], sizes: list[int]) -> None:
        self.data, self.plain, self.starts = data, plain, starts
        self.ats = list(accumulate(sizes, initial=0))
        if self.ats[-1] != len(data):
            raise ValueError("cut short")

    def __call__(self, section: Section) -> tuple[Block, ...]:
        number = bisect_left(self.starts, section.start)
        packed = json.loads(self.data[self.ats[number] : self.ats[number + 1]])
        return tuple(_block(self.plain, section.start, *values) for values in packed)


def _lean(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _ends(spans: Sequence[Span]) -> list[list[int]]:
    return [[place for span in spans for place in (span.start, span.end)]]


def _footnote(number: int, label: str, refs: list[int], note: list[int]) -> Footnote:
    spans = [Span(a, b) for a, b in zip(refs[::2], refs[1::2], strict=True)]
    return Footnote(label, number, spans, Span(*note) if note else None)


def _of_block(block: Block, base: int) -> list[Any]:
    table = block.table and [block.table.natural, block.table.least, block.table.align, block.table.heads]
    numbers = [_KINDS.index(block.kind), block.start - base, len(block.text), block.style, block.before, block.shared]
    return [*numbers, block.level, block.language, [n for run in block.runs for n in run], block.frames, table]


def _block(
    plain: str,
    base: int,
    kind: int,
    start: int,
    length: int,
    style: int,
    before: int,
    shared: int,
    level: int,
    language: str,
    runs: list[int],
    frames: list[list[Any]],
    table: list[list[Any]] | None,
) -> Block:
    start += base
    return Block(
        kind=_KINDS[kind],
        start=start,
        text=plain[start : start + length],
        style=style,
        runs=tuple(map(Run._make, zip(runs[::3], runs[1::3], runs[2::3], strict=True))),
        frames=tuple(Frame(*frame) for frame in frames),
        before=before,
        shared=shared,
        language=language,
        level=level,
        table=Table(*map(tuple, table)) if table else None,
    )
