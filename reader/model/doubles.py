"""Quote a passage so that it is not taken for its double: words that stand twice keep more of what is around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from reader.model.selector import TELLING_CHARACTERS, Span, TextQuote
from reader.model.skeleton import UNSPACED, letters

_LONGEST_SHARED = 600
"""Surroundings that are the same over so many characters are not looked through further."""
_DOUBLES = 200
"""So many doubles are looked at; the least of words has more."""
_PIECES = 24
_PIECE = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")


def quote_passage(text: str, span: Span) -> TextQuote:
    """Quote the words of `span`. Where they stand elsewhere in `text` too, each side reaches `TELLING_CHARACTERS`
    beyond what it shares with any of those places, if the text does."""
    quote = TextQuote.of(text, span)
    doubles = list(islice(_doubles(text, quote.exact, span), _DOUBLES))
    if not doubles:
        return quote
    before = text[max(0, span.start - _LONGEST_SHARED) : span.start][::-1]
    after = text[span.end : span.end + _LONGEST_SHARED]
    shared_before = max(_shared(before, text[max(0, at.start - _LONGEST_SHARED) : at.start][::-1]) for at in doubles)
    shared_after = max(_shared(after, text[at.end : at.end + _LONGEST_SHARED]) for at in doubles)
    first, last = span.start - shared_before - TELLING_CHARACTERS, span.end + shared_after + TELLING_CHARACTERS
    return TextQuote(
        quote.exact,
        quote.prefix if first < 0 else text[first : span.start],
        quote.suffix if last > len(text) else text[span.end : last],
    )


def _doubles(text: str, exact: str, span: Span) -> Iterator[Span]:
    """Yield where else the letters of a passage stand."""
    pieces = _PIECE.findall(exact)
    if not pieces:
        return
    needle = letters(exact)
    begins = re.compile(r"[\W_]*".join(map(re.escape, pieces[:_PIECES])))
    for match in begins.finditer(text):
        if match.start() < span.end and span.start < match.end():
            continue
        if text.isascii() and len(pieces) <= _PIECES:
            yield Span(*match.span())
        elif (end := _reach(text, match.start(), needle)) is not None:
            yield Span(match.start(), end)


def _reach(text: str, start: int, needle: str) -> int | None:
    """Return where letters that begin at `start` end; None where others stand there."""
    size = len(needle)
    end = start + size
    while len(found := letters(text[start:end])) < size and end < len(text):
        end += size - len(found)
    return end if found == needle else None


def _shared(one: str, other: str) -> int:
    """Return over how many characters of `one` its letters are those of `other`."""
    theirs = (character for character in other if character.isalnum())
    length = 0
    for at, character in enumerate(one):
        if character.isalnum():
            if next(theirs, "") != character:
                break
            length = at + 1
    return length
