"""What fills the terminal, and the hands that do a screen's commands.

A screen is imported with its module when it is first asked for: the first one painted needs none of the others.
"""

from __future__ import annotations

from importlib import import_module

_HOMES = {
    "ArticleCommands": "reader.tui.screens.triage",
    "CommandScreen": "reader.tui.screens.base",
    "LibraryScreen": "reader.tui.screens.library",
    "NotePrompt": "reader.tui.screens.note_prompt",
}


def __getattr__(name: str) -> object:
    """Return what a module of this package defines."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found
