"""The reading side of a library: what there is, as values."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.errors import ArticleNotFound, LibraryDamaged
from reader.model.act import Act, Changes, Counts
from reader.model.article import Article, State
from reader.model.clean import clean
from reader.model.highlight import Highlight
from reader.model.query import Query
from reader.model.query.terms import Flag, Is
from reader.store.catalogue import Catalogue
from reader.store.changes import changed_since
from reader.store.codec import body_of
from reader.store.files import reason
from reader.store.keeping import ListKeeper
from reader.store.past import History
from reader.store.pictures import Pictures
from reader.store.record import Document
from reader.store.storage import JournaledStorage

_TRASHED = State.TRASHED
"""A name of its own: it is asked for once for each article."""
_EVERYTHING = Query(Is(Flag.ANYWHERE))


class Reading:
    """Articles, their texts and highlights. Nothing here changes the library."""

    def __init__(self, storage: JournaledStorage) -> None:
        self._storage = storage
        self._bodies = storage.bodies
        self._catalogue = Catalogue(storage.replica, storage.listing)
        self._history = History(storage, self._catalogue.marks.of)
        self._keeper = ListKeeper(storage, self._catalogue)
        storage.after_checkpoint = self._keeper.after_checkpoint
        storage.before_close = self._keeper.before_close

    @property
    def path(self) -> Path:
        """The file library.json."""
        return self._storage.path

    @property
    def pictures(self) -> Pictures:
        """The pictures that were saved with articles."""
        return self._bodies.pictures

    def articles(self, query: Query | None = None) -> list[Article]:
        """Return the articles a query asks for, in its order; without one all but the trashed, newest saved first."""
        with self._storage.guard:
            self._keeper.have_list()
            if query == _EVERYTHING:
                return self._catalogue.articles()  # no test and no sorting: that keeps the interface waiting
            if query is None:
                return [article for article in self._catalogue.articles() if article.state is not _TRASHED]
            found = self._catalogue.candidates(query)
            now = self._storage.clock.wall().astimezone()
        return query.apply(found, now=now, text=self.text if query.asks_for_text else None)

    def newest(self, limit: int) -> list[Article]:
        """Return the newest saved articles, as `articles()` begins: at once, however large the library is."""
        with self._storage.guard:
            self._keeper.have_list()
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
        name = self._text_name(id)
        return self._read_body(id, name) if name else ""

    def body_stamp(self, id: str) -> str:
        """Return what names the text of an article as its file is now, without reading it; "" where there is none.

        Another text has another stamp: bodies are never written twice under one name, and what other programs do to a
        file changes its size or its time. Raises ArticleNotFound.
        """
        name = self._text_name(id)
        return self._bodies.stamp(name) if name else ""

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
            return self._catalogue.marks.find(handle)

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

    def touched_since(self, revision: str) -> int | None:
        """Return how often something was changed since this program knew a revision; None of one it did not know."""
        with self._storage.guard:
            replica = self._storage.replica
            since = replica.tokens.get(revision)
            return None if since is None else len(replica.touched) - since

    @contextmanager
    def at_hand(self, seconds: float) -> Iterator[bool]:
        """Say whether the library is free, or becomes so within these seconds; if so no other thread has it inside the block.

        What would keep an interface waiting is known beforehand then.
        """
        free = self._storage.guard.acquire(timeout=seconds)
        try:
            yield free
        finally:
            if free:
                self._storage.guard.release()

    def acts(self, limit: int = 100) -> list[Act]:
        """Return what was done, newest first, on all machines, as far back as it is kept."""
        return self._history.acts(limit)

    def _text_name(self, id: str) -> str:
        """Return the name of an article's body file, "" where it has none; raises ArticleNotFound."""
        with self._storage.guard:
            name = self._catalogue.text_name(id)
        return str(body_of(self._article_document(id)).get("name", "")) if name is None else name

    def _read_body(self, id: str, name: str) -> str:
        try:
            return clean(self._bodies.read(name))
        except OSError as error:
            raise LibraryDamaged(
                self.path, f"the text of {id} ({self._bodies.articles.path / name}) cannot be read: {reason(error)}"
            ) from error

    def _article_document(self, id: str) -> Document:
        with self._storage.guard:
            document = self._storage.document("articles", id)
        if document is None:
            raise ArticleNotFound(id)
        return document
