"""Words that stand twice keep more of what is around them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.model.doubles import quote_passage
from reader.model.placement import Places, Where
from reader.model.selector import CONTEXT_CHARACTERS, TELLING_CHARACTERS, Span, TextQuote

SAME = "the same words with the same words around them, "
FILL = "".join(f"some {number} more of it, " for number in range(40))


def test_words_that_stand_once_keep_what_all_keep() -> None:
    span = Span(FILL.index("20 more"), FILL.index("20 more") + 7)
    assert quote_passage(FILL, span) == TextQuote.of(FILL, span)
    assert not quote_passage(FILL, span).has_a_double


def test_words_that_stand_twice_keep_what_tells_the_places_apart() -> None:
    text = f"{FILL}One: {SAME}{FILL[::-1]}Two: {SAME}{FILL}"
    start = text.index("with the same")
    quote = quote_passage(text, Span(start, start + 13))
    assert quote.has_a_double
    assert quote.prefix.endswith("One: the same words ")
    assert len(quote.prefix) >= len("the same words ") + TELLING_CHARACTERS
    assert text.count(quote.prefix[:TELLING_CHARACTERS]) == 1
    assert text.count(quote.suffix[-TELLING_CHARACTERS:]) == 1


def test_a_side_too_near_the_end_of_the_text_is_kept_as_any() -> None:
    text = f"{SAME}{FILL}{SAME}"
    quote = quote_passage(text, Span(4, 14))
    assert len(quote.prefix) <= CONTEXT_CHARACTERS < len(quote.suffix)


@given(st.text(alphabet="ab é東\n।\u093e", max_size=300) | st.text(max_size=80), st.data())
def test_whatever_is_quoted_is_in_the_text_and_found_where_it_stood(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    quote = quote_passage(text, span)
    assert quote.exact == span.of(text)
    assert text.endswith(quote.prefix, 0, span.start)
    assert text.startswith(quote.suffix, span.end)
    if quote.exact:
        assert Places(text).place(quote, span).where is Where.EXACT
