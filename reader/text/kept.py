"""A document as bytes, so that a long article need be read from its Markdown only once.

Opening what was kept costs a few milliseconds however long it is, and any place in it is at hand at once: that is what
coming back into the middle of a book takes. The bytes are derived: keep them where they may be deleted at any time,
named by the body they came from, and read the body again where `unpack` gives None.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

from reader.model.selector import Span
from reader.text.document import Block, Document, Footnote, Frame, Heading, Image, Kind, Link, Run, Section, Table

FORMAT = "reader-text 1"
"""Changes with anything that a document says differently of the same body, the parser's rules included."""
_KINDS = list(Kind)


def pack(document: Document) -> bytes:
    """Return a complete document as bytes."""
    if not document.complete:
        raise ValueError("only a document that was read to its end can be kept")
    sections = [_lean([_of_block(block, section.start) for block in section.blocks]) for section in document.sections]
    head = {
        "format": FORMAT,
        "sections": [
            [one.start, one.end, one.weight, len(lean)] for one, lean in zip(document.sections, sections, strict=True)
        ],
        "headings": [[one.level, one.span.start, one.span.end] for one in document.headings],
        "links": [[one.span.start, one.span.end, one.href, one.title] for one in document.links],
        "images": [[one.span.start, one.span.end, one.src, one.alt, one.caption, one.alone] for one in document.images],
        "footnotes": [
            [one.label, *_ends(one.refs), *_ends([one.note] if one.note else [])] for one in document.footnotes
        ],
        "anchors": document.anchors,
    }
    plain = document.plain.encode("utf-8")
    lines = _lean(head)
    return b"%d %d\n" % (len(lines), len(plain)) + lines + plain + b"".join(sections)


def unpack(data: bytes) -> Document | None:
    """Return what was packed, or None where the bytes are damaged or from another version."""
    try:
        first, _, rest = data.partition(b"\n")
        head_size, plain_size = map(int, first.split())
        head = json.loads(rest[:head_size])
        if head["format"] != FORMAT:
            return None
        return _document(head, rest[head_size : head_size + plain_size].decode("utf-8"), rest, head_size + plain_size)
    except (ValueError, KeyError, TypeError, IndexError):
        return None


def _document(head: dict[str, Any], plain: str, data: bytes, at: int) -> Document:
    sections: list[Section] = []
    for start, end, weight, size in head["sections"]:
        sections.append(Section(start, end, weight, partial(_blocks, data, at, size, plain, start)))
        at += size
    if at != len(data):
        raise ValueError("cut short")
    document = Document.of(sections, plain)
    document.headings = [Heading(level, Span(a, b), plain[a:b]) for level, a, b in head["headings"]]
    document.links = [Link(Span(a, b), href, title) for a, b, href, title in head["links"]]
    document.images = [Image(Span(a, b), *rest) for a, b, *rest in head["images"]]
    document.footnotes = [_footnote(number, *one) for number, one in enumerate(head["footnotes"], 1)]
    document.anchors = head["anchors"]
    return document


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


def _blocks(data: bytes, at: int, size: int, plain: str, base: int) -> tuple[Block, ...]:
    return tuple(_block(plain, base, *values) for values in json.loads(data[at : at + size]))


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
