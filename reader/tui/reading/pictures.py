"""Pictures in the text: how many cells each takes, and the rows it is drawn on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from reader.text.document import Image

LEAST_CELLS = 3
"""What is smaller than this, in either direction on the screen, is an ornament and not drawn."""


class PictureRow(NamedTuple):
    """One row of a picture that is drawn in the text."""

    address: str
    row: int
    """Its number, from 0."""
    rows: int
    """How many the picture has."""
    cells: int
    x: int
    """The first cell, counted from the left edge of the text."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The pictures that can be drawn, by address."""

    sizes: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Width and height in pixels."""
    cell: tuple[int, int] = (10, 20)
    """Width and height of a cell, in the same pixels."""
    most_rows: int = 24
    enlarged: float = 1.0
    """How many times its natural size a picture may be: more where a cell shows but two pixels."""

    def rows(self, image: Image, x: int, width: int, *, at_right: bool = False) -> list[PictureRow]:
        """Return the rows of a picture between cell `x` and cell `width`; none where it cannot or need not be drawn."""
        size = self.sizes.get(image.src)
        if size is None or not image.alone or width - x < LEAST_CELLS:
            return []
        wide, high = size[0] / self.cell[0], size[1] / self.cell[1]
        scale = min(self.enlarged, (width - x) / wide, self.most_rows / high)
        cells, rows = min(width - x, max(1, round(wide * scale))), max(1, round(high * scale))
        if cells < LEAST_CELLS or (rows < LEAST_CELLS and size[1] < size[0] / 8):
            return []
        x = width - cells if at_right else x
        return [PictureRow(image.src, row, rows, cells, x) for row in range(rows)]
