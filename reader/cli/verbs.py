"""All verbs, in the groups and the order people meet them in."""

from __future__ import annotations

from reader.cli import (
    adding,
    completion,
    highlighting,
    history,
    marking,
    reading,
    repairing,
    reviewing,
    ruling,
    settings,
    upkeep,
)
from reader.cli.verb import Verb

VERBS: dict[str, Verb] = {
    verb.name: verb
    for module in (adding, reading, marking, highlighting, reviewing, repairing, history, upkeep, settings, ruling)
    for verb in module.VERBS
}
VERBS["completion"] = completion.completion_verb(VERBS)

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("save and read", ("add", "list", "show", "open", "explain")),
    ("tag and note", ("tag", "tags", "note")),
    ("highlight", ("highlight", "highlights", "unhighlight", "review")),
    ("sort out", ("archive", "unarchive", "star", "unstar", "read", "unread", "trash", "restore")),
    ("mend", ("refetch", "extract", "edit", "versions", "rules")),
    ("look back", ("log", "undo", "redo")),
    ("look after", ("doctor", "merge", "config", "completion")),
)
