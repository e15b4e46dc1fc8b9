"""How long ago one was somewhere, in words."""

from __future__ import annotations

from datetime import datetime

HERE_AFTER_S = 600.0
"""After how long a pause one is told where one was."""
HERE = "you were here"


def here_words(place: int, then: datetime | None, now: datetime) -> str:
    """Return the words about where one was; "" where it was just now, or the beginning."""
    if not place or then is None or (now - then).total_seconds() < HERE_AFTER_S:
        return ""
    return f"{HERE}, {ago(then, now)}"


def ago(then: datetime, now: datetime) -> str:
    """Return how long ago for people: "3 days ago"."""
    minutes = int((now - then).total_seconds() // 60)
    for unit, size in (
        ("year", 525_600),
        ("month", 43_800),
        ("week", 10_080),
        ("day", 1_440),
        ("hour", 60),
        ("minute", 1),
    ):
        count = minutes // size
        if count >= 1:
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"
