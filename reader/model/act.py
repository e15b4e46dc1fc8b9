"""What was done to a library, in words for people."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from reader.model.article import Edit, State
from reader.model.highlight import HighlightEdit
from reader.model.tags import tags

TITLE_CHARACTERS = 60
"""Longer titles are cut in labels."""

_STATE_WORDS = {State.INBOX: "moved {} to the inbox", State.ARCHIVED: "archived {}", State.TRASHED: "trashed {}"}
_FIELD_WORDS = {
    "title": "title",
    "authors": "authors",
    "site": "site",
    "language": "language",
    "published_at": "date",
}


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done, undone as one."""

    revision: str
    """Names the act; greater means later."""
    at: datetime
    label: str
    """What was done, in the past tense: "archived 3 articles"."""
    ids: tuple[str, ...] = ()
    """The articles and highlights it touched."""
    machine: str = ""
    """The machine it was done on."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What became different since a revision: what a derived index has to look at again."""

    revision: str
    """Where this brings the caller; the next question begins here."""
    articles: tuple[str, ...] = ()
    """Ids of articles that are new or different, the trashed among them."""
    highlights: tuple[str, ...] = ()
    gone_articles: tuple[str, ...] = ()
    gone_highlights: tuple[str, ...] = ()
    whole: bool = False
    """The question reached back too far, or was "": everything there is, is listed; what is not listed is gone."""

    def __bool__(self) -> bool:
        return self.whole or bool(self.articles or self.highlights or self.gone_articles or self.gone_highlights)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles stand where; only `all` and those after it in the list leave out the trashed."""

    all: int = 0
    inbox: int = 0
    unread: int = 0
    """Not read to the end."""
    in_progress: int = 0
    """Opened, and not read to the end."""
    starred: int = 0
    archived: int = 0
    trashed: int = 0
    highlights: int = 0


def label_for(edit: Edit, titles: Sequence[str]) -> str:
    """Word an edit of the articles with these titles: "archived “Title”", "tagged 3 articles #python"."""
    return ", ".join(_clauses(edit, articles(titles))) or f"edited {articles(titles)}"


def label_for_changes(edit: Edit, changed: Sequence[tuple[str, Collection[str], Collection[str]]]) -> str:
    """Word what an edit came to: title, tags before and tags now of each article it changed. Tags that all had, or that
    none had, are not told of, and each is told of as many articles as it came to or went from."""
    clauses = []
    came = [(title, set(now) - set(old)) for title, old, now in changed]
    went = [(title, set(old) - set(now)) for title, old, now in changed]
    for differing, word in ((came, "tagged"), (went, "untagged")):
        titles = [title for title, names in differing if names]
        if titles:
            names = sorted({name for _, names in differing for name in names})
            clauses.append(f"{word} {articles(titles)} {' '.join(f'#{name}' for name in names)}")
    others = replace(edit, add_tags=(), remove_tags=())
    if others != Edit() or not clauses:
        clauses.insert(0, label_for(others, [title for title, _, _ in changed]))
    return ", ".join(clauses)


def label_for_highlights(edit: HighlightEdit, quotes: Sequence[str]) -> str:
    """Word an edit of the highlights with these exact words."""
    what = f"the highlight {quoted(quotes[0])}" if len(quotes) == 1 else f"{len(quotes)} highlights"
    if edit.note is not None:
        return f"noted {what}" if edit.note else f"removed the note of {what}"
    if edit.resurfaces is not None:
        return f"took {what} {'into' if edit.resurfaces else 'out of'} the review"
    if edit.review is not None:
        return f"reviewed {what}"
    if edit.colour is not None:
        return f"coloured {what}"
    if edit.add_tags or edit.remove_tags:
        return ", ".join(_tag_clauses(edit.add_tags, edit.remove_tags, what))
    return f"moved {what}"


def articles(titles: Sequence[str]) -> str:
    """Name articles in a sentence: by title when there is one, else by number."""
    return quoted(titles[0]) if len(titles) == 1 else f"{len(titles):,} articles".replace(",", " ")


def quoted(text: str) -> str:
    """Put a title or passage into quotation marks, on one line, cut where it is long."""
    line = " ".join(text.split()) or "untitled"
    return f"“{line}”" if len(line) <= TITLE_CHARACTERS else f"“{line[: TITLE_CHARACTERS - 1].rstrip()}…”"


def _clauses(edit: Edit, what: str) -> list[str]:
    clauses = []
    if edit.state is not None:
        clauses.append(_STATE_WORDS[edit.state].format(what))
    if edit.starred is not None:
        clauses.append(f"{'starred' if edit.starred else 'unstarred'} {what}")
    if edit.read is not None:
        clauses.append(f"marked {what} {'read' if edit.read else 'unread'}")
    clauses += _tag_clauses(edit.add_tags, edit.remove_tags, what)
    if edit.note is not None:
        clauses.append(f"noted {what}" if edit.note else f"removed the note of {what}")
    fields = [word for name, word in _FIELD_WORDS.items() if getattr(edit, name) is not None]
    if fields:
        clauses.append(f"changed the {' and '.join(fields)} of {what}")
    return clauses


def _tag_clauses(added: Sequence[str], removed: Sequence[str], what: str) -> list[str]:
    clauses = []
    if added:
        clauses.append(f"tagged {what} {_hashed(added)}")
    if removed:
        clauses.append(f"untagged {what} {_hashed(removed)}")
    return clauses


def _hashed(names: Sequence[str]) -> str:
    return " ".join("#" + tag for tag in tags(names))
