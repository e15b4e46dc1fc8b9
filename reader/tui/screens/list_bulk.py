"""Acts on all that a query finds, from the palette: `archive tag:old saved:>1y`, with how many and which before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from reader.errors import ReaderError
from reader.model import Article, Edit, State
from reader.model.query import parse
from reader.tui.screens.finder import Entry
from reader.tui.widgets.article_list import shown_title

VERBS: dict[str, tuple[str, Edit]] = {
    "archive": ("Archive", Edit(state=State.ARCHIVED)),
    "inbox": ("Move to the inbox", Edit(state=State.INBOX)),
    "trash": ("Move to the trash", Edit(state=State.TRASHED)),
    "star": ("Star", Edit(starred=True)),
    "unstar": ("Take the star of", Edit(starred=False)),
    "read": ("Mark as read", Edit(read=True)),
    "unread": ("Mark as unread", Edit(read=False)),
}
FOUND = ("all", "found", "all found")
"""What means all that the list shows."""
NAMED = 3


def offers_for(screen: Any, typed: str) -> list[Entry]:
    """Return the act that `typed` asks for, with how many articles it takes and the first of them; [] where it asks none."""
    verb, _, rest = typed.strip().partition(" ")
    rest = rest.strip()
    if verb in ("tag", "untag"):
        name, _, rest = rest.partition(" ")
        edit = Edit(add_tags=(name,)) if verb == "tag" else Edit(remove_tags=(name,))
        says, rest = f"{verb.capitalize()} #{name}:", rest.strip()
    elif verb in VERBS:
        says, edit = VERBS[verb]
    else:
        return []
    if _asks_for_text(rest):  # the list finds these behind the interface; then "all found" takes them
        return [Entry("Show them first", f"then :{verb} all found", "", "", partial(_show, screen, rest))]
    found = _asked(screen, rest)
    if not found:
        return []
    count = f"{says} {len(found):,} article{'' if len(found) == 1 else 's'}".replace(",", " ")
    titles = ", ".join(f"“{shown_title(article)}”" for article in found[:NAMED]) + (" …" if len(found) > NAMED else "")
    entries = [Entry(count, titles, "", "", partial(_do, screen, edit, found))]
    if rest not in FOUND:
        entries.append(Entry("Show them first", f"{rest}", "", "", partial(_show, screen, rest)))
    return entries


def _asked(screen: Any, rest: str) -> Sequence[Article]:
    if rest in FOUND:
        found: Sequence[Article] = screen.articles.articles
        return found
    if not rest:
        return []
    try:
        answer: Sequence[Article] = screen.session.library.articles(parse(rest))
        return answer
    except ReaderError:
        return []  # a query that is not whole yet


def _asks_for_text(rest: str) -> bool:
    try:
        return rest not in FOUND and parse(rest).asks_for_text
    except ReaderError:
        return False


def _do(screen: Any, edit: Edit, found: Sequence[Article]) -> None:
    screen.edit(edit, found)


def _show(screen: Any, rest: str) -> None:
    screen.shown = screen.shown.cleared().narrowing(rest)
    screen.show()
