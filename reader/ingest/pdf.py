"""The text of a PDF becomes a Draft; its lines are joined to paragraphs as those of any wrapped text are."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reader.errors import BadInput
from reader.ingest import bylines, markup, plain
from reader.ingest.cues import fold
from reader.model import Draft
from reader.model.clean import clean, clean_line

SECONDS = 90.0
"""For one file, the process's start included."""
FEWEST_LETTERS = 40
"""In the whole file; with fewer it holds pictures of pages."""
_EDGE_LINES = 2
"""Lines at the top and bottom of a page among which running heads and page numbers are."""
_HYPHENATED = re.compile(r"(?<=[^\W\d_]{2})-\n(?=[a-zà-öø-ÿß])")
_PAGE_NUMBER = re.compile(
    r"(?:page |seite |p\. ?|[-–—] ?)?\d{1,4}(?: ?(?:/|of|von|sur|de) ?\d{1,4})?(?: ?[-–—])?", re.IGNORECASE
)
_UNTITLED = re.compile(r"untitled.*|document\d*|microsoft word.*|.*\.(?:docx?|pdf|tex|indd|odt|dvi)|", re.IGNORECASE)


def draft(data: bytes, *, name: str, url: str | None = None, title: str | None = None) -> Draft:
    """Return the article in a PDF. Raises BadInput for a file that is locked, damaged, or holds only pictures."""
    answer = _ask(data, name)
    pages = [clean(page) for page in answer["pages"]]
    text = _joined(_without_running_lines(pages))
    if sum(character.isalpha() for character in text) < FEWEST_LETTERS:
        raise BadInput(name, "a PDF of pictures without text; it would need text recognition first")
    told = clean_line(str(answer.get("title", "")))
    made = plain.draft(text, name=name, url=url, title=title)
    if not title and told and not _UNTITLED.fullmatch(told):
        made = _called(made, told, name)
    authors = made.authors or bylines.authors(clean_line(str(answer.get("author", ""))), made.language)
    return replace(made, authors=authors)


def _called(made: Draft, told: str, name: str) -> Draft:
    """Return the article under the title that the file itself tells; a line that was taken for it and is not goes back."""
    found, wanted = fold(made.title), fold(told)
    if found in wanted or wanted in found or made.title == plain.title_of(name, made.body):
        return replace(made, title=told)
    return replace(made, title=told, body=f"{markup.escape(made.title)}\n\n{made.body}")


def _ask(data: bytes, name: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "reader.ingest.pdf_worker"]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, env=environment, check=False)
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError, OSError) as error:
        raise BadInput(name, "a PDF that cannot be read within reasonable time and memory") from error
    if answer.get("error") == "locked":
        raise BadInput(name, "a PDF locked by a password")
    if "error" in answer:
        raise BadInput(name, "a damaged PDF")
    return answer


def _without_running_lines(pages: Sequence[str]) -> list[list[str]]:
    """Return each page's lines without page numbers and without the lines that stand at the edge of most pages."""
    split = [[line.rstrip() for line in page.strip("\n").split("\n")] for page in pages]
    edges = Counter(
        _shape(line) for lines in split for line in {*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:]} if line.strip()
    )
    running = {shape for shape, count in edges.items() if count >= 3 and count >= 0.4 * len(pages)}
    kept = []
    for lines in split:
        last = len(lines) - _EDGE_LINES
        kept.append(
            [
                line
                for at, line in enumerate(lines)
                if _EDGE_LINES <= at < last or not (_shape(line) in running or _PAGE_NUMBER.fullmatch(line.strip()))
            ]
        )
    return kept


def _shape(line: str) -> str:
    """Running heads differ by their page number alone."""
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _joined(pages: Sequence[list[str]]) -> str:
    text = ""
    for lines in pages:
        page = "\n".join(lines).strip()
        if not page:
            continue
        goes_on = text and text[-1] not in '.!?:…”»"' and page[0].islower()
        text += ("\n" if goes_on else "\n\n" if text else "") + page
    return _HYPHENATED.sub("", text)
