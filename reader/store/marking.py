"""The acts on highlights."""

from __future__ import annotations

from collections.abc import Sequence

from reader.errors import HighlightNotFound
from reader.model.act import Act, label_for_highlights, quoted
from reader.model.highlight import Highlight, HighlightEdit
from reader.model.selector import Span, TextQuote
from reader.store import codec
from reader.store.history import act_of, done
from reader.store.reading import Reading
from reader.store.record import Document


class Marking(Reading):
    """A library whose passages can be marked."""

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
        return act_of(act.entry)

    def remove_highlights(self, ids: Sequence[str]) -> Act:
        """Remove highlights with their notes; raises HighlightNotFound."""
        with self._storage.act("") as act:
            quotes = []
            for id in dict.fromkeys(ids):
                quotes.append(codec.highlight_from_document(id, self._highlight_document(id)).quote.exact)
                self._storage.stage("highlights", id, None)
            what = f"the highlight {quoted(quotes[0])}" if len(quotes) == 1 else f"{len(quotes)} highlights"
            act.label = f"removed {what}"
        return done(act.entry)

    def _highlight_document(self, id: str) -> Document:
        document = self._storage.document("highlights", id)
        if document is None:
            raise HighlightNotFound(id)
        return document
