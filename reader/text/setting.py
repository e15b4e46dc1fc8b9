"""How a reader likes text to be set."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from reader.text.colouring import coloured
from reader.text.document import Run

Colour = Callable[[str, str, int], tuple[Run, ...]]
"""Given code, the name of its language and its style: the runs of its colours."""

MEASURE = 70
"""Cells in a row of prose that read well: 60 to 75 characters (Bringhurst)."""


class Setting(NamedTuple):
    """What besides the width decides how text is set. Nothing here changes `plain`."""

    justify: bool = False
    """Both edges straight."""
    hyphenate: bool = False
    """Words may be parted at the end of a row, by the rules of `language`."""
    language: str = ""
    """Of the article, as its record says ("fr")."""
    direction: str = ""
    """Which way the article runs, "ltr" or "rtl": so does what has no letters of its own. Empty where nothing tells."""
    leading: int = 0
    """Blank rows between the rows of a paragraph."""
    title: str = ""
    """The article's title, where the view draws it: a first heading that says the same is not set again."""
    colour: Colour = coloured
    """Who tells apart the words of code."""
