"""The verbs that mend a text: `refetch`, `extract`, `edit`, `versions`."""

from __future__ import annotations

import argparse
import shlex

from reader import ingest, outside
from reader.cli.coming_in import declare_offline, intake
from reader.cli.output import Ink
from reader.cli.proposing import declare_consent, offer, print_diff, refuse_by_hand
from reader.cli.verb import Call, Verb, for_each
from reader.errors import FetchFailed, ReaderError, UsageError
from reader.export.highlights import Json, moment
from reader.model import Article, Draft, Validators
from reader.model.act import quoted
from reader.model.provenance import MADE, Made, Version
from reader.model.url import is_web_address


def _declare_refetch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", metavar="ID", nargs="+", help="an id, the beginning of one, or an address")
    declare_consent(parser)
    declare_offline(parser)


def refetch(call: Call) -> int:
    """Have pages from the web again, and offer their texts."""
    comes_in = intake(call)
    answers: list[Json] = []

    def refetch_one(handle: str) -> None:
        article = call.library.find_article(handle)
        if not article.url:
            raise ReaderError(f"{quoted(article.title)} has no address to fetch it from")
        refuse_by_hand(call, article)
        since = call.library.provenance(article.id).validators if article.words else Validators()
        named = article.source == "web" or is_web_address(handle)
        try:
            found = comes_in.again(article.url, since, is_named=named)
        except FetchFailed as error:
            if named or not error.reason.endswith(ingest.request.NOT_NAMED):
                raise
            # a file told the address: in a shell it shall be one word, whatever stands in it
            raise FetchFailed(article.url, f"{error.reason}: `reader refetch {shlex.quote(article.url)}`") from error
        if isinstance(found, Draft):
            answers.append(offer(call, article, found, Made.FETCHED))
            marked = None if answers[-1]["changed"] else found.validators
        else:
            call.output.tell(f"{quoted(article.title)}: the page has not changed since it was fetched")
            answers.append({"id": article.id, "changed": False, "taken": False, "gone": 0, "new": 0})
            marked = found
        if marked and not call.options.dry_run:
            call.library.keep_validators(article.id, marked)

    status = for_each(call, call.options.ids, refetch_one)
    if call.options.json:
        call.output.json(answers)
    return status


def _declare_extract(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="an id, the beginning of one, or an address")
    parser.add_argument(
        "--with",
        dest="extractor",
        metavar="NAME",
        default="",
        help=f"{', '.join(ingest.EXTRACTORS)}; without it as at saving, by the rules for its site",
    )
    declare_consent(parser)


def extract(call: Call) -> int:
    """Extract an article anew from the page that was kept with it, and offer its text."""
    name = call.options.extractor
    if name and name not in ingest.EXTRACTORS:
        from reader.model.settings_text import nearest

        raise UsageError(f"no extractor {name!r}{nearest(name, ingest.EXTRACTORS)}")
    article = call.library.find_article(call.options.id)
    refuse_by_hand(call, article)
    original = call.library.original(article.id)
    if original is None:
        raise ReaderError(
            f"{quoted(article.title)}: the page it was made from was not kept (`originals_mb` in the settings); "
            "`reader refetch` has it again"
        )
    answer = offer(call, article, intake(call).extracted(original, article.url, name), Made.EXTRACTED)
    if call.options.json:
        call.output.json(answer)
    return 0


def _declare_edit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="an id, the beginning of one, or an address")
    parser.add_argument("--json", action="store_true", help='print {"id", "changed", "words"}')


def edit(call: Call) -> int:
    """Let the text of an article be edited as Markdown, and keep what was made of it."""
    article = call.library.find_article(call.options.id)
    text = outside.edit_text(call.library.body(article.id))
    act = None
    if text is None:
        call.output.tell("the editor left it as it was")
    else:
        draft = ingest.proposal.edited(article, text)
        made = ingest.proposal.propose(
            article, call.library.body(article.id), draft, Made.EDITED, call.library.highlights(article.id)
        )
        act = call.library.replace_text(article.id, draft, Made.EDITED)
        if act is not None:
            call.output.tell(f"{act.label}: {made.told()}; `reader versions {article.id}` has the text before")
    if call.options.json:
        words = call.library.article(article.id).words
        call.output.json({"id": article.id, "changed": act is not None, "words": words})
    return 0


