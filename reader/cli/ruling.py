"""`reader rules`: rules for sites whose pages are read wrongly, and a test of them."""

from __future__ import annotations

import argparse
from pathlib import Path

from reader import ingest
from reader.cli.coming_in import declare_offline, intake, rules_path
from reader.cli.output import Ink
from reader.cli.verb import Call, Verb
from reader.errors import AmbiguousId, ArticleNotFound, ReaderError, UsageError
from reader.export.highlights import Json
from reader.model.url import is_web_address


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", choices=("init", "check", "path", "test"), help="write a commented file, check it, find it, try it"
    )
    parser.add_argument(
        "source", metavar="SOURCE", nargs="?", help="for test: an address, a file, or the id of an article"
    )
    parser.add_argument("--url", help="for test of a file: the address of the page")
    declare_offline(parser)
    parser.add_argument(
        "--json", action="store_true", help='print {"path", "hosts"}, or {"host", "selectors", "title", …, "body"}'
    )


def run_rules(call: Call) -> int:
    """Do what is asked with the rules."""
    options = call.options
    if (options.what == "test") != bool(options.source):
        raise UsageError("reader rules test wants an address, a file or an id; the others want nothing more")
    path = rules_path()
    if options.what == "test":
        return _test(call, options.source)
    if options.what == "init":
        _init(path)
        call.output.tell(f"wrote {path}")
    known = ingest.rules.load(path) if options.what == "check" or options.json else ingest.rules.NO_RULES
    if options.what == "check":
        count = len(known.by_host)
        well = f"{path}: all is well, rules for {count} host{'s' * (count != 1)}"
        call.output.tell(well if path.exists() else f"{path}: no such file; there are no rules")
    if options.json:
        call.output.json({"path": str(path), "hosts": sorted(known.by_host)})
    elif options.what == "path":
        call.output.line(str(path))
    return 0


def _init(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(ingest.rules.DEFAULT_TEXT)
    except FileExistsError as error:
        raise ReaderError(f"{path} is there already and was left as it is") from error
    except OSError as error:
        raise ReaderError(f"could not write {path}: {error.strerror}") from error


def _test(call: Call, source: str) -> int:
    found = _tried(call, source)
    draft = found.draft
    date = draft.published_at.isoformat() if draft.published_at else ""
    if call.options.json:
        answer: Json = {
            "host": found.host or None,
            "selectors": [{"key": key, "selector": one, "count": count} for key, one, count in found.counts],
            "title": draft.title,
            "authors": list(draft.authors),
            "published_at": date or None,
            "words": draft.words,
            "body": draft.body,
        }
        call.output.json(answer)
        return 0
    call.output.tell(f"the rule of {found.host}" if found.host else "no rule holds for this page")
    for key, selector, count in found.counts:
        call.output.tell(f"{key} {selector!r}: {count or 'nothing'} selected")
    call.output.tell(f"title: {draft.title or 'none'}; by {', '.join(draft.authors) or 'nobody'}; {date or 'no date'}")
    call.output.tell(f"{draft.words:,} words:")
    for line in draft.body.splitlines():
        call.output.line(Ink(line))
    return 0


def _tried(call: Call, source: str) -> ingest.rule_test.RuleTest:
    comes_in, options = intake(call), call.options
    if source.isdigit() and not is_web_address(source):
        try:
            article = call.library.find_article(source)
        except (ArticleNotFound, AmbiguousId):
            if not Path(source).exists():
                raise
        else:
            original = call.library.original(article.id)
            if original is None:
                raise ReaderError(f"“{article.title}”: the page it was made from was not kept")
            about = ingest.given.Given(name="page.html", url=options.url or article.url, rules=comes_in.rules)
            return ingest.rule_test.try_on_page(comes_in, original, about)
    return ingest.rule_test.try_on(comes_in, source, options.url)


VERBS = (
    Verb(
        name="rules",
        says="Rules for sites whose pages are read wrongly: write, check and try them.",
        run=run_rules,
        declare=_declare,
        examples=(
            "reader rules init",
            "reader rules test https://example.org/slow-reading",
            "reader rules test 17321 && reader extract 17321",
        ),
        more="A rule names what of a page to take and to drop, and where title, author and date stand, by selectors of CSS.\n"
        "Faults in the file are told by line, with the nearest right word (exit status 2).",
    ),
)
