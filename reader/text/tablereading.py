"""Read tables: lines with pipes become cells, cells become one text that can be selected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reader.text.cells import cell_count
from reader.text.document import Run, Table
from reader.text.source import TABLE_HEAD
from reader.text.tokens import Token
from reader.text.words import Words

_NOT_A_ROW = re.compile(r"^(?:[ \t]{4}|[ \t]*(?:[>#=~`<-]|[*+][ \t]|\d{1,9}[.)][ \t]|$))", re.MULTILINE)
MOST_COLUMNS = 150


class TableLines(NamedTuple):
    """A table's cells as inline Markdown, each row as long as the head."""

    head: list[str]
    align: list[str]
    rows: list[list[str]]


def table_lines(text: str) -> TableLines | None:
    """Return the cells of a chunk that is one table and nothing else; None where that takes the parser."""
    text = text.rstrip("\n")
    opening = TABLE_HEAD.match(text)
    if opening is None or (_NOT_A_ROW.search(text, opening.end()) and opening.end() < len(text)):
        return None
    first, dashes, *rest = text.split("\n")
    if "\\" in text or _NOT_A_ROW.match(first) or dashes.lstrip().startswith("- "):
        return None
    head, marks = _cells(first), _cells(dashes)
    if len(head) != len(marks) or not all(marks) or not 1 < len(head) <= MOST_COLUMNS or not any(head):
        return None
    align = ["center" if m[0] == m[-1] == ":" and len(m) > 1 else "right" if m[-1] == ":" else "left" for m in marks]
    return TableLines(head, align, [_fitted(_cells(line), len(head)) for line in rest])


def lines_of(tokens: Sequence[Token]) -> TableLines:
    """Return the cells of a table that was parsed."""
    rows: list[list[str]] = []
    align: list[str] = []
    for at, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            rows[-1].append(tokens[at + 1].content)
            if token.type == "th_open":
                align.append(str(token.attrGet("style") or "text-align:left").rpartition(":")[2])
    return TableLines(rows[0], align, [_fitted(row, len(align)) for row in rows[1:]])


def measured(rows: Sequence[Sequence[Words]], align: Sequence[str]) -> Table:
    """Return how wide the columns would like to be; the first row has their names."""
    columns = range(len(align))
    natural = tuple(max(cell_count(row[c].text) for row in rows) for c in columns)
    least = tuple(max(_longest_word(row[c].text) for row in rows) for c in columns)
    return Table(natural, least, tuple(align), tuple(words.text for words in rows[0]))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def _fitted(cells: list[str], columns: int) -> list[str]:
    return [*cells[:columns], *[""] * (columns - len(cells))]


def joined(rows: Sequence[Sequence[Words]], head: int) -> Words:
    """Return a table's words as one text, cells parted by tabs and rows by newlines."""
    parts: list[str] = []
    runs: list[Run] = []
    links, images, refs = [], [], []
    at = 0
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if parts:
                parts.append("\t" if x else "\n")
                at += 1
            runs += _runs_over(cell, at, head if not y else 0)
            links += [one._replace(start=one.start + at, end=one.end + at) for one in cell.links]
            images += [one._replace(start=one.start + at, end=one.end + at) for one in cell.images]
            refs += [one._replace(start=one.start + at, end=one.end + at) for one in cell.refs]
            parts.append(cell.text)
            at += len(cell.text)
    return Words("".join(parts), tuple(runs), tuple(links), tuple(images), tuple(refs))


def _runs_over(cell: Words, at: int, style: int) -> list[Run]:
    """Return a cell's runs moved by `at`, the words between them in `style`."""
    runs: list[Run] = []
    done = 0
    for run in cell.runs:
        if style and run.start > done:
            runs.append(Run(done + at, run.start + at, style))
        runs.append(Run(run.start + at, run.end + at, run.style | style))
        done = run.end
    if style and done < len(cell.text):
        runs.append(Run(done + at, len(cell.text) + at, style))
    return runs


def _longest_word(text: str) -> int:
    return max((cell_count(word) for word in text.split(" ")), default=0)
