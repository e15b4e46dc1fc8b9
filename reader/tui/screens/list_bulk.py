"""Acts on all that a query finds, from the palette: `archive tag:old saved:>1y`, with how many and which before it is done."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from reader.errors import UsageError
from reader.model import Article, Edit, State
from reader.model.query import Completion, Query, parse
from reader.model.tags import tag
from reader.tui.background import in_background
from reader.tui.completing import after, queries
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
_BULK = re.compile(
    rf"\s*(?:(?P<verb>{'|'.join(VERBS)})|(?P<verb2>tag|untag)\s+(?P<name>\S+))\s+(?P<query>.*)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Bulk:
    """An act and the query it is for, as they were typed."""

    says: str
    edit: Edit
    verb: str
    query: str
    lead: int
    """Characters before the query."""

    @classmethod
    def read(cls, typed: str) -> Bulk | None:
        """Return what `typed` asks for; None where it asks for no act."""
        match = _BULK.match(typed)
        if match is None:
            return None
        verb, name, query = match["verb"] or match["verb2"], match["name"], match["query"]
        lead = match.start("query")
        if name is None:
            says, edit = VERBS[verb]
        elif not tag(name):
            return None
        else:
            edit = Edit(add_tags=(name,)) if verb == "tag" else Edit(remove_tags=(name,))
            says = f"{verb.capitalize()} #{name}:"
        return cls(says, edit, f"{verb} {name}" if name else verb, query.rstrip(), lead)

    @property
    def takes_found(self) -> bool:
        """Whether it takes what the list shows."""
        return self.query in FOUND

    def parsed(self) -> Query:
        """Return the query; raises UsageError."""
        return parse(self.query)


class BulkActs:
    """Acts by query for the palette: asked in a thread, and called off by the next letter."""

    def __init__(self, screen: Any) -> None:
        self.screen = screen

    def completer(self, typed: str, cursor: int) -> list[Completion]:
        """Complete the query behind an act, and the name of a tag."""
        bulk = Bulk.read(typed)
        if bulk is None or cursor < bulk.lead:
            return []
        if any(words.startswith(bulk.query) for words in FOUND) and bulk.query:
            found = [words for words in FOUND[-1:] if words != bulk.query]
            return [Completion(words, bulk.lead, len(typed), "what the list shows") for words in found]
        return after(bulk.lead, queries(self.screen.session))(typed, cursor)

    def fault(self, typed: str) -> tuple[UsageError, int] | None:
        """Return what is wrong with the query behind an act, and where the query begins."""
        bulk = Bulk.read(typed)
        if bulk is None or bulk.takes_found:
            return None
        try:
            bulk.parsed()
        except UsageError as error:
            return error, bulk.lead
        return None

    def is_asked(self, typed: str) -> bool:
        """Say whether an act with a query is typed."""
        return Bulk.read(typed) is not None

    async def offers(self, typed: str, stopped: Callable[[], bool]) -> list[Entry]:
        """Return the act with how many articles it takes and the first of them; [] where it asks none."""
        bulk = Bulk.read(typed)
        if bulk is None or not bulk.query or self.fault(typed) is not None:
            return []
        if bulk.takes_found:
            return self._entries(bulk, self.screen.articles.articles)
        query = bulk.parsed()
        if query.asks_for_text:  # the list finds these behind the interface; then "all found" takes them
            return [Entry("Show them first", f"then :{bulk.verb} all found", "", "", partial(self._show, bulk.query))]
        found = await in_background(partial(self._found, query, stopped))
        return [] if found is None else self._entries(bulk, found)

    def _found(self, query: Query, stopped: Callable[[], bool]) -> Sequence[Article] | None:
        found: Sequence[Article] | None = self.screen.listing.answer(query, stopped)
        return found

    def _entries(self, bulk: Bulk, found: Sequence[Article]) -> list[Entry]:
        if not found:
            return [Entry("Nothing to do", f"no article fits “{bulk.query}”", "", "", lambda: None)]
        count = f"{bulk.says} {len(found):,} article{'' if len(found) == 1 else 's'}".replace(",", " ")
        titles = ", ".join(f"“{shown_title(article)}”" for article in found[:NAMED])
        titles += " …" if len(found) > NAMED else ""
        entries = [Entry(count, titles, "", "", partial(self.screen.edit, bulk.edit, found))]
        if not bulk.takes_found:
            entries.append(Entry("Show them first", bulk.query, "", "", partial(self._show, bulk.query)))
        return entries

    def _show(self, query: str) -> None:
        self.screen.shown = self.screen.shown.cleared().narrowing(query)
        self.screen.show()
