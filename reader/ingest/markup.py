"""Write plain text as Markdown that reads back as the same text."""

from __future__ import annotations

import re

from reader.ingest.addresses import pieces

_ALWAYS = re.compile(r"[\\`*]|~~|==|\^\[|\]\(|\]\[|\[\^|!\[|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|&(?=#?\w{1,31};)")
_LINE_START = re.compile(
    r"(?P<sign>#{1,6}(?=\s|$)|>|[-+](?=\s|$)|(?P<number>\d{1,9})(?P<mark>[.)])(?=\s|$)|(?:=+|-+|_{3,})(?=\s*$)|[:~](?=\s)|\||\[(?=[^\]]*\]:))"
)
_HEADING_END = re.compile(r" (#+)$")
_TABLE_CELLS = 60


def escape(text: str) -> str:
    """Return one line of plain text as Markdown: what would be read as mark-up is escaped, addresses become links."""
    dollars = text.count("$") > 1
    made = "".join(f"<{piece}>" if is_address else _escaped(piece, dollars) for piece, is_address in pieces(text))
    start = _LINE_START.match(made)
    if not start:
        return made
    if start["number"]:
        return f"{start['number']}\\{made[start.start('mark') :]}"
    return f"\\{made}"


def heading(text: str) -> str:
    """Return a section heading."""
    return "## " + _HEADING_END.sub(r" \\\1", escape(text))


def verse(lines: list[str]) -> str:
    """Return lines that keep their breaks."""
    return "  \n".join(escape(line) for line in lines)


def fence(text: str) -> str:
    """Return a block of code, its common indent taken away."""
    lines = text.split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    marks = "`" * (longest + 1)
    return "\n".join([marks, *(line[margin:] for line in lines), marks])


def table(text: str) -> str:
    """Return rows of cells parted by tabs as a table; its first row is its head."""
    rows = [
        [escape(" ".join(cell.split())).replace("|", "\\|") for cell in line.split("\t")] for line in text.split("\n")
    ]
    if len(rows[0]) > _TABLE_CELLS:
        return "\n\n".join(escape(" ".join(line.split())) for line in text.split("\n"))
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * len(rows[0])}", *lines[1:]])


def _escaped(text: str, dollars: bool) -> str:
    text = _ALWAYS.sub(lambda match: f"\\{match[0]}" if len(match[0]) == 1 else _pair(match[0]), text)
    return text.replace("$", "\\$") if dollars else text


def _pair(signs: str) -> str:
    return "".join(f"\\{sign}" for sign in signs)
