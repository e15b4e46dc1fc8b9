"""Library: the only door to the disk. It takes and returns model values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from reader.model.act import (
    Act,
    articles,
    label_for_changes,
    quoted,
)
from reader.model.article import Added, Draft, Edit, Progress
from reader.model.clean import clean, clean_line
from reader.model.tags import tag as as_tag
from reader.store import codec, history
from reader.store.arrivals import Arrivals
from reader.store.bodies import body_name, digest
from reader.store.marking import Marking
from reader.store.record import differences
from reader.store.revision import Clock, machine_name, utc_now
from reader.store.searches import Searches
from reader.store.storage import JournaledStorage
from reader.store.table import Database
from reader.store.texts import Texts, name_present
from reader.store.weights import Weighing


class Library(Marking, Searches, Texts, Weighing):
    """Articles, their bodies and highlights, and everything that was done to them.

    One object may be shared by threads. Several programs may have one library open.
    """

    def __init__(self, database: Database) -> None:
        storage = database.storage
        assert isinstance(storage, JournaledStorage)
        super().__init__(storage)
        self._arrivals = Arrivals(storage, self._catalogue)

    @classmethod
    def open(cls, path: Path, *, clock: Callable[[], datetime] = utc_now, machine: str | None = None) -> Library:
        """Open the library at `path`; where there is none, the first change makes it.

        Raises NotALibrary, LibraryDamaged. A library of a newer Reader is opened `read_only`.
        """
        return cls(Database(Path(path).resolve(), Clock(machine or machine_name(), clock)))

    @property
    def read_only(self) -> bool:
        """Whether every change is refused."""
        return self._storage.read_only is not None

    @property
    def revision(self) -> str:
        """Names the present state; another one after every act. For `changed_since`."""
        with self._storage.guard:
            return self._storage.replica.token()

    def notices(self) -> list[str]:
        """Return sentences the user should be told since this was last asked."""
        with self._storage.guard:
            told, self._storage.intake.notices = self._storage.intake.notices, []
            return told

    def refresh(self) -> bool:
        """Take in what other programs and machines wrote; True when something changed. Cheap when nothing did."""
        return self._storage.refresh()

    def close(self) -> None:
        """Write a checkpoint where something was changed, and let go of the files. Raises WriteFailed, LibraryLocked."""
        self._storage.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # Articles

    def add(self, draft: Draft) -> Added:
        """Save a draft; an article of the same address (or, without one, the same body) is answered instead."""
        return self.add_all([draft], f"added {quoted(clean_line(draft.title))}")[0]

    def add_all(self, drafts: Iterable[Draft], label: str | Callable[[int], str]) -> list[Added]:
        """Save drafts as one act; the answers are in their order. A label may be made of how many were new."""
        with self._storage.act("") as act:
            added = self._arrivals.take(drafts)
            act.label = label if isinstance(label, str) else label(sum(is_new for _, is_new in added))
        return [Added(self.article(id), is_new) for id, is_new in added]

    def update(self, ids: Sequence[str], edit: Edit) -> Act | None:
        """Make one edit in articles; None when nothing would change. Raises ArticleNotFound."""
        with self._storage.act("") as act:
            changed = []
            for id in dict.fromkeys(ids):
                before = self._article_document(id)
                document = dict(before)
                codec.edited(document, edit)
                changes = differences("articles", id, before, document)
                if changes:
                    changed.append((str(before.get("title", "")), codec.tags_of(before), codec.tags_of(document)))
                    act.changes += changes
            if changed:
                act.label = label_for_changes(edit, changed)
        return history.act_of(act.entry)

    def rename_tag(self, name: str, new: str) -> Act | None:
        """Give a tag, and those nested under it, another name; one that is there already takes them in; "" removes them.

        One act. None when no article has the tag.
        """
        wanted = as_tag(new)
        with self._storage.act("") as act:
            merges = False
            titles = []
            for article in self._catalogue.articles():
                merges = merges or wanted in article.tags
                kept = {_renamed(tag, name, wanted) for tag in article.tags}
                if kept != set(article.tags):
                    document = dict(self._article_document(article.id))
                    document["tags"] = sorted(kept - {""})
                    titles.append(article.title)
                    self._storage.stage("articles", article.id, document)
            act.label = _told(name, wanted, articles(titles), merges=merges) if titles else ""
        return history.act_of(act.entry)

    def set_body(self, id: str, body: str, *, words: int, excerpt: str) -> Act:
        """Put another text in an article's place; the old one is kept as a version."""
        with self._storage.act("") as act:
            document = dict(self._article_document(id))
            act.label = f"changed the text of {articles([str(document.get('title', ''))])}"
            text = clean(body)
            name = body_name(id, self._storage.clock.name())
            self._arrivals.write_body(name, text)
            self._keep_old(document)
            document["body"] = {"name": name, "digest": digest(text.encode("utf-8", "replace"))}
            document["words"] = words
            document["excerpt"] = " ".join(clean(excerpt).split())
            name_present(document)
            self._storage.stage("articles", id, document)
        return history.done(act.entry)

    def delete(self, ids: Sequence[str]) -> Act:
        """Delete articles and their highlights for good. Their text goes when undo cannot reach it any more."""
        with self._storage.act("") as act:
            titles = []
            for id in dict.fromkeys(ids):
                titles.append(str(self._article_document(id).get("title", "")))
                for highlight in self._catalogue.highlights(id):
                    self._storage.stage("highlights", highlight.id, None)
                self._storage.stage("articles", id, None)
            act.label = f"deleted {articles(titles)}"
        return history.done(act.entry)

    def keep_place(self, id: str, progress: Progress) -> None:
        """Keep where the reader stopped. No step of undo, and marks nothing as read."""
        with self._storage.act("kept the place", kind=history.PLACE):
            document = dict(self._article_document(id))
            document["progress"] = codec.progress_to_document(progress)
            self._storage.stage("articles", id, document)

    # History

    def undo(self) -> Act:
        """Take the last act of this machine back; raises NothingToUndo, UndoRefused. The act returned is the new one."""
        return self._history.undo()

    def redo(self) -> Act:
        """Do again what was undone last; raises NothingToUndo, UndoRefused."""
        return self._history.redo()


def _told(name: str, wanted: str, which: str, *, merges: bool) -> str:
    if not wanted:
        return f"removed the tag #{name} from {which}"
    if merges and not wanted.startswith(f"{name}/"):  # what is nested under it moves on and stays apart
        return f"merged the tag #{name} into #{wanted} ({which})"
    return f"renamed the tag #{name} to #{wanted} on {which}"


def _renamed(tag: str, name: str, new: str) -> str:
    if tag == name:
        return new
    if tag.startswith(f"{name}/"):
        return f"{new}{tag[len(name) :]}" if new else ""
    return tag
