"""The highlights of an article as they stand in its text today: placed, or orphans whose words are gone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from reader import model
from reader.model.selector import Span
from reader.text.prose import wrapped
from reader.tui.reading.page import SideNote
from reader.tui.reading.said import BLANK, Role, Said, note_lines
from reader.tui.reading.spans import Marked, Spans


@dataclass(frozen=True)
class Passages:
    """Highlights, where they are found."""

    placed: Spans[model.Highlight] = field(default_factory=Spans)
    orphans: tuple[model.Highlight, ...] = ()
    waiting: bool = False
    """Whether some may stand in a part of the text that was not read yet."""

    @classmethod
    def find(cls, highlights: Iterable[model.Highlight], plain: str, *, complete: bool) -> Passages:
        """Place highlights; what is not found counts as an orphan only in a text that is `complete`."""
        placed: list[Marked[model.Highlight]] = []
        orphans: list[model.Highlight] = []
        found = list(highlights)
        if not found:
            return cls()  # what finds them is not loaded
        marks = [(highlight.quote, highlight.span) for highlight in found]
        for highlight, place in zip(found, _places(plain, complete).place_all(marks), strict=True):
            if place.span is not None:
                placed.append(Marked(place.span, highlight))
            else:
                orphans.append(highlight)
        return cls(Spans(placed), tuple(orphans) if complete else (), waiting=bool(orphans) and not complete)

    def notes(self) -> list[SideNote]:
        """Return the notes of what is placed, by place."""
        return [
            SideNote(marked.span.start, marked.span.end, marked.value.note, marked.value.colour)
            for marked in self.placed.all
            if marked.value.note
        ]

    def at(self, offset: int, around: Span | None = None) -> Marked[model.Highlight] | None:
        """Return the innermost highlight that holds `offset`, else the first that touches the words `around` it."""
        holding = self.placed.touching(offset, offset + 1)
        if holding:
            return min(holding, key=lambda marked: len(marked.span))
        touching = self.placed.touching(around.start, around.end) if around else []
        return touching[0] if touching else None

    def orphan_lines(self, width: int) -> list[Said]:
        """Return the words of highlights that are not in the text any more, for its end."""
        if not self.orphans:
            return []
        lines = [BLANK, Said(Role.HEADING, "Highlights whose words are gone from the text")]
        hint = "Found one again? Select its words with v, then p puts it there."
        lines += [*(Said(Role.HINT, line) for line in wrapped(hint, width)), BLANK]
        for orphan in self.orphans:
            lines += note_lines("“" + " ".join(orphan.quote.exact.split()) + "”", width, orphan.colour)
            lines += [Said(Role.HINT, "  " + line) for line in wrapped(orphan.note, width - 2)] if orphan.note else []
            lines.append(BLANK)
        return lines


@lru_cache(maxsize=1)
def _places(plain: str, complete: bool) -> model.Places:
    """Keep what it takes to look for passages in the text in front: it is asked again after every highlight."""
    return model.Places(plain, whole=complete)
