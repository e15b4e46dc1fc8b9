"""Where a word may be parted, by the patterns of its language."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

SHORTEST = 6
"""Shorter words are left whole."""
_USUAL = {"en": "en_US", "de": "de_DE", "pt": "pt_PT", "no": "nb_NO"}


def hyphenator(language: str) -> Callable[[str], tuple[int, ...]] | None:
    """Return a function that tells where a word may be parted, or None where the language has no patterns."""
    return _by_patterns(language) if language and _patterns(language) is not None else None


@cache
def _by_patterns(language: str) -> Callable[[str], tuple[int, ...]]:
    patterns = _patterns(language)

    @lru_cache(maxsize=4096)
    def places(word: str) -> tuple[int, ...]:
        if len(word) < SHORTEST or not word.isalpha() or (word.isupper() and len(word) < 2 * SHORTEST):
            return ()
        return tuple(int(place) for place in patterns.positions(word))

    return places


@cache
def _patterns(language: str) -> Any:
    import pyphen

    name = pyphen.language_fallback(_USUAL.get(language, language))
    return pyphen.Pyphen(lang=name, left=2, right=3) if name else None
