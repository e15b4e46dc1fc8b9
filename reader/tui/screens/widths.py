"""Which panels stand beside the list at which width."""

from __future__ import annotations

SIDE_FROM = 90
PREVIEW_FROM = 116
SIDE_CELLS = 26
WISHES = {"auto": None, "always": True, "never": False}


def side_cells(width: int) -> int:
    """Return how wide the side panel is."""
    return min(SIDE_CELLS, max(16, width // 3))
