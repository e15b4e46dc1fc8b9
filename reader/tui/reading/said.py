"""Lines of a page that are not of the article's text: its title, notes, a word about where one was."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from reader.model.article import Article
from reader.model.clean import clean, clean_line
from reader.text.bidi import is_rtl
from reader.text.cells import cell_count
from reader.text.prose import wrapped
from reader.tui.bylines import byline


class Role(StrEnum):
    """What a line is for: how it is drawn."""

    TITLE = "title"
    ACCENT_RULE = "accent rule"
    BYLINE = "byline"
    TAGS = "tags"
    NOTE = "note"
    HERE = "here"
    HEADING = "heading"
    WORDS = "words"
    HINT = "hint"
    BLANK = "blank"


class Said(NamedTuple):
    """One line, already cut to its width."""

    role: Role
    text: str = ""
    colour: int = 0
    """Of the highlight it belongs to; 0 is none."""


BLANK = Said(Role.BLANK)
TITLE_LINES_AT_MOST = 4
BYLINE_LINES_AT_MOST = TAG_LINES_AT_MOST = 3
"""What is longer is whole in the information panel."""
ACCENT_RULE_CELLS = 6


def title_block(article: Article, width: int, *, tight: bool = False) -> list[Said]:
    """Return title, accent rule, byline, tags and the article's own note; `tight` leaves out the air."""
    title = wrapped(clean_line(article.title) or "Untitled", width, TITLE_LINES_AT_MOST)
    air = [] if tight else [BLANK]
    lines = [*air, *(Said(Role.TITLE, line) for line in title), Said(Role.ACCENT_RULE)]
    told = byline(article)
    if told:
        lines += [*air, *(Said(Role.BYLINE, line) for line in wrapped(told, width, BYLINE_LINES_AT_MOST))]
    if article.tags:
        tags = " ".join(f"#{tag}" for tag in article.tags)
        lines += [Said(Role.TAGS, line) for line in wrapped(tags, width, TAG_LINES_AT_MOST)]
    if article.note:
        lines += [*air, *note_lines(article.note, width)]
    return [*(_to_the_right(line, width) if is_rtl(title[0], article.direction) else line for line in lines), BLANK]


def _to_the_right(line: Said, width: int) -> Said:
    """Return a line of the title block as a right-to-left script has it; the terminal orders its words."""
    if line.role is Role.ACCENT_RULE:
        return line._replace(text=" " * (width - ACCENT_RULE_CELLS))
    if line.role in (Role.TITLE, Role.BYLINE, Role.TAGS):
        return line._replace(text=" " * (width - cell_count(line.text)) + line.text)
    return line


def note_lines(note: str, width: int, colour: int = 0) -> list[Said]:
    """Return a note in lines with room for its bar."""
    return [
        Said(Role.NOTE, line, colour)
        for part in clean(note).expandtabs(4).strip().split("\n")
        for line in wrapped(part, width - 2)
    ]
