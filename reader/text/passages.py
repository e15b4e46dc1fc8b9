"""A passage where it stands in its article: only as much of the text is read as that takes."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model.placement import Places
from reader.model.selector import Span, TextQuote
from reader.text.blocks import begin
from reader.text.document import Document, Kind
from reader.text.sentences import Sentences

_BEYOND = 1_500
"""Characters read on behind a passage, so that the sentence after it is whole."""


@dataclass(frozen=True, slots=True)
class Surrounded:
    """A passage between the sentence before it and the one after it, each on one line, "" where there is none."""

    before: str
    words: str
    after: str
    found: bool
    """Whether the words are still in the text; where they are not, nothing stands around them."""


def find_passage(body: str, quote: TextQuote, span: Span) -> tuple[Document, Span | None]:
    """Return the text of a body, read as far as needed, and where a passage stands in it; None where it is gone."""
    document = begin(body)
    while document.length < span.end + _BEYOND and document.read_on():
        pass
    placed = Places(document.plain, whole=document.complete).place(quote, span)
    if placed.span is None and not document.complete:
        document.read_all()
        placed = Places(document.plain).place(quote, span)
    return document, placed.span


def surrounded(body: str, quote: TextQuote, span: Span, language: str = "") -> Surrounded:
    """Return a passage with the sentence before and the one after; of a sentence it is a part of, the rest comes too."""
    document, place = find_passage(body, quote, span)
    if place is None:
        return Surrounded("", _line(quote.exact), "", found=False)
    plain, sentences = document.plain, Sentences(document, language)
    first = sentences.at(place.start) or place
    last = sentences.at(place.end - 1) or place
    before = _neighbour(document, sentences, first, forward=False)
    after = _neighbour(document, sentences, last, forward=True)
    return Surrounded(
        _line(f"{before} {plain[first.start : place.start]}"),
        _line(place.of(plain)),
        _line(f"{plain[place.end : last.end]} {after}"),
        found=True,
    )


def _neighbour(document: Document, sentences: Sentences, span: Span, *, forward: bool) -> str:
    """Return the words of the sentence beside one; headings are passed over: they belong to nothing before them."""
    start = span.start
    while True:
        beside = sentences.next_start(start) if forward else sentences.previous_start(start)
        if beside is None:
            return ""
        start = beside
        block, sentence = document.block_at(start), sentences.at(start)
        if block is not None and sentence is not None and block.kind is not Kind.HEADING:
            return sentence.of(document.plain)


def _line(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())
