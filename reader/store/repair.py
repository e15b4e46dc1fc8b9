"""Do what an examination says repair would do. Nothing is ever deleted but temporary files that a crash left."""

from __future__ import annotations

from reader.store.checkpoint import Checkpoint
from reader.store.codec import body_of
from reader.store.entry import whole_entries
from reader.store.files import Folder
from reader.store.journal import MOST_BYTES
from reader.store.library import Library
from reader.store.merge import merge_copy
from reader.store.survey import is_set_aside, litter, mergeable, named_texts, orphans

LOST = "lost"
"""The folder, beside `articles`, into which files go that nothing names."""


def repair(library: Library) -> list[str]:
    """Do what the findings say repair would do; return sentences on what was done. Nothing is deleted."""
    done = [str(merge_copy(library, copy)) for copy in mergeable(library)]
    for copy in mergeable(library):
        Folder(copy.parent).rename(copy.name, f"{copy.name}.merged")
    done += _repair_journals(library)
    done += _repair_bodies(library)
    storage = library._storage
    with storage.writing():
        storage.write_checkpoint()
        for folder, name in litter(library):
            folder.remove(name)
            done.append(f"{name} was removed: a crash left it")
    return [*done, f"{library.path.name} was written anew"]


def _repair_journals(library: Library) -> list[str]:
    storage = library._storage
    folder = storage.journals.folder
    done = []
    with storage.writing():
        pass  # sets a torn tail of ours aside
    damaged = [journal.name for journal in storage.journals.all() if journal.damaged]
    for name in [*folder.names(), *damaged]:
        if is_set_aside(name) or name in damaged:
            entries = whole_entries(folder.read(name, most=MOST_BYTES))
            count = storage.take_copy(Checkpoint.blank(), storage.clock.wall(), entries, f"took in acts of {name}")
            done.append(f"{name}: {len(entries)} whole acts in it, {count} records were news")
        if is_set_aside(name):
            folder.rename(name, f"{name}.read")
    return done


def _repair_bodies(library: Library) -> list[str]:
    storage = library._storage
    done = []
    changed = [(id, name) for id, name, digest in named_texts(library) if digest and _differs(library, name, digest)]
    if changed:
        with storage.act(f"took in {len(changed)} texts changed outside Reader"):
            for id, name in changed:
                document = dict(storage.document("articles", id) or {})
                document["body"] = {**body_of(document), "name": name, "digest": storage.bodies.digest(name)}
                storage.stage("articles", id, document)
        done.append(f"{len(changed)} texts that were changed outside were taken as they are")
    lost = Folder(storage.neighbour.path / LOST, below=storage.neighbour)
    for folder in (storage.bodies.articles, storage.bodies.originals):
        for name in orphans(library, folder):
            lost.make()
            folder.move(name, lost)
            done.append(f"{name} was moved to {lost.path}")
    return done


def _differs(library: Library, name: str, digest: str) -> bool:
    now = library._storage.bodies.digest(name)
    return now is not None and now != digest
