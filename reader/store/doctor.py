"""Examine a library: what is damaged, missing, left over or in conflict, and what a repair would do about it."""

from __future__ import annotations

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
from reader.store.checkpoint import Checkpoint
from reader.store.entry import whole_entries
from reader.store.files import Folder, reason
from reader.store.journal import MOST_BYTES
from reader.store.library import Library
from reader.store.merge import copies
from reader.store.repair import LOST
from reader.store.revision import moment_of
from reader.store.survey import is_set_aside, litter, mergeable, named_texts, orphans

Place = Callable[[Article, str, list[Highlight]], list[str]]
"""Says for each highlight of an article with this Markdown body where it stands: "exact", "moved" or "orphan"."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be."""

    area: str
    """"checkpoint", "journal", "bodies", "highlights", "conflicts", "litter", "clock"; "index" where a face looks at it."""
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
    for folder, name in litter(library):
        what = "a temporary file was left by a crash"
        report.findings.append(Finding("litter", what, str(folder.path / name), "remove it"))
    return report


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
        if is_set_aside(name):
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
        for id, name, digest in named_texts(library):
            if not name.endswith(suffix):
                continue
            where = str(folder.path / name)
            if name not in present:
                what = "text" if suffix == ".md" else "page it was made from"
                report.findings.append(Finding("bodies", f"the {what} of {id} is missing", where))
            elif digest:
                now = bodies.digest(name)
                if now is None:
                    report.findings.append(Finding("bodies", f"the text of {id} cannot be read", where))
                elif now != digest:
                    what = f"the text of {id} was changed outside Reader"
                    report.findings.append(Finding("bodies", what, where, "take the text as it is now"))
        for name in orphans(library, folder):
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
        report.findings.append(Finding("conflicts", what, str(copy), do if copy in mergeable(library) else ""))


class _NothingThere:
    st_size = 0


_NOTHING = _NothingThere()


def _whole_acts(folder: Folder, name: str) -> int:
    with suppress(OSError):
        return len(whole_entries(folder.read(name, most=MOST_BYTES)))
    return 0
