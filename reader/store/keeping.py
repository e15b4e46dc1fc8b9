"""When the side files of the list are written: after a first reading of the library, and after each checkpoint."""

from __future__ import annotations

from dataclasses import asdict

from reader.store import bundles, head
from reader.store.bundles import Bundle, Key, bundled
from reader.store.catalogue import Catalogue
from reader.store.codec import article_from_document
from reader.store.listing import Listing
from reader.store.rows import Row, key_of, row_of
from reader.store.storage import JournaledStorage

WORTH_A_LISTING = 500
"""From so many articles on, the list is kept in a side file."""
FEW = 2_000
"""So many changed records are put into the rows that are there; for more all are written anew."""


class ListKeeper:
    """Keeps the next start quick, where that costs little now."""

    def __init__(self, storage: JournaledStorage, catalogue: Catalogue) -> None:
        self._storage = storage
        self._catalogue = catalogue

    def have_list(self) -> None:
        """Make the list; where it had to be read from the records, keep it for the next start."""
        if self._catalogue.is_empty and self._storage.listing is None:
            found = self._catalogue.oldest_first()
            if len(found) >= WORTH_A_LISTING:
                self._keep(bundled([row_of(article) for article in found]))

    def after_checkpoint(self) -> None:
        """Keep the list as library.json has it now."""
        listing = self._storage.listing
        if listing is None and self._catalogue.is_empty:
            return
        changed = None if listing is None else self._changed(listing)
        if changed is None:
            changed = bundled([row_of(article) for article in self._catalogue.oldest_first()])
        self._keep(changed)

    def before_close(self) -> None:
        """Keep what the next start paints first; only where the articles were read, and others did not just write."""
        storage = self._storage
        if self._catalogue.is_empty or storage.read_only is not None:
            return
        side, signature = storage.file.side, head.signature_of(storage.path)
        if head.read(side, signature) is None:
            storage.intake.take_in()
            if signature == head.signature_of(storage.path):
                counts = asdict(self._catalogue.tally().counts)
                head.keep(side, signature, counts, self._catalogue.articles(), storage.text_name)

    def _keep(self, rows: list[Bundle]) -> None:
        self._storage.keep_listing(rows, self._catalogue.marks.articles())

    def _changed(self, listing: Listing) -> list[Bundle] | None:
        """Return the rows of the listing with what was done since; None where they have to be made anew."""
        replica = self._storage.replica
        touched = dict.fromkeys(replica.touched)
        known = listing.bundles() if len(touched) <= FEW and not replica.records.is_whole else None
        if known is None:
            return None
        marks = self._catalogue.marks
        marks.catch_up()
        rows: dict[Key, Row | None] = {}
        in_file = set()
        for id in dict.fromkeys([*(id for table, id in touched if table == "articles"), *marks.affected]):
            record = replica.records.get("articles", id)
            if record is not None:
                row = row_of(article_from_document(id, record.document, len(marks.of(id))))
                rows[key_of(row)] = row if record.there else None
            if replica.records.is_in_file("articles", id):
                in_file.add(id)
        return bundles.changed(known, rows, frozenset(in_file))
