"""Numbers in brackets where a passage begins or ends.

A skeleton leaves them out, for marks of footnotes come and go. In code they are indices, and a passage may begin or end
with one, or within one (`frame[68`): its letters are those that stand in the skeleton, its ends those it was given.
"""

from __future__ import annotations

from dataclasses import replace

from reader.model.late import late
from reader.model.selector import TextQuote

_NUMBER = late(r"\[\d{1,3}\]")
_LONGEST = 5
_HEAD = late(r"(?:\[?\d{0,3}\])+[^\w\[]*(?=\w)")
_TAIL = late(r"(?<=\w)[^\w\[\]]*(?:\[\d{1,3}\][^\w\[]*)*(?:\[\d{0,3})?\Z")


def uncut(quote: TextQuote) -> TextQuote:
    """Return a quote without the digits of a bracketed number that one of its ends cuts in two; of the same length."""
    prefix, exact, suffix = quote.prefix, quote.exact, quote.suffix
    if "[" not in exact[-_LONGEST:] and "[" not in prefix[-_LONGEST:]:
        return quote
    whole, start = prefix + exact + suffix, len(prefix)
    end = start + len(exact)
    for number in list(_NUMBER.finditer(whole)):
        if any(number.start() < cut < number.end() for cut in (start, end)):
            whole = whole[: number.start()] + "[" + " " * (len(number[0]) - 2) + "]" + whole[number.end() :]
    return replace(quote, prefix=whole[:start], exact=whole[start:end], suffix=whole[end:])


def numbers_at_the_ends(exact: str) -> tuple[str, str]:
    """Return the bracketed numbers, or parts of them, that a passage begins and ends with, with the signs between."""
    head, tail = _HEAD.match(exact), _TAIL.search(exact)
    return head[0] if head else "", tail[0] if tail else ""
