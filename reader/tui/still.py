"""The page one left, as it will look when one comes back: drawn at once at the next start, while the article is opened.

A still is believed only while the library's files, the text, the settings, the colours and the size of the screen are those
it was made for; the true page takes its place with the same rows.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader import __version__
from reader.config import Config
from reader.store.head import Head, head_of, sign_of_text, signature_of
from reader.store.side import Side
from reader.tui.reading.ago import HERE
from reader.tui.themes import Palette

NAME = "still"
_FORM = f"still 3 {__version__}"

Piece = tuple[str, str]
"""Words, and the style they are drawn in."""
Line = Sequence[Piece]


class Still(NamedTuple):
    """One page."""

    article_id: str
    offset: int
    """The place it was left at."""
    look: str
    """What it depends on besides the article: the settings, the colours, the size."""
    lines: Sequence[Line]
    lines_here: Sequence[Line]
    """The same with a line that says where one was, for those who come back later."""


def look_of(config: Config, palette: Palette, size: tuple[int, int]) -> str:
    """Return what a page looks like, all but its text."""
    return repr((config, palette, size))


def line_of(strip: Strip) -> Line:
    """Return a drawn line as plain values."""
    return [(segment.text, str(segment.style or "")) for segment in strip]


def strips_of(lines: Sequence[Line], here_words: str) -> list[Strip]:
    """Return lines as they are drawn, with the words about where one was in their place."""
    return [Strip([Segment(words, Style.parse(style)) for words, style in _told(line, here_words)]) for line in lines]


def keep(library: Path, still: Still) -> None:
    """Keep a still of a library that was closed, where it shows the place one would come back to."""
    path = library.resolve()
    signature, head = signature_of(path), head_of(path)
    article = head.article(still.article_id) if head else None
    if head is not None and article is not None and article.progress.offset == still.offset:
        data: Any = (_FORM, signature, sign_of_text(path, head, still.article_id), tuple(still))
        Side(path).keep(NAME, marshal.dumps(data))


def still_of(library: Path, head: Head, article_id: str) -> Still | None:
    """Return the still of an article as the files of a library are now; None where there is none."""
    path = library.resolve()
    data = Side(path).read(NAME)
    if data is None:
        return None
    try:
        form, signature, text, kept = marshal.loads(data)
        still = Still(*kept)
    except (ValueError, EOFError, TypeError):
        return None
    fits = form == _FORM and still.article_id == article_id and signature == signature_of(path)
    return still if fits and text == sign_of_text(path, head, article_id) else None


class Left:
    """The page that was left last; made into a still when there is time for it, or when the program ends."""

    def __init__(self) -> None:
        self._make: Callable[[], Still | None] | None = None
        self._still: Still | None = None

    def leave(self, make: Callable[[], Still | None]) -> None:
        """Note a page that is left."""
        self._make = make

    def settle(self) -> Still | None:
        """Return the still; what it was made from is let go of."""
        if self._make is not None:
            make, self._make = self._make, None
            self._still = make()
        return self._still


def _told(line: Line, words: str) -> Line:
    at = next((number for number, piece in enumerate(line) if piece[0] == HERE), None)
    if not at:
        return line
    rule, cells = line[at - 1], len(line[at - 1][0]) + len(HERE)
    drawn = "─" * max(0, cells - len(words) - 1) + " "
    return [*line[: at - 1], (drawn, rule[1]), (words, line[at][1]), *line[at + 1 :]]
