"""Keep very long paragraphs and code in parts, so that no block costs more than a screen can wait for."""

from __future__ import annotations

import re

LONGEST_BLOCK = 16_000
"""Longer paragraphs and code are kept in parts, longer tables too."""
LONGEST_MARKED = 4_000
"""The same for words that are full of mark-up, whose cost may grow with the square of their length."""
MOST_SIGNS = 1_200
_SIGN = re.compile(r"[\[*_~`<!^$]")


def parts_of_words(content: str) -> list[str]:
    """Cut a very long paragraph at spaces into parts of bounded cost; nearly always it is one part."""
    longest = LONGEST_BLOCK if len(_SIGN.findall(content[:LONGEST_BLOCK])) < MOST_SIGNS else LONGEST_MARKED
    parts: list[str] = []
    at = 0
    while len(content) - at > longest:
        cut = max(content.rfind(" ", at + longest // 2, at + longest), content.rfind("\n", at, at + longest)) + 1
        cut = cut if cut > at else at + longest
        parts.append(content[at:cut])
        at = cut
    return [*parts, content[at:]]


def is_noise(content: str) -> bool:
    """Whether signs of mark-up are so many that they mean nothing; reading them could take for ever."""
    signs = len(_SIGN.findall(content)) if len(content) > LONGEST_MARKED // 4 else 0
    return signs > MOST_SIGNS or signs * 4 > len(content)


def parts_of_code(text: str) -> list[str]:
    """Cut very long code at line ends; a line that is itself very long, where it must be."""
    parts: list[str] = []
    at = 0
    while len(text) - at > LONGEST_BLOCK:
        cut = text.rfind("\n", at, at + LONGEST_BLOCK)
        if cut <= at:
            cut = text.find("\n", at + LONGEST_BLOCK, at + 2 * LONGEST_BLOCK)
        after = cut + 1
        if cut < 0:
            cut = after = at + LONGEST_BLOCK
        parts.append(text[at:cut])
        at = after
    return [*parts, text[at:]]
