"""How long one fetch may still take, and in what words it was too late."""

from __future__ import annotations

import time

from reader.ingest.request import Limits

NEARLY = 0.05
"""Seconds; what was cut off this short of the end was cut off by it."""


class Deadline:
    """The time for all of a fetch, which begins when this is made."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._ends = time.monotonic() + limits.seconds

    @property
    def left(self) -> float:
        """Seconds; 0 or less when it is over."""
        return self._ends - time.monotonic()

    @property
    def spans(self) -> tuple[float, float, float]:
        """Seconds that the next request may take in all, for its connection and for the next bytes."""
        left = self.left
        return left, min(left, self._limits.connect_s), min(left, self._limits.read_s)

    def lateness(self, *, connecting: bool) -> str:
        """Say which of the limits was passed."""
        if self.left <= NEARLY:
            return self.passed
        if connecting:
            return f"no connection within {self._limits.connect_s:g} seconds"
        return f"nothing came for {self._limits.read_s:g} seconds"

    @property
    def passed(self) -> str:
        """Say that all of the time is over."""
        return f"no whole answer within {self._limits.seconds:g} seconds"
