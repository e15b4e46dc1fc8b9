"""A text that may take the place of an article's: what would change, and where the highlights would stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reader.model import Article, Draft, Highlight
from reader.model.clean import clean
from reader.model.placement import Where, place_all
from reader.model.provenance import Made
from reader.model.worddiff import Paragraph, changes, diff
from reader.model.words import count_words

SHORTER = 0.5
"""A new text of less than this part of the old one's words may be a page that only says sorry."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A new text beside the old one."""

    article: Article
    draft: Draft
    made: Made
    paragraphs: tuple[Paragraph, ...]
    """The old text and the new one, word by word."""
    placed: dict[str, int]
    """How many highlights would stand where: "exact", "moved" or "orphan"."""

    @property
    def is_same(self) -> bool:
        """Whether nothing would change."""
        return changes(self.paragraphs) == (0, 0) and all(
            len(paragraph) == 1 and paragraph[0].kind == "same" for paragraph in self.paragraphs
        )

    @property
    def is_much_shorter(self) -> bool:
        """Whether so much would go that something may be wrong with the page."""
        return self.draft.words < self.article.words * SHORTER

    def told(self) -> str:
        """Say in one line what would change."""
        gone, new = changes(self.paragraphs)
        parts = [told(gone, new)]
        if self.placed:
            count = sum(self.placed.values())
            where = ", ".join(f"{self.placed[place]} {_PLACES[place]}" for place in _PLACES if self.placed.get(place))
            parts.append(f"{count} highlight{'s' * (count != 1)}: {where}")
        if self.is_much_shorter:
            parts.append("much shorter than before: is it the article?")
        return "; ".join(parts)


def told(gone: int, new: int) -> str:
    """Say how many words are gone and how many are new."""
    return f"{gone:,} word{'s' * (gone != 1)} gone, {new:,} new"


_PLACES = {Where.EXACT.value: "in place", Where.MOVED.value: "moved", Where.ORPHAN.value: "lost with their words"}


def propose(article: Article, old: str, draft: Draft, made: Made, highlights: Sequence[Highlight]) -> Proposal:
    """Set a draft's text beside an article's old one."""
    placed: dict[str, int] = {}
    if highlights:
        from reader.text.blocks import parse

        plain = parse(clean(draft.body)).plain
        found = place_all([(one.quote, one.span) for one in highlights], plain)
        placed = dict(Counter(one.where.value for one in found))
    return Proposal(article, draft, made, tuple(diff(clean(old), clean(draft.body))), placed)


def edited(article: Article, body: str) -> Draft:
    """Return the draft of a text that was edited by hand."""
    from reader.ingest import excerpt

    text = clean(body).rstrip() + "\n" if body.strip() else ""
    return Draft(title=article.title, body=text, words=count_words(text), excerpt=excerpt.of(text[:6_000]))
