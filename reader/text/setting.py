"""How a reader likes text to be set."""

from __future__ import annotations

from dataclasses import dataclass

MEASURE = 70
"""Cells in a row of prose that read well: 60 to 75 characters (Bringhurst)."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What besides the width decides how text is set. Nothing here changes `plain`."""

    justify: bool = False
    """Both edges straight."""
    hyphenate: bool = False
    """Words may be parted at the end of a row, by the rules of `language`."""
    language: str = ""
    """Of the article, as its record says ("fr")."""
    leading: int = 0
    """Blank rows between the rows of a paragraph."""
    title: str = ""
    """The article's title, where the view draws it: a first heading that says the same is not set again."""
