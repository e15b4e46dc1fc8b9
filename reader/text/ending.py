"""The last paragraphs of a long text, read before those above them: what is shown at once to whoever goes to its end.

They are read for a glance. Their offsets count from where they begin, and where what stands above changes what they say
(footnotes, which are numbered from the top) there is no ending.
"""

from __future__ import annotations

import re

from reader.text.blocks import Parser, begun
from reader.text.document import Document
from reader.text.source import definitions

ENDING_CHARACTERS = 24_000
"""Some hundred rows: more pages back than anyone turns before the whole is there."""
_START = re.compile(r"\n\n(?=#{1,6} |[^\s\-+*\d>|:~\[<`#_=$])")
"""Before a heading or a plain paragraph: what stands there belongs to nothing above it."""
_FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)


def ending(markdown: str, characters: int = ENDING_CHARACTERS) -> Document | None:
    """Return what about so many of the last characters say; None where that cannot be told without the rest."""
    notes, links = definitions(markdown)
    at = _start(markdown, max(0, len(markdown) - characters))
    if notes or at is None:
        return None
    document = begun(Parser(markdown[at:], links))
    document.read_all()
    return document if document.sections else None


def _start(markdown: str, near: int) -> int | None:
    """Return where a block begins, at `near` or behind it."""
    fences = markdown.count("\n```", 0, near) + markdown.count("\n~~~", 0, near)
    if (fences + markdown.startswith(("```", "~~~"))) % 2:
        closing = _FENCE.search(markdown, near)
        near = closing.end() if closing else near
    found = _START.search(markdown, near)
    return found.end() if found else None
