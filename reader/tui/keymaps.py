"""The keymap of a run: the table's own keys, changed by a preset and by the user's settings."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from reader.config import Config, Keys
from reader.tui.commands import BY_ID, COMMANDS
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
    """Return what is wrong with the keys of a settings file, by command id: unknown commands, clashes in one place."""
    wrong = {}
    for command_id in keys:
        if command_id not in BY_ID:
            near = get_close_matches(command_id, BY_ID, n=1)
            wrong[command_id] = "no such command" + (f"; did you mean {near[0]}?" if near else "")
    bound = {**{command.id: command.keys for command in COMMANDS}, **PRESETS.get(preset, {}), **keys}
    for command_id in keys:
        if command_id in BY_ID:
            clash = _clash(command_id, bound)
            if clash:
                wrong[command_id] = clash
    return wrong


def _clash(command_id: str, bound: Mapping[str, tuple[str, ...]]) -> str:
    command = BY_ID[command_id]
    for other in COMMANDS:
        if other.id != command_id and other.places & command.places:
            shared = set(bound[command_id]) & set(bound[other.id])
            if shared:
                return f'"{sorted(shared)[0]}" already means {other.id}; give that one another key'
    return ""
