"""Text fit to be measured and drawn, offset for offset."""

from __future__ import annotations

from reader.model.clean import REPLACEMENT, clean_in_place
from reader.model.late import late

_STRAY_JOINER = late("(?:(?<=[\u00ad\u200b\u200d\\s])|^)\u200d|\u200d(?=[\u00ad\u200b\\s]|$)")
"""A joiner that joins nothing would swallow its neighbour's cells."""


def safe(text: str) -> str:
    """Return `text` without what a terminal acts on or cannot measure: each such character becomes U+FFFD."""
    text = clean_in_place(text)
    return _STRAY_JOINER.sub(REPLACEMENT, text) if "\u200d" in text else text
