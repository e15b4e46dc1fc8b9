"""Show a new text beside the old one, ask where somebody can answer, and put it in its place."""

from __future__ import annotations

import argparse

from reader import ingest
from reader.cli.output import Ink
from reader.cli.verb import Call
from reader.errors import ReaderError
from reader.export.highlights import Json
from reader.model import Article, Draft
from reader.model.act import quoted
from reader.model.provenance import Made
from reader.model.worddiff import Kind, Paragraph, changed_only, changes

_MARKS = {Kind.GONE: ("[-", "-]"), Kind.NEW: ("{+", "+}"), Kind.SAME: ("", "")}
"""Those of git's word diff."""
_STYLES = {Kind.GONE: "gone", Kind.NEW: "new", Kind.SAME: ""}


def declare_consent(parser: argparse.ArgumentParser) -> None:
    """Let a verb that proposes be told what to do with it."""
    answer = parser.add_mutually_exclusive_group()
    answer.add_argument("--yes", action="store_true", help="take the new text; a terminal is asked otherwise")
    answer.add_argument("--dry-run", action="store_true", help="only show what would change")
    parser.add_argument("--overwrite", action="store_true", help="take it even where the text was edited by hand")
    parser.add_argument(
        "--json",
        action="store_true",
        help='print {"id", "changed", "taken", "gone", "new", "highlights", "body"} of each',
    )


def refuse_by_hand(call: Call, article: Article) -> None:
    """Raise where the text was edited by hand and nobody said that it may go."""
    options = call.options
    if call.library.provenance(article.id).is_by_hand and not (options.overwrite or options.dry_run):
        raise ReaderError(
            f"{quoted(article.title)} was edited by hand and is left as it is; --overwrite takes the new text, and "
            "keeps the edited one as a version"
        )


def offer(call: Call, article: Article, draft: Draft, made: Made) -> Json:
    """Show what a draft would change, and take its text where that is wanted; return what came of it."""
    library = call.library
    if not draft.body.strip():
        raise ReaderError(f"{quoted(article.title)}: no article was found there; the text is left as it is")
    made_of = ingest.proposal.propose(article, library.body(article.id), draft, made, library.highlights(article.id))
    gone, new = changes(made_of.paragraphs)
    answer: Json = {
        "id": article.id,
        "changed": not made_of.is_same,
        "taken": False,
        "gone": gone,
        "new": new,
        "highlights": dict(made_of.placed),
        "body": draft.body,
    }
    if made_of.is_same:
        call.output.tell(f"{quoted(article.title)}: the text is the same")
        return answer
    if not call.options.json:
        print_diff(call, made_of.paragraphs)
    call.output.tell(f"{quoted(article.title)}: {made_of.told()}")
    if not _consents(call):
        return answer
    act = library.replace_text(article.id, draft, made)
    if act is not None:
        answer["taken"] = True
        call.output.tell(f"{act.label}; the old text is kept: `reader undo`, `reader versions {article.id}`")
    return answer


def print_diff(call: Call, paragraphs: tuple[Paragraph, ...]) -> None:
    """Print the paragraphs that changed: in colours on a terminal, with git's marks elsewhere."""
    for paragraph in changed_only(paragraphs):
        if paragraph is None:
            call.output.line(Ink("…", "faint"))
            continue
        for line in _lines(paragraph, marked=not call.output.is_coloured):
            call.output.line(*line)
        call.output.line("")


def _lines(paragraph: Paragraph, *, marked: bool) -> list[list[Ink]]:
    lines: list[list[Ink]] = [[]]
    for piece in paragraph:
        before, after = _MARKS[piece.kind] if marked else ("", "")
        for number, part in enumerate(piece.text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(Ink(f"{before}{part}{after}", _STYLES[piece.kind]))
    return lines


def _consents(call: Call) -> bool:
    options = call.options
    if options.yes or options.dry_run:
        return bool(options.yes)
    if call.output.is_terminal and call.output.ask("take the new text? [y/N] ").lower().startswith("y"):
        return True
    call.output.tell("nothing was changed; --yes takes the new text")
    return False
