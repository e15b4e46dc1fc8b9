"""Which way a text runs, told from its language and its words."""

from __future__ import annotations

from reader.model.late import late

LTR, RTL = "ltr", "rtl"
DIRECTIONS = (LTR, RTL)
_LETTERS = late("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LANGUAGES = frozenset(("ar", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"))
_ENOUGH = 40
"""So many letters, none of which runs right to left, outweigh the language: Kurdish is written in Latin letters too."""


def direction_of(language: str, words: str) -> str:
    """Return which way a text in `language` runs, of which `words` are some; "" where nothing tells."""
    if words.isascii() and language not in _LANGUAGES:
        return LTR if language or any(map(str.isalpha, words)) else ""
    letters, backwards = sum(map(str.isalpha, words)), len(_LETTERS.findall(words))
    if backwards * 2 > letters or (language in _LANGUAGES and (backwards or letters < _ENOUGH)):
        return RTL
    return LTR if language or letters else ""
