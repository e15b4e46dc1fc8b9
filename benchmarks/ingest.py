"""Web pages to articles, beside trafilatura, readability-lxml and Mozilla's Readability.js, in one run.

Over the pages of `tests/ingest/pages`: pages a second; how well the words agree with the expected article (F1 of words,
the mean over pages); how much of its structure is kept (links, headings, list items, code, table rows, images, quotes: F1
of each kind's contents, the mean over kinds and pages); and in how many of a hundred pages each fact is right. These pages
were written with the program, so the scores tell when something got worse, not how it does on the web. Ratios are what
counts, the machine may be busy.

Readability.js needs Node and its packages in `build/peers` (`make bench` puts them there where there is npm); it runs in a
process of its own, so its speed is not compared.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "tests" / "ingest" / "pages"
PEERS = ROOT / "build" / "peers"
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
_FACTS = ("title", "authors", "published", "site", "language")


@dataclass(frozen=True, slots=True)
class Answer:
    """What an extractor made of a page: HTML or text, and facts by name (those it does not tell are missing)."""

    html: str
    facts: dict[str, Any]


Extractor = Callable[[str, str], Answer]
"""From a page and its address."""


def run() -> None:
    """Measure and print one line for each extractor."""
    pages = [_Case(path) for path in sorted(PAGES.glob("*.html"))]
    print(f"{len(pages)} pages, {sum(len(page.html) for page in pages) / 1000:.0f} kB, median of {ROUNDS} rounds\n")
    names = "".join(f"{name:>10}" for name in ("words F1", "structure", *_FACTS))
    print(f"{'extractor':28}{'pages/s':>9}{names}")
    for name, extract in _extractors():
        answers, speeds = [], []
        for _ in range(ROUNDS):
            start = time.process_time()
            answers = [extract(page.html, page.url) for page in pages]
            speeds.append(len(pages) / (time.process_time() - start))
        speed = "" if "Readability.js" in name else f"{sorted(speeds)[len(speeds) // 2]:.1f}"
        scores = [_scores(answer, page) for answer, page in zip(answers, pages, strict=True)]
        means = [100 * _mean([score[at] for score in scores]) for at in range(len(scores[0]))]
        print(f"{name:28}{speed:>9}" + "".join(f"{mean:10.1f}" for mean in means))


class _Case:
    """One page with what is expected of it, as HTML."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        self.html = path.read_text("utf-8")
        self.facts: dict[str, Any] = json.loads(path.with_suffix(".json").read_text("utf-8"))
        self.url = str(self.facts["url"])
        self.expected = _as_html(path.with_suffix(".md").read_text("utf-8"))


def _scores(answer: Answer, page: _Case) -> list[float]:
    """Return the page's score in words, structure and each of the facts, 0 to 1."""
    words = _f1(_words(answer.html), _words(page.expected))
    facts = [float(_same(name, answer.facts.get(name), page.facts[name])) for name in _FACTS]
    return [words, _structure(answer.html, page.expected), *facts]


def _same(name: str, found: Any, expected: Any) -> bool:
    """Say whether a fact is right; names are compared without regard to case and order."""
    if name == "authors":
        found = re.split(r"[;,]| and ", found) if isinstance(found, str) else found or []
        return sorted(one.strip().casefold() for one in found) == sorted(one.casefold() for one in expected)
    if name == "published":
        return str(found or "")[:10] == str(expected or "")
    if name == "language":
        return str(found or "")[:2].lower() == expected
    return str(found or "").strip().casefold() == str(expected or "").casefold()


def _extractors() -> Iterator[tuple[str, Extractor]]:
    yield "Reader, whole pipeline", lambda html, url: _by_reader(html, url, "vote")
    yield "Reader, Readability alone", lambda html, url: _by_reader(html, url, "readability")
    yield "trafilatura, to HTML", _by_trafilatura
    try:
        import readability
    except ImportError:
        print("readability-lxml is not installed; it is left out")
    else:
        yield "readability-lxml", lambda html, url: _by_readability_lxml(readability, html, url)
    if shutil.which("node") and (PEERS / "node_modules" / "@mozilla" / "readability").exists():
        yield "Readability.js (jsdom)", _by_readability_js
    else:
        print("Readability.js is not in build/peers; it is left out")


def _by_reader(html: str, url: str, with_: str) -> Answer:
    from reader.ingest import language
    from reader.ingest.page import read

    reading = read(html, url, with_)
    known = reading.facts
    facts = {
        "title": known.title,
        "authors": list(known.authors),
        "published": known.published_at,
        "site": known.site,
        "language": language.detect(reading.body) or known.language,
    }
    return Answer(_as_html(reading.body), facts)


def _by_trafilatura(html: str, url: str) -> Answer:
    import trafilatura

    body = trafilatura.extract(html, url=url, output_format="html", include_links=True, include_images=True)
    known = trafilatura.extract_metadata(html, default_url=url)
    facts = {"title": known.title, "authors": known.author, "published": known.date, "site": known.sitename}
    return Answer(str(body or ""), {**facts, "language": known.language})


def _by_readability_lxml(readability: Any, html: str, url: str) -> Answer:
    document = readability.Document(html, url=url)
    return Answer(str(document.summary()), {"title": document.short_title()})


_SCRIPT = """
const {JSDOM} = require('jsdom'), {Readability} = require('@mozilla/readability');
const page = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const found = new Readability(new JSDOM(page.html, {url: page.url}).window.document).parse();
process.stdout.write(JSON.stringify(found || {}));
"""


def _by_readability_js(html: str, url: str) -> Answer:
    asked = json.dumps({"html": html, "url": url})
    done = subprocess.run(["node", "-e", _SCRIPT], cwd=PEERS, input=asked, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout or "{}")
    facts = {"title": found.get("title"), "authors": found.get("byline"), "published": found.get("publishedTime")}
    return Answer(found.get("content") or "", {**facts, "site": found.get("siteName"), "language": found.get("lang")})


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
