"""`review`: the few highlights that come back today, and what one says of them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from reader.cli.columns import wrapped
from reader.cli.output import Ink
from reader.cli.verb import Call, Verb
from reader.cli.which_config import review_per_day
from reader.errors import LibraryError, UsageError
from reader.export.highlights import Json, highlights_json, moment
from reader.model import HighlightEdit
from reader.model.act import Act
from reader.model.clean import clean, clean_line
from reader.model.passage import Passage, passages_of
from reader.model.query import parse
from reader.model.review import MOST_WEIGHT, Answer, Weights
from reader.review import answered, day_of

_COLUMNS = ("id", "article_id", "exact", "note", "before", "after")
_ANSWERS = {
    Answer.KEEP: "bring it again when its time has come",
    Answer.SOONER: "bring it again soon",
    Answer.LATER: "let it wait longer",
    Answer.NEVER: "do not bring it again; it stays a highlight",
}


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", metavar="HID", nargs="*", help="highlights to answer for; none: list today's")
    answer = parser.add_mutually_exclusive_group()
    for name, means in _ANSWERS.items():
        answer.add_argument(f"--{name}", dest="answer", action="store_const", const=name, help=means)
    answer.add_argument(
        "--again", dest="answer", action="store_const", const="again", help="take back an earlier --never"
    )
    parser.add_argument("--note", metavar="N", help="write a note on it; an empty one takes it away")
    parser.add_argument(
        "--weigh", metavar="WHAT=N", action="append", default=[],
        help="let #tag or an article (its id) come N times as often, 0 to 10: #python=2, 17321=0.5",
    )  # fmt: skip
    parser.add_argument("--weights", action="store_true", help="list what was given a weight")
    parser.add_argument("--json", action="store_true", help="print an array: of highlights, or of weights")


def review(call: Call) -> int:
    """List what comes back today, or take answers."""
    options = call.options
    if options.weigh or options.weights:
        if options.ids or options.answer or options.note is not None:
            raise UsageError("weights are given apart from answers")
        return _weigh(call)
    if not options.ids:
        if options.answer or options.note is not None:
            raise UsageError("an answer wants the id of a highlight (`reader review` lists them)")
        return _list(call)
    if options.answer is None and options.note is None:
        raise UsageError("say --keep, --sooner, --later, --never, --again or --note")
    return _answer(call)


def _answer(call: Call) -> int:
    """Write down the answers, one act for each highlight: they differ in what was known before."""
    library, options = call.library, call.options
    found = list({each.id: each for each in map(library.find_highlight, options.ids)}.values())
    note = None if options.note is None else clean(options.note).strip()
    now = datetime.now(UTC)
    for each in found:
        if options.answer == "again":
            edit = HighlightEdit(resurfaces=True)
        elif options.answer is None:
            edit = HighlightEdit()
        else:
            edit = answered(each, Answer(options.answer), now)
        act = library.update_highlights([each.id], replace(edit, note=note))
        call.output.tell(act.label if act else "nothing to change")
    if options.json:
        known = passages_of(map(library.find_highlight, [each.id for each in found]), library.articles(_EVERYWHERE))
        call.output.json([_json(call, passage, library.weights()) for passage in known])
    return 0


def _list(call: Call) -> int:
    library = call.library
    marked = [article for article in library.articles() if article.highlights]
    now = datetime.now().astimezone()
    weights = library.weights()
    day = day_of(passages_of(library.highlights(), marked), weights, now, review_per_day())
    if call.options.json:
        call.output.json([_json(call, passage, weights) for passage in day.passages])
    elif call.output.is_terminal:
        for passage in day.passages:
            _print_for_people(call, passage)
        if not day.passages:
            call.output.tell(_nothing(seen=day.seen, eligible=day.eligible))
    else:
        for passage in day.passages:
            before, after = _around(call, passage)
            each = passage.highlight
            call.output.row(each.id, each.article_id, each.quote.exact, each.note, before, after)
    return 0


def _nothing(*, seen: int, eligible: int) -> str:
    if seen:
        return "all seen for today"
    return "nothing to review today" if eligible else "no highlights to review"


def _around(call: Call, passage: Passage) -> tuple[str, str]:
    """Return the sentences before and after; "" where the text is gone."""
    from reader.text.passages import surrounded  # the reader of Markdown is not loaded for an answer

    each = passage.highlight
    try:
        body = call.library.body(each.article_id)
    except LibraryError as error:
        call.output.complain(error)
        body = ""
    found = surrounded(body, each.quote, each.span, passage.article.language)
    return found.before, found.after


def _json(call: Call, passage: Passage, weights: Weights) -> Json:
    from reader.export.highlights import visible_text

    highlight, article = passage.highlight, passage.article
    before, after = _around(call, passage)
    try:
        plain = visible_text(call.library.body(article.id))
    except LibraryError:
        plain = ""
    review = highlight.review
    return {
        **highlights_json([highlight], plain)[0],
        "title": article.title,
        "url": article.url,
        "before": before,
        "after": after,
        "resurfaces": highlight.resurfaces,
        "reviewed_at": moment(review.at) if review else None,
        "due_at": moment(review.due) if review else None,
        "weight": weights.of({*highlight.tags, *article.tags}, article.id),
    }


def _print_for_people(call: Call, passage: Passage) -> None:
    each = passage.highlight
    before, after = _around(call, passage)
    width = min(call.output.width, 80) - 2
    call.output.line(Ink(f"{each.id}  {clean_line(passage.article.title)}", "faint"))
    for text, bar, role in ((before, "  ", "faint"), (clean_line(each.quote.exact), "▎ ", ""), (after, "  ", "faint")):
        for row in wrapped(clean_line(text), width) if text else ():
            call.output.line(Ink(bar, "star"), Ink(row, role) if role else row)
    if each.note:
        call.output.text("\n".join(f"  ✎ {line}" for line in each.note.splitlines()))
    call.output.line("")


def _weigh(call: Call) -> int:
    library = call.library
    for what, weight in [_weighed(text) for text in call.options.weigh]:
        act: Act | None
        if what.startswith(("#", "tag:")):
            act = library.weigh_tag(what.removeprefix("tag:").removeprefix("#"), weight)
        else:
            act = library.weigh_article(library.find_article(what).id, weight)
        call.output.tell(act.label if act else f"{what} weighs that already")
    rows = list(_weights_of(call, library.weights()))
    if call.options.json:
        call.output.json(rows)
    elif call.options.weights:
        for row in rows:
            call.output.row(str(row["tag"] or row["article_id"]), f"{row['weight']:g}", str(row["title"]))
    return 0


def _weighed(text: str) -> tuple[str, float]:
    what, _, number = text.rpartition("=")
    try:
        weight = float(number)
    except ValueError:
        weight = -1
    if not what.strip("# ") or not 0 <= weight <= MOST_WEIGHT:
        raise UsageError(f"--weigh wants what, =, and a number from 0 to {MOST_WEIGHT:g}, as #python=2; not {text!r}")
    return what.strip(), weight


def _weights_of(call: Call, weights: Weights) -> Iterator[Json]:
    for tag, weight in weights.tags.items():
        yield {"tag": tag, "article_id": None, "title": "", "weight": weight}
    titles = {article.id: article.title for article in call.library.articles(_EVERYWHERE)}
    for id, weight in weights.articles.items():
        yield {"tag": None, "article_id": id, "title": titles.get(id, ""), "weight": weight}


_EVERYWHERE = parse("in:all")

VERBS = (
    Verb(
        name="review",
        says="List the few highlights that come back today, or answer for them.",
        run=review,
        declare=_declare,
        examples=(
            "reader review",
            "reader review 17322 --later",
            "reader review 17322 --keep --note 'Still true.'",
            "reader review --weigh '#python=2' --weigh 17321=0.5",
            "reader review --json | jq -r '.[].exact'",
        ),
        more="Each comes with the sentence before it and the one after. How many a day is a setting (review_per_day).\n"
        "An answer is an act; `reader undo` takes it back.\n\n"
        f"To programs it prints these columns, separated by tabs:\n  {' '.join(_COLUMNS)}",
    ),
)
