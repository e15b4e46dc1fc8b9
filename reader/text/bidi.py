"""Which way a script runs."""

from __future__ import annotations

import re
from unicodedata import bidirectional

_STRONG_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")


def is_rtl(text: str) -> bool:
    """Whether a paragraph runs right to left: by its first letter of a direction (rule P2 of Unicode's UAX 9)."""
    if text.isascii() or not _STRONG_RTL.search(text):
        return False
    for character in text:
        direction = bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
