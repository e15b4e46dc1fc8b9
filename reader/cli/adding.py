"""`reader add`: files, pages and standard input become articles."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from reader.cli import standard_input
from reader.cli.output import Ink
from reader.cli.reading import whole_article
from reader.cli.settings import load_config
from reader.cli.verb import Call, Verb, for_each
from reader.errors import ArticleNotFound, BadInput, LibraryTooNew, UsageError
from reader.export.highlights import Json
from reader.model import Added, Article, Draft, Edit, State
from reader.model.clean import clean
from reader.model.tags import tags
from reader.model.url import is_web_address

STANDARD_INPUT = "-"
LARGEST_INPUT = 50_000_000


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="*",
        help="a web address, a file (HTML, Markdown or text), or - for standard input",
    )
    parser.add_argument("--url", help="the address of the article in a file or on standard input")
    parser.add_argument("--title", help="its title, whatever the source says")
    parser.add_argument(
        "--tag", action="append", default=[], metavar="T", help="a tag for every article added; may be repeated"
    )
    parser.add_argument("--note", default="", metavar="N", help="a note for every article added")
    parser.add_argument(
        "--pictures",
        action="store_true",
        help="save its pictures too, to see them while reading (`save_pictures` in the settings: always)",
    )
    parser.add_argument("--json", action="store_true", help="print an array of articles, each with new: true or false")


def add(call: Call) -> int:
    """Add each source in turn; one that fails does not keep the others out."""
    options = call.options
    sources = options.sources or _only_standard_input()
    if len(sources) > 1 and (options.url or options.title):
        raise UsageError("--url and --title are about one article; give one source with them")
    if options.url and not is_web_address(options.url):
        raise UsageError(f"--url wants a web address, not {options.url!r}")
    if sources.count(STANDARD_INPUT) > 1:
        raise UsageError("standard input can be read only once")
    library = call.library  # opened first: a library that cannot be used is told before the network is
    if library.read_only:
        raise LibraryTooNew(library.path, "a newer Reader wrote it; this one only reads it")
    wants_pictures = options.pictures or load_config().save_pictures
    answers: list[Json] = []

    def add_one(source: str) -> None:
        added = _known(call, source) or library.add(_draft(call, source))
        article = added.article if added.is_new else _marked(call, added.article)
        if article.state is State.TRASHED:
            call.output.tell(f"“{article.title}” is in the trash; `reader restore {article.id}` takes it out")
        if wants_pictures:
            _save_pictures(call, source, article)
        if options.json:
            answers.append({**whole_article(call, article), "new": added.is_new})
        else:
            _print(call, article, added.is_new)

    status = for_each(call, sources, add_one)
    if options.json:
        call.output.json(answers)
    return status


def _save_pictures(call: Call, source: str, article: Article) -> None:
    """Save the pictures of an article that it does not have yet, and tell how many."""
    from reader.ingest import pictures

    kept = call.library.pictures
    where = source if source == STANDARD_INPUT or is_web_address(source) else _file(source)
    found = pictures.pictures(
        call.library.body(article.id),
        pictures.from_web(article.url or "") if where == STANDARD_INPUT else pictures.finder(where, article.url),
        has=lambda address: kept.has(article.id, address),
    )
    saved, missed = 0, 0
    for picture in found:
        if picture.data is None:
            missed += 1
        else:
            kept.keep(article.id, picture.address, picture.data)
            saved += 1
    if saved or missed:
        failed = f"; {missed} could not be had" if missed else ""
        call.output.tell(f"{saved} picture{'s' * (saved != 1)} of “{article.title}” saved{failed}")


def _only_standard_input() -> list[str]:
    if standard_input.is_terminal():
        raise UsageError(
            "add what? give a web address or a file, or - to read standard input\n(see `reader add --help`)"
        )
    return [STANDARD_INPUT]


def _known(call: Call, source: str) -> Added | None:
    """Return the article of an address that is in the library, so that it is not fetched for nothing."""
    address = source if is_web_address(source) else call.options.url
    if not address:
        return None
    try:
        return Added(call.library.find_article(address), is_new=False)
    except ArticleNotFound:
        return None


def _draft(call: Call, source: str) -> Draft:
    draft = _reader_of(source)(call.options.url, call.options.title)
    note = "\n\n".join(part for part in (draft.note, clean(call.options.note).strip()) if part)
    return replace(draft, tags=tags([*draft.tags, *call.options.tag]), note=note)


def _reader_of(source: str) -> Callable[[str | None, str | None], Draft]:
    """Return what makes a draft of a source, given its address and its title. Raises BadInput where nothing can."""
    from reader import ingest

    if source == STANDARD_INPUT:
        return _from_standard_input
    if is_web_address(source):
        return lambda url, title: ingest.ingest(source, url=url, title=title)
    path = _file(source)
    return lambda url, title: ingest.ingest_file(path, url=url, title=title)


def _from_standard_input(url: str | None, title: str | None) -> Draft:
    """Return the draft of what comes; where it does not say its title it has none, for it has no file name either."""
    from reader import ingest

    name = standard_input.NAME
    draft = ingest.ingest_bytes(standard_input.read(LARGEST_INPUT), name=name, url=url, title=title)
    return replace(draft, title="" if draft.title == name and not title else draft.title, source="stdin")


def _file(source: str) -> Path:
    try:
        path = Path(source).expanduser()
        if source and path.is_dir():
            raise BadInput(source, "this is a folder; name the files in it")
        if source and path.exists():
            return path
    except (OSError, ValueError, RuntimeError):  # too long for a name, or the home of nobody: not a file
        pass
    raise BadInput((source or "an empty name") if len(source) <= 200 else f"{source[:200]}…", _neither(source))


def _neither(source: str) -> str:
    guess = f"https://{source}"
    meant = "." in source.split("/")[0].strip(".") and " " not in source and is_web_address(guess)
    return "neither an existing file nor a web address" + (
        f"; did you mean {guess}?" if meant else " (http:// or https://)"
    )


def _marked(call: Call, article: Article) -> Article:
    """Give an article that was already there the tags and the note it does not have yet."""
    note = clean(call.options.note).strip()
    grown = f"{article.note}\n\n{note}" if article.note and note else note
    edit = Edit(note=grown if note and note not in article.note else None, add_tags=tags(call.options.tag))
    call.library.update([article.id], edit)
    return call.library.article(article.id)


def _print(call: Call, article: Article, is_new: bool) -> None:
    word = "new" if is_new else "already there"
    if call.output.is_terminal:
        call.output.line(
            Ink(article.id, "faint"), "  ", Ink(article.title or "(no title)", "strong"), "  ", Ink(word, "tag")
        )
    else:
        call.output.row(article.id, article.title, word)


VERBS = (
    Verb(
        name="add",
        says="Save web pages and files as articles.",
        run=add,
        declare=_declare,
        examples=(
            "reader add https://example.org/slow-reading --tag reading",
            "pandoc report.docx -t markdown | reader add - --title 'Report'",
            "reader add notes/*.md --tag notes --json",
        ),
        more='Prints one line for each article: its id, its title, and "new" or "already there", separated by tabs.\n'
        "What is already there stays as it is, and is given the tags and the note. Without a source, standard input\n"
        "is read where it is not a terminal.",
    ),
)
