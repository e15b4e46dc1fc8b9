"""`reader [QUERY]`: open the interface, once all is checked that can be checked without it."""

from __future__ import annotations

from reader.cli import standard_input
from reader.cli.reading import declare_query
from reader.cli.verb import Call, Verb, nearest_verb, query_of
from reader.cli.verbs import VERBS
from reader.cli.which_config import load_config
from reader.errors import UsageError
from reader.model.query import parse


def open_interface(call: Call) -> int:
    """Open the library in the interface, at a query where there is one; return its exit status."""
    query = query_of(call.options)
    parse(query)
    want_terminal(call, _what_to_use_instead(query))
    path = call.library_path()
    settings = load_config()
    from reader.tui.start import run

    return run(path, settings, query)


def want_terminal(call: Call, instead: str) -> None:
    """Raise UsageError where there is no terminal to open the interface in."""
    if not (standard_input.is_terminal() and call.output.is_terminal):
        raise UsageError(instead)


def _what_to_use_instead(query: str) -> str:
    near = nearest_verb(query.split()[0], VERBS) if query else ""
    if near and query.split() == [query]:
        return f"no verb {query!r}{near}\n(see `reader --help`; a terminal would look for the word)"
    asked = f"reader list {query}".strip()
    return "\n".join(
        [
            f"the interface needs a terminal{near}",
            f"  {asked:<24}  lists articles",
            "  reader show ID            prints one",
            "  reader --help             names all there is",
        ]
    )


INTERFACE = Verb(
    name="",
    says="Open the library in the interface.",
    run=open_interface,
    declare=declare_query,
    takes_query=True,
)
