"""A passage is found in its article, between the sentences around it."""

from __future__ import annotations

from reader.model import Span, TextQuote
from reader.text.blocks import parse
from reader.text.passages import Surrounded, find_passage, surrounded

BODY = "# Lamps\n\nA lamp is *lit* at dusk. Ships see it turn. The keeper sleeps.\n\nNobody else does.\n"
PLAIN = parse(BODY).plain


def around(words: str, body: str = BODY) -> Surrounded:
    start = PLAIN.index(words)
    span = Span(start, start + len(words))
    return surrounded(body, TextQuote.of(PLAIN, span), span, "en")


def test_it_stands_between_the_sentence_before_and_the_one_after() -> None:
    assert around("Ships see it turn.") == Surrounded(
        "A lamp is lit at dusk.", "Ships see it turn.", "The keeper sleeps.", True
    )


def test_of_a_sentence_it_is_a_part_of_the_rest_comes_too() -> None:
    assert around("see it") == Surrounded("A lamp is lit at dusk. Ships", "see it", "turn. The keeper sleeps.", True)


def test_it_reaches_over_paragraphs_and_stops_at_the_ends() -> None:
    assert around("The keeper sleeps.").after == "Nobody else does."
    assert around("Nobody else does.") == Surrounded("The keeper sleeps.", "Nobody else does.", "", True)
    assert around("A lamp is lit at dusk.").before == ""
    assert around("Lamps") == Surrounded("", "Lamps", "A lamp is lit at dusk.", True)


def test_what_is_gone_stands_alone() -> None:
    assert around("Ships see it turn.", "Another text.") == Surrounded("", "Ships see it turn.", "", False)
    assert around("Ships see it turn.", "") == Surrounded("", "Ships see it turn.", "", False)


def test_only_so_much_of_a_long_text_is_read() -> None:
    body = BODY + "\n\nMore of it, and more.\n" * 20_000
    document, place = find_passage(body, TextQuote.of(PLAIN, Span(0, 5)), Span(0, 5))
    assert place == Span(0, 5)
    assert not document.complete
