"""How many cells characters take, by the table that Textual draws by."""

from __future__ import annotations

import re
from itertools import accumulate

from rich.cells import cell_len, split_graphemes

_NARROW = re.compile(
    "[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038e-\u03a1\u03a3-\u0482"
    "\u048a-\u052f\u2010-\u2015\u2018-\u2027\u202f-\u205e\u20a0-\u20bf\u2500-\u25fc\u2800-\u28ff]*"
)
"""Texts of these alone have one cell a character; most texts do, and need no table."""

HIDDEN = "\u00ad\u200b"
"""Places for breaks, drawn only where a row ends there, if at all."""

_LONGEST_CLUSTER = 40
_WITHOUT_HIDDEN = dict.fromkeys(map(ord, HIDDEN))


def is_narrow(text: str) -> bool:
    """Whether each character of `text` is one cell wide and stands for itself. Newlines and tabs are not narrow."""
    return _NARROW.fullmatch(text) is not None


def cell_count(text: str) -> int:
    """Return the cells of one line of text; soft hyphens and zero-width spaces take none."""
    if is_narrow(text):
        return len(text)
    return cell_len(text.translate(_WITHOUT_HIDDEN))


def cluster_at(text: str, offset: int) -> tuple[int, int]:
    """Return where what belongs together at `offset` begins and ends: a letter with its marks, an emoji sequence; a
    place for a break goes with what stands before it."""
    low = max(0, offset - _LONGEST_CLUSTER)
    for start, end, _ in split_graphemes(text[low : offset + _LONGEST_CLUSTER])[0]:
        if low + start <= offset < low + end:
            return low + start, low + end
    return offset, offset + 1


def cell_sums(text: str) -> list[int]:
    """Return for each offset, 0 to `len(text)`, the cells before it; inside a cluster those before the cluster.

    What belongs together (a letter with its marks, an emoji sequence) shares one cell place.
    """
    widths = [0] * len(text)
    for start, end, width in split_graphemes(text)[0]:
        last = end - 1
        while last > start and text[last] in HIDDEN:
            last -= 1
        widths[last] = 0 if text[last] in HIDDEN else width
    return list(accumulate(widths, initial=0))
