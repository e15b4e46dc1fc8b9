"""Which way a script runs."""

from __future__ import annotations

from unicodedata import bidirectional

from reader.model.late import late

_STRONG_RTL = late("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LETTER = late(r"[^\W\d_]")


def is_rtl(text: str, around: str = "") -> bool:
    """Whether a paragraph runs right to left: by its first letter of a direction (rule P2 of Unicode's UAX 9).

    `around` is the direction of the article it stands in, "ltr" or "rtl". A paragraph without letters follows it; one that
    begins with a foreign word (a name, a term) follows it too, unless most of its letters are foreign.
    """
    if text.isascii() or not _STRONG_RTL.search(text):
        return around == "rtl" and not _LETTER.search(text)
    if (first := _first_is_rtl(text)) is (around == "rtl") or not around:
        return first
    return len(_STRONG_RTL.findall(text)) * 2 > len(_LETTER.findall(text))


def _first_is_rtl(text: str) -> bool:
    for character in text:
        direction = bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
