"""The values of a library as they are now: made once, kept until their record changes, sorted once."""

from __future__ import annotations

from bisect import bisect_left, insort
from datetime import datetime

from reader.errors import AmbiguousId, ArticleNotFound, HighlightNotFound
from reader.model.article import Article, State
from reader.model.highlight import Highlight
from reader.model.query import Query
from reader.model.url import identity, is_web_address
from reader.store.codec import article_from_document, highlight_from_document
from reader.store.listing import HEAD, Listing, collector_off
from reader.store.records import Document
from reader.store.replica import Replica
from reader.store.tagindex import TagIndex, asks_for_a_tag
from reader.store.tally import Tally

CANDIDATES = 10
"""How many ids an ambiguous handle names at most."""


class Catalogue:
    """Articles and highlights by id and in order. Ask only while the storage's guard is held."""

    def __init__(self, replica: Replica, listing: Listing | None = None) -> None:
        self._replica = replica
        self._listing = listing
        self._articles: dict[str, Article] | None = None
        self._order: list[tuple[datetime, str]] = []
        """Saving time and id, oldest first."""
        self._highlights: dict[str, Highlight] | None = None
        self._by_article: dict[str, set[str]] = {}
        self._by_identity: dict[str, set[str]] | None = None
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
                return article_from_document(id, document, len(self._of_article(id)))
            raise ArticleNotFound(id)
        try:
            return self._known()[id]
        except KeyError:
            raise ArticleNotFound(id) from None

    def find_article(self, handle: str) -> Article:
        """Return the article with this id, prefix of an id, or address; raises ArticleNotFound, AmbiguousId."""
        handle = handle.strip()
        if handle.isascii() and handle.isdigit():
            return self.article(_one(handle, list(self._replica.records.there.get("articles", {})), ArticleNotFound))
        found = self.with_address(handle) if is_web_address(handle) or "." in handle else None
        if found is None and "." in handle and "://" not in handle:
            found = self.with_address(f"https://{handle}")
        if found is None:
            raise ArticleNotFound(handle)
        return found

    def with_address(self, url: str) -> Article | None:
        """Return the article saved from this address (compared by `url.identity`), the newest where there are two."""
        known = self._known()
        if self._by_identity is None:
            self._by_identity = {}
            for article in known.values():
                self._note_identity(article)
        ids = self._by_identity.get(identity(url), ())
        return known[max(ids)] if ids else None

    def with_body(self, digest: str) -> str | None:
        """Return the id of an article without address whose body has this digest, the newest where there are two."""
        known = self._known()
        if self._by_digest is None:
            without = [article.id for article in reversed(self.articles()) if article.url is None]
            self._by_digest = {_digest(self._replica.document("articles", id)): id for id in without}
        id = self._by_digest.get(digest)
        return id if id in known else None

    def highlights(self, article_id: str | None = None) -> list[Highlight]:
        """Return highlights by place in the article, articles newest first; those of lost articles last."""
        known = self._known_highlights()
        if article_id is not None:
            return sorted((known[id] for id in self._of_article(article_id)), key=_place)
        ordered = [id for _, id in reversed(self._order)] if self._articles is not None else []
        ordered = ordered or [article.id for article in self.articles()]
        ordered += sorted(self._by_article.keys() - set(ordered))
        return [h for id in ordered for h in sorted((known[i] for i in self._by_article.get(id, ())), key=_place)]

    def marks_of(self, article_id: str) -> set[str]:
        """Return the ids of an article's highlights."""
        return self._of_article(article_id)

    def find_highlight(self, handle: str) -> Highlight:
        """Return the highlight with this id or prefix; raises HighlightNotFound, AmbiguousId."""
        known = self._known_highlights()
        return known[_one(handle.strip(), list(known), HighlightNotFound)]

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
        highlights = self._by_article if self._known_highlights() else {}
        return {
            id: article_from_document(id, document, len(highlights.get(id, ())))
            for id, document in self._replica.records.documents("articles")
        }

    def _known_highlights(self) -> dict[str, Highlight]:
        if self._highlights is None:
            self._highlights = {}
            for id, document in self._replica.records.documents("highlights"):
                self._put_highlight(id, highlight_from_document(id, document))
            if self._articles is None:
                self._taken_in = len(self._replica.touched)
        self._catch_up()
        return self._highlights

    def _catch_up(self) -> None:
        touched = self._replica.touched
        if self._taken_in == len(touched):
            return
        news = dict.fromkeys(touched[self._taken_in :])
        self._taken_in = len(touched)
        articles = [id for table, id in news if table == "articles"]
        for table, id in news:
            if table == "highlights":
                articles += self._again_highlight(id) if self._highlights is not None else self._article_of(id)
        if self._articles is not None:
            for id in dict.fromkeys(articles):
                self._again(id)

    def _article_of(self, id: str) -> list[str]:
        record = self._replica.records.get("highlights", id)
        return [] if record is None else [str(record.document.get("article", ""))]

    def _again_highlight(self, id: str) -> list[str]:
        """Make a highlight anew; return the articles whose number of highlights may differ now."""
        assert self._highlights is not None
        old = self._highlights.pop(id, None)
        if old is not None:
            self._by_article[old.article_id].discard(id)
        document = self._replica.document("highlights", id)
        if document is not None:
            self._put_highlight(id, highlight_from_document(id, document))
        new = self._highlights.get(id)
        return [highlight.article_id for highlight in (old, new) if highlight is not None]

    def _again(self, id: str) -> None:
        assert self._articles is not None
        old = self._articles.pop(id, None)
        self._by_digest = None if old is not None and old.url is None else self._by_digest
        document = self._replica.document("articles", id)
        new = None
        if document is not None:
            new = self._articles[id] = article_from_document(id, document, len(self._of_article(id)))
            if self._by_digest is not None and new.url is None:
                self._by_digest[_digest(document)] = id
        for kept in (self._tags, self._tally):
            if kept is not None and old is not None:
                kept.drop(old)
            if kept is not None and new is not None:
                kept.add(new)
        if old is None or new is None or old.saved_at != new.saved_at:
            if old is not None:
                del self._order[bisect_left(self._order, (old.saved_at, id))]
            if new is not None:
                insort(self._order, (new.saved_at, id))
        if self._by_identity is not None and (old and old.url) != (new and new.url):
            if old is not None and old.url:
                self._by_identity.get(identity(old.url), set()).discard(id)
            if new is not None:
                self._note_identity(new)

    def _note_identity(self, article: Article) -> None:
        if article.url and self._by_identity is not None:
            # kept addresses are canonical; only others have to be taken apart
            self._by_identity.setdefault(identity(article.url), set()).add(article.id)

    def _put_highlight(self, id: str, highlight: Highlight) -> None:
        assert self._highlights is not None
        self._highlights[id] = highlight
        self._by_article.setdefault(highlight.article_id, set()).add(id)

    def _of_article(self, id: str) -> set[str]:
        self._known_highlights()
        return self._by_article.get(id, set())


def _one(handle: str, ids: list[str], missing: type[ArticleNotFound] | type[HighlightNotFound]) -> str:
    """Return the id this handle means."""
    if handle in ids:
        return handle
    found = sorted(id for id in ids if id.startswith(handle)) if handle else []
    if not found:
        raise missing(handle)
    if len(found) > 1:
        raise AmbiguousId(handle, found[:CANDIDATES])
    return found[0]


def _digest(document: Document | None) -> object:
    body = None if document is None else document.get("body")
    return body.get("digest") if isinstance(body, dict) else None


def _place(highlight: Highlight) -> tuple[int, int, str]:
    return highlight.span.start, highlight.span.end, highlight.id
