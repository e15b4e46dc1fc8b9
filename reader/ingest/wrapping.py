"""Tell lines that were broken at a width from lines that were broken by their author."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

NARROWEST, WIDEST = 30, 110
"""Widths at which texts are wrapped; narrower is verse or lists, wider is a paragraph a line."""
NARROW = 44
"""Below this verse is as likely, so that it takes more breaks, nearly all of them forced, to tell."""
_TERMINAL = tuple(".!?…:;\"'”’»)]。！？")


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a text is wrapped: its width in characters, or 0 where every line is its own."""

    width: int = 0

    @classmethod
    def of(cls, groups: Sequence[Sequence[str]]) -> Wrapping:
        """Find the width from `groups` of lines that no blank line parts.

        A line was broken by a machine where the first word of the next one had no room on it. Where that holds
        for nearly all lines of a text, it is wrapped.
        """
        several = [list(group) for group in groups if len(group) > 1]
        lengths = sorted(len(line) for group in several for line in group if " " in line.strip())
        if not lengths:
            return cls()
        width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.97))]
        if not NARROWEST <= width <= WIDEST:
            return cls()
        breaks = full = mid_sentence = going_on = 0
        for group in several if width >= NARROW else _forced(several, width):
            for line, following in itertools.pairwise(group):
                breaks += 1
                full += _had_no_room(line, following, width)
                mid_sentence += not line.endswith(_TERMINAL)
                going_on += not line.endswith((*_TERMINAL, ",")) and following[:1].islower()
        if width < NARROW:
            return cls(width if breaks >= 6 and full >= 0.95 * breaks and going_on >= 0.3 * breaks else 0)
        if breaks >= 2 and full >= 0.75 * breaks and mid_sentence >= 0.5 * breaks:
            return cls(width)
        return cls()

    def runs_on(self, lines: Sequence[str]) -> list[bool]:
        """Say for each line of a group whether the next one goes on with it."""
        if not self.width:
            own = self._own(lines)
            if own.width:
                return own.runs_on(lines)
            return [self._broken(*pair) for pair in itertools.pairwise(lines)] + [False]
        own = self._own(lines, narrowest=45) if all(line.startswith("    ") for line in lines) else self
        if own.width and own != self:
            return own.runs_on(lines)  # an inset quotation has its own margins
        pairs = list(itertools.pairwise(lines))
        room = [_had_no_room(line, following, self.width - _slack(self.width)) for line, following in pairs]
        inside = sum(room) >= 0.6 * len(room) or (len(room) <= 2 and any(room))
        return [inside and full for full in room] + [False]

    def is_inset(self, indent: int, lines: int) -> bool:
        """Say whether a paragraph of a wrapped text stands in from its margin, as quotations do."""
        return bool(self.width) and indent >= 4 and lines > 1

    @staticmethod
    def _own(lines: Sequence[str], narrowest: int = 55) -> Wrapping:
        """A lone wrapped paragraph in a text of long lines has only itself for evidence, so it needs more."""
        if len(lines) < 4:
            return Wrapping()
        found = Wrapping.of([lines])
        return found if found.width >= narrowest else Wrapping()

    @staticmethod
    def _broken(line: str, following: str) -> bool:
        """A long line without an end, and a next one without a beginning, are one sentence."""
        return len(line) >= 55 and not line.rstrip().endswith(_TERMINAL) and following.lstrip()[:1].islower()


def _forced(groups: Sequence[Sequence[str]], width: int) -> list[Sequence[str]]:
    """Return the groups whose lines mostly had no room for more; none where they are less than most of the text."""
    found = [
        group
        for group in groups
        if sum(_had_no_room(*pair, width) for pair in itertools.pairwise(group)) >= 0.8 * (len(group) - 1)
    ]
    return found if sum(map(len, found)) >= 0.6 * sum(map(len, groups)) else []


def _had_no_room(line: str, following: str, width: int) -> bool:
    word = following.split(None, 1)[0] if following.strip() else ""
    return len(line.rstrip()) + 1 + len(word) > width


def _slack(width: int) -> int:
    """Some programs fill lines evenly instead of fully."""
    return width // 6
