"""Take a plain text apart into its lines as they were meant: paragraphs, items, code, quotations.

Texts come in two manners, one line a paragraph or wrapped at some width; which, is told from the text as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from reader.ingest import dates
from reader.ingest.code import could_be_code, is_code
from reader.ingest.wrapping import Wrapping


class Shape(StrEnum):
    """What a unit of text is by its form alone."""

    TEXT = "text"
    ITEM = "item"
    CODE = "code"
    TABLE = "table"
    RULE = "rule"
    HEADING = "heading"
    """Underlined by the line after it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, a line of verse, an item of a list, a piece of code: the smallest thing kept or dropped."""

    text: str
    """One line, but for code and tables, whose lines stay."""
    start: int
    """Code points of the source before it."""
    end: int
    shape: Shape = Shape.TEXT
    attached: bool = False
    """No blank line parts it from the unit before it."""
    indent: int = 0
    marker: str = ""
    """What introduces an item in Markdown: "-" or "3."."""
    bullet: str = ""
    """What introduced it in the source."""
    quoted: bool = False
    wrapped: bool = False
    """It was put together from several lines."""

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its text, without white space around, and where it stands."""

    text: str
    start: int
    end: int
    indent: int
    raw: str


TAB = 4
_RULE = re.compile(r"(?:[-*_=~•·⁂※#+—–][ \t]*){3,}")
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}|\^{3,}")
_AFTER_HANGING = ("und ", "oder ", "en ", "of ", "and ", "or ")
"""What follows a hyphen that stands for a word to come ("Nord- und Ostsee")."""
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_BULLET = re.compile(r"(?P<marker>[-*+•◦▪▫■□●○‣⁃·➤►✓✔])[ \t\u00a0]+(?=\S)")
_NUMBER = re.compile(r"(?P<marker>\d{1,3}[.)])[ \t\u00a0]+(?=\S)")


def units(text: str, stands_alone: Callable[[str], bool]) -> list[Unit]:
    """Return what `text` is made of, in its order. `stands_alone` knows lines that no paragraph runs through:
    an address, a date, a row of buttons."""
    groups = list(_groups(text))
    wrapping = Wrapping.of([[line.raw for line in group] for group in groups])
    programs = _programs(groups)
    made: list[Unit] = []
    for group, program in zip(groups, programs, strict=True):
        if made and made[-1].shape is Shape.CODE and (program or all(line.indent >= TAB for line in group)):
            made[-1] = _joined_code(text, made[-1], group)
        elif program:
            made.append(Unit("\n".join(line.raw for line in group), group[0].start, group[-1].end, Shape.CODE))
        else:
            made.extend(_units_of(group, wrapping, stands_alone))
    return made


def _programs(groups: list[list[Line]]) -> list[bool]:
    """Say for each group whether it is program text; single lines are where surer code stands beside them."""
    sure = [is_code([line.raw for line in group]) for group in groups]
    could = [known or all(could_be_code(line.raw) for line in group) for known, group in zip(sure, groups, strict=True)]
    beside = [
        any(sure[max(0, at - 1) : at + 2])
        and could[at]
        and (sure[at] or not groups[at][0].raw.lstrip().startswith("$"))
        for at in range(len(groups))
    ]
    return [known or near for known, near in zip(sure, beside, strict=True)]


def _groups(text: str) -> Iterator[list[Line]]:
    """Yield the runs of lines between blank ones."""
    group: list[Line] = []
    at = 0
    for raw in text.split("\n"):
        stripped = raw.strip().strip("\u00a0\u200b\u00ad")
        if stripped:
            expanded = raw.expandtabs(TAB)
            group.append(Line(stripped, at, at + len(raw), len(expanded) - len(expanded.lstrip()), raw.rstrip()))
        elif group:
            yield group
            group = []
        at += len(raw) + 1
    if group:
        yield group


def _units_of(group: list[Line], wrapping: Wrapping, stands_alone: Callable[[str], bool]) -> Iterator[Unit]:
    if all(line.text.startswith(">") for line in group) and sum(len(line.text.split()) for line in group) > 4:
        yield from _quoted(group, wrapping, stands_alone)
    elif len(group) > 1 and len({line.text.count("\t") for line in group}) == 1 and "\t" in group[0].text:
        yield Unit("\n".join(line.text for line in group), group[0].start, group[-1].end, Shape.TABLE)
    else:
        yield from _paragraphs(group, wrapping, stands_alone)


