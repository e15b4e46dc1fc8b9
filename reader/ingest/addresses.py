"""Find web addresses in plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.model.url import is_web_address

_URL = re.compile(r"https?://[^\s<>\"“”«»„\u00a0\u202f\x00]+", re.IGNORECASE)
_BARE = re.compile(r"(?:www\.)?(?:[a-z0-9-]+\.)+[a-z]{2,12}(?:/[^\s<>\"]*)?", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:source|url|link|address|original(?: article| url)?|from|via|permalink|web|lien|adresse|origine|quelle|original|fuente|enlace|dirección"
    r"|fonte|indirizzo|bron|adres|endereço|article|artikel|artículo|articolo|artigo|retrieved from|saved from|read at|lire sur)\s*:\s*",
    re.IGNORECASE,
)
_CLOSING = {")": "(", "]": "[", "}": "{"}


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield `text` in pieces, each with whether it is a web address; the marks of a sentence after one are not its."""
    done = 0
    for match in _URL.finditer(text):
        address = _trimmed(match[0])
        if not is_web_address(address):
            continue
        if match.start() > done:
            yield text[done : match.start()], False
        yield address, True
        done = match.start() + len(address)
    if done < len(text):
        yield text[done:], False


def alone(line: str) -> str | None:
    """Return the address that is all of `line`, but for a word that announces it ("Source:") and brackets; else None."""
    if len(line) > 2000:
        return None
    bare = line.strip(" \t\u00a0<>()[]")
    label = _LABEL.match(bare)
    bare = bare[label.end() :] if label else bare
    bare = bare.strip(" \t\u00a0<>()[]")
    if not bare or any(character.isspace() for character in bare):
        return None
    if _URL.fullmatch(bare):
        return bare if is_web_address(bare) else None
    if _BARE.fullmatch(bare) and ("/" in bare or bare.lower().startswith("www.")):
        return f"https://{bare}"
    return None


def is_labelled(line: str) -> bool:
    """Say whether a line that is an address has a word before it."""
    return _LABEL.match(line.strip(" \t\u00a0<>()[]")) is not None


def _trimmed(address: str) -> str:
    while address and address[-1] in ".,;:!?'’*_~)]}…":
        last = address[-1]
        if last in _CLOSING and address.count(_CLOSING[last]) >= address.count(last):
            break
        address = address[:-1]
    return address
