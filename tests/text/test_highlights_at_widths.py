"""Highlights stand on their own words at every width, however the page was extracted and changed since."""

from __future__ import annotations

import random

import pytest

from reader.model.doubles import quote_passage
from reader.model.placement import place_all
from reader.model.selector import Span
from reader.text.blocks import parse
from reader.text.layout import Layout, lay_out
from tests.model.mutations import CHANGES, Author, Paragraph, Plain

WIDTHS = (40, 64, 80, 100, 120, 160)


def markdown(paragraphs: list[Paragraph], dice: random.Random) -> str:
    """Write paragraphs as an extractor would: some words set apart, some linked, none of them lost."""
    return "\n\n".join(
        " ".join(marked(line, dice) for line in "".join(word.text + word.after for word in paragraph).split())
        for paragraph in paragraphs
    )


def marked(word: str, dice: random.Random) -> str:
    if not word.isalpha() or dice.random() > 0.12:
        return word
    return dice.choice((f"*{word}*", f"**{word}**", f"[{word}](https://example.org/{len(word)})"))


def drawn(layout: Layout, span: Span) -> str:
    """Return the letters of a span as they stand on the rows of a layout."""
    found = []
    for number, _ in enumerate(layout.document.sections):
        section = layout.section(number)
        for at in range(section.height):
            for piece in section.row(at).pieces:
                if piece.is_text and piece.start < span.end and piece.end > span.start:
                    found.append(layout.document.plain[max(piece.start, span.start) : min(piece.end, span.end)])
    return letters("".join(found))


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


@pytest.mark.parametrize("change", list(CHANGES))
def test_the_words_under_a_highlight_are_its_own_at_any_width(change: str) -> None:
    author, dice = Author(7, "en"), random.Random(7)
    case = author.case(16, 24)
    before = parse(markdown(case.before, dice)).plain
    plain = Plain.of(case.before)
    kept = []
    for mark in case.marks:
        words = " ".join(plain.span(mark).of(plain.text).split())
        start = before.find(words)
        if start >= 0 and before.count(words) == 1:
            kept.append((mark, quote_passage(before, Span(start, start + len(words))), Span(start, start + len(words))))
    assert len(kept) > 12
    case.after = list(case.before)
    case.after = CHANGES[change](author, case)
    after = parse(markdown(case.after, dice))
    placed = place_all([(quote, span) for _, quote, span in kept], after.plain)
    found = [(quote, place.span) for (_, quote, _), place in zip(kept, placed, strict=True) if place.span is not None]
    assert len(found) >= 0.9 * len(kept)
    for width in WIDTHS:
        layout = lay_out(after, width)
        for quote, span in found:
            on_rows = drawn(layout, span)
            assert on_rows == letters(span.of(after.plain))
            assert is_the_same(on_rows, letters(quote.exact)), (width, quote.exact)


def is_the_same(one: str, other: str) -> bool:
    """Say whether two are the same but for marks of footnotes and ligatures."""
    plain = [
        letters("".join(c for c in text.replace("ﬁ", "fi").replace("\u00ad", "") if not c.isdigit()))
        for text in (one, other)
    ]
    return plain[0] == plain[1]
