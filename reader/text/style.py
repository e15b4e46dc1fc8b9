"""What a stretch of text is, told by meaning: colours belong to whoever draws it."""

from __future__ import annotations

from enum import IntFlag, auto


class Style(IntFlag):
    """Meanings that may be joined: a link in a quote is `LINK | QUOTE`. Body text is 0.

    Runs and pieces carry them as plain integers, so that a drawer can look up a style of its own by number.
    """

    H1 = auto()
    H2 = auto()
    H3 = auto()
    H4 = auto()
    H5 = auto()
    H6 = auto()
    STRONG = auto()
    EMPHASIS = auto()
    STRIKE = auto()
    UNDERLINE = auto()
    """Text the author underlined or inserted; links have `LINK`."""
    MARK = auto()
    """Text the author marked, as with a felt pen."""
    KBD = auto()
    CODE = auto()
    """Code, in a line or in a block."""
    LINK = auto()
    QUOTE = auto()
    """Words inside a block quote; with `BAR`, its bar."""
    BAR = auto()
    BULLET = auto()
    """The mark of a list item or a note: a bullet, a number, a box of a task."""
    DONE = auto()
    """With `BULLET`: the box of a task that is done."""
    RULE = auto()
    """A line or row of dots that divides, also the line under a table's head."""
    TABLE_HEAD = auto()
    LABEL = auto()
    """The name of a column beside its value, where a table is shown as records; a decoration."""
    TERM = auto()
    """The word that a definition list explains."""
    IMAGE = auto()
    """The words that stand for a picture; as a decoration, the frame around them."""
    CAPTION = auto()
    FOOTNOTE_REF = auto()
    NOTE = auto()
    """The text of a footnote."""
    SUP = auto()
    SUB = auto()
    MATH = auto()
    MUTED = auto()
    """A decoration that should be overlooked: the mark of a folded line of code."""
    COMMENT = auto()
    KEYWORD = auto()
    STRING = auto()
    NUMBER = auto()
    NAME = auto()
    """In code: the name of a function, class, tag or attribute where it is defined or stands out."""
    OPERATOR = auto()
    INSERTED = auto()
    DELETED = auto()


HEADINGS = (Style.H1, Style.H2, Style.H3, Style.H4, Style.H5, Style.H6)
"""By level, from the first."""
