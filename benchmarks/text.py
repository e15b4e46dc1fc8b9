"""From Markdown to rows: what a first screen, a whole article and a new width cost, beside the parser alone and two wrappers.

All figures are CPU milliseconds of this run; the ratios are what counts. Peers: markdown-it-py parsing the whole file,
`textwrap` filling its paragraphs, and Textual's `Content` wrapping them.
"""

from __future__ import annotations

import textwrap
import tracemalloc
from collections.abc import Callable
from time import process_time
from typing import TypeVar

from benchmarks.text_samples import article

SIZES = {"10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000, "5 MB": 5_000_000}
WIDTH, SCREEN = 70, 50
T = TypeVar("T")


def run() -> None:
    """Print a table of sizes, then the peers at 1 MB, then memory at 5 MB."""
    from reader.text.blocks import parse

    parse("warm *up*\n\n- a\n\n| a | b |\n|---|---|\n\n```python\nx\n```")
    print(f"{'':8}{'open':>8}{'screen':>8}{'read all':>10}{'end':>8}{'new width':>11}{'unpack':>8}{'middle':>8}")
    for name, size in SIZES.items():
        print(f"{name:8}" + "".join(f"{value:{width}.1f}" for value, width in _one(article(size))))
    _peers(article(1_000_000))
    _memory(article(5_000_000))


def _one(source: str) -> list[tuple[float, int]]:
    from reader.text.blocks import begin
    from reader.text.kept import pack, unpack
    from reader.text.layout import lay_out

    opened, document = _timed(lambda: begin(source))
    layout = lay_out(document, WIDTH)
    screen, _ = _timed(lambda: layout.rows(0, SCREEN))
    whole, _ = _timed(document.read_all)
    end, _ = _timed(lambda: layout.rows(layout.settle(document.length, SCREEN, 0) - SCREEN + 1, SCREEN))
    middle = document.length * 3 // 5
    other = lay_out(document, WIDTH - 13)
    resize, _ = _timed(lambda: other.rows(other.settle(middle, 0, SCREEN), SCREEN))
    packed = pack(document)
    opening, kept = _timed(lambda: unpack(packed))
    assert kept is not None
    again = lay_out(kept, WIDTH)
    there, _ = _timed(lambda: again.rows(again.settle(middle, 0, SCREEN), SCREEN))
    return [(opened, 8), (screen, 8), (whole, 10), (end, 8), (resize, 11), (opening, 8), (there, 8)]


def _peers(source: str) -> None:
    from markdown_it import MarkdownIt
    from textual.content import Content

    from reader.text.blocks import parse
    from reader.text.layout import lay_out

    ours, document = _timed(lambda: parse(source))
    theirs, _ = _timed(lambda: MarkdownIt("commonmark").enable("table").parse(source))
    print(f"\n1 MB read: {ours:.0f}, markdown-it-py {theirs:.0f}: {ours / theirs:.2f} of it")
    paragraphs = [block.text for block in document.blocks() if block.text]
    layout = lay_out(document, WIDTH)
    set_all, _ = _timed(lambda: layout.settle(document.length, 1 << 30, 0))
    drawn, _ = _timed(lambda: layout.rows(0, 1 << 30))
    floor, _ = _timed(lambda: [textwrap.wrap(text, WIDTH) for text in paragraphs])
    content, _ = _timed(lambda: [Content(text).wrap(WIDTH) for text in paragraphs])
    print(
        f"1 MB wrapped: {set_all:.0f}, with pieces {set_all + drawn:.0f}, textwrap {floor:.0f}, Content {content:.0f}"
    )


def _memory(source: str) -> None:
    from reader.text.blocks import parse
    from reader.text.layout import lay_out

    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    document = parse(source)
    text = document.plain
    read = tracemalloc.get_traced_memory()[0] - before
    layout = lay_out(document, WIDTH)
    layout.settle(document.length, 1 << 30, 0)
    laid = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    print(
        f"5 MB in memory: {read / len(source):.1f} times the text; every row set once: {laid / len(source):.1f} ({len(text)})"
    )


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return the milliseconds of CPU that work took, and what it gave."""
    start = process_time()
    result = work()
    return 1_000 * (process_time() - start), result
