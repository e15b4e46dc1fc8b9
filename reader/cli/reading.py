"""The verbs that look and change nothing: `list`, `show`, `tags`, `open`, `explain`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from random import randrange

from reader import outside
from reader.cli.as_json import article_json
from reader.cli.columns import article_line, heading_line, wrapped
from reader.cli.output import Ink
from reader.cli.verb import Call, Verb, query_of
from reader.cli.which_config import colour_names
from reader.errors import ReaderError, UsageError
from reader.export.highlights import Json, highlights_json, moment, visible_text
from reader.model import Article
from reader.model.clean import clean_line
from reader.model.passage import asks_for_colour, explain_passages
from reader.model.query import Query, SortKey, explain, parse
from reader.store import Library

WIDEST_TEXT = 80
NARROWEST_TEXT = 10
_ROWS_AT_ONCE = 500

LIST_COLUMNS = (
    "id", "title", "site", "minutes", "saved_at", "state", "starred", "read", "progress", "tags", "url", "published_at",
)  # fmt: skip
"""What `reader list` prints to programs, in this order; new columns go to the end."""


def whole_article(call: Call, article: Article, *, with_body: bool = False) -> Json:
    """Return the JSON of an article of the library, with its highlights where they stand now."""
    library = call.library
    body = library.body(article.id) if with_body or article.highlights else ""
    plain = visible_text(body) if article.highlights else ""
    highlights = library.highlights(article.id) if article.highlights else []
    return article_json(article, highlights_json(highlights, plain), body if with_body else None)


def declare_query(parser: argparse.ArgumentParser) -> None:
    """Let a parser take the words of a query; `query_of` gives them back."""
    parser.add_argument(
        "query", metavar="QUERY", nargs="*", help="which articles; all but the trash where there is none"
    )


def _declare_list(parser: argparse.ArgumentParser) -> None:
    declare_query(parser)
    parser.add_argument("--sort", metavar="KEY", help=f"{', '.join(SortKey)}; a minus before it turns the order round")
    parser.add_argument("--limit", metavar="N", type=int, help="at most so many")
    parser.add_argument("--json", action="store_true", help="print an array of articles")
    parser.add_argument("--bodies", action="store_true", help="with the texts in the JSON")


def list_articles(call: Call) -> int:
    """Print one line for each article a query asks for."""
    options = call.options
    if options.bodies and not options.json:
        raise UsageError("--bodies goes with --json")
    articles = _chosen(call.library, _asked(options))
    if options.json:
        call.output.json([whole_article(call, article, with_body=options.bodies) for article in articles])
    elif call.output.is_terminal:
        width, now = call.output.width, datetime.now().astimezone()
        if articles:
            call.output.line(heading_line(articles[0], width))
        for article in articles:
            call.output.line(*article_line(article, width, now))
        if not articles:
            call.output.tell("no article answers to this query" if options.query else "no articles here yet")
    else:
        for article in articles:
            call.output.row(*list_row(article))
    return 0


def _chosen(library: Library, query: Query) -> list[Article]:
    """Return what a query asks for; each time it is asked, a random order is another one."""
    if query.sort is None or query.sort.key is not SortKey.RANDOM:
        return library.articles(query)
    articles = library.articles(replace(query, sort=None, limit=None))
    return query.sort.arrange(articles, seed=randrange(1 << 32))[: query.limit]


def list_row(article: Article) -> tuple[str, ...]:
    """Return the fields of `LIST_COLUMNS`."""
    return (
        article.id,
        article.title,
        article.site,
        str(article.minutes),
        moment(article.saved_at),
        str(article.state),
        "starred" if article.starred else "",
        "read" if article.read else "unread",
        str(article.progress.percent),
        ",".join(article.tags),
        article.url or "",
        article.published_at.isoformat() if article.published_at else "",
    )


def _asked(options: argparse.Namespace) -> Query:
    query = parse(query_of(options))
    if options.sort:
        query = replace(query, sort=parse(f"sort:{options.sort}").sort)
    if options.limit is not None:
        if options.limit < 1:
            raise UsageError(f"--limit wants a number from 1, not {options.limit}")
        query = replace(query, limit=options.limit)
    return query


def _declare_show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="an id, the beginning of one, or an address")
    parser.add_argument(
        "--format", choices=("text", "markdown", "json"), default="text", help="text, if nothing is said"
    )
    parser.add_argument("--json", action="store_true", help="the same as --format json")
    parser.add_argument(
        "--width", metavar="N", type=int, help=f"columns of the text; the terminal's, at most {WIDEST_TEXT}"
    )


def show(call: Call) -> int:
    """Print one article with its text."""
    options, output = call.options, call.output
    article = call.library.find_article(options.id)
    if options.width is not None and options.width < NARROWEST_TEXT:
        raise UsageError(f"--width wants a number from {NARROWEST_TEXT}, not {options.width}")
    if options.json or options.format == "json":
        output.json(whole_article(call, article, with_body=True))
    elif options.format == "markdown":
        output.text(call.library.body(article.id))
    else:
        _print_text(call, article, options.width or min(output.width, WIDEST_TEXT))
    return 0


def _print_text(call: Call, article: Article, width: int) -> None:
    from reader.text import Setting, lay_out
    from reader.text.blocks import parse as parse_markdown

    for row in _heading(article, width):
        call.output.line(row)
    setting = Setting(language=article.language, direction=article.direction, title=article.title)
    layout = lay_out(parse_markdown(call.library.body(article.id)), width, setting)
    at = 0
    while rows := layout.rows(at, _ROWS_AT_ONCE):
        for each in rows:
            call.output.line(each.text)
        at += len(rows)


def _heading(article: Article, width: int) -> Iterator[str | Ink]:
    """Yield the title, who wrote it, where and when, and its address, which is never parted."""
    for row in wrapped(clean_line(article.title) or "(no title)", width):
        yield Ink(row, "strong")
    date = article.published_at.isoformat() if article.published_at else ""
    byline = " · ".join(part for part in (", ".join(article.authors), article.site, date) if part)
    for row in wrapped(clean_line(byline), width) if byline else ():
        yield Ink(row, "faint")
    if article.url:
        yield Ink(article.url, "faint")
    yield ""


def _declare_tags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help='print an array of {"tag": …, "count": …}')


def tags(call: Call) -> int:
    """Print each tag and how many articles have it."""
    counts = call.library.tags()
    if call.options.json:
        call.output.json([{"tag": tag, "count": count} for tag, count in counts.items()])
    elif call.output.is_terminal:
        for tag, count in counts.items():
            call.output.line(Ink(f"{count:>6}", "faint"), "  ", Ink(clean_line(tag), "tag"))
    else:
        for tag, count in counts.items():
            call.output.row(tag, str(count))
    return 0


def _declare_open(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="an id, the beginning of one, or an address")
    parser.add_argument("--json", action="store_true", help="print the article that was opened")


def open_article(call: Call) -> int:
    """Open an article's page in the browser."""
    article = call.library.find_article(call.options.id)
    if not article.url:
        raise ReaderError(f"“{article.title or article.id}” has no address to open")
    outside.open_in_browser(article.url, in_terminal=call.output.is_terminal and not call.options.json)
    if call.options.json:
        call.output.json(whole_article(call, article))
    else:
        call.output.tell(f"opened {article.url}")
    return 0


