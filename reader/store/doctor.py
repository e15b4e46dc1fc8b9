"""Examine a library: what is damaged, missing, left over or in conflict, and what a repair would do about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from reader.errors import ReaderError
from reader.model.article import Article
from reader.model.highlight import Highlight
from reader.store import checkpoint, codec
from reader.store.bodies import is_body_name, is_litter
from reader.store.checkpoint import Checkpoint
from reader.store.compaction import reachable_files
from reader.store.entry import whole_entries
from reader.store.files import Folder, reason
from reader.store.journal import MOST_BYTES
from reader.store.library import Library
from reader.store.merge import copies, merge_copy
from reader.store.revision import moment_of

Place = Callable[[Article, str, list[Highlight]], list[str]]
"""Says for each highlight of an article with this Markdown body where it stands: "exact", "moved" or "orphan"."""

_ASIDE = re.compile(r".+\.jsonl\.damaged-[0-9]+")
LOST = "lost"
"""The folder, beside `articles`, into which repair moves files that nothing names."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be."""

    area: str
    """"checkpoint", "journal", "bodies", "highlights", "conflicts", "clock"."""
    what: str
    """One sentence for people."""
    where: str
    """The file or id."""
    repair: str = ""
    """What repair would do; empty where only a person can help."""


@dataclass
class Report:
    """What an examination found."""

    findings: list[Finding] = field(default_factory=list)
    articles: int = 0
    highlights: dict[str, int] = field(default_factory=dict)
    """How many stand "exact", "moved" and as "orphan"; empty where places were not asked for."""
    acts: int = 0
    """Acts in the journals."""

    @property
    def is_well(self) -> bool:
        """Whether there is nothing to do."""
        return not self.findings


def examine(library: Library, *, place: Place | None = None) -> Report:
    """Look at every file of a library and change none."""
    library.refresh()
    report = Report(articles=len(library._storage.replica.records.there.get("articles", {})))
    _checkpoint(library, report)
    _journals(library, report)
    _bodies(library, report)
    _highlights(library, report, place)
    _conflicts(library, report)
    return report


def repair(library: Library, *, place: Place | None = None) -> list[str]:
    """Do what the findings say repair would do; return sentences on what was done. Nothing is deleted."""
    done = [str(merge_copy(library, copy)) for copy in _mergeable(library)]
    for copy in _mergeable(library):
        Folder(copy.parent).rename(copy.name, f"{copy.name}.merged")
    done += _repair_journals(library)
    done += _repair_bodies(library)
    storage = library._storage
    with storage.writing():
        storage.write_checkpoint()
        for folder in (storage.folder, storage.neighbour, storage.journals.folder, storage.bodies.articles):
            for name in folder.names():
                if is_litter(name):
                    folder.remove(name)
    return [*done, f"{library.path.name} was written anew"]


def _checkpoint(library: Library, report: Report) -> None:
    storage = library._storage
    path = library.path
    again = "write it anew, from it and the journals"
    try:
        data = storage.folder.read(path.name, most=checkpoint.MOST_BYTES)
        found = checkpoint.parse(path, data)
    except FileNotFoundError:
        if report.articles or storage.journals.all()[0].read_to:
            report.findings.append(Finding("checkpoint", "library.json is missing", str(path), again))
        return
    except (OSError, ReaderError) as error:
        report.findings.append(Finding("checkpoint", f"it cannot be read: {error}", str(path)))
        return
    if not found.genuine:
        what = "it was edited by another program or by hand"
        report.findings.append(Finding("checkpoint", what, str(path), f"take the edits in and {again}"))
    _content(path, found, data, report)
    for name in storage.folder.names():
        if is_litter(name) and name.startswith(f".{path.name}."):
            what = "a temporary file was left by a crash"
            report.findings.append(Finding("checkpoint", what, str(storage.folder.path / name), "remove it"))
    latest = max((moment_of(stamp) for stamp in storage.replica.meta.seen.values()), default=None)
    if latest is not None and latest > storage.clock.wall() + timedelta(days=1):
        what = f"a machine's clock was ahead: changes are dated {latest:%Y-%m-%d}; later ones get dates after that"
        report.findings.append(Finding("clock", what, str(path)))


def _content(path: Path, found: Checkpoint, data: bytes, report: Report) -> None:
    """Decode every record: opening does not."""
    for table in found.records.there:
        for id in found.records.there[table]:
            try:
                record = found.records.get(table, id)
                title = record.document.get("title") if record is not None else None
                sound = table != "articles" or (
                    isinstance(title, str) and codec.is_moment(record.document.get("saved_at") if record else None)
                )
            except ValueError:
                sound = False
            if not sound:
                what = f"the record {id} in {table} lacks its title or time, or cannot be read"
                report.findings.append(Finding("checkpoint", what, str(path)))


def _journals(library: Library, report: Report) -> None:
    journals = library._storage.journals
    for journal in journals.all():
        try:
            again = journal.anew()
            report.acts += len(again.news())
            size = (journals.folder.status(journal.name) or _NOTHING).st_size
        except OSError as error:
            where = str(journals.folder.path / journal.name)
            report.findings.append(Finding("journal", f"it cannot be read: {reason(error)}", where))
            continue
        if again.read_to < size:
            ours = journal is journals.own
            report.findings.append(
                Finding(
                    "journal",
                    f"it is damaged from byte {again.read_to} of {size} on; what comes before was read",
                    str(journals.folder.path / journal.name),
                    "set the tail aside and take in the whole acts in it" if ours else "take in the whole acts behind",
                )
            )
    for name in journals.folder.names():
        if _ASIDE.fullmatch(name):
            count = _whole_acts(journals.folder, name)
            what = f"a damaged end of a journal was set aside here; {count} whole acts are in it"
            where = str(journals.folder.path / name)
            report.findings.append(Finding("journal", what, where, f"take them in, and keep the file as {name}.read"))


