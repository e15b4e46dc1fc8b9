"""Put the spaces of copied text right: the stray ones that links left behind, and those that French sets before its marks."""

from __future__ import annotations

import re

from reader.ingest.addresses import pieces

NARROW, WIDE = "\u202f", "\u00a0"
"""No-break spaces; French sets the narrow one before ; ! ? and the wide one before : and inside its quotation marks."""

_SPACES = "[ \\t\u00a0\u202f\u2009]"
_RUN = re.compile("[ \\t\u00a0\u202f\u2007\u2008\u2009\u200a]{2,}|\\t")
_KEPT = re.compile(
    r"`[^`\n]+`|\b\d{1,2}:\d{2}\b|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}|\b[a-zA-Z][a-zA-Z+.-]{1,15}:(?=[^\s\u00a0\u202f])\S+|:[a-z_]+:"
)
"""Code, times, mail addresses, schemes: marks in these are no punctuation."""
_BEFORE_STOP = re.compile(f'(?<=[^\\s.,;:!?]){_SPACES}+(?=[.,](?:\\s|$|[»”"’)]))')
_AFTER_COMMA = re.compile("(?<=[,;])[\u00a0\u202f](?=[^\\W\\d_])")
_HIGH = re.compile(f'(?<=[^\\s\u00a0\u202f!?;:])(?P<space>{_SPACES}?)(?P<mark>[;!?]+)(?=[\\s\u00a0\u202f»”"’)\\]…*]|$)')
_COLON = re.compile(f"(?<=[^\\s\u00a0\u202f:])(?P<space>{_SPACES}?):(?=[\\s\u00a0\u202f]|$)")
_OPENING = re.compile(f"«(?P<space>{_SPACES}?)(?=\\S)")
_CLOSING = re.compile(f"(?<=[^\\s«\u00a0\u202f])(?P<space>{_SPACES}?)»")
_NO_BREAKS = (NARROW, WIDE)
_ROUNDS = 4
"""A space set for one mark can be what the mark before it waited for."""
_PLACE = "\x01"
"""Stands for what is left alone while the marks around it are set; a control character, so no text has it."""


def set_spaces(text: str, language: str) -> str:
    """Return `text`, one paragraph, with single spaces, none before a full stop or comma, and in French with the
    no-break spaces its marks take. What is already right stays; addresses, times and code are left alone."""
    for _ in range(_ROUNDS):
        before, text = text, _set(text, language)
        if text == before:
            break
    return text


def _set(text: str, language: str) -> str:
    kept: list[str] = []

    def keep(piece: str) -> str:
        kept.append(piece)
        return _PLACE

    text = _RUN.sub(" ", text.replace(_PLACE, " "))
    masked = "".join(
        keep(piece) if is_address else _KEPT.sub(lambda match: keep(match[0]), piece)
        for piece, is_address in pieces(text)
    )
    between = _marks(masked, language).split(_PLACE)
    return "".join(part for pair in zip(between, [*kept, ""], strict=True) for part in pair)


def _marks(text: str, language: str) -> str:
    text = _AFTER_COMMA.sub(" ", _BEFORE_STOP.sub("", text))
    if language != "fr":
        return text
    text = _HIGH.sub(lambda match: _space(match, NARROW) + match["mark"], text)
    text = _COLON.sub(lambda match: _space(match, WIDE) + ":", text)
    text = _OPENING.sub(lambda match: "«" + _space(match, WIDE), text)
    return _CLOSING.sub(lambda match: _space(match, WIDE) + "»", text)


def _space(match: re.Match[str], right: str) -> str:
    """A no-break space of either width is right already."""
    return match["space"] if match["space"] in _NO_BREAKS else right
