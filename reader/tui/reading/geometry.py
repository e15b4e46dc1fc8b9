"""Where things stand across the screen: the column of text, the notes beside it, the ruler at the edge."""

from __future__ import annotations

from typing import NamedTuple

NOTES_FROM_WIDTH = 110
"""Narrower screens fold notes under their paragraphs."""
NOTES_CELLS = 28
"""What notes should have: the text moves to the left for it, no further."""
NOTES_MOST_CELLS = 40
NOTES_GAP = 3
NOTES_LEAST_CELLS = 20
RULER_CELLS = 1
MARGIN = 4
NARROW = 60
"""Below this the margins shrink to two cells, then to none."""
LEAST_TEXT = 10
LEAST_BESIDE_MARGINS = 40
"""Wide margins leave the text so many cells."""


class Geometry(NamedTuple):
    """All in cells."""

    width: int
    left: int
    """Where the text begins."""
    measure: int
    """How wide the text is set."""
    notes: int = 0
    """How wide notes beside the text are; 0 where they are folded under their paragraphs."""

    @property
    def notes_x(self) -> int:
        return self.left + self.measure + NOTES_GAP


def arrange(width: int, measure: int, *, has_notes: bool = False, margin: int = MARGIN) -> Geometry:
    """Return how a screen of `width` cells holds text of at most `measure` cells; centred, notes taken into account.

    `margin` is what stays free at both sides, at least; where the screen is narrow it gives way to the text.
    """
    if width < NARROW:
        margin = min(margin, 2) if width > LEAST_TEXT + 4 else 0
    margin = max(0, min(margin, (width - LEAST_BESIDE_MARGINS) // 2 if width >= NARROW else margin))
    text = max(1, min(measure, width - 2 * margin))
    if has_notes and width >= NOTES_FROM_WIDTH:
        beside = text + NOTES_GAP + RULER_CELLS + 1
        if width - margin - beside >= NOTES_LEAST_CELLS:
            left = max(margin, min((width - text) // 2, width - beside - NOTES_CELLS))
            return Geometry(width, left, text, min(NOTES_MOST_CELLS, width - left - beside))
    return Geometry(width, max(0, (width - text) // 2), text)
