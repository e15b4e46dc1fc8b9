"""Web pages to articles, beside trafilatura, readability-lxml and Readability's port alone, in one run.

Over the pages of `tests/ingest/pages`: pages a second, how well the words agree with the expected article (F1 of words,
the mean over pages), and how much of its structure is kept (links, headings, list items, code, tables, images, quotes:
F1 of each kind's contents, the mean over kinds and pages). These pages were written with the program, so the scores tell
when something got worse, not how it does on the web. Ratios are what counts, the machine may be busy.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

PAGES = Path(__file__).parent.parent / "tests" / "ingest" / "pages"
ROUNDS = 3
_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff]|[^\\W_]+")
_KINDS = {
    "links": "//a[@href]",
    "headings": "//h1|//h2|//h3|//h4|//h5|//h6",
    "items": "//li",
    "code": "//pre",
    "rows": "//tr",
    "images": "//img",
    "quotes": "//blockquote",
}

Extractor = Callable[[str, str], str]
"""From a page and its address to HTML or text."""


def run() -> None:
    """Measure and print one line for each extractor."""
    pages = [_Case(path) for path in sorted(PAGES.glob("*.html"))]
    print(f"{len(pages)} pages, {sum(len(page.html) for page in pages) / 1000:.0f} kB, median of {ROUNDS} rounds\n")
    print(f"{'extractor':28}{'pages/s':>9}{'words F1':>10}{'structure':>11}")
    for name, extract in _extractors():
        answers, speeds = [], []
        for _ in range(ROUNDS):
            start = time.process_time()
            answers = [extract(page.html, page.url) for page in pages]
            speeds.append(len(pages) / (time.process_time() - start))
        words = [_f1(_words(answer), _words(page.expected)) for answer, page in zip(answers, pages, strict=True)]
        kept = [_structure(answer, page.expected) for answer, page in zip(answers, pages, strict=True)]
        print(f"{name:28}{sorted(speeds)[ROUNDS // 2]:9.1f}{100 * _mean(words):10.1f}{100 * _mean(kept):11.1f}")


class _Case:
    """One page with what is expected of it, as HTML."""

    def __init__(self, path: Path) -> None:
        self.html = path.read_text("utf-8")
        self.url = str(json.loads(path.with_suffix(".json").read_text("utf-8"))["url"])
        self.expected = _as_html(path.with_suffix(".md").read_text("utf-8"))


def _extractors() -> Iterator[tuple[str, Extractor]]:
    from reader.ingest.page import read

    yield "Reader, whole pipeline", lambda html, url: _as_html(read(html, url).body)
    yield "Reader, Readability alone", lambda html, url: _as_html(read(html, url, "readability").body)
    import trafilatura

    yield (
        "trafilatura, to HTML",
        lambda html, url: str(
            trafilatura.extract(html, url=url, output_format="html", include_links=True, include_images=True) or ""
        ),
    )
    try:
        from readability import Document
    except ImportError:
        print("readability-lxml is not installed; it is left out")
        return
    yield "readability-lxml", lambda html, url: str(Document(html, url=url).summary())


def _as_html(markdown: str) -> str:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    return str(
        MarkdownIt().enable(["table", "strikethrough"]).use(deflist_plugin).use(footnote_plugin).render(markdown)
    )


def _tree(html: str) -> Any:
    from lxml import html as lxml_html

    return lxml_html.fromstring(f"<div>{html}</div>")


def _words(html: str) -> Counter[str]:
    return Counter(_WORD.findall(" ".join(_tree(html).itertext()).lower()))


def _structure(answer: str, expected: str) -> float:
    found, wanted = _tree(answer), _tree(expected)
    scores = []
    for path in _KINDS.values():
        want = Counter(map(_content, wanted.xpath(path)))
        have = Counter(map(_content, found.xpath(path)))
        if want or have:
            scores.append(_f1(have, want))
    return _mean(scores) if scores else 1.0


def _content(element: Any) -> str:
    return (
        str(element.get("src") or "")
        if element.tag == "img"
        else "".join(_WORD.findall("".join(element.itertext()).lower()))
    )


def _f1(one: Counter[str], other: Counter[str]) -> float:
    common = sum((one & other).values())
    return 2 * common / (sum(one.values()) + sum(other.values())) if common else 0.0


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)
