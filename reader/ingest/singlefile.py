"""Pages saved by the browser extension SingleFile tell in a comment at their top where and when they were saved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from reader.model.url import is_web_address

HEAD_CHARACTERS = 10_000
LONGEST_DATA = 200
"""Characters of an address of kind data: that are let through: pictures inside a page are no words of it."""

_COMMENT = re.compile(r"<!--\s*Page saved with SingleFile\b(.{0,8000}?)-->", re.DOTALL)
_URL = re.compile(r"^\s*url:\s*(\S{1,4000})", re.MULTILINE)
_SAVED = re.compile(
    r"^\s*saved date:\s*\w{3} (\w{3}) (\d{1,2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) (?:GMT|UTC)?([+-]\d{4})?", re.MULTILINE
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATA = re.compile(r"data:[a-z]{1,20}/[\w.+-]{1,60}(?:;[\w=-]{1,40}){0,3},", re.IGNORECASE)
_CONTENT = re.compile(r"[A-Za-z0-9+/=%_.!~*'()-]+")
_AT_ONCE = 65_536
"""Characters that are gone over in one go: fifty million at once would let no other thread run for a second."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Where a page came from, and when."""

    url: str | None
    at: datetime | None


def saved(html: str) -> Saved | None:
    """Return what the comment says; None for a page that was not saved with SingleFile."""
    comment = _COMMENT.search(html[:HEAD_CHARACTERS])
    if comment is None:
        return None
    url = _URL.search(comment[1])
    return Saved(url[1] if url and is_web_address(url[1]) else None, _moment(comment[1]))


def without_data(html: str) -> str:
    """Return a page without what is kept inside its addresses (pictures, fonts): megabytes that hold no words."""
    kept: list[str] = []
    at, found = 0, html.find("data:")
    while found >= 0:
        begun = _DATA.match(html, found)
        end = start = begun.end() if begun else found + 1
        while begun and (run := _CONTENT.match(html, end, end + _AT_ONCE)):
            end = run.end()
        if end - start >= LONGEST_DATA:
            kept += [html[at:found], "data:,"]
            at = end
        found = html.find("data:", end)
    return "".join(kept) + html[at:] if kept else html


def _moment(comment: str) -> datetime | None:
    told = _SAVED.search(comment)
    if told is None or told[1] not in _MONTHS:
        return None
    zone = told[7] or "+0000"
    way = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:])) * (-1 if zone[0] == "-" else 1)
    try:
        hour, minute, second = map(int, told.group(4, 5, 6))
        local = datetime(int(told[3]), _MONTHS.index(told[1]) + 1, int(told[2]), hour, minute, second, tzinfo=UTC)
        return local - way
    except (ValueError, OverflowError):
        return None
