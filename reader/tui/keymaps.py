"""The keymap of a run: the table's own keys, changed by a preset and by the user's settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from reader.config import Config, Keys
from reader.tui.commands import BY_ID, COMMANDS, Command, shown_keys
from reader.tui.key_names import fault_of
from reader.tui.keys import Keymap

PRESETS: Mapping[str, Keys] = {
    "default": {},
    "less": {
        "move.half_down": ("ctrl+d", "d"),
        "move.half_up": ("ctrl+u", "u"),
        "move.down": ("j", "down", "ctrl+n", "ctrl+e"),
        "move.up": ("k", "up", "ctrl+y"),
        "move.page_down": ("space", "pagedown", "ctrl+f", "ctrl+v"),
        "move.page_up": ("b", "pageup", "ctrl+b"),
        "move.top": ("g g", "home", "<"),
        "move.bottom": ("G", "end", ">"),
        "highlight.grow": (),
        "highlight.shrink": (),
        "text.half_down": (),
        "text.half_up": (),
    },
    "mutt": {
        "article.trash": ("d", "D", "delete"),
        "history.undo": ("z", "u"),
        "text.half_down": (),
        "text.half_up": (),
        "list.narrow": ("l", "\\"),
        "article.open": ("enter", "right"),
        "article.next_unread": ("] u", "tab"),
        "view.next_panel": ("shift+tab",),
    },
    "gmail": {
        "article.archive": ("e", "a"),
        "article.note_in_editor": ("E",),
        "highlight.export": ("alt+e",),
        "article.trash": ("#", "D", "delete"),
        "article.read": ("r", "I", "U"),
        "article.refetch": (),
        "article.close": ("q", "escape", "left", "backspace", "u"),
        "article.open": ("enter", "right", "o"),
        "article.browser": ("O",),
        "article.tags": ("t", "l"),
        "text.half_up": (),
        "list.select_all": ("* a", "* n"),
    },
}
"""What each preset changes; command ids that a preset does not name keep their keys."""


def keymap_of(config: Config) -> Keymap:
    """Return the keymap of the settings."""
    return Keymap(COMMANDS, {**PRESETS.get(config.preset, {}), **config.keys})


def faults(preset: str, keys: Keys) -> Mapping[str, str]:
    """Return what is wrong with the keys of a settings file, by command id: unknown commands and keys, clashes in a place."""
    wrong = {}
    bound = {**{command.id: command.keys for command in COMMANDS}, **PRESETS.get(preset, {}), **keys}
    for command_id, sequences in keys.items():
        if command_id not in BY_ID:
            near = get_close_matches(command_id, BY_ID, n=1)
            wrong[command_id] = f"no command {command_id!r}" + (f"; did you mean {near[0]!r}?" if near else "")
        elif fault := next(filter(None, map(fault_of, sequences)), ""):
            wrong[command_id] = fault
        elif clash := clash_of(command_id, bound):
            wrong[command_id] = clash
    return wrong


def clash_of(command_id: str, bound: Mapping[str, tuple[str, ...]]) -> str:
    """Return how the keys of a command clash with those of another in one place: the same keys, or the beginning of
    them, which would leave one of the two out of reach; "" where they do not."""
    for mine in bound[command_id]:
        for other, theirs in _others(command_id, bound):
            if said := _clash(mine, theirs, other):
                free = _free(mine, command_id, bound)
                return said + (f"; did you mean {free!r}, which is free?" if free else "")
    return ""


def _others(command_id: str, bound: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[Command, str]]:
    """Yield the keys of the commands that can be given where this one can."""
    places = BY_ID[command_id].places
    return ((other, keys) for other in COMMANDS if other.id != command_id and other.places & places for keys in bound[other.id])  # fmt: skip


def _clash(mine: str, theirs: str, other: Command) -> str:
    one, two = mine.split(), theirs.split()
    if one == two:
        return f"{shown_keys(mine)} already means {other.id}"
    if one == two[: len(one)]:
        return f"{shown_keys(mine)} begins {shown_keys(theirs)}, which means {other.id} and could not be typed"
    if two == one[: len(two)]:
        return f"{shown_keys(theirs)} already means {other.id}, so {shown_keys(mine)} could not be typed"
    return ""


def _free(taken: str, command_id: str, bound: Mapping[str, tuple[str, ...]]) -> str:
    """Return a key near one that is taken, which nothing else has; "" where there is none."""
    letter = taken.split()[0][-1]
    for key in (letter.swapcase(), f"alt+{letter.lower()}", f"ctrl+{letter.lower()}"):
        if key != letter and not any(_clash(key, theirs, other) for other, theirs in _others(command_id, bound)):
            return key
    return ""
