"""The verbs that change articles: states, stars, tags, notes. One command is one act, and one `reader undo`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from reader import outside
from reader.cli import standard_input
from reader.cli.reading import whole_article
from reader.cli.verb import Call, Verb
from reader.errors import UsageError
from reader.model import Article, Edit, State
from reader.model.act import Act
from reader.model.clean import clean
from reader.model.tags import tags

LARGEST_NOTE = 1_000_000
_HANDLES = "ids, beginnings of ids, or addresses"


def _declare_ids(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", metavar="ID", nargs="+", help=_HANDLES)
    parser.add_argument("--json", action="store_true", help="print an array of the articles as they are then")


def _marks(edit: Edit, only: State | None) -> Callable[[Call], int]:
    """Return the work of a verb that makes one edit to all the articles it is given, or to those in one state."""

    def mark(call: Call) -> int:
        articles = _found(call)
        ids = [article.id for article in articles if only in (None, article.state)]
        _report(call, articles, call.library.update(ids, edit) if ids else None)
        return 0

    return mark


def _found(call: Call) -> list[Article]:
    """Return the articles that are meant, each once; one that is not found refuses the whole act."""
    found = (call.library.find_article(handle) for handle in call.options.ids)
    return list({article.id: article for article in found}.values())


def _report(call: Call, articles: list[Article], act: Act | None) -> None:
    call.output.tell(act.label if act else "nothing to change")
    if call.options.json:
        call.output.json([whole_article(call, call.library.article(article.id)) for article in articles])


def _declare_tag(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", metavar="ID", nargs="+", help=_HANDLES)
    parser.add_argument("--add", action="append", default=[], metavar="T", help="a tag to put on; may be repeated")
    parser.add_argument("--remove", action="append", default=[], metavar="T", help="a tag to take off; may be repeated")
    parser.add_argument("--json", action="store_true", help="print an array of the articles")


def tag(call: Call) -> int:
    """Put tags on and take them off; with neither, print the tags there are."""
    add, remove = _tags_of(call.options.add), _tags_of(call.options.remove)
    if both := set(add) & set(remove):
        raise UsageError(f"cannot both add and remove {', '.join(sorted(both))}")
    articles = _found(call)
    if add or remove:
        edit = Edit(add_tags=add, remove_tags=remove)
        _report(call, articles, call.library.update([article.id for article in articles], edit))
    elif call.options.json:
        call.output.json([whole_article(call, article) for article in articles])
    else:
        _print_tags(call, articles)
    return 0


def _print_tags(call: Call, articles: list[Article]) -> None:
    """Print a tag a line, like grep a match: with the id before it only where several articles were named."""
    for article in articles:
        for name in article.tags:
            call.output.row(*([name] if len(articles) == 1 else [article.id, name]))


def _tags_of(words: list[str]) -> tuple[str, ...]:
    for word in words:
        if not tags([word]):
            raise UsageError(f"{word!r} makes no tag")
    return tags(words)


def _declare_note(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="an id, the beginning of one, or an address")
    parser.add_argument(
        "text", metavar="TEXT", nargs="?", help="the new note; - reads standard input, '' takes it away"
    )
    parser.add_argument("--edit", action="store_true", help="write it in $VISUAL or $EDITOR")
    parser.add_argument("--json", action="store_true", help="print the article")


def note(call: Call) -> int:
    """Print an article's note, or set it."""
    options = call.options
    article = call.library.find_article(options.id)
    text = _new_note(options, article)
    if text is not None:
        act = call.library.update([article.id], Edit(note=text))
        call.output.tell(act.label if act else "nothing to change")
    elif options.edit:
        call.output.tell("nothing to change")
    if options.json:
        call.output.json(whole_article(call, call.library.article(article.id)))
    elif text is None and not options.edit:
        call.output.text(article.note)
    return 0


def _new_note(options: argparse.Namespace, article: Article) -> str | None:
    if options.edit:
        if options.text is not None:
            raise UsageError("give the text or --edit, not both")
        text = outside.edit_text(article.note)
    else:
        text = _from_input() if options.text == "-" else options.text
    return None if text is None else clean(text).strip()


def _from_input() -> str:
    return standard_input.read(LARGEST_NOTE).decode("utf-8", "replace")


def _state_verb(name: str, says: str, edit: Edit, only: State | None = None) -> Verb:
    return Verb(
        name=name,
        says=says,
        run=_marks(edit, only),
        declare=_declare_ids,
        examples=(f"reader {name} 17321", f"reader list tag:old | cut -f 1 | xargs reader {name}"),
        more="All that are named change together, as one act, or none does; `reader undo` takes it back.",
    )


VERBS = (
    Verb(
        name="tag",
        says="Put tags on articles and take them off, or print them.",
        run=tag,
        declare=_declare_tag,
        examples=("reader tag 17321 --add reading/slow --remove todo", "reader tag 17321"),
        more="With neither --add nor --remove it prints the tags, one a line.",
    ),
    Verb(
        name="note",
        says="Print an article's note, or write it.",
        run=note,
        declare=_declare_note,
        examples=("reader note 17321", "reader note 17321 'Read again before the talk.'", "date | reader note 17321 -"),
    ),
    _state_verb("archive", "Move articles from the inbox to the archive.", Edit(state=State.ARCHIVED)),
    _state_verb("unarchive", "Move articles from the archive to the inbox.", Edit(state=State.INBOX), State.ARCHIVED),
    _state_verb("star", "Star articles.", Edit(starred=True)),
    _state_verb("unstar", "Take the star off articles.", Edit(starred=False)),
    _state_verb("read", "Mark articles as read to the end.", Edit(read=True)),
    _state_verb("unread", "Mark articles as not read.", Edit(read=False)),
    _state_verb("trash", "Move articles to the trash.", Edit(state=State.TRASHED)),
    _state_verb("restore", "Move articles from the trash to the inbox.", Edit(state=State.INBOX), State.TRASHED),
)
