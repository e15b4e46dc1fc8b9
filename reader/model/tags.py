"""What a tag may be, and how tags are typed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from reader.model.clean import clean_line

TAG_CHARACTERS = 64


@lru_cache(1024)
def tag(text: str) -> str:
    """Return `text` as a tag: one line, no leading "#", spaces as "-", lower case kept as typed; may be empty.

    Nested tags use "/" ("reading/slow"); empty parts are dropped.
    """
    line = clean_line(text.replace(",", "")).lstrip("#/ ")
    parts = ("-".join(part.split()) for part in line.split("/"))
    cut = "/".join(part for part in parts if part)[:TAG_CHARACTERS]
    return clean_line(cut.rstrip("/"))  # a cut may leave half of a joined character


def tags(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the tags of `texts`, sorted, each once; what makes no tag is left out."""
    return tuple(sorted({made for text in texts if (made := tag(text))}))
