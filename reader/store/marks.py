"""The highlights of a library by id and by article, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable

from reader.errors import HighlightNotFound
from reader.model.highlight import Highlight
from reader.store.codec import highlight_from_document
from reader.store.handles import the_one
from reader.store.listing import Listing
from reader.store.replica import Replica

TABLE = "highlights"


class Marks:
    """All highlights as values. Ask only while the storage's guard is held."""

    def __init__(self, replica: Replica, listing: Listing | None = None) -> None:
        self._replica = replica
        self._listing = listing
        self._article_of: dict[str, str] | None = None
        self._by_article: dict[str, set[str]] = {}
        self._made: dict[str, Highlight] = {}
        self._taken_in = 0
        self.affected: list[str] = []
        """Articles that got or lost a highlight since opening, in order."""

    def catch_up(self) -> None:
        """Know what was done to highlights."""
        known = self._begun()
        touched = self._replica.touched
        if self._taken_in == len(touched):
            return
        news = dict.fromkeys(touched[self._taken_in :])
        self._taken_in = len(touched)
        for table, id in news:
            if table == TABLE:
                self._again(known, id)

    def articles(self) -> dict[str, str]:
        """Return the article of each highlight, by id."""
        self.catch_up()
        return self._begun()

    def of(self, article_id: str) -> set[str]:
        """Return the ids of an article's highlights."""
        self.catch_up()
        return self._by_article.get(article_id, set())

    def within(self, article_id: str) -> list[Highlight]:
        """Return the highlights of an article by place."""
        return sorted((self._one(id) for id in self.of(article_id)), key=_place)

    def by_article(self, articles: Iterable[str]) -> list[Highlight]:
        """Return all highlights by place, in the order of these articles; those of others last."""
        self.catch_up()
        if len(self._made) * 2 < len(self._begun()):  # more quickly read all at once than one by one
            documents = self._replica.records.documents(TABLE)
            self._made.update((id, highlight_from_document(id, document)) for id, document in documents)
        ordered = list(articles)
        ordered += sorted(self._by_article.keys() - set(ordered))
        return [highlight for id in ordered if id in self._by_article for highlight in self.within(id)]

    def find(self, handle: str) -> Highlight:
        """Return the highlight with this id or prefix; raises HighlightNotFound, AmbiguousId."""
        self.catch_up()
        return self._one(the_one(self._replica.records, TABLE, handle.strip(), HighlightNotFound))

    def _begun(self) -> dict[str, str]:
        if self._article_of is None:
            self._article_of = None if self._listing is None else self._listing.marks()
            if self._article_of is None:
                self._article_of = {
                    id: highlight_from_document(id, document).article_id
                    for id, document in self._replica.records.documents(TABLE)
                }
                touched = dict.fromkeys(id for table, id in self._replica.touched if table == TABLE)
                self.affected += [article for id in touched for article in self._articles_of(id)]
                self._taken_in = len(self._replica.touched)
            for id, article in self._article_of.items():
                self._by_article.setdefault(article, set()).add(id)
        return self._article_of

    def _again(self, known: dict[str, str], id: str) -> None:
        self._made.pop(id, None)
        old = known.pop(id, None)
        if old is not None:
            self._by_article[old].discard(id)
            self.affected.append(old)
        document = self._replica.document(TABLE, id)
        if document is not None:
            new = known[id] = highlight_from_document(id, document).article_id
            self._by_article.setdefault(new, set()).add(id)
            self.affected.append(new)

    def _articles_of(self, id: str) -> list[str]:
        record = self._replica.records.get(TABLE, id)
        return [] if record is None else [str(record.document.get("article", ""))]

    def _one(self, id: str) -> Highlight:
        found = self._made.get(id)
        if found is None:
            document = self._replica.document(TABLE, id)
            if document is None:
                raise HighlightNotFound(id)
            found = self._made[id] = highlight_from_document(id, document)
        return found


def _place(highlight: Highlight) -> tuple[int, int, str]:
    return highlight.span.start, highlight.span.end, highlight.id