def _declare_versions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="an id, the beginning of one, or an address")
    wish = parser.add_mutually_exclusive_group()
    wish.add_argument("--show", type=int, metavar="N", help="print the earlier text N as Markdown")
    wish.add_argument("--diff", type=int, metavar="N", help="show what changed since the earlier text N, word by word")
    wish.add_argument("--restore", type=int, metavar="N", help="put the earlier text N back")
    parser.add_argument(
        "--json",
        action="store_true",
        help='print {"id", "made", "fetched_at", "versions": [{"number", "made", "replaced_at", "words"}]}',
    )


def versions(call: Call) -> int:
    """List the texts an article had, show one, or put one back."""
    options = call.options
    article = call.library.find_article(options.id)
    if options.show is not None:
        call.output.text(call.library.version(article.id, options.show))
        return 0
    if options.diff is not None:
        from reader.model.worddiff import diff

        print_diff(call, tuple(diff(call.library.version(article.id, options.diff), call.library.body(article.id))))
        return 0
    if options.restore is not None:
        act = call.library.restore_version(article.id, options.restore)
        call.output.tell(f"{act.label}; `reader undo` takes it back")
    if options.json:
        call.output.json(_versions_json(call, article))
    elif options.restore is None:
        _print_versions(call, article)
    return 0


def _print_versions(call: Call, article: Article) -> None:
    told = call.library.provenance(article.id)
    for one in reversed(told.versions):
        at = moment(one.replaced_at) if one.replaced_at else ""
        if call.output.is_terminal:
            number = Ink(f"{one.number:>4}", "strong")
            call.output.line(number, f"  {MADE[one.made]:<20}  {one.words:>7,} words  ", Ink(f"until {at}", "faint"))
        else:
            call.output.row(str(one.number), str(one.made), str(one.words), at)
    now = f"the text now: {MADE[told.made]}, {article.words:,} words"
    call.output.tell(now if told.versions else f"{now}; it had no other")


def _versions_json(call: Call, article: Article) -> Json:
    told = call.library.provenance(article.id)
    return {
        "id": article.id,
        "made": str(told.made),
        "fetched_at": moment(told.fetched_at) if told.fetched_at else None,
        "versions": [_version_json(one) for one in told.versions],
    }


def _version_json(one: Version) -> Json:
    at = moment(one.replaced_at) if one.replaced_at else None
    return {"number": one.number, "made": str(one.made), "replaced_at": at, "words": one.words}


VERBS = (
    Verb(
        name="refetch",
        says="Fetch an article's page again, show what changed, and take the new text.",
        run=refetch,
        declare=_declare_refetch,
        examples=("reader refetch 17321 --dry-run", "reader refetch 17321 --yes"),
        more="What changed is shown word by word: [-gone-] and {+new+}, in colours on a terminal, which is asked before the\n"
        "new text is taken. The old one is kept (`reader versions`), highlights are placed again, `reader undo` takes it back.\n"
        "A text that was edited by hand is only replaced with --overwrite. A page that has not changed is not loaded again.",
    ),
    Verb(
        name="extract",
        says="Find the article anew in the page that was kept, with another extractor.",
        run=extract,
        declare=_declare_extract,
        examples=("reader extract 17321 --with readability", "reader extract 17321 --with whole --yes"),
        more="vote asks several and decides part by part (the usual way), readability and trafilatura ask one, whole takes all\n"
        "the text of the page. Nothing is fetched. What would change is shown first, as by `reader refetch`.",
    ),
    Verb(
        name="edit",
        says="Edit the text of an article as Markdown, in $VISUAL or $EDITOR.",
        run=edit,
        declare=_declare_edit,
        examples=("reader edit 17321",),
        more="A text edited by hand is never replaced unasked. The text before is kept: see `reader versions`.",
    ),
    Verb(
        name="versions",
        says="List the texts an article had before; show one, or put it back.",
        run=versions,
        declare=_declare_versions,
        examples=("reader versions 17321", "reader versions 17321 --diff 1", "reader versions 17321 --restore 1"),
        more="To programs it prints these columns, separated by tabs: number, how it was made, words, until when it stood.\n"
        "The last 20 are kept.",
    ),
)
