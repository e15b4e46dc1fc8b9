"""`reader add`: files, pages and standard input become articles."""

from __future__ import annotations

import argparse
from dataclasses import replace

from reader import ingest
from reader.cli import standard_input
from reader.cli.coming_in import declare_offline, intake
from reader.cli.output import Ink
from reader.cli.reading import whole_article
from reader.cli.verb import Call, Verb, for_each
from reader.cli.which_config import load_config
from reader.errors import ArticleNotFound, LibraryTooNew, UsageError
from reader.export.highlights import Json
from reader.model import Added, Article, Draft, Edit, State
from reader.model.act import quoted
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
        help="a web address, a file (HTML, Markdown, text, EPUB, PDF, MHTML, a feed, a message), or - for standard input",
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
    book = parser.add_mutually_exclusive_group()
    book.add_argument("--per-chapter", action="store_true", help="make an article of each chapter of a book")
    book.add_argument("--whole", action="store_true", help="make one article of a book; a terminal is asked otherwise")
    parser.add_argument("--entry", type=int, metavar="N", help="of a feed, only the Nth entry, from 1")
    parser.add_argument("--limit", type=int, metavar="N", help="of a feed, at most the first N entries")
    declare_offline(parser)
    parser.add_argument("--json", action="store_true", help="print an array of articles, each with new: true or false")


def add(call: Call) -> int:
    """Add each source in turn; one that fails does not keep the others out."""
    options = call.options
    sources = options.sources or _only_standard_input()
    if len(sources) > 1 and (options.url or options.title):
        raise UsageError("--url and --title are about one article; give one source with them")
    if options.url and not is_web_address(options.url):
        raise UsageError(f"--url wants a web address, not {options.url!r}")
    if any(number is not None and number < 1 for number in (options.entry, options.limit)):
        raise UsageError("--entry and --limit want a number from 1")
    if sources.count(STANDARD_INPUT) > 1:
        raise UsageError("standard input can be read only once")
    library = call.library  # opened first: a library that cannot be used is told before the network is
    if library.read_only:
        raise LibraryTooNew(library.path, "a newer Reader wrote it; this one only reads it")
    wants_pictures = options.pictures or load_config().save_pictures
    taken_in = intake(call)
    answers: list[Json] = []

    def add_one(source: str) -> None:
        known = _known(call, source)
        for added in [known] if known else _added(call, source, _drafts(call, taken_in, source)):
            tell_of(source, added)

    def tell_of(source: str, added: Added) -> None:
        article = added.article if added.is_new else _marked(call, added.article)
        if article.state is State.TRASHED:
            call.output.tell(f"“{article.title}” is in the trash; `reader restore {article.id}` takes it out")
        if wants_pictures:
            _save_pictures(call, taken_in, source, article)
        if options.json:
            answers.append({**whole_article(call, article), "new": added.is_new})
        else:
            _print(call, article, added.is_new)

    status = for_each(call, sources, add_one)
    if options.json:
        call.output.json(answers)
    return status


def _save_pictures(call: Call, taken_in: ingest.Intake, source: str, article: Article) -> None:
    """Save the pictures of an article that it does not have yet, and tell how many."""
    from reader.ingest import pictures

    kept = call.library.pictures
    where = source if source == STANDARD_INPUT or is_web_address(source) else ingest.path_of(source)
    get = taken_in.fetch_picture
    found = pictures.pictures(
        call.library.body(article.id),
        pictures.from_web(article.url or "", is_named=False, fetch=get)
        if where == STANDARD_INPUT
        else pictures.finder(where, article.url, fetch=get),
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


def _drafts(call: Call, taken_in: ingest.Intake, source: str) -> list[Draft]:
    options = call.options
    if source == STANDARD_INPUT:
        data = standard_input.read(LARGEST_INPUT)
        name = standard_input.NAME
        drafts = taken_in.drafts_in(data, name, url=options.url, title=options.title, parts=_parts(call, source))
        # where it does not say its title it has none, for it has no file name either
        drafts = [
            replace(draft, title="" if draft.title == name and not options.title else draft.title, source="stdin")
            for draft in drafts
        ]
    else:
        drafts = taken_in.drafts(source, url=options.url, title=options.title, parts=_parts(call, source))
    return [_with_options(call, draft) for draft in drafts]


def _parts(call: Call, source: str) -> ingest.Parts:
    options = call.options
    per_chapter = options.per_chapter
    if not per_chapter and not options.whole and call.output.is_terminal and ingest.is_book(source):
        answer = call.output.ask(f"{source} is a book. One article for all of it, or one for each chapter? [a/c] ")
        per_chapter = answer.strip().lower().startswith("c")
    return ingest.Parts(per_chapter=per_chapter, entry=options.entry, limit=options.limit)


def _with_options(call: Call, draft: Draft) -> Draft:
    note = "\n\n".join(part for part in (draft.note, clean(call.options.note).strip()) if part)
    return replace(draft, tags=tags([*draft.tags, *call.options.tag]), note=note)


def _added(call: Call, source: str, drafts: list[Draft]) -> list[Added]:
    """Save the drafts of one source as one act; say what has no text."""
    if len(drafts) == 1:
        added = [call.library.add(drafts[0])]
    else:
        added = call.library.add_all(drafts, lambda count: _label(count, source))
    for draft, one in zip(drafts, added, strict=True):
        if one.is_new and not draft.body.strip():
            call.output.tell(f"{quoted(one.article.title or source)}: {ingest.NO_ARTICLE}")
    return added


def _label(count: int, source: str) -> str:
    return f"added {count} article{'s' * (count != 1)} of {quoted(source)}"


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
