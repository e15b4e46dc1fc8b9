"""What became of a text, word by word: paragraphs are matched first, and within those that changed, words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

MOST_PAIRS = 4_000_000
"""Words before times words after, beyond which a passage is not matched word by word but told as gone and come."""
MOST_PARAGRAPHS = 20_000_000
"""The same for paragraphs."""
_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
_PARAGRAPHS = re.compile(r"\n{2,}")


class Kind(StrEnum):
    """What became of some words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one kind, white space as it stands."""

    kind: Kind
    text: str


Paragraph = tuple[Piece, ...]
"""The pieces of one paragraph; one that is whole the same is one piece."""


def diff(old: str, new: str) -> list[Paragraph]:
    """Return the paragraphs of both texts in order. All that is not new makes `old`, all that is not gone makes `new`,
    but for empty lines."""
    before, after = _paragraphs(old), _paragraphs(new)
    if len(before) * len(after) > MOST_PARAGRAPHS:
        return [*_all(Kind.GONE, before), *_all(Kind.NEW, after)]
    found: list[Paragraph] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found += _all(Kind.SAME, before[a:b])
        elif tag == "replace":
            found += _replaced(before[a:b], after[c:d])
        else:
            found += [*_all(Kind.GONE, before[a:b]), *_all(Kind.NEW, after[c:d])]
    return found


def is_same(paragraph: Paragraph) -> bool:
    """Say whether nothing of a paragraph changed."""
    return all(piece.kind is Kind.SAME for piece in paragraph)


def changes(paragraphs: Sequence[Paragraph]) -> tuple[int, int]:
    """Return how many words are gone and how many are new."""
    counted = {Kind.GONE: 0, Kind.NEW: 0, Kind.SAME: 0}
    for paragraph in paragraphs:
        for piece in paragraph:
            counted[piece.kind] += len(re.findall(r"\w+", piece.text))
    return counted[Kind.GONE], counted[Kind.NEW]


def changed_only(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph | None]:
    """Yield the paragraphs that changed; None stands for one or more between them that did not."""
    skipped = False
    for paragraph in paragraphs:
        if is_same(paragraph):
            skipped = True
            continue
        if skipped:
            yield None
        skipped = False
        yield paragraph
    if skipped:
        yield None


def _paragraphs(text: str) -> list[str]:
    return [part for part in _PARAGRAPHS.split(text.strip("\n")) if part.strip()]


def _all(kind: Kind, paragraphs: Sequence[str]) -> list[Paragraph]:
    return [(Piece(kind, paragraph),) for paragraph in paragraphs]


def _replaced(before: Sequence[str], after: Sequence[str]) -> list[Paragraph]:
    """Match paragraphs that stand in each other's place: one by one where they are as many, else as they are like."""
    if len(before) == len(after):
        return [paragraph for old, new in zip(before, after, strict=True) for paragraph in _words(old, new)]
    found: list[Paragraph] = []
    rest = list(after)
    for old in before:
        like = next((at for at, new in enumerate(rest[:8]) if _likeness(old, new) > 0.5), None)
        if like is None:
            found.append((Piece(Kind.GONE, old),))
            continue
        found += _all(Kind.NEW, rest[:like])
        found += _words(old, rest[like])
        rest = rest[like + 1 :]
    return found + _all(Kind.NEW, rest)


def _likeness(old: str, new: str) -> float:
    """Return which part of the words of two paragraphs they share, 0 to 1."""
    one, other = set(re.findall(r"\w+", old)), set(re.findall(r"\w+", new))
    return 2 * len(one & other) / max(1, len(one) + len(other))


def _words(old: str, new: str) -> list[Paragraph]:
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    if len(before) * len(after) > MOST_PAIRS or _likeness(old, new) < 0.2:
        return [(Piece(Kind.GONE, old),), (Piece(Kind.NEW, new),)]
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Kind.SAME, "".join(before[a:b])))
        else:
            if b > a:
                pieces.append(Piece(Kind.GONE, "".join(before[a:b])))
            if d > c:
                pieces.append(Piece(Kind.NEW, "".join(after[c:d])))
    return [tuple(pieces)]
