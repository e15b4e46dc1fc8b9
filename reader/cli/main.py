"""The way in: the interface at once where only a library is named, else what the words of the command line ask for.

Starting the interface loads nothing of the verbs, and a verb loads nothing of the others: most of a start is importing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from reader.cli.which_library import library_before, which_library


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
    names_library = (len(words) == 2 and words[0] == "--library") or (
        len(words) == 1 and words[0].startswith("--library=")
    )
    return (not words or names_library) and _is_terminal(sys.stdin) and _is_terminal(sys.stdout)


def _start(words: list[str]) -> int:
    from reader.cli.which_config import load_config
    from reader.tui.start import run

    named, _ = library_before(words)
    return run(which_library(named, os.environ, Path()), load_config())


def _is_terminal(stream: object) -> bool:
    isatty = getattr(stream, "isatty", None)
    try:
        return bool(isatty and isatty())
    except ValueError:  # closed
        return False
