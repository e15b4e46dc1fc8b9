"""Who wrote an article, where and when: the line under its title, in the same words everywhere.

In English whatever the locale is, as all the interface.
"""

from __future__ import annotations

from datetime import date

from reader.model import Article
from reader.model.clean import clean_line

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def byline(article: Article) -> str:
    """Return "Author · Site · 12 March 2026", as much of it as is known."""
    authors = [name for author in article.authors if (name := clean_line(author))]
    names = ", ".join(authors[:3]) + (" and others" if len(authors) > 3 else "")
    day = long_date(article.published_at) if article.published_at else ""
    return " · ".join(part for part in (names, clean_line(article.site), day) if part)


def long_date(day: date) -> str:
    """Return a day in full: "12 March 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
