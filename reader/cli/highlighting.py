"""The verbs about highlights: `highlight`, `highlights`, `unhighlight`."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from datetime import datetime

from reader.cli.columns import wrapped
from reader.cli.output import Ink
from reader.cli.reading import declare_query
from reader.cli.verb import Call, Verb, query_of
from reader.cli.which_config import colour_names
from reader.errors import LibraryError, ReaderError, UsageError
from reader.export.highlights import Json, highlights_json, passages_markdown, visible_text
from reader.model import Article, Highlight, Span
from reader.model.clean import clean, clean_line
from reader.model.colours import colour_named
from reader.model.doubles import quote_passage
from reader.model.passage import Passage, PassageQuery, passages_of
from reader.model.query import parse
from reader.model.tags import tags

_COLUMNS = ("id", "article_id", "placed", "colour", "exact", "note", "tags")


def _declare_highlight(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="an article: its id, the beginning of one, or its address")
    parser.add_argument("--quote", metavar="TEXT", required=True, help="the passage, word for word; spaces may differ")
    parser.add_argument("--note", metavar="N", default="", help="a note on it")
    parser.add_argument("--colour", metavar="C", default="1", help="1 to 5, or its name; 1, if nothing is said")
    parser.add_argument("--tag", action="append", default=[], metavar="T", help="a tag for it; may be repeated")
    parser.add_argument("--json", action="store_true", help="print the highlight")


def highlight(call: Call) -> int:
    """Highlight the first place in an article where some words stand."""
    options = call.options
    colour = colour_named(options.colour, colour_names())
    library = call.library
    article = library.find_article(options.id)
    plain = visible_text(library.body(article.id))
    places = list(_places(plain, options.quote))
    if not places:
        raise ReaderError(f"these words are not in “{article.title or article.id}”: {clean_line(options.quote)[:80]}")
    if len(places) > 1:
        call.output.tell(f"these words stand in {len(places)} places; the first was highlighted")
    made = library.add_highlight(
        article.id,
        quote_passage(plain, places[0]),
        places[0],
        colour=colour,
        note=clean(options.note).strip(),
        tags=tags(options.tag),
    )
    if options.json:
        call.output.json(highlights_json([made], plain)[0])
    else:
        call.output.row(made.id, made.quote.exact)
    return 0


def _places(plain: str, words: str) -> Iterator[Span]:
    """Yield where words stand, whatever white space is between them; never two places in one."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    if not pattern:
        raise UsageError("--quote wants the words of a passage")
    yield from (Span(*match.span()) for match in re.finditer(pattern, plain))


def _declare_highlights(parser: argparse.ArgumentParser) -> None:
    declare_query(parser)
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="print an array of highlights")
    how.add_argument(
        "--markdown", action="store_true", help="print them as Markdown, under the titles of their articles"
    )


def highlights(call: Call) -> int:
    """List the highlights a query asks for."""
    found = [(passage, value) for group in _asked_for(call) for passage, value in _with_places(call, group)]
    if call.options.json:
        call.output.json([value for _, value in found])
    elif call.options.markdown:
        call.output.text(passages_markdown((passage for passage, _ in found), colour_names()))
    elif call.output.is_terminal:
        for passage, value in found:
            _print_for_people(call, passage.article, passage.highlight, str(value["placed"]))
    else:
        for passage, value in found:
            each = passage.highlight
            fields = (str(value["placed"]), str(each.colour), each.quote.exact, each.note, ",".join(each.tags))
            call.output.row(each.id, each.article_id, *fields)
    return 0


def _asked_for(call: Call) -> list[list[Passage]]:
    """Return the passages a query asks for, article by article, in its order of articles and up to its limit of
    highlights."""
    asked = PassageQuery.parse(query_of(call.options), colour_names())
    query, library = asked.query, call.library
    marked = [article for article in library.articles(parse("in:all")) if article.highlights]
    passages = passages_of(library.highlights(), marked)
    found = list(asked.select(passages, now=datetime.now().astimezone()))[: query.limit]
    groups: dict[str, list[Passage]] = {}
    for passage in found:
        groups.setdefault(passage.article.id, []).append(passage)
    order = [groups[id][0].article for id in groups]
    return [groups[article.id] for article in (query.sort.arrange(order) if query.sort else order)]


def _with_places(call: Call, passages: list[Passage]) -> Iterator[tuple[Passage, Json]]:
    """Yield passages of one article with their JSON; all highlights of an article are placed together."""
    article_id = passages[0].article.id
    known = call.library.highlights(article_id)
    try:
        plain = visible_text(call.library.body(article_id))
    except LibraryError as error:
        call.output.complain(error)
        plain = ""
    values = {value["id"]: value for value in highlights_json(known, plain)}
    yield from ((passage, values[passage.highlight.id]) for passage in passages)


def _print_for_people(call: Call, article: Article, each: Highlight, placed: str) -> None:
    lost = "" if placed != "orphan" else "  its words are gone from the article"
    marks = "".join(f"  #{tag}" for tag in each.tags)
    call.output.line(Ink(f"{each.id}  {clean_line(article.title)}", "faint"), Ink(marks, "tag"), Ink(lost, "fault"))
    for row in wrapped(clean_line(each.quote.exact), min(call.output.width, 80) - 2):
        call.output.line(Ink("▎ ", "star"), row)
    if each.note:
        call.output.text("\n".join(f"  {line}" for line in each.note.splitlines()))
    call.output.line("")


def _declare_unhighlight(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", metavar="HID", nargs="+", help="ids of highlights, or beginnings of them")
    parser.add_argument("--json", action="store_true", help="print an array of the highlights that were removed")


def unhighlight(call: Call) -> int:
    """Remove highlights, as one act."""
    library = call.library
    found = list({each.id: each for each in map(library.find_highlight, call.options.ids)}.values())
    removed = [highlights_json([each], visible_text(library.body(each.article_id)))[0] for each in found]
    call.output.tell(library.remove_highlights([each.id for each in found]).label)
    if call.options.json:
        call.output.json(removed)
    return 0


VERBS = (
    Verb(
        name="highlight",
        says="Highlight a passage of an article.",
        run=highlight,
        declare=_declare_highlight,
        examples=("reader highlight 17321 --quote 'worth the time' --note 'For the talk.' --colour 2",),
    ),
    Verb(
        name="highlights",
        says="List all highlights, or those a query asks for.",
        run=highlights,
        declare=_declare_highlights,
        takes_query=True,
        examples=(
            "reader highlights tag:reading colour:2",
            "reader highlights has:note 'saved:<30d'",
            "reader highlights --markdown > highlights.md",
        ),
        more="The query is that of `reader list`, asked of highlights: colour:2, colour:1,3 or colour:green is\n"
        "their colour; words are looked\n"
        "for in what was highlighted, in its note, and in title, site and author of its article; tag: asks for tags of\n"
        "either, note: and has:note for the highlight's note. Without a query: all, but those of trashed articles.\n\n"
        f"To programs it prints these columns, separated by tabs:\n  {' '.join(_COLUMNS)}",
    ),
    Verb(
        name="unhighlight",
        says="Remove highlights.",
        run=unhighlight,
        declare=_declare_unhighlight,
        examples=("reader unhighlight 17322",),
        more="All that are named go together, as one act, or none does; `reader undo` brings them back.",
    ),
)
