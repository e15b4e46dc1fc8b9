"""Count words the way readers time them."""

from __future__ import annotations

from reader.model.late import late

_CJK = late("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = late(r"\w[\w'’.-]*")

CJK_CHARACTERS_PER_WORD = 2
"""Japanese and Chinese are read at about 500 characters a minute, twice the words of a spaced script."""


def count_words(text: str) -> int:
    """Return the number of words in visible text; two Chinese or Japanese characters count as one."""
    spaced, characters = _CJK.subn(" ", text)
    return sum(1 for _ in _WORD.finditer(spaced)) + (characters + 1) // CJK_CHARACTERS_PER_WORD
