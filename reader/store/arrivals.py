"""How drafts become articles: body first, then the record; nothing twice."""

from __future__ import annotations

from collections.abc import Iterable

from reader.model.article import Draft
from reader.model.clean import clean, clean_line
from reader.model.url import identity
from reader.store import codec
from reader.store.bodies import body_name, digest, original_name
from reader.store.catalogue import Catalogue
from reader.store.files import write_failed
from reader.store.storage import JournaledStorage


class Arrivals:
    """Puts drafts into the open act of a library."""

    def __init__(self, storage: JournaledStorage, catalogue: Catalogue) -> None:
        self._storage = storage
        self._bodies = storage.bodies
        self._catalogue = catalogue
        self._in_this_act: dict[str, str] = {}

    def take(self, drafts: Iterable[Draft]) -> list[tuple[str, bool]]:
        """Stage drafts; return the id of each, and whether it is new."""
        self._in_this_act = {}
        try:
            added = [self._stage(draft) for draft in drafts]
            self._bodies.sync()
        except OSError as error:
            raise write_failed(self._storage.path, self._bodies.articles.path, error) from error
        return added

    def write_body(self, name: str, text: str) -> None:
        """Write a body file; raises WriteFailed."""
        try:
            self._bodies.write(name, text)
        except OSError as error:
            raise write_failed(self._storage.path, self._bodies.articles.path / name, error) from error

    def _stage(self, draft: Draft) -> tuple[str, bool]:
        body = clean(draft.body)
        content = digest(body.encode("utf-8", "replace"))
        key = codec.address(draft.url)
        title = clean_line(draft.title)
        known = self._there_already(key, content, title)
        mark = f"url {identity(key)}" if key else f"body {content} {title}"
        if known is None:
            known = self._in_this_act.get(mark)
        if known is not None:
            return known, False
        now = self._storage.clock.wall()
        id = self._in_this_act[mark] = self._storage.new_id()
        document = codec.draft_to_document(draft, draft.saved_at or now)
        if body:
            document["body"] = {"name": body_name(id), "digest": content}
            self.write_body(body_name(id), body)
        if draft.source == "web":
            document["fetched"] = codec.fetched(draft.validators, now)
        if draft.original is not None:
            document["original"] = original_name(id)
            self._bodies.write_original(original_name(id), draft.original)
        self._storage.stage("articles", id, document)
        return id, True

    def _there_already(self, url: str | None, content: str, title: str) -> str | None:
        if url:
            found = self._catalogue.with_address(url)
            return None if found is None else found.id
        return self._catalogue.with_body(content, title)