def explain_query(call: Call) -> int:
    """Say in one sentence what a query asks for."""
    text = query_of(call.options)
    if asks_for_colour(text):  # a query of highlights
        means = explain_passages(text, colour_names())
        if call.options.json:
            call.output.json({"query": text, "means": means})
        else:
            call.output.line(means)
        return 0
    query = parse(text)
    if call.options.json:
        call.output.json({"query": str(query), "means": explain(query)})
    else:
        call.output.line(explain(query))
    return 0


def _declare_explain(parser: argparse.ArgumentParser) -> None:
    declare_query(parser)
    parser.add_argument("--json", action="store_true", help='print {"query": …, "means": …}')


VERBS = (
    Verb(
        name="list",
        says="List articles, newest first, or those a query asks for.",
        run=list_articles,
        declare=_declare_list,
        takes_query=True,
        examples=(
            "reader list",
            "reader list tag:python is:unread --sort length",
            "reader list --json --bodies | jq -r '.[].body'",
            "reader list | cut -f 1,2",
        ),
        more=f"To programs it prints these columns, separated by tabs:\n  {' '.join(LIST_COLUMNS)}",
    ),
    Verb(
        name="show",
        says="Print one article: its text, its Markdown, or all of it as JSON.",
        run=show,
        declare=_declare_show,
        examples=("reader show 17321 | less", "reader show https://example.org/slow-reading --format markdown"),
    ),
    Verb(
        name="tags",
        says="List the tags and how many articles have each.",
        run=tags,
        declare=_declare_tags,
        examples=("reader tags", "reader tags | sort -t '\t' -k 2 -rn | head"),
    ),
    Verb(
        name="open",
        says="Open an article's page in the browser.",
        run=open_article,
        declare=_declare_open,
        examples=("reader open 17321",),
    ),
    Verb(
        name="explain",
        says="Say in one sentence what a query asks for.",
        run=explain_query,
        declare=_declare_explain,
        takes_query=True,
        examples=("reader explain 'is:unread minutes:<10 -tag:work'",),
    ),
)
