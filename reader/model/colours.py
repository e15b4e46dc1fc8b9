"""What the colours of highlights are called: their own names, or those the user gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.errors import UsageError

COLOUR_NAMES = ("yellow", "green", "blue", "pink", "violet")
_NAME = re.compile(r"[^\W\d_][\w-]*")


def fault_of(names: object) -> str:
    """Say what is wrong with names for the colours; "" where nothing is."""
    from reader.model.folding import fold  # settings rarely name colours
    from reader.model.highlight import COLOURS

    if not isinstance(names, list | tuple) or len(names) != len(COLOURS):
        return f"is a list of {len(COLOURS)} names in quotes, not {names!r}"
    for name in names:
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            return f"takes single words that begin with a letter, not {name!r}"
    if len({fold(name) for name in names}) < len(names):
        return "names two colours alike"
    return ""


def colour_named(word: str, names: Sequence[str]) -> int:
    """Return the colour a word means: its number, its name, the name it was born with, or the beginning of just one.

    Raises UsageError.
    """
    from reader.model.folding import fold
    from reader.model.highlight import COLOURS

    if word.isascii() and word.isdigit() and int(word) in COLOURS:
        return int(word)
    folded = fold(word)
    for known in (names, COLOUR_NAMES):
        for colour, name in zip(COLOURS, known, strict=True):
            if folded and fold(name) == folded:
                return colour
    begun = [colour for colour, name in zip(COLOURS, names, strict=True) if folded and fold(name).startswith(folded)]
    if len(begun) == 1:
        return begun[0]
    raise UsageError(f"a colour is a number from 1 to {len(COLOURS)} or one of {', '.join(names)}; not {word!r}")
