"""The one table of commands: from it come the keys, the footer, the help, the palette and the page in the docs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where a command can be given; a key may mean different commands in different places, never in one."""

    LIST = "list"
    ARTICLE = "article"


LIST = frozenset({Place.LIST})
ARTICLE = frozenset({Place.ARTICLE})
EVERYWHERE = frozenset(Place)


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can ask for by key or by name."""

    id: str
    """What the settings file calls it ("article.archive")."""
    keys: tuple[str, ...]
    """May be none: the palette has every command. Key sequences, their tokens separated by spaces: a printable character is itself, others have Textual's name."""
    name: str
    """One or two words, for the footer and the palette."""
    says: str
    """One sentence for the help."""
    group: str
    places: frozenset[Place] = EVERYWHERE
    footer: frozenset[Place] = frozenset()
    """Where the footer shows it, in the order of this table."""
    letter: bool = False
    """The key is followed by a letter that belongs to the command (marks)."""


MOVE, TEXT, ARTICLES, GO, TRIAGE, NOTES, LINKS, COPY, FIND, VIEW = (
    "Move", "Inside the text", "Articles", "Go to", "Triage", "Tags and notes", "Links", "Copy and open", "Find", "View",
)  # fmt: skip

COMMANDS = (
    Command("move.down", ("j", "down"), "Down", "One line, or one article, down; counts work: 3j.", MOVE),
    Command("move.up", ("k", "up"), "Up", "One line, or one article, up.", MOVE),
    Command("move.page_down", ("space", "pagedown"), "Page", "A page down.", MOVE, footer=ARTICLE),
    Command("move.page_up", ("b", "pageup"), "Page up", "A page up.", MOVE),
    Command("move.half_down", ("ctrl+d",), "Half page down", "Half a page down.", MOVE),
    Command("move.half_up", ("ctrl+u",), "Half page up", "Half a page up.", MOVE),
    Command("move.top", ("g g", "home"), "Top", "To the first line or article.", MOVE),
    Command("move.bottom", ("G", "end"), "End", "To the last line or article.", MOVE),
    Command("article.open", ("enter", "l", "right"), "Read", "Open the article.", ARTICLES, LIST, footer=LIST),
    Command("article.close", ("q", "escape", "left", "backspace"), "Back", "Back to the list; the place is kept.", ARTICLES, ARTICLE, footer=ARTICLE),
    Command("article.add", ("A",), "Add", "Save the page at an address, or a file.", ARTICLES, LIST, footer=LIST),
    Command("article.next", ("J",), "Next article", "The next article of this view.", ARTICLES, ARTICLE),
    Command("article.previous", ("K",), "Previous article", "The previous article of this view.", ARTICLES, ARTICLE),
    Command("article.next_unread", ("] u",), "Next unread", "The next unread article of this view.", ARTICLES),
    Command("article.random", ("R",), "Random", "A random article of this view.", ARTICLES),
    Command("article.tags", ("t",), "Tags", "Add tags, completing while typing; -name removes one.", NOTES, footer=EVERYWHERE),
    Command("article.note", ("c",), "Note", "Write a note, in Markdown.", NOTES, footer=ARTICLE),
    Command("article.note_in_editor", ("e",), "Note in $EDITOR", "Write the same note in your own editor.", NOTES),
    Command("article.archive", ("a",), "Archive", "Archive and go on to the next; in the archive, back to the inbox.", TRIAGE, footer=EVERYWHERE),
    Command("article.star", ("s",), "Star", "Star, or take the star away.", TRIAGE, footer=LIST),
    Command("article.read", ("r",), "Read or unread", "Mark as read, or as unread.", TRIAGE),
    Command("article.trash", ("D", "delete"), "To the trash", "Move to the trash; in the trash, put back.", TRIAGE),
    Command("history.undo", ("z",), "Undo", "Undo the last act, also those of earlier days.", TRIAGE),
    Command("history.redo", ("ctrl+r",), "Redo", "Do again what was undone.", TRIAGE),
    Command("list.select", ("x",), "Select", "Select the article, or unselect it; acts then take all selected.", TRIAGE, LIST),
    Command("list.select_all", ("*",), "Select all", "Select all articles in view, or none.", TRIAGE, LIST),
    Command("list.repeat", (".",), "Repeat", "Repeat the last act here.", TRIAGE, LIST),
    Command("list.sort", ("S",), "Sort", "Sort by the next order: saved, published, title, site, length, progress.", TRIAGE, LIST),
    Command("go.inbox", ("g i",), "Inbox", "Show the inbox.", GO),
    Command("go.progress", ("g p",), "In progress", "Show what is begun and not finished.", GO),
    Command("go.starred", ("g s",), "Starred", "Show the starred articles.", GO),
    Command("go.archive", ("g a",), "Archive", "Show the archive.", GO),
    Command("go.all", ("g l",), "All", "Show all articles but the trashed.", GO),
    Command("go.trash", ("g d",), "Trash", "Show the trash.", GO),
    Command("go.tags", ("g t",), "Tags", "Go to the tags in the side panel.", GO),
    Command("go.failures", (), "Failed", "What could not be saved, and why; Enter tries again.", GO),
    Command("list.next_found", ("n",), "Next found", "The next article found.", FIND, LIST),
    Command("list.previous_found", ("N",), "Previous found", "The previous article found.", FIND, LIST),
    Command("list.find", ("/",), "Find", "Find while typing, in titles, sites, authors, tags and notes.", FIND, LIST, footer=LIST),
    Command("list.narrow", ("\\",), "Narrow", "Narrow the list by a query, such as tag:tools words:<2000.", FIND, LIST),
    Command("article.browser", ("o",), "Browser", "Open the original page in the browser.", COPY),
    Command("article.copy_address", ("y y",), "Copy address", "Copy the address of the article.", COPY),
    Command("view.side_panel", ("B",), "Side panel", "Show or hide the side panel.", VIEW, LIST),
    Command("view.preview", ("p",), "Preview", "Show or hide the preview.", VIEW, LIST),
    Command("view.next_panel", ("tab",), "Next panel", "Move to the next panel.", VIEW, LIST),
    Command("view.theme", ("C",), "Theme", "Change the colours: dark, light, high contrast.", VIEW),
    Command("view.help", ("?",), "Keys", "Show all keys, and search them.", VIEW, footer=EVERYWHERE),
    Command("view.palette", (":", "ctrl+p"), "Commands", "Find and run any command by name.", VIEW),
    Command("view.redraw", ("ctrl+l",), "Redraw", "Draw the screen again.", VIEW),
    Command("app.quit", ("Q",), "Quit", "Quit Reader; everything is already saved.", VIEW),
    Command("list.clear", ("escape",), "Clear", "Leave the panel, then clear the selection, the search, the narrowing.", VIEW, LIST),
    Command("list.quit", ("q",), "Clear or quit", "The same; with nothing to clear, quit.", VIEW, LIST),
)  # fmt: skip
"""In the order of the help page."""

BY_ID = {command.id: command for command in COMMANDS}


def commands_in(place: Place) -> Iterable[Command]:
    """Yield the commands of a place, in the order of the table."""
    return (command for command in COMMANDS if place in command.places)


_SHOWN = {
    "enter": "⏎", "escape": "Esc", "backspace": "⌫", "delete": "Del", "space": "Space", "tab": "Tab",
    "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End",
}  # fmt: skip


def shown_keys(sequence: str) -> str:
    """Return a key sequence as people write it: "g g" is "gg", "ctrl+r" is "Ctrl+R"."""
    return "".join(_shown_token(token) for token in sequence.split())


def _shown_token(token: str) -> str:
    if "+" in token and len(token) > 1:
        *modifiers, key = token.split("+")
        return "+".join([*(word.capitalize() for word in modifiers), key.upper() if len(key) == 1 else key])
    return _SHOWN.get(token, token)
