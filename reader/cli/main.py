"""From the words of a command line to an exit status."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path

from reader import __version__
from reader.cli.help import main_page
from reader.cli.interface import INTERFACE
from reader.cli.output import Output
from reader.cli.verb import Call, HelpAsked, Verb, nearest_verb, parser_of, read_arguments
from reader.cli.verbs import VERBS
from reader.cli.which_library import which_library
from reader.errors import ReaderError, UsageError
from reader.model.query import QueryError

INTERRUPTED = 128 + signal.SIGINT


def main(arguments: Sequence[str]) -> int:
    """Run one command; return its exit status: 0 done, 1 refused or not found, 2 usage, 3 not fetched, 4 library."""
    output = Output()
    status = _answered(list(arguments), output)
    try:
        output.flush()
    except ReaderError as error:
        output.complain(error)
        status = status or error.exit_status
    return status


def _answered(words: list[str], output: Output) -> int:
    """Run a command and answer for whatever comes out of it."""
    try:
        return _run(words, output)
    except HelpAsked as page:
        output.text(str(page))
        return 0
    except QueryError as error:
        output.complain(f"{error}\n{error.drawn()}")
        return error.exit_status
    except ReaderError as error:
        output.complain(error)
        return error.exit_status
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        if os.environ.get("READER_DEBUG"):
            raise
        output.complain(f"this is a fault in Reader: {type(error).__name__}: {error} (READER_DEBUG=1 tells more)")
        return 1


def _run(words: list[str], output: Output) -> int:
    library, words = _library_before(words)
    first, rest = (words[0], words[1:]) if words else ("", [])
    if first in ("-h", "--help"):
        raise HelpAsked(main_page())
    if first == "help":
        raise HelpAsked(_help_page(rest))
    if first == "--version":
        output.line(f"reader {__version__}")
        return 0
    verb = VERBS.get(first)
    return _run_verb(verb, rest, library, output) if verb else _run_verb(INTERFACE, words, library, output)


def _run_verb(verb: Verb, words: Sequence[str], library: str | None, output: Output) -> int:
    options = read_arguments(verb, words)
    named = library if options.library is None else options.library
    call = Call(options, output, lambda: which_library(named, os.environ, Path()))
    try:
        return verb.run(call)
    finally:
        call.close()


def _library_before(words: list[str]) -> tuple[str | None, list[str]]:
    """Take `--library PATH` off the front of the words, before the verb."""
    library = None
    while words and words[0].split("=", 1)[0] == "--library":
        if "=" in words[0]:
            library, words = words[0].split("=", 1)[1], words[1:]
        elif len(words) > 1:
            library, words = words[1], words[2:]
        else:
            raise UsageError("--library wants the path of a file")
    return library, words


def _help_page(words: list[str]) -> str:
    if not words:
        return main_page()
    if words[0] not in VERBS:
        raise UsageError(f"no verb {words[0]!r}{nearest_verb(words[0], VERBS)}\n(see `reader --help`)")
    return parser_of(VERBS[words[0]]).format_help()
