"""`reader completion SHELL`: scripts that let a shell complete verbs, options, ids and tags by asking `reader` itself."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping

from reader.cli.verb import Call, Parser, Verb, parser_of
from reader.cli.which_config import colour_names
from reader.errors import ReaderError, UsageError
from reader.model.passage import complete_colours
from reader.model.query import complete, parse

SCRIPTS = {
    "bash": """\
_reader() {
    local IFS=$' \\t\\n' line="${COMP_LINE:0:COMP_POINT}" words current
    read -ra words <<< "$line"
    [[ $line == *[[:space:]] ]] && words+=("")
    current="${words[${#words[@]}-1]}"
    IFS=$'\\n'
    COMPREPLY=($(reader completion candidates -- "${words[@]:1}" 2>/dev/null | cut -f 1))
    COMPREPLY=("${COMPREPLY[@]#"${current%"${current##*:}"}"}")  # bash itself parts words at colons
    [[ ${COMPREPLY[0]} == *: ]] && compopt -o nospace 2>/dev/null
}
complete -o default -F _reader reader
""",
    "zsh": """\
#compdef reader
_reader() {
    local line; local -a found
    for line in ${(f)"$(reader completion candidates -- "${(@)words[2,CURRENT]}" 2>/dev/null)"}; do
        found+=("${${line%%$'\\t'*}//:/\\\\:}:${line#*$'\\t'}")
    done
    _describe reader found || _files
}
compdef _reader reader
""",
    "fish": """\
complete -c reader -a '(reader completion candidates -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'
""",
}
_INSTALL = {
    "bash": "reader completion bash > ~/.local/share/bash-completion/completions/reader",
    "zsh": "reader completion zsh > ~/.zfunc/_reader    # with ~/.zfunc in $fpath",
    "fish": "reader completion fish > ~/.config/fish/completions/reader.fish",
}
_CANDIDATES = "candidates"
_IDS_SHOWN = 200

_TAG_OPTIONS = ("--tag", "--add", "--remove")

Candidates = Iterator[tuple[str, str]]
"""What a word may become, with a few words about it."""


def candidates(words: list[str], verbs: Mapping[str, Verb], call: Call) -> Candidates:
    """Yield what the last of `words` (those after "reader") may become."""
    *before, current = words or [""]
    verb = next((verbs[word] for word in before if word in verbs), None)
    if verb is None:
        yield from ((name, verb.says) for name, verb in verbs.items() if not before and name.startswith(current))
        yield from _of_query(call, current)
        return
    parser = parser_of(verb)
    action = next((action for action in parser.declared if before[-1] in action.option_strings), None)
    takes_value = action is not None and action.nargs != 0
    if verb.takes_query and not takes_value and not current.startswith("--"):
        if verb.name == "highlights":
            for completion in complete_colours(current, len(current), colour_names()):
                yield completion.apply(current)[0], completion.means
        yield from _of_query(call, current)
        return
    for value, about in _values(call, parser, action if takes_value else None, before[-1], current):
        if value.startswith(current):
            yield value, about


def _of_query(call: Call, typed: str) -> Candidates:
    """Yield what a word of a query may become; at its beginning that is too much to be of use."""
    if typed:
        for completion in complete(typed, len(typed), tags=call.library.tags()):
            yield completion.apply(typed)[0], completion.means


def _values(call: Call, parser: Parser, action: argparse.Action | None, option: str, current: str) -> Candidates:
    if action is not None:
        if option in _TAG_OPTIONS:
            yield from ((tag, f"{count} articles") for tag, count in call.library.tags().items())
        yield from ((str(choice), "") for choice in action.choices or ())
    elif current.startswith("-"):
        for declared in parser.declared:
            yield from ((name, declared.help or "") for name in declared.option_strings if name.startswith("--"))
    else:
        for declared in parser.declared:
            if declared.metavar == "ID":
                yield from ((a.id, a.title) for a in call.library.articles(parse(f"is:anywhere limit:{_IDS_SHOWN}")))
            if not declared.option_strings:
                yield from ((str(choice), "") for choice in declared.choices or ())


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", metavar="SHELL", choices=(*SCRIPTS, _CANDIDATES), help="bash, zsh or fish")
    parser.add_argument(
        "--json", action="store_true", help='print {"shell": …, "script": …}; of candidates, their words'
    )
    parser.add_argument("words", nargs="*", help=argparse.SUPPRESS)


def _run(call: Call) -> int:
    from reader.cli.verbs import VERBS  # of which this is one

    if call.options.shell != _CANDIDATES:
        if call.options.words:
            raise UsageError(f"one shell at a time, not {' '.join(call.options.words)} too")
        if call.options.json:
            call.output.json({"shell": call.options.shell, "script": SCRIPTS[call.options.shell]})
        else:
            call.output.text(SCRIPTS[call.options.shell])
        return 0
    if call.options.json:
        found = _quietly(lambda: candidates(call.options.words, VERBS, call))
        call.output.json([{"word": value, "about": about} for value, about in found])
        return 0
    for value, about in _quietly(lambda: candidates(call.options.words, VERBS, call)):
        call.output.row(value, about)
    return 0


def _quietly(offer: Callable[[], Iterable[tuple[str, str]]]) -> Candidates:
    """Offer nothing where something is wrong: whoever presses Tab is not helped by an error in the prompt."""
    try:
        yield from offer()
    except ReaderError:
        return


VERBS = (
    Verb(
        name="completion",
        says="Print a script that lets your shell complete commands.",
        run=_run,
        declare=_declare,
        examples=tuple(_INSTALL.values()),
    ),
)
