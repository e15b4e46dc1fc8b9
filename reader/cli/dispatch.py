"""From the words of a command line to its verb, and to an exit status."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Sequence
from pathlib import Path

from reader import __version__
from reader.cli.output import Output
from reader.cli.verb import Call, HelpAsked, Verb, nearest_verb, parser_of, read_arguments
from reader.cli.verbs import VERBS
from reader.cli.which_library import library_before, which_library
from reader.errors import ReaderError, UsageError

INTERRUPTED = 128 + signal.SIGINT


def dispatch(words: list[str]) -> int:
    """Run one command; return its exit status: 0 done, 1 refused or not found, 2 usage, 3 not fetched, 4 library."""
    output = Output()
    try:
        status = _run(words, output)
    except BaseException as error:
        status = told(error, output)
    try:
        output.flush()
    except ReaderError as error:
        output.complain(error)
        status = status or error.exit_status
    return status


def told(error: BaseException, output: Output) -> int:
    """Say what a command met instead of its end; return the exit status."""
    if isinstance(error, HelpAsked):
        output.text(str(error))
        return 0
    if isinstance(error, ReaderError):
        drawn = getattr(error, "drawn", None)  # a query with a caret under its fault
        output.complain(f"{error}\n{drawn()}" if drawn else error)
        return error.exit_status
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED
    if not isinstance(error, Exception) or os.environ.get("READER_DEBUG"):
        raise error
    output.complain(f"this is a fault in Reader: {type(error).__name__}: {error} (READER_DEBUG=1 tells more)")
    return 1


def _run(words: list[str], output: Output) -> int:
    library, words = library_before(words)
    first, rest = (words[0], words[1:]) if words else ("", [])
    if first in ("-h", "--help"):
        raise HelpAsked(_help_page([]))
    if first == "help":
        raise HelpAsked(_help_page(rest))
    if first == "--version":
        output.line(f"reader {__version__}")
        return 0
    verb = VERBS.get(first)
    if verb is not None:
        return _run_verb(verb, rest, library, output)
    from reader.cli.interface import INTERFACE

    return _run_verb(INTERFACE, words, library, output)


def _run_verb(verb: Verb, words: Sequence[str], library: str | None, output: Output) -> int:
    options = read_arguments(verb, words)
    named = library if options.library is None else options.library
    call = Call(options, output, lambda: which_library(named, os.environ, Path()))
    gc.freeze()
    gc.enable()
    try:
        return verb.run(call)
    finally:
        call.close()


def _help_page(words: list[str]) -> str:
    from reader.cli.help import main_page  # it knows all verbs, which are otherwise not loaded

    if not words:
        return main_page()
    if words[0] not in VERBS:
        raise UsageError(f"no verb {words[0]!r}{nearest_verb(words[0], VERBS)}\n(see `reader --help`)")
    return parser_of(VERBS[words[0]]).format_help()
