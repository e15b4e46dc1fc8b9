"""The verb that goes on reading: `resume`."""

from __future__ import annotations

import argparse

from reader.cli.interface import want_terminal
from reader.cli.verb import Call, Verb
from reader.cli.which_config import load_config
from reader.errors import UsageError


def resume(call: Call) -> int:
    """Open the interface in an article, the one read last where none is named; return its exit status."""
    handle = call.options.id
    if handle == "":
        raise UsageError("an ID is an id, the beginning of one, or an address")
    want_terminal(call, f"resuming needs a terminal; `reader show {handle or 'ID'}` prints an article")
    path = call.library_path()
    settings = load_config()
    from reader.tui.start import run

    return run(path, settings, resume=handle or "")


def _declare_resume(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "id", metavar="ID", nargs="?", help="an id, the beginning of one, or an address; the article read last"
    )


VERBS = (
    Verb(
        name="resume",
        says="Go on reading: open the interface in the article read last, at the place one left.",
        run=resume,
        declare=_declare_resume,
        examples=("reader resume", "reader resume 17321", "reader resume https://example.org/slow-reading"),
        more="With an ID it opens that article instead. Leaving the article leads to the list.",
    ),
)
