"""Standard input: whether somebody types there, and all that comes from it."""

from __future__ import annotations

import sys

from reader.errors import BadInput

NAME = "standard input"


def is_terminal() -> bool:
    """Whether somebody sits there."""
    return sys.stdin is not None and sys.stdin.isatty()


def read(most: int) -> bytes:
    """Return what comes, to its end; more than `most` bytes are refused with BadInput."""
    if sys.stdin is None:
        raise BadInput(NAME, "it is closed")
    try:
        data = sys.stdin.buffer.read(most + 1)
    except OSError as error:
        raise BadInput(NAME, error.strerror or "cannot be read") from error
    if len(data) > most:
        raise BadInput(NAME, f"more than {most // 1_000_000} MB")
    return data
