"""Views: named queries that fill the list, and what is shown of one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reader.errors import UsageError
from reader.model.clean import clean_line
from reader.model.query import Query, parse
from reader.model.saved import SavedSearch

SORTS = {
    "saved": "newest saved",
    "-saved": "oldest saved",
    "published": "newest published",
    "opened": "last opened",
    "title": "title",
    "author": "author",
    "site": "site",
    "length": "shortest",
    "-length": "longest",
    "progress": "progress",
    "random": "random",
}
"""The orders one may choose with `S`, and what people call them."""
USUAL = "saved"


@dataclass(frozen=True, slots=True)
class View:
    """A query with a name; two views are the same when their queries are."""

    name: str
    query: str
    empty: str
    """What to say when nothing is in it."""


INBOX = View("Inbox", "is:inbox", "Nothing left to read.")
IN_PROGRESS = View("In progress", "is:inprogress", "Nothing begun. What you start to read and leave waits here.")
STARRED = View("Starred", "is:starred", "No stars yet. Press s on an article to give it one.")
ARCHIVE = View("Archive", "is:archived", "The archive is empty. Press a on an article when you are done with it.")
ALL = View("All", "", "This library is empty.")
HIGHLIGHTS = View("Highlights", "has:highlights", "No highlights yet.")
"""Shown on a screen of its own, not in the list."""
TRASH = View("Trash", "is:trashed", "The trash is empty.")

STANDING = (INBOX, IN_PROGRESS, STARRED, ARCHIVE, ALL, TRASH)
_NOTHING_SAVED = "Nothing saved yet."
_HOW_TO_ADD = ("Press A to save an article by its address,", "or in a shell: reader add ADDRESS")


def view_of_tag(tag: str) -> View:
    """Return the view of one tag, nested tags included."""
    return View(f"# {tag}", f"tag:{quoted(tag)}", f"No article is tagged {tag}.")


def view_of_site(site: str) -> View:
    """Return the view of one site."""
    return View(clean_line(site), f"site:{quoted(site)}", f"No article is from {clean_line(site)}.")


def view_of_author(author: str) -> View:
    """Return the view of one author."""
    return View(clean_line(author), f"author:{quoted(author)}", f"No article is by {clean_line(author)}.")


def view_of_search(search: SavedSearch) -> View:
    """Return the view of a saved search."""
    return View(clean_line(search.name), search.query, f"Nothing fits {clean_line(search.query)}.")


def quoted(text: str) -> str:
    """Return `text` as one word of the query language, whatever it holds."""
    return '"' + text.replace('"', " ").strip() + '"'


def sought(word: str) -> str:
    """Return a word typed into the search: a bare word is found inside others too, so each letter narrows the list."""
    return word if re.fullmatch(r"\w[\w'’.-]*", word) and word not in ("AND", "OR", "NOT") else quoted(word)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the list shows: a view, narrowed by a query, searched by words, in an order."""

    view: View
    narrowed: str = ""
    found: str = ""
    sort: str = ""

    def query(self) -> Query:
        """Return all of it as one query; raises UsageError where the narrowing is not one."""
        query = parse(self.view.query)
        for part in (self.narrowed, " ".join(sought(word) for word in self.found.split() if word.strip('"'))):
            query = query.and_also(parse(part))
        return query.and_also(parse(f"sort:{self.sort}")) if self.sort and self.sort != USUAL else query

    def fault(self) -> UsageError | None:
        """Return what is wrong with the narrowing, or None."""
        try:
            parse(self.narrowed)
            self.query()
        except UsageError as error:
            return error
        return None

    def lit(self) -> re.Pattern[str] | None:
        """Return what to light in titles: the words searched for."""
        words = [re.escape(word) for word in self.found.replace('"', " ").split()]
        return re.compile("|".join(words), re.IGNORECASE) if words else None

    def empty_words(self, *, is_new: bool = False) -> tuple[str, ...]:
        """Return what to say, line by line, when nothing is left; a new library never had anything."""
        if self.found or self.narrowed:
            return (f"Nothing fits “{(self.found or self.narrowed).strip()}”.", "Esc clears it.")
        if self.view in (INBOX, ALL):
            return (_NOTHING_SAVED if is_new else self.view.empty, *_HOW_TO_ADD)
        return (self.view.empty,)

    def finding(self, text: str) -> Shown:
        """Return the same, searched by other words."""
        return replace(self, found=text)

    def narrowing(self, text: str) -> Shown:
        """Return the same, narrowed by another query."""
        return replace(self, narrowed=text)

    def cleared(self) -> Shown:
        """Return the view without what was searched; the narrowing goes after the search."""
        return replace(self, found="") if self.found else replace(self, narrowed="")

    def sorted_by(self, sort: str) -> Shown:
        """Return the same in another order; "" is the usual one."""
        return replace(self, sort="" if sort == USUAL else sort)

    def parts(self) -> list[tuple[str, str]]:
        """Return what the header says of it after the view's name, each with the name of its ink."""
        parts = [(self.narrowed, "accent")] if self.narrowed else []
        if self.found:
            parts.append((f"/{self.found}", "accent"))
        if self.sort and self.sort != USUAL:
            parts.append((f"by {self.sort_words()}", "muted"))
        return parts

    def sort_words(self) -> str:
        """Return the order as people say it."""
        return SORTS.get(self.sort or USUAL, self.sort)
