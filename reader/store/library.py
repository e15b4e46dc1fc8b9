"""Library: the only door to the disk. It takes and returns model values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from reader.errors import ArticleNotFound, HighlightNotFound, LibraryDamaged
from reader.model.act import (
    Act,
    Changes,
    Counts,
    articles,
    label_for,
    label_for_highlights,
    quoted,
)
from reader.model.article import Added, Article, Draft, Edit, Progress, State
from reader.model.clean import clean, clean_line
from reader.model.highlight import Highlight, HighlightEdit
from reader.model.query import Query
from reader.model.saved import SavedSearch
from reader.model.selector import Span, TextQuote
from reader.model.tags import tag as as_tag
from reader.model.url import identity
from reader.store import codec, history
from reader.store.bodies import body_name, digest, original_name
from reader.store.catalogue import Catalogue
from reader.store.changes import changed_since
from reader.store.entry import Entry
from reader.store.files import reason, write_failed
from reader.store.past import History
from reader.store.records import Document
from reader.store.revision import Clock, machine_name, utc_now
from reader.store.storage import JournaledStorage
from reader.store.table import Database

WORTH_A_LISTING = 500
"""From so many articles on, the list is kept in a side file."""


class Library:
    """Articles, their bodies and highlights, and everything that was done to them.

    One object may be shared by threads. Several programs may have one library open.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        storage = database.storage
        assert isinstance(storage, JournaledStorage)
        self._storage = storage
        self._bodies = storage.bodies
        self._catalogue = Catalogue(storage.replica, storage.listing)
        self._history = History(storage, self._catalogue.marks_of)
        storage.after_checkpoint = self._keep_listing

    @classmethod
    def open(cls, path: Path, *, clock: Callable[[], datetime] = utc_now, machine: str | None = None) -> Library:
        """Open the library at `path`; where there is none, the first change makes it.

        Raises NotALibrary, LibraryDamaged. A library of a newer Reader is opened `read_only`.
        """
        return cls(Database(Path(path).resolve(), Clock(machine or machine_name(), clock)))

    @property
    def path(self) -> Path:
        """The file library.json."""
        return self._storage.path

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
            told, self._storage.notices = self._storage.notices, []
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

    # Reading

    def articles(self, query: Query | None = None) -> list[Article]:
        """Return the articles a query asks for, in its order; without one all but the trashed, newest saved first."""
        with self._storage.guard:
            self._have_listing()
            if query is None:
                return [article for article in self._catalogue.articles() if article.state is not State.TRASHED]
            found = self._catalogue.candidates(query)
            now = self._storage.clock.wall().astimezone()
        return query.apply(found, now=now, text=self.text if query.asks_for_text else None)

    def newest(self, limit: int) -> list[Article]:
        """Return the newest saved articles, as `articles()` begins: at once, however large the library is."""
        with self._storage.guard:
            self._have_listing()
            return self._catalogue.newest(limit)

    def article(self, id: str) -> Article:
        """Return an article by its whole id; raises ArticleNotFound."""
        with self._storage.guard:
            return self._catalogue.article(id)

    def find_article(self, handle: str) -> Article:
        """Return the article an id, a unique prefix of one, or an address means; raises ArticleNotFound, AmbiguousId."""
        with self._storage.guard:
            return self._catalogue.find_article(handle)

    def body(self, id: str) -> str:
        """Return the Markdown of an article; raises ArticleNotFound, LibraryDamaged where its file cannot be read."""
        with self._storage.guard:
            name = self._catalogue.text_name(id)
        if name is None:
            name = str(self._article_document(id).get("body", {}).get("name", ""))
        if not name:
            return ""
        try:
            return clean(self._bodies.read(name))
        except OSError as error:
            raise LibraryDamaged(
                self.path, f"the text of {id} ({self._bodies.articles.path / name}) cannot be read: {reason(error)}"
            ) from error

    def text(self, id: str) -> str:
        """Return where the words of an article are looked for: its Markdown, and the notes of its highlights.

        Raises ArticleNotFound; a body that cannot be read has no words.
        """
        try:
            body = self.body(id)
        except LibraryDamaged:
            body = ""
        notes = [highlight.note for highlight in self.highlights(id) if highlight.note]
        return "\n\n".join([body, *notes]) if notes else body

    def original(self, id: str) -> bytes | None:
        """Return the page as it was fetched; None where it was not kept. Raises as `body`."""
        name = self._article_document(id).get("original")
        if not isinstance(name, str):
            return None
        try:
            return self._bodies.read_original(name)
        except OSError as error:
            raise LibraryDamaged(
                self.path, f"the page of {id} ({self._bodies.originals.path / name}) cannot be read: {reason(error)}"
            ) from error

    def highlights(self, article_id: str | None = None) -> list[Highlight]:
        """Return highlights by place in the article, articles newest first."""
        with self._storage.guard:
            return self._catalogue.highlights(article_id)

    def find_highlight(self, handle: str) -> Highlight:
        """Return the highlight an id or a unique prefix means; raises HighlightNotFound, AmbiguousId."""
        with self._storage.guard:
            return self._catalogue.find_highlight(handle)

    def tags(self) -> dict[str, int]:
        """Return each tag with its number of articles, the trashed left out, sorted by tag."""
        with self._storage.guard:
            return self._catalogue.tally().tags

    def counts(self) -> Counts:
        """Return how many articles stand where."""
        with self._storage.guard:
            return self._catalogue.tally().counts

    def changed_since(self, revision: str) -> Changes:
        """Return what became different since a revision; "" asks for everything."""
        with self._storage.guard:
            return changed_since(self._storage.replica, revision)

    # Articles

    def add(self, draft: Draft) -> Added:
        """Save a draft; an article of the same address (or, without one, the same body) is answered instead."""
        return self.add_all([draft], f"added {quoted(draft.title)}")[0]

    def add_all(self, drafts: Iterable[Draft], label: str) -> list[Added]:
        """Save drafts as one act; the answers are in their order."""
        added: list[tuple[str, bool]] = []
        with self._storage.act(label) as act:
            try:
                in_this_act: dict[str, str] = {}
                for draft in drafts:
                    added.append(self._stage(draft, in_this_act))
                self._bodies.sync()
            except OSError as error:
                self._bodies_left_by(act.staged)
                raise write_failed(self.path, self._bodies.articles.path, error) from error
            except BaseException:
                self._bodies_left_by(act.staged)
                raise
        return [Added(self.article(id), is_new) for id, is_new in added]

    def update(self, ids: Sequence[str], edit: Edit) -> Act | None:
        """Make one edit in articles; None when nothing would change. Raises ArticleNotFound."""
        with self._storage.act("") as act:
            titles = []
            for id in dict.fromkeys(ids):
                before = self._article_document(id)
                document = dict(before)
                codec.edited(document, edit)
                if document != before:
                    titles.append(str(before.get("title", "")))
                    self._storage.stage("articles", id, document)
            if titles:
                act.label = label_for(edit, titles)
        return _act(act.entry)

    def set_body(self, id: str, body: str, *, words: int, excerpt: str) -> Act:
        """Put another text in an article's place; the old one stays until undo cannot reach it."""
        with self._storage.act("") as act:
            document = dict(self._article_document(id))
            act.label = f"changed the text of {articles([str(document.get('title', ''))])}"
            text = clean(body)
            name = body_name(id, self._storage.clock.name())
            self._write_body(name, text)
            document["body"] = {"name": name, "digest": digest(text.encode("utf-8", "replace"))}
            document["words"] = words
            document["excerpt"] = " ".join(clean(excerpt).split())
            self._storage.stage("articles", id, document)
        return _done(act.entry)

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
        return _done(act.entry)

    def keep_place(self, id: str, progress: Progress) -> None:
        """Keep where the reader stopped. No step of undo, and marks nothing as read."""
        with self._storage.act("kept the place", kind=history.PLACE):
            document = dict(self._article_document(id))
            document["progress"] = codec.progress_to_document(progress)
            self._storage.stage("articles", id, document)

    # Highlights

    def add_highlight(
        self,
        article_id: str,
        quote: TextQuote,
        span: Span,
        *,
        colour: int = 1,
        note: str = "",
        tags: Sequence[str] = (),
    ) -> Highlight:
        """Mark a passage; raises ArticleNotFound."""
        with self._storage.act(f"highlighted {quoted(quote.exact)}"):
            self._article_document(article_id)
            id = self._storage.new_id()
            made_at = self._storage.clock.wall()
            self._storage.stage(
                "highlights",
                id,
                codec.highlight_to_document(article_id, quote, span, made_at, colour, note, tuple(tags)),
            )
        return self.find_highlight(id)

    def update_highlights(self, ids: Sequence[str], edit: HighlightEdit) -> Act | None:
        """Make one edit in highlights; None when nothing would change. Raises HighlightNotFound."""
        with self._storage.act("") as act:
            quotes = []
            for id in dict.fromkeys(ids):
                before = self._highlight_document(id)
                document = dict(before)
                codec.highlight_edited(document, edit)
                if document != before:
                    quotes.append(codec.highlight_from_document(id, before).quote.exact)
                    self._storage.stage("highlights", id, document)
            if quotes:
                act.label = label_for_highlights(edit, quotes)
        return _act(act.entry)

    def remove_highlights(self, ids: Sequence[str]) -> Act:
        """Remove highlights with their notes; raises HighlightNotFound."""
        with self._storage.act("") as act:
            quotes = []
            for id in dict.fromkeys(ids):
                quotes.append(codec.highlight_from_document(id, self._highlight_document(id)).quote.exact)
                self._storage.stage("highlights", id, None)
            what = f"the highlight {quoted(quotes[0])}" if len(quotes) == 1 else f"{len(quotes)} highlights"
            act.label = f"removed {what}"
        return _done(act.entry)

    # Tags and saved searches

    def rename_tag(self, name: str, new: str) -> Act | None:
        """Give a tag, and those nested under it, another name; one that is there already takes them in; "" removes them.

        One act. None when no article has the tag.
        """
        wanted = as_tag(new)
        with self._storage.act("") as act:
            titles = []
            for article in self._catalogue.articles():
                kept = {_renamed(tag, name, wanted) for tag in article.tags}
                if kept != set(article.tags):
                    document = dict(self._article_document(article.id))
                    document["tags"] = sorted(kept - {""})
                    titles.append(article.title)
                    self._storage.stage("articles", article.id, document)
            done = f"renamed the tag #{name} to #{wanted} on" if wanted else f"removed the tag #{name} from"
            act.label = f"{done} {articles(titles)}" if titles else ""
        return _act(act.entry)

    def searches(self) -> list[SavedSearch]:
        """Return the saved searches by name."""
        with self._storage.guard:
            found = [
                SavedSearch(id, str(document.get("name", "")), str(document.get("query", "")))
                for id, document in self._storage.replica.records.documents("searches")
            ]
        return sorted(found, key=lambda search: (search.name.casefold(), search.id))

    def save_search(self, name: str, query: str) -> Act:
        """Keep a query under a name; one of the same name is replaced."""
        name, query = clean_line(name), clean_line(query)
        same = next((search.id for search in self.searches() if search.name == name), None)
        with self._storage.act(f"saved the search {quoted(name)}") as act:
            id = same or self._storage.new_id()
            self._storage.stage("searches", id, {"name": name, "query": query})
        return _done(act.entry) if act.entry is not None else self.acts(1)[0]

    def delete_search(self, id: str) -> Act | None:
        """Forget a saved search; None where there is none of this id."""
        name = next((search.name for search in self.searches() if search.id == id), None)
        if name is None:
            return None
        with self._storage.act(f"removed the search {quoted(name)}") as act:
            self._storage.stage("searches", id, None)
        return _act(act.entry)

    # History

    def undo(self) -> Act:
        """Take the last act of this machine back; raises NothingToUndo, UndoRefused. The act returned is the new one."""
        return self._history.undo()

    def redo(self) -> Act:
        """Do again what was undone last; raises NothingToUndo, UndoRefused."""
        return self._history.redo()

    def acts(self, limit: int = 100) -> list[Act]:
        """Return what was done, newest first, on all machines, as far back as it is kept."""
        return self._history.acts(limit)

    # Below the door

    def _stage(self, draft: Draft, in_this_act: dict[str, str]) -> tuple[str, bool]:
        body = clean(draft.body)
        content = digest(body.encode("utf-8", "replace"))
        key = codec.address(draft.url)
        known = self._there_already(key, content)
        mark = f"url {identity(key)}" if key else f"body {content}"
        if known is None:
            known = in_this_act.get(mark)
        if known is not None:
            return known, False
        now = self._storage.clock.wall()
        id = in_this_act[mark] = self._storage.new_id()
        document = codec.draft_to_document(draft, draft.saved_at or now)
        if body:
            document["body"] = {"name": body_name(id), "digest": content}
            self._write_body(body_name(id), body)
        if draft.original is not None:
            document["original"] = original_name(id)
            self._bodies.write_original(original_name(id), draft.original)
        self._storage.stage("articles", id, document)
        return id, True

    def _there_already(self, url: str | None, content: str) -> str | None:
        if url:
            found = self._catalogue.with_address(url)
            return None if found is None else found.id
        return self._catalogue.with_body(content)

    def _write_body(self, name: str, text: str) -> None:
        try:
            self._bodies.write(name, text)
        except OSError as error:
            raise write_failed(self.path, self._bodies.articles.path / name, error) from error

    def _bodies_left_by(self, staged: dict[tuple[str, str], Document | None]) -> None:
        """Remove the files of articles that did not come to be."""
        for table, id in staged:
            if table == "articles":
                self._bodies.forget(id)

    def _keep_listing(self) -> None:
        """Keep the list for the next start, where making it costs little."""
        if not self._catalogue.is_empty or self._storage.listing is not None:
            self._storage.keep_listing(self._catalogue.oldest_first())

    def _have_listing(self) -> None:
        """Make the list; where it had to be read from the records, keep it for the next start."""
        if self._catalogue.is_empty and self._storage.listing is None:
            found = self._catalogue.oldest_first()
            if len(found) >= WORTH_A_LISTING:
                self._storage.keep_listing(found)

    def _article_document(self, id: str) -> Document:
        with self._storage.guard:
            document = self._storage.document("articles", id)
        if document is None:
            raise ArticleNotFound(id)
        return document

    def _highlight_document(self, id: str) -> Document:
        document = self._storage.document("highlights", id)
        if document is None:
            raise HighlightNotFound(id)
        return document


def _renamed(tag: str, name: str, new: str) -> str:
    if tag == name:
        return new
    if tag.startswith(f"{name}/"):
        return f"{new}{tag[len(name) :]}" if new else ""
    return tag


def _act(entry: Entry | None) -> Act | None:
    return None if entry is None else history.to_act(entry)


def _done(entry: Entry | None) -> Act:
    assert entry is not None
    return history.to_act(entry)
