"""A highlight together with its article: what the query language is asked about where highlights are listed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from reader.model.article import Article, State
from reader.model.colours import COLOUR_NAMES, colour_named
from reader.model.folding import fold
from reader.model.highlight import COLOURS, Highlight
from reader.model.query import Completion, Haystacks, Query, explain, narrows, parse
from reader.model.query.terms import All

_COLOUR = re.compile(r"(?<!\S)(-?)colou?r:(\S*)")


@dataclass(frozen=True)
class Passage:
    """A highlight and the article it is in."""

    highlight: Highlight
    article: Article

    @cached_property
    def words(self) -> str:
        """What was highlighted, on one line."""
        return " ".join(self.highlight.quote.exact.split())

    @cached_property
    def face(self) -> Article:
        """The article as a query meets it here: its note is the highlight's, its excerpt the words, its tags both's."""
        highlight, article = self.highlight, self.article
        tags = tuple(sorted({*article.tags, *highlight.tags})) if highlight.tags else article.tags
        return replace(article, id=highlight.id, note=highlight.note, excerpt=self.words, tags=tags)


@dataclass(frozen=True)
class PassageQuery:
    """The query language of articles, asked of highlights, with `colour:` added to it."""

    query: Query
    colours: frozenset[int] = frozenset(COLOURS)

    @classmethod
    def parse(cls, text: str, colour_names: Sequence[str] = COLOUR_NAMES) -> PassageQuery:
        """Read a query; raises UsageError.

        Words are looked for in what was highlighted, in its note and in what the article says of itself; `tag:` asks
        for tags of either, `note:` and `has:note` for the highlight's note, all other fields for the article's.
        """
        colours = set(COLOURS)
        for match in _COLOUR.finditer(text):
            asked = {colour_named(word, colour_names) for word in match[2].split(",")}
            colours &= set(COLOURS) - asked if match[1] else asked
        return cls(parse(_COLOUR.sub("", text).strip()), frozenset(colours))

    def select(
        self, passages: Iterable[Passage], *, now: datetime, haystacks: Haystacks | None = None
    ) -> Iterator[Passage]:
        """Yield the passages asked for, in the order they came."""
        if self.query.term == All():
            reaches_trash = self.query.reaches_trash
            for passage in passages:
                if self._has_colour(passage) and (reaches_trash or passage.article.state is not State.TRASHED):
                    yield passage
            return
        asked: list[Passage] = []
        """The passage whose face is being tested."""

        def faces() -> Iterator[Article]:
            for passage in passages:
                if self._has_colour(passage):
                    asked[:] = [passage]
                    yield passage.face

        for _ in self.query.select(faces(), now=now, haystack_of=haystacks or Haystacks()):
            yield asked[0]

    def narrows(self, earlier: PassageQuery) -> bool:
        """Say whether all that this asks for is among what `earlier` asked for."""
        return self.colours <= earlier.colours and narrows(self.query, earlier.query)

    def _has_colour(self, passage: Passage) -> bool:
        return passage.highlight.colour in self.colours


def passages_of(highlights: Iterable[Highlight], articles: Iterable[Article]) -> Iterator[Passage]:
    """Yield highlights with their articles, in their order; those of articles that are gone are left out."""
    known = {article.id: article for article in articles}
    for highlight in highlights:
        article = known.get(highlight.article_id)
        if article is not None:
            yield Passage(highlight, article)


def asks_for_colour(text: str) -> bool:
    """Say whether a query can only be one of highlights."""
    return bool(_COLOUR.search(text))


def explain_passages(text: str, colour_names: Sequence[str] = COLOUR_NAMES) -> str:
    """Return one sentence: which highlights a query asks for; raises UsageError."""
    asked = PassageQuery.parse(text, colour_names)
    told = explain(asked.query)
    if len(asked.colours) == len(COLOURS):
        return told
    names = [name for colour, name in zip(COLOURS, colour_names, strict=True) if colour in asked.colours]
    which = f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0] if names else "no colour"
    return f"Of highlights in {which}: {told[0].lower()}{told[1:]}"


_BEGUN_COLOUR = re.compile(r"(?:^|\s)-?(?P<field>col[a-z]*)(?P<colon>:(?:[^\s,]*,)*(?P<name>[^\s,]*))?$")


def complete_colours(text: str, cursor: int, colour_names: Sequence[str]) -> list[Completion]:
    """Return what a colour being typed may become: `colour:`, then its names; may be empty."""
    piece = _BEGUN_COLOUR.search(text[:cursor])
    if piece is None:
        return []
    if piece["colon"] is None:
        is_begun = any(name.startswith(piece["field"]) for name in ("colour", "color"))
        return [Completion("colour:", piece.start("field"), cursor, "it is highlighted so")] if is_begun else []
    if piece["field"] not in ("colour", "color"):
        return []
    start, typed = piece.start("name"), fold(piece["name"])
    return [
        Completion(name, start, cursor, str(colour))
        for colour, name in zip(COLOURS, colour_names, strict=True)
        if fold(name).startswith(typed) and name != piece["name"]
    ]
