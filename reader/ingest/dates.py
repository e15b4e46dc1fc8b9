"""Read dates as people print them."""

from __future__ import annotations

from datetime import date


def parse(text: str, language: str) -> date | None:
    """Return the day that `text` names."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