def _paragraphs(group: list[Line], wrapping: Wrapping, stands_alone: Callable[[str], bool]) -> Iterator[Unit]:
    """Yield the paragraphs of a group, joining the lines that one paragraph runs through."""
    runs_on = wrapping.runs_on([line.raw for line in group])
    wrapped = any(runs_on)
    inset = all(line.indent >= 2 for line in group)
    at = 0
    attached = False
    while at < len(group):
        line = group[at]
        following = group[at + 1] if at + 1 < len(group) else None
        if following and _UNDERLINE.fullmatch(following.text) and _underlines(line.text, following.text):
            yield Unit(line.text, line.start, following.end, Shape.HEADING, attached)
            at, attached = at + 2, True
            continue
        first = _first(line, attached)
        last = at
        flows = first.shape is Shape.TEXT and (wrapped or not stands_alone(line.text))
        while last + 1 < len(group) and flows and _joins(first, group[last], group[last + 1], runs_on[last], last > at):
            last += 1
        if first.shape is Shape.ITEM:
            while last + 1 < len(group) and _continues_item(first, group[last + 1], runs_on[last]):
                last += 1
        lines = [first.text, *(line.text for line in group[at + 1 : last + 1])]
        quoted = wrapping.is_inset(line.indent, len(lines)) and inset
        yield replace(first, text=_join(lines), end=group[last].end, wrapped=last > at, quoted=quoted)
        at, attached = last + 1, True


def _first(line: Line, attached: bool) -> Unit:
    marker = _BULLET.match(line.text) or _NUMBER.match(line.text)
    if _RULE.fullmatch(line.text) and len(set(line.text) - {" ", "\t"}) == 1:
        return Unit(line.text, line.start, line.end, Shape.RULE, attached)
    if marker and not _is_date(line.text):
        sign = marker["marker"] if marker["marker"][0].isdigit() else "-"
        return Unit(
            line.text[marker.end() :], line.start, line.end, Shape.ITEM, attached, line.indent, sign, marker["marker"]
        )
    return Unit(line.text, line.start, line.end, Shape.TEXT, attached, line.indent)


def _is_date(text: str) -> bool:
    """ "20. November 2020" is no twentieth item."""
    found = dates.find(text[:40], "") if text[0].isdigit() else []
    return bool(found) and found[0].start == 0


def _joins(first: Unit, line: Line, following: Line, runs_on: bool, inside: bool) -> bool:
    """Say whether `following` goes on with the paragraph that began with `first` and holds `line`."""
    if not runs_on:
        return False
    if following.indent >= line.indent + 2 and inside:
        return False  # paragraphs told by the indent of their first lines alone
    return not _BULLET.match(following.text) or following.indent <= first.indent


def _continues_item(item: Unit, line: Line, runs_on: bool) -> bool:
    if _BULLET.match(line.text) or _NUMBER.match(line.text):
        return False
    return line.indent > item.indent or runs_on


def _quoted(group: list[Line], wrapping: Wrapping, stands_alone: Callable[[str], bool]) -> Iterator[Unit]:
    inner = [
        replace(
            line,
            text=_QUOTE.sub("", line.text, count=1).strip(),
            raw=_QUOTE.sub("", line.text, count=1).rstrip(),
            indent=0,
        )
        for line in group
    ]
    part: list[Line] = []
    for line in [*inner, replace(inner[-1], text="")]:
        if line.text:
            part.append(line)
        elif part:
            found = Wrapping.of([[line.raw for line in part]])
            own = wrapping if wrapping.width else found
            for unit in _paragraphs(part, own, stands_alone):
                yield replace(unit, quoted=True)
            part = []


def _join(lines: list[str]) -> str:
    """Put wrapped lines together; a word that was parted at its own hyphen gets no space, a soft hyphen goes."""
    joined = [lines[0]]
    for line in lines[1:]:
        last = joined[-1]
        if last.endswith("\u00ad"):
            joined[-1] = last[:-1]
        elif not (
            last[-1] == "-" and last[-2:-1].isalpha() and line[:1].islower() and not line.startswith(_AFTER_HANGING)
        ):
            joined.append(" ")
        joined.append(line)
    return "".join(joined)


def _underlines(text: str, line: str) -> bool:
    return len(text) <= 120 and len(line) >= len(text) // 2 and not _RULE.fullmatch(text)


def _joined_code(text: str, code: Unit, group: list[Line]) -> Unit:
    blank = "\n" * max(1, text.count("\n", code.end, group[0].start))
    lines = "\n".join(line.raw for line in group)
    return replace(code, text=f"{code.text}{blank}{lines}", end=group[-1].end)
