"""Where the words of a query stand in a text, and the lines around the best of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.model import Span
from reader.model.folding import needle, placed_tokens
from reader.model.query import Words

EXCERPT_CHARACTERS = 180
_LEAD = 40
"""How much of an excerpt stands before what was found, where there is so much."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A few words of a text, on one line, with what was found in them."""

    text: str
    marks: tuple[Span, ...]
    """What was found, in `text`; sorted, never overlapping; empty where the words stand elsewhere (title, note)."""
    spans: tuple[Span, ...]
    """All that was found, in the whole text (`Document.plain`); sorted, never overlapping."""


def spans_of(plain: str, words: Iterable[Words]) -> list[Span]:
    """Return where `words` stand in a text, sorted, joined where they overlap.

    What is found is what the query finds: the whole word is told, even where only its beginning was asked for.
    """
    wanted = [made for each in words if (made := needle(each.text, whole=each.whole)) is not None]
    if not wanted:
        return []
    placed = list(placed_tokens(plain))
    by_token: dict[str, list[int]] = defaultdict(list)
    for number, (token, _, _) in enumerate(placed):
        by_token[token].append(number)
    vocabulary = sorted(by_token)
    found = [span for each in wanted for span in _found(each, placed, by_token, vocabulary)]
    return _joined(sorted(found))


def excerpt_of(plain: str, spans: Sequence[Span], characters: int = EXCERPT_CHARACTERS) -> Excerpt:
    """Return the stretch of a text that shows most of `spans`; the beginning where there are none."""
    if not plain:
        return Excerpt("", (), tuple(spans))
    lead = min(_LEAD, characters // 4)
    best = _best(spans, characters - 2 * lead)
    begin = max(0, best.start - lead)
    if begin:
        space = plain.find(" ", begin, best.start)
        begin = space + 1 if space >= 0 else begin
    end = min(len(plain), begin + characters)
    if end < len(plain):
        space = plain.rfind(" ", max(best.end, begin + characters // 2), end)
        end = space if space >= 0 else end
    return _on_one_line(plain, begin, end, spans)


Placed = tuple[str, int, int]


def _found(
    wanted: str, placed: Sequence[Placed], by_token: dict[str, list[int]], vocabulary: Sequence[str]
) -> Iterable[Span]:
    *before, last = wanted.split()
    is_open = not wanted.endswith(" ")
    lasts = _beginning(vocabulary, last) if is_open else [last]
    for token in lasts:
        for number in by_token.get(token, ()):
            first = number - len(before)
            if first >= 0 and all(placed[first + at][0] == each for at, each in enumerate(before)):
                end = placed[number][2]
                if len(last) == 1 and token != last and _is_pair(placed, number):
                    end = placed[number][1] + 1
                yield Span(placed[first][1], end)


def _beginning(vocabulary: Sequence[str], start: str) -> Iterable[str]:
    at = bisect_left(vocabulary, start)
    while at < len(vocabulary) and vocabulary[at].startswith(start):
        yield vocabulary[at]
        at += 1


def _is_pair(placed: Sequence[Placed], number: int) -> bool:
    """Say whether a token is a pair of an unspaced script: the next one begins inside it."""
    return (
        number + 1 < len(placed)
        and placed[number + 1][1] < placed[number][2]
        and placed[number][1] < placed[number + 1][1]
    )


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _best(spans: Sequence[Span], characters: int) -> Span:
    """Return the span that most others follow within so many characters; the first of equals, an empty one of none."""
    starts = [span.start for span in spans]
    best, most = Span(0, 0), 0
    for number, span in enumerate(spans):
        held = bisect_right(starts, span.start + characters) - number
        if held > most:
            best, most = span, held
    return best


def _on_one_line(plain: str, start: int, end: int, spans: Sequence[Span]) -> Excerpt:
    before, after = "…" if start else "", "…" if end < len(plain) else ""
    shown = "".join(" " if character.isspace() else character for character in plain[start:end])
    shift = len(before) - start
    marks = tuple(
        Span(max(span.start, start) + shift, min(span.end, end) + shift)
        for span in spans
        if span.start < end and span.end > start
    )
    return Excerpt(f"{before}{shown}{after}", marks, tuple(spans))
