"""The values of a library as they are now: made once, kept until their record changes, sorted once."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable
from datetime import datetime
from operator import attrgetter

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
from reader.store.record import Document
from reader.store.replica import Replica
from reader.store.tagindex import TagIndex, asks_for_a_tag
from reader.store.tally import Tally

_id = attrgetter("id")
_order: Callable[[Article], tuple[datetime, str]] = attrgetter("saved_at", "id")
FEW = 500
"""So many touched records are looked at to know the newest; where there are more, all articles are read."""


class Catalogue:
    """Articles by id and in order, with their highlights. Ask only while the storage's guard is held."""

    def __init__(self, replica: Replica, listing: Listing | None = None) -> None:
        self._replica = replica
        self._listing = listing
        self._articles: dict[str, Article] | None = None
        self._oldest_first: list[Article] = []
        self._newest_first: list[Article] | None = None
        """The articles in that order turned round, while none has changed."""
        self.marks = Marks(replica, listing)
        self._addresses: Addresses | None = None
        self._tags: TagIndex | None = None
        self._tally: Tally | None = None
        self._by_digest: dict[tuple[object, str], str] | None = None
        self._taken_in = self._affected = 0

    @property
    def is_empty(self) -> bool:
        """Whether no list was made yet."""
        return self._articles is None

    def articles(self) -> list[Article]:
        """Return all articles, newest saved first, the trashed among them."""
        self._known()
        if self._newest_first is None:
            self._newest_first = self._oldest_first[::-1]
        return self._newest_first.copy()

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
        self._known()
        return self._oldest_first.copy()

    def newest(self, limit: int) -> list[Article]:
        """Return the newest articles, the trashed left out: at once, where the side file of the list has them."""
        found = None if self._articles is not None else self._newest_listed(limit)
        if found is not None:
            return found
        return [article for article in self.articles() if article.state is not State.TRASHED][:limit]

    def text_name(self, id: str) -> str | None:
        """Return the body file of an article where the side file of the list names it."""
        return None if self._listing is None or self._replica.touched else self._listing.text_name(id)

    def article(self, id: str) -> Article:
        """Return an article; raises ArticleNotFound."""
        if self._articles is None:
            document = self._replica.document("articles", id)
            if document is None:
                raise ArticleNotFound(id)
            return self._made(id, document)
        try:
            return self._known()[id]
        except KeyError:
            raise ArticleNotFound(id) from None

    def find_article(self, handle: str) -> Article:
        """Return the article with this id, prefix of an id, or address; raises ArticleNotFound, AmbiguousId."""
        handle = handle.strip()
        if handle.isascii() and handle.isdigit():
            return self.article(the_one(self._replica.records, "articles", handle, ArticleNotFound))
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

    def with_body(self, digest: str, title: str) -> str | None:
        """Return the id of an article without address of this title and this digest of its body, the newest of two.

        The title counts: the heading of a file is its title and not in its body, and two lists under different headings
        are two articles.
        """
        known = self._known()
        if self._by_digest is None:
            self._by_digest = {
                (digest_of(self._replica.document("articles", article.id)), article.title): article.id
                for article in reversed(self.articles())
                if article.url is None
            }
        id = self._by_digest.get((digest, title))
        return id if id in known else None

    def highlights(self, article_id: str | None = None) -> list[Highlight]:
        """Return highlights by place in the article, articles newest first; those of lost articles last."""
        if article_id is not None:
            return self.marks.within(article_id)
        self._known()
        return self.marks.by_article(article.id for article in reversed(self._oldest_first))

    def tally(self) -> Tally:
        """Return the counts of the articles."""
        known = self._known()
        if self._tally is None:
            self._tally = Tally(known.values())
        return self._tally

    def _newest_listed(self, limit: int) -> list[Article] | None:
        """Return the newest articles as the side file has them, with what was done since; None where that is not enough."""
        listing = self._listing
        touched = dict.fromkeys(self._replica.touched)
        if listing is None or limit > HEAD or len(touched) > FEW:
            return None
        listed = listing.newest()
        if touched:
            changed = {id for table, id in touched if table == "articles"}
            if any(table == "highlights" for table, _ in touched):
                self.marks.catch_up()
                changed.update(self.marks.affected)
            known = [(id, self._replica.document("articles", id)) for id in changed]
            made = [self._made(id, document) for id, document in known if document is not None]
            oldest = _order(listed[-1]) if len(listed) == HEAD else None
            listed = [article for article in listed if article.id not in changed]
            listed += [a for a in made if a.state is not State.TRASHED and (oldest is None or _order(a) > oldest)]
            listed.sort(key=_order, reverse=True)
        return listed[:limit] if len(listed) >= limit else None

    def _made(self, id: str, document: Document) -> Article:
        return article_from_document(id, document, len(self.marks.of(id)))

    def _known(self) -> dict[str, Article]:
        if self._articles is None:
            with collector_off():
                listed = None if self._listing is None else self._listing.articles()
                if listed is not None:
                    self._articles = dict(zip(map(_id, listed), listed, strict=True))
                    self._oldest_first = listed
                else:
                    documents = self._replica.records.documents("articles")
                    self._articles = {id: self._made(id, document) for id, document in documents}
                    self._oldest_first = sorted(self._articles.values(), key=_order)
                    self._taken_in, self._affected = len(self._replica.touched), len(self.marks.affected)
        self._catch_up()
        return self._articles

    def _catch_up(self) -> None:
        touched = self._replica.touched
        if self._taken_in == len(touched):
            return
        news = dict.fromkeys(touched[self._taken_in :])
        self._taken_in = len(touched)
        articles = [id for table, id in news if table == "articles"]
        if any(table == "highlights" for table, _ in news):
            self.marks.catch_up()
        articles += self.marks.affected[self._affected :]
        self._affected = len(self.marks.affected)
        for id in dict.fromkeys(articles):
            self._again(id)

    def _again(self, id: str) -> None:
        assert self._articles is not None
        self._newest_first = None
        old = self._articles.pop(id, None)
        self._by_digest = None if old is not None and old.url is None else self._by_digest
        document = self._replica.document("articles", id)
        new = None
        if document is not None:
            new = self._articles[id] = self._made(id, document)
            if self._by_digest is not None and new.url is None:
                self._by_digest[digest_of(document), new.title] = id
        for kept in (self._tags, self._tally, self._addresses):
            if kept is not None and old is not None:
                kept.drop(old)
            if kept is not None and new is not None:
                kept.add(new)
        order = self._oldest_first
        place = None if old is None else bisect_left(order, _order(old), key=_order)
        if place is not None and new is not None and old is not None and old.saved_at == new.saved_at:
            order[place] = new
            return
        if place is not None:
            del order[place]
        if new is not None:
            insort(order, new, key=_order)
