"""One line for one article, fitted to the width of a terminal."""

from __future__ import annotations

from datetime import datetime

from reader.cli.output import Ink
from reader.model import Article, State
from reader.model.clean import clean_line

GAP = "  "
_WIDE = 100
"""From this width on there is room for the site."""
_SITE_CELLS = 20
_LEAST_TAGS_CELLS = 8
_MARKS = {State.INBOX: " ", State.ARCHIVED: "a", State.TRASHED: "D"}


def article_line(article: Article, width: int, now: datetime) -> list[str | Ink]:
    """Return the pieces of one line, at most `width` cells where that is 50 or more: id, marks, title, tags, site,
    minutes, date. What is long is cut; the id never is."""
    marks = marks_of(article)
    minutes = f"{article.minutes:>4} min"
    date = article.saved_at.astimezone(now.tzinfo).date().isoformat()
    site = clean_line(article.site) if width >= _WIDE else ""
    site_cells = _SITE_CELLS if width >= _WIDE else 0
    fixed = len(article.id) + len(marks) + len(minutes) + len(date) + 4 * len(GAP)
    room = max(8, width - fixed - (site_cells + len(GAP) if site_cells else 0))
    title = cut(clean_line(article.title) or "(no title)", room)
    tags = " ".join(f"#{tag}" for tag in article.tags)
    tags_room = room - cells(title) - len(GAP)
    tags = cut(tags, tags_room) if tags and tags_room >= _LEAST_TAGS_CELLS else ""
    filling = room - cells(title) - (len(GAP) + cells(tags) if tags else 0)
    look = "" if article.read or article.state is not State.INBOX else "strong"
    line: list[str | Ink] = [Ink(article.id, "faint"), GAP, Ink(marks, "star"), GAP, Ink(title, look)]
    if tags:
        line += [GAP, Ink(tags, "tag")]
    line += [" " * filling, GAP]
    if site_cells:
        line += [Ink(padded(cut(site, site_cells), site_cells), "faint"), GAP]
    return [*line, Ink(f"{minutes}{GAP}{date}", "faint")]


def heading_line(article: Article, width: int) -> Ink:
    """Return the line over those of articles, which are as wide as this one's: what stands in each column."""
    site = padded("site", _SITE_CELLS) + GAP if width >= _WIDE else ""
    end = f"{site}{'length':>8}{GAP}saved"
    start = f"{padded('id', len(article.id))}{GAP}mark{GAP}"
    room = max(8, width - len(start) - len(end) - len("2026-01-01") + len("saved") - len(GAP))
    title = "title and tags" if room >= len("title and tags") else "title"
    return Ink(cut(f"{start}{padded(title, room)}{GAP}{end}", width), "faint")


def marks_of(article: Article) -> str:
    """Return four marks: where it stands (a archived, D in the trash), whether it is starred (*), read (r) or begun
    (the tenth reached, 0 to 9), and whether it is noted or highlighted (n)."""
    star = "*" if article.starred else " "
    read = "r" if article.read else str(article.progress.percent // 10)[:1] if article.progress.fraction else " "
    noted = "n" if article.note or article.highlights else " "
    return _MARKS[article.state] + star + read + noted


def cut(text: str, width: int) -> str:
    """Return `text` in at most `width` cells, an ellipsis in place of what is cut off."""
    if cells(text) <= width:
        return text
    used, kept = 1, []
    for character in text:
        used += cells(character)
        if used > width:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…" if width > 0 else ""


def padded(text: str, width: int) -> str:
    """Return `text` with spaces behind it, up to `width` cells."""
    return text + " " * (width - cells(text))


def wrapped(text: str, width: int) -> list[str]:
    """Return one line of text in rows of at most `width` cells, parted at spaces where there are any."""
    rows = [""]
    for word in text.split():
        joined = f"{rows[-1]} {word}" if rows[-1] else word
        if cells(joined) <= width:
            rows[-1] = joined
            continue
        if rows[-1]:
            rows.append("")
        for character in word:
            if cells(rows[-1] + character) > width:
                rows.append("")
            rows[-1] += character
    return rows


def cells(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    if text.isascii():
        return len(text)
    from reader.text.cells import cell_count  # the table costs more to load than most lists to print

    return cell_count(text)
