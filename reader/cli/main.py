"""The way in: the interface at once where only a library is named, else what the words of the command line ask for.

Starting the interface loads nothing of the verbs, and a verb loads nothing of the others: most of a start is importing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from reader.cli.which_library import library_before, which_library
from reader.errors import UsageError


def main(arguments: Sequence[str]) -> int:
    """Run one command; return its exit status: 0 done, 1 refused or not found, 2 usage, 3 not fetched, 4 library."""
    words = list(arguments)
    if _is_start(words):
        try:
            return _start(words)
        except BaseException as error:
            from reader.cli.dispatch import told
            from reader.cli.output import Output

            return told(error, Output())
    from reader.cli.dispatch import dispatch

    return dispatch(words)


def _is_start(words: list[str]) -> bool:
    """Whether these are words that the interface answers, and a terminal is there for it."""
    try:
        _, words = library_before(words)
    except UsageError:
        return False  # told by what reads all words
    resumes = words[:1] == ["resume"] and (len(words) == 1 or (len(words) == 2 and words[1][:1] not in ("", "-")))
    return (not words or resumes) and _is_terminal(sys.stdin) and _is_terminal(sys.stdout)


def _start(words: list[str]) -> int:
    from reader.cli.which_config import load_config
    from reader.tui.start import run

    named, words = library_before(words)
    resume = words[-1] if len(words) == 2 else "" if words else None
    return run(which_library(named, os.environ, Path()), load_config(), resume=resume)


def _is_terminal(stream: object) -> bool:
    isatty = getattr(stream, "isatty", None)
    try:
        return bool(isatty and isatty())
    except ValueError:  # closed
        return False