def _bodies(library: Library, report: Report) -> None:
    bodies = library._storage.bodies
    for folder in (bodies.articles, bodies.originals):
        try:
            present = set(folder.names())
        except OSError as error:
            report.findings.append(Finding("bodies", f"the folder cannot be read: {reason(error)}", str(folder.path)))
            return
        suffix = ".md" if folder is bodies.articles else ".gz"
        for id, name, digest in _named(library):
            if not name.endswith(suffix):
                continue
            where = str(folder.path / name)
            if name not in present:
                report.findings.append(Finding("bodies", f"the text of {id} is missing", where))
            elif digest:
                now = bodies.digest(name)
                if now is None:
                    report.findings.append(Finding("bodies", f"the text of {id} cannot be read", where))
                elif now != digest:
                    what = f"the text of {id} was changed outside Reader"
                    report.findings.append(Finding("bodies", what, where, "take the text as it is now"))
        for name in _orphans(library, folder):
            what = "no article names this text (an addition that was cut short leaves one)"
            report.findings.append(Finding("bodies", what, str(folder.path / name), f"move it to the folder {LOST}"))


def _highlights(library: Library, report: Report, place: Place | None) -> None:
    known: Counter[str] = Counter()
    articles = {article.id: article for article in library._catalogue.articles()}
    by_article: dict[str, list[Highlight]] = {}
    for highlight in library.highlights():
        by_article.setdefault(highlight.article_id, []).append(highlight)
    for id, highlights in by_article.items():
        if id not in articles:
            known["orphan"] += len(highlights)
            report.findings += [Finding("highlights", "its article is gone", highlight.id) for highlight in highlights]
        elif place is not None:
            with suppress(ReaderError):
                places = place(articles[id], library.body(id), highlights)
                known.update(places)
                report.findings += [
                    Finding("highlights", f"its words are no longer in {id}; it is kept", highlight.id)
                    for highlight, where in zip(highlights, places, strict=True)
                    if where == "orphan"
                ]
    report.highlights = dict(known)


def _conflicts(library: Library, report: Report) -> None:
    for copy in copies(library):
        what = "a sync program set this copy aside; it may hold changes that are nowhere else"
        do = f"take it in (as `reader merge` does) and keep the file as {copy.name}.merged"
        report.findings.append(Finding("conflicts", what, str(copy), do if copy in _mergeable(library) else ""))


def _mergeable(library: Library) -> list[Path]:
    mergeable = []
    for copy in copies(library):
        with suppress(ReaderError, OSError):
            data = Folder(copy.parent).read(copy.name, most=checkpoint.MOST_BYTES)
            if whole_entries(data) or checkpoint.parse(copy, data):
                mergeable.append(copy)
    return mergeable


def _repair_journals(library: Library) -> list[str]:
    storage = library._storage
    folder = storage.journals.folder
    done = []
    with storage.writing():
        pass  # sets a torn tail of ours aside
    damaged = [journal.name for journal in storage.journals.all() if journal.damaged]
    for name in [*folder.names(), *damaged]:
        if _ASIDE.fullmatch(name) or name in damaged:
            entries = whole_entries(folder.read(name, most=MOST_BYTES))
            count = storage.take_copy(Checkpoint.blank(), storage.clock.wall(), entries, f"took in acts of {name}")
            done.append(f"{name}: {len(entries)} whole acts in it, {count} records were news")
        if _ASIDE.fullmatch(name):
            folder.rename(name, f"{name}.read")
    return done


def _repair_bodies(library: Library) -> list[str]:
    storage = library._storage
    done = []
    changed = [(id, name) for id, name, digest in _named(library) if digest and _differs(library, name, digest)]
    if changed:
        with storage.act(f"took in {len(changed)} texts changed outside Reader"):
            for id, name in changed:
                document = dict(storage.document("articles", id) or {})
                document["body"] = {"name": name, "digest": storage.bodies.digest(name)}
                storage.stage("articles", id, document)
        done.append(f"{len(changed)} texts that were changed outside were taken as they are")
    lost = Folder(storage.neighbour.path / LOST, below=storage.neighbour)
    for folder in (storage.bodies.articles, storage.bodies.originals):
        for name in _orphans(library, folder):
            lost.make()
            folder.move(name, lost)
            done.append(f"{name} was moved to {lost.path}")
    return done


def _differs(library: Library, name: str, digest: str) -> bool:
    now = library._storage.bodies.digest(name)
    return now is not None and now != digest


def _named(library: Library) -> list[tuple[str, str, str]]:
    """Return id, file name and digest of every text that an article names; originals have no digest."""
    named = []
    for id, document in library._storage.replica.records.documents("articles"):
        body, original = document.get("body"), document.get("original")
        if isinstance(body, dict) and body.get("name"):
            named.append((id, str(body["name"]), str(body.get("digest", ""))))
        if isinstance(original, str):
            named.append((id, original, ""))
    return sorted(named)


def _orphans(library: Library, folder: Folder) -> list[str]:
    storage = library._storage
    reachable = reachable_files(storage.journals.entries(), storage.replica.records)
    return [name for name in folder.names() if is_body_name(name) and name not in reachable]


class _NothingThere:
    st_size = 0


_NOTHING = _NothingThere()


def _whole_acts(folder: Folder, name: str) -> int:
    with suppress(OSError):
        return len(whole_entries(folder.read(name, most=MOST_BYTES)))
    return 0
