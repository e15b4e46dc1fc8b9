"""The values of a library as they are now: made once, kept until their record changes, sorted once."""

from __future__ import annotations

from bisect import bisect_left, insort
from datetime import datetime

from reader.errors import ArticleNotFound
from reader.model.article import Article, State
from reader.model.highlight import Highlight
from reader.model.query import Query
from reader.model.url import is_web_address
from reader.store.codec import article_from_document
from reader.store.handles import the_one
from reader.store.identities import Addresses, digest_of
from reader.store.listing import HEAD, Listing, collector_off
from reader.store.marks import Marks
from reader.store.replica import Replica
from reader.store.tagindex import TagIndex, asks_for_a_tag
from reader.store.tally import Tally


class Catalogue:
    """Articles by id and in order, with their highlights. Ask only while the storage's guard is held."""

    def __init__(self, replica: Replica, listing: Listing | None = None) -> None:
        self._replica = replica
        self._listing = listing
        self._articles: dict[str, Article] | None = None
        self._order: list[tuple[datetime, str]] = []
        """Saving time and id, oldest first."""
        self._marks = Marks(replica)
        self._addresses: Addresses | None = None
        self._tags: TagIndex | None = None
        self._tally: Tally | None = None
        self._by_digest: dict[object, str] | None = None
        self._taken_in = 0

    @property
    def is_empty(self) -> bool:
        """Whether no list was made yet."""
        return self._articles is None

    def articles(self) -> list[Article]:
        """Return all articles, newest saved first, the trashed among them."""
        known = self._known()
        return [known[id] for _, id in reversed(self._order)]

    def candidates(self, query: Query) -> list[Article]:
        """Return articles among which are all that answer a query, in no order."""
        known = self._known()
        if not asks_for_a_tag(query.term):
            return list(known.values())
        if self._tags is None:
            self._tags = TagIndex(known.values())
        ids = self._tags.candidates(query)
        return list(known.values()) if ids is None else [known[id] for id in ids]

    def oldest_first(self) -> list[Article]:
        """Return all articles, oldest saved first, the trashed among them."""
        return self.articles()[::-1]

    def newest(self, limit: int) -> list[Article]:
        """Return the newest articles, the trashed left out: at once, where the side file of the list has them."""
        listing = self._listing
        if listing is not None and not self._replica.touched and limit <= HEAD:
            found = listing.newest()[:limit]
            if len(found) == limit:
                return found
        return [article for article in self.articles() if article.state is not State.TRASHED][:limit]

    def text_name(self, id: str) -> str | None:
        """Return the body file of an article where the side file of the list names it."""
        return None if self._listing is None or self._replica.touched else self._listing.texts.get(id)

    def article(self, id: str) -> Article:
        """Return an article; raises ArticleNotFound."""
        if self._articles is None:
            document = self._replica.document("articles", id)
            if document is not None:
                return article_from_document(id, document, len(self.marks_of(id)))
            raise ArticleNotFound(id)
        try:
            return self._known()[id]
        except KeyError:
            raise ArticleNotFound(id) from None

    def find_article(self, handle: str) -> Article:
        """Return the article with this id, prefix of an id, or address; raises ArticleNotFound, AmbiguousId."""
        handle = handle.strip()
        if handle.isascii() and handle.isdigit():
            return self.article(the_one(handle, self._replica.records.there.get("articles", {}), ArticleNotFound))
        found = self.with_address(handle) if is_web_address(handle) or "." in handle else None
        if found is None and "." in handle and "://" not in handle:
            found = self.with_address(f"https://{handle}")
        if found is None:
            raise ArticleNotFound(handle)
        return found

    def with_address(self, url: str) -> Article | None:
        """Return the article saved from this address (compared by `url.identity`), the newest where there are two."""
        known = self._known()
        if self._addresses is None:
            self._addresses = Addresses(known.values())
        id = self._addresses.find(url)
        return None if id is None else known[id]

    def with_body(self, digest: str) -> str | None:
        """Return the id of an article without address whose body has this digest, the newest where there are two."""
        known = self._known()
        if self._by_digest is None:
            without = [article.id for article in reversed(self.articles()) if article.url is None]
            self._by_digest = {digest_of(self._replica.document("articles", id)): id for id in without}
        id = self._by_digest.get(digest)
        return id if id in known else None

    def highlights(self, article_id: str | None = None) -> list[Highlight]:
        """Return highlights by place in the article, articles newest first; those of lost articles last."""
        self._have_marks()
        if article_id is not None:
            return self._marks.within(article_id)
        if self._articles is None:
            self._known()
        return self._marks.by_article(id for _, id in reversed(self._order))

    def marks_of(self, article_id: str) -> set[str]:
        """Return the ids of an article's highlights."""
        self._have_marks()
        return self._marks.of(article_id)

    def find_highlight(self, handle: str) -> Highlight:
        """Return the highlight with this id or prefix; raises HighlightNotFound, AmbiguousId."""
        self._have_marks()
        return self._marks.find(handle)

    def tally(self) -> Tally:
        """Return the counts of the articles."""
        known = self._known()
        if self._tally is None:
            self._tally = Tally(known.values())
        return self._tally

    def _known(self) -> dict[str, Article]:
        if self._articles is None:
            with collector_off():
                listed = None if self._listing is None else self._listing.articles()
                if listed is not None:
                    self._taken_in = 0  # what the journals brought came after the listing
                self._articles = self._from_records() if listed is None else {a.id: a for a in listed}
                self._order = [(article.saved_at, id) for id, article in self._articles.items()]
                if listed is None:
                    self._order.sort()
        self._catch_up()
        return self._articles

    def _from_records(self) -> dict[str, Article]:
        self._have_marks()
        return {
            id: article_from_document(id, document, len(self._marks.of(id)))
            for id, document in self._replica.records.documents("articles")
        }

    def _have_marks(self) -> None:
        if self._marks.is_empty:
            self._marks.read()
            if self._articles is None:
                self._taken_in = len(self._replica.touched)
        self._catch_up()

    def _catch_up(self) -> None:
        touched = self._replica.touched
        if self._taken_in == len(touched):
            return
        news = dict.fromkeys(touched[self._taken_in :])
        self._taken_in = len(touched)
        articles = [id for table, id in news if table == "articles"]
        for table, id in news:
            if table == "highlights":
                articles += self._marks.again(id)
        if self._articles is not None:
            for id in dict.fromkeys(articles):
                self._again(id)

    def _again(self, id: str) -> None:
        assert self._articles is not None
        old = self._articles.pop(id, None)
        self._by_digest = None if old is not None and old.url is None else self._by_digest
        document = self._replica.document("articles", id)
        new = None
        if document is not None:
            new = self._articles[id] = article_from_document(id, document, len(self.marks_of(id)))
            if self._by_digest is not None and new.url is None:
                self._by_digest[digest_of(document)] = id
        for kept in (self._tags, self._tally, self._addresses):
            if kept is not None and old is not None:
                kept.drop(old)
            if kept is not None and new is not None:
                kept.add(new)
        if old is None or new is None or old.saved_at != new.saved_at:
            if old is not None:
                del self._order[bisect_left(self._order, (old.saved_at, id))]
            if new is not None:
                insort(self._order, (new.saved_at, id))
