"""The highlights of a library by id and by article, kept until their record changes."""

from __future__ import annotations

from collections.abc import Iterable

from reader.errors import HighlightNotFound
from reader.model.highlight import Highlight
from reader.store.codec import highlight_from_document
from reader.store.handles import the_one
from reader.store.replica import Replica


class Marks:
    """All highlights as values. Ask only while the storage's guard is held."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self._known: dict[str, Highlight] | None = None
        self._by_article: dict[str, set[str]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether none was read yet."""
        return self._known is None

    def read(self) -> None:
        """Make all values, as the records are now."""
        self._known = {}
        for id, document in self._replica.records.documents("highlights"):
            self._put(highlight_from_document(id, document))

    def again(self, id: str) -> list[str]:
        """Make a highlight anew; return the articles whose number of highlights may differ now."""
        if self._known is None:
            record = self._replica.records.get("highlights", id)
            return [] if record is None else [str(record.document.get("article", ""))]
        old = self._known.pop(id, None)
        if old is not None:
            self._by_article[old.article_id].discard(id)
        document = self._replica.document("highlights", id)
        new = None if document is None else highlight_from_document(id, document)
        if new is not None:
            self._put(new)
        return [highlight.article_id for highlight in (old, new) if highlight is not None]

    def of(self, article_id: str) -> set[str]:
        """Return the ids of an article's highlights."""
        return self._by_article.get(article_id, set())

    def within(self, article_id: str) -> list[Highlight]:
        """Return the highlights of an article by place."""
        return sorted((self._all[id] for id in self.of(article_id)), key=_place)

    def by_article(self, articles: Iterable[str]) -> list[Highlight]:
        """Return all highlights by place, in the order of these articles; those of others last."""
        ordered = list(articles)
        ordered += sorted(self._by_article.keys() - set(ordered))
        return [highlight for id in ordered if id in self._by_article for highlight in self.within(id)]

    def find(self, handle: str) -> Highlight:
        """Return the highlight with this id or prefix; raises HighlightNotFound, AmbiguousId."""
        return self._all[the_one(handle.strip(), list(self._all), HighlightNotFound)]

    @property
    def _all(self) -> dict[str, Highlight]:
        assert self._known is not None
        return self._known

    def _put(self, highlight: Highlight) -> None:
        self._all[highlight.id] = highlight
        self._by_article.setdefault(highlight.article_id, set()).add(highlight.id)


def _place(highlight: Highlight) -> tuple[int, int, str]:
    return highlight.span.start, highlight.span.end, highlight.id
