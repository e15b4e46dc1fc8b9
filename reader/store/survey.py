"""What lies in the folders of a library: texts that are named or not, copies, torn ends that were set aside."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from reader.errors import ReaderError
from reader.store import checkpoint
from reader.store.bodies import is_body_name, is_litter
from reader.store.codec import versions
from reader.store.compaction import reachable_files
from reader.store.entry import whole_entries
from reader.store.files import Folder
from reader.store.library import Library
from reader.store.merge import copies

_ASIDE = re.compile(r".+\.jsonl\.damaged-[0-9]+")


def is_set_aside(name: str) -> bool:
    """Say whether a file is the torn end of a journal."""
    return _ASIDE.fullmatch(name) is not None


def named_texts(library: Library) -> list[tuple[str, str, str]]:
    """Return id, file name and digest of every text that an article names; originals and earlier texts
    have no digest."""
    named = []
    for id, document in library._storage.replica.records.documents("articles"):
        body, original = document.get("body"), document.get("original")
        if isinstance(body, dict) and body.get("name"):
            named.append((id, str(body["name"]), str(body.get("digest", ""))))
        if isinstance(original, str):
            named.append((id, original, ""))
        named += [(id, one["name"], "") for one in versions(document)]
    return sorted(named)


def orphans(library: Library, folder: Folder) -> list[str]:
    """Return the names of the texts in a folder that neither a record nor an undo names."""
    storage = library._storage
    reachable = reachable_files(storage.journals.entries(), storage.replica.records)
    return [name for name in folder.names() if is_body_name(name) and name not in reachable]


def litter(library: Library) -> list[tuple[Folder, str]]:
    """Return the temporary files that crashes left, by folder and name."""
    storage, bodies = library._storage, library._storage.bodies
    folders = [storage.folder, storage.neighbour, storage.journals.folder, bodies.articles, bodies.originals]
    with suppress(OSError):
        folders += library.pictures.folders()
    ours = f".{library.path.name}."  # other programs have files beside the library
    found = []
    for folder in folders:
        with suppress(OSError):
            names = [name for name in folder.names() if is_litter(name)]
            found += [(folder, name) for name in names if folder is not storage.folder or name.startswith(ours)]
    return found


def mergeable(library: Library) -> list[Path]:
    """Return the copies beside a library that can be taken in."""
    mergeable = []
    for copy in copies(library):
        with suppress(ReaderError, OSError):
            data = Folder(copy.parent).read(copy.name, most=checkpoint.MOST_BYTES)
            if whole_entries(data) or checkpoint.parse(copy, data):
                mergeable.append(copy)
    return mergeable
