"""All verbs, in the groups and the order people meet them in; each is imported with its module when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from reader.cli.verb import Verb

_IN: dict[str, tuple[str, ...]] = {
    "adding": ("add",),
    "reading": ("list", "show", "tags", "open", "explain"),
    "resuming": ("resume",),
    "marking": ("tag", "note", "archive", "unarchive", "star", "unstar", "read", "unread", "trash", "restore"),
    "highlighting": ("highlight", "highlights", "unhighlight"),
    "reviewing": ("review",),
    "repairing": ("refetch", "extract", "edit", "versions"),
    "history": ("undo", "redo", "log"),
    "upkeep": ("doctor", "merge"),
    "settings": ("config",),
    "ruling": ("rules",),
    "completion": ("completion",),
}
"""The verbs of each module of this package."""


class Verbs(Mapping[str, Verb]):
    """Verbs by name. Going through the names imports nothing."""

    def __init__(self, homes: Mapping[str, tuple[str, ...]]) -> None:
        self._homes = {name: module for module, names in homes.items() for name in names}
        self._known: dict[str, Verb] = {}

    def __getitem__(self, name: str) -> Verb:
        if name not in self._known:
            module = import_module(f"reader.cli.{self._homes[name]}")
            self._known.update({verb.name: verb for verb in module.VERBS})
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._homes)

    def __len__(self) -> int:
        return len(self._homes)


VERBS = Verbs(_IN)

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("save and read", ("add", "list", "show", "resume", "open", "explain")),
    ("tag and note", ("tag", "tags", "note")),
    ("highlight", ("highlight", "highlights", "unhighlight", "review")),
    ("sort out", ("archive", "unarchive", "star", "unstar", "read", "unread", "trash", "restore")),
    ("mend", ("refetch", "extract", "edit", "versions", "rules")),
    ("look back", ("log", "undo", "redo")),
    ("look after", ("doctor", "merge", "config", "completion")),
)
