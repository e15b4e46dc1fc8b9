"""What a verb of the command line is, and what it is given to run with."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn, Protocol

from reader import store
from reader.cli.output import Output
from reader.errors import LibraryError, ReaderError, UsageError

EXIT_STATUSES = """\
exit status:
  0  done
  1  refused, or not found
  2  the command was not understood
  3  a page could not be fetched
  4  the library is damaged or locked, or is not one"""


class Run(Protocol):
    """The work of a verb: prints, and returns the exit status or raises ReaderError."""

    def __call__(self, call: Call, /) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """One word of the command line, as a value: the help pages, the parsers and the completions are made from these."""

    name: str
    says: str
    """One sentence, for people."""
    run: Run
    declare: Callable[[argparse.ArgumentParser], object] = lambda parser: None
    """Adds the verb's own arguments to a parser."""
    examples: tuple[str, ...] = ()
    more: str = ""
    """What else its help page says, as paragraphs."""
    takes_query: bool = False
    """Words with one dash before them ("-tag:python") are parts of a query here, not options."""


@dataclass(slots=True)
class Call:
    """One use of a verb: its arguments, where it prints, and the library, opened when it is first asked for."""

    options: argparse.Namespace
    output: Output
    library_path: Callable[[], Path]
    _library: store.Library | None = field(default=None)

    @property
    def library(self) -> store.Library:
        """Return the library; the first time it is opened, and what it has to say is told."""
        if self._library is None:
            self._library = store.Library.open(self.library_path())
            self._tell_notices(self._library)
        return self._library

    def close(self) -> None:
        """Close the library where it was opened, and tell what it noticed since."""
        if self._library is not None:
            library, self._library = self._library, None
            self._tell_notices(library)
            try:
                library.close()
            except LibraryError as error:  # what was done is in the journal; only the checkpoint has to wait
                self.output.complain(error)

    def _tell_notices(self, library: store.Library) -> None:
        for notice in library.notices():
            self.output.tell(f"reader: {notice}")


class HelpAsked(Exception):
    """The command line asked for a help page, which is the text of this."""


class Parser(argparse.ArgumentParser):
    """argparse, whose faults are our errors and whose pages go through our output."""

    def __init__(self, *, prog: str, description: str = "", epilog: str = "") -> None:
        self.declared: list[argparse.Action] = []
        """What it takes, in the order it was declared: for completion."""
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
            add_help=False,
        )
        self.add_argument("-h", "--help", action="help", help="show this page")
        self.add_argument("--library", metavar="PATH", help="the library to use")

    def add_argument(self, *names: Any, **meaning: Any) -> argparse.Action:
        """Declare an argument, and remember it."""
        action = super().add_argument(*names, **meaning)
        self.declared.append(action)
        return action

    def error(self, message: str) -> NoReturn:
        """Raise what argparse found wrong as a UsageError that names the page to read."""
        raise UsageError(f"{message}\n(see `{self.prog} --help`)")

    def print_help(self, file: object = None) -> NoReturn:
        """Raise the page, for the caller to print."""
        raise HelpAsked(self.format_help())


def parser_of(verb: Verb) -> Parser:
    """Return the parser of a verb, which is also its help page."""
    examples = "\n".join(f"  {example}" for example in verb.examples)
    parts = [verb.more, f"examples:\n{examples}" if examples else "", EXIT_STATUSES]
    parser = Parser(
        prog=f"reader {verb.name}".rstrip(), description=verb.says, epilog="\n\n".join(part for part in parts if part)
    )
    verb.declare(parser)
    return parser


def read_arguments(verb: Verb, words: Sequence[str]) -> argparse.Namespace:
    """Return the options and arguments of a verb; options may stand anywhere. Raises UsageError, HelpAsked."""
    options = parser_of(verb).parse_intermixed_args(_shielded(verb, words))
    for name, value in vars(options).items():
        setattr(options, name, _unshielded(value))
    return options


def query_of(options: argparse.Namespace) -> str:
    """Return the words of a query as they were typed."""
    return " ".join(options.query)


def for_each(call: Call, names: Sequence[str], act: Callable[[str], object]) -> int:
    """Act on each name; report each failure under its name and go on. Return the status of the first failure, or 0."""
    status = 0
    for name in names:
        try:
            act(name)
        except ReaderError as error:
            call.output.complain(error)
            status = status or error.exit_status
    return status


def nearest_verb(word: str, verbs: Iterable[str]) -> str:
    """Return a clause that names the verb `word` was probably meant for, or ""."""
    from difflib import get_close_matches

    close = get_close_matches(word, list(verbs), n=1, cutoff=0.7)
    return f"; did you mean `reader {close[0]}`?" if close else ""


_SHIELD = "\0"
"""Stands before a word that argparse would take for an option; no argument of a process can hold it."""


def _shielded(verb: Verb, words: Sequence[str]) -> list[str]:
    """Shield the words of a query that begin with a dash, and all words after "--", which argparse never sees:
    what it does with one differs from Python to Python."""
    shielded: list[str] = []
    for at, word in enumerate(words):
        if word == "--":
            return shielded + [_SHIELD + rest for rest in words[at + 1 :]]
        if at and words[at - 1] == "--sort" and word.startswith("-"):
            shielded[-1] = f"--sort={word}"
        elif verb.takes_query and word.startswith("-") and not word.startswith("--") and len(word) > 2:
            shielded.append(_SHIELD + word)
        else:
            shielded.append(word)
    return shielded


def _unshielded(value: object) -> object:
    if isinstance(value, list):
        return [_unshielded(each) for each in value]
    return value.removeprefix(_SHIELD) if isinstance(value, str) else value
