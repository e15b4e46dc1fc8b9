"""The acts on the text of an article: another takes its place, and an earlier one comes back."""

from __future__ import annotations

from typing import Any

from reader import model
from reader.errors import VersionNotFound
from reader.model.act import Act, articles
from reader.model.article import Draft
from reader.model.clean import clean, clean_line
from reader.store import codec
from reader.store.bodies import body_name, digest, original_name
from reader.store.files import write_failed
from reader.store.history import ASKED, act_of, done
from reader.store.reading import Reading
from reader.store.record import Document

MOST_VERSIONS = 20
"""So many earlier texts of an article are kept."""
_LABELS = {
    "saved": "changed the text of {}",
    "fetched": "fetched {} anew",
    "extracted": "extracted {} anew",
    "edited": "edited the text of {}",
}
_FILLED_IN = ("title", "authors", "site", "published_at", "language", "direction", "image")
"""Facts that a new text brings where the article has none."""


class Texts(Reading):
    """A library whose texts can be replaced, the old ones kept."""

    def provenance(self, id: str) -> model.Provenance:
        """Return where an article's text comes from, and which it had before; raises ArticleNotFound."""
        from reader.store.provenance import of  # asked for one article at a time, and seldom

        return of(self._article_document(id))

    def replace_text(self, id: str, draft: Draft, made: model.Made) -> Act | None:
        """Put the text of a draft in the place of an article's, which is kept as a version; None where it is the same.

        Facts that the article lacks come with it. One act.
        """
        with self._storage.act("") as act:
            document = dict(self._article_document(id))
            act.label = _LABELS[made.value].format(articles([str(document.get("title", ""))]))
            text = clean(draft.body)
            content = digest(text.encode("utf-8", "replace"))
            if content != codec.body_of(document).get("digest", digest(b"")):
                stamp = self._storage.clock.name()
                name = body_name(id, stamp)
                self._write(name, text)
                self._keep_old(document)
                document["body"] = {"name": name, "digest": content, "made": made.value}
                document["words"] = draft.words
                document["excerpt"] = clean_line(draft.excerpt)
                name_present(document)
                _fill_in(document, draft)
                if made.value == "fetched":
                    document["fetched"] = codec.fetched(draft.validators, self._storage.clock.wall())
                    if draft.original is not None:
                        document["original"] = original_name(id, stamp)
                        self._write_original(document["original"], draft.original)
                self._storage.stage("articles", id, document)
        return act_of(act.entry)

    def keep_validators(self, id: str, validators: model.Validators) -> None:
        """Keep how a server marks a page now whose text is as it was. No step of undo; writes only what is new."""
        if not validators or validators == self.provenance(id).validators or self._storage.read_only:
            return
        with self._storage.act("asked for a page again", kind=ASKED):
            document = dict(self._article_document(id))
            document["fetched"] = codec.fetched(validators, self._storage.clock.wall())
            self._storage.stage("articles", id, document)

    def version(self, id: str, number: int) -> str:
        """Return an earlier text of an article; raises ArticleNotFound, VersionNotFound, LibraryDamaged."""
        document = self._article_document(id)
        return self._read_body(id, str(_version(document, number)["name"]))

    def restore_version(self, id: str, number: int) -> Act:
        """Put an earlier text back; the present one is kept as a version. Raises ArticleNotFound, VersionNotFound."""
        with self._storage.act("") as act:
            document = dict(self._article_document(id))
            old = _version(document, number)
            act.label = f"restored an earlier text of {articles([str(document.get('title', ''))])}"
            self._keep_old(document)
            document["body"] = {key: old[key] for key in ("name", "digest", "made") if key in old}
            document["words"], document["excerpt"] = old.get("words", 0), old.get("excerpt", "")
            name_present(document)
            self._storage.stage("articles", id, document)
        return done(act.entry)

    def _keep_old(self, document: Document) -> None:
        """Say of the present text of a document that it was replaced."""
        name_present(document, replaced_at=codec.to_iso(self._storage.clock.wall()))

    def _write(self, name: str, text: str) -> None:
        try:
            self._bodies.write(name, text)
        except OSError as error:
            raise write_failed(self._storage.path, self._bodies.articles.path / name, error) from error

    def _write_original(self, name: str, page: bytes) -> None:
        try:
            self._bodies.write_original(name, page)
        except OSError as error:
            raise write_failed(self._storage.path, self._bodies.originals.path / name, error) from error


def name_present(document: Document, **told: str) -> None:
    """Name the present text of a document among all it had.

    It is named as soon as it is put there: where another machine puts one later, both are named when they meet.
    """
    body = codec.body_of(document)
    if not body.get("name"):
        return
    others = [one for one in codec.texts(document) if one["name"] != body["name"]]
    number = max((one["number"] for one in codec.versions({**document, "versions": others})), default=0) + 1
    words, excerpt = document.get("words", 0), document.get("excerpt", "")
    present: dict[str, Any] = {**body, "number": number, **told, "words": words, "excerpt": excerpt}
    document["versions"] = [*others, present][-MOST_VERSIONS - 1 :]


def _version(document: Document, number: int) -> dict[str, Any]:
    found = next((one for one in codec.versions(document) if one["number"] == number), None)
    if found is None:
        raise VersionNotFound(str(document.get("title", "")), number)
    return found


def _fill_in(document: Document, draft: Draft) -> None:
    told = codec.draft_to_document(draft, codec.EPOCH)
    for name in _FILLED_IN:
        if told.get(name) and not document.get(name):
            document[name] = told[name]
    if told.get("updated_at"):
        document["updated_at"] = told["updated_at"]
