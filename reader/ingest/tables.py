"""Tell tables of data from tables that only lay a page out, and bring the former into rows of equal length."""

from __future__ import annotations

from collections.abc import Iterator

from reader.ingest.tree import Element, tag_of, text_of

WIDEST = 60
"""Columns beyond this are no table anyone reads."""
LONGEST_CELL = 1200
LONGEST_UNNAMED = 350
"""Characters of a cell in a table without any header: prose in such a one means that it lays out a page."""

_BLOCKY = frozenset(
    ("h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "table", "article", "section", "dl", "figure", "hr")
)


def grid(table: Element) -> list[list[Element | None]] | None:
    """Return the cells by row, all rows of one length, the first of them the header; None for a layout table.

    A cell that spans several places stands in the first of them; the others are None. A table whose header is its
    first column gets an empty header row.
    """
    rows = [row for row in _rows(table) if _cells(row)]
    if not rows or not is_data(table, rows):
        return None
    placed = _placed(rows)
    placed = [
        row
        for row in placed
        if any(cell is not None and (text_of(cell) or cell.find(".//img") is not None) for cell in row)
    ]
    width = max((len(row) for row in placed), default=0)
    if not width:
        return None
    filled: list[list[Element | None]] = [row + [None] * (width - len(row)) for row in placed]
    if not _has_header(table, filled):
        filled.insert(0, [None] * width)
    return filled


def is_data(table: Element, rows: list[Element]) -> bool:
    """Say whether the table relates its cells to each other."""
    if (table.get("role") or "").lower() in ("presentation", "none") or table.get("datatable") == "0":
        return False
    cells = [cell for row in rows for cell in _cells(row)]
    if any(tag_of(part) in _BLOCKY for cell in cells for part in cell.iter()):
        return False
    if any(len(text_of(cell)) > LONGEST_CELL for cell in cells):
        return False
    columns = max(len(_cells(row)) for row in rows)
    if columns < 2:
        return _is_headed_column(table, rows)
    if any(tag_of(part) in ("th", "thead", "caption") for part in table.iter()) or table.get("summary"):
        return True
    if sum(sum(bool(text_of(cell)) for cell in _cells(row)) < 2 for row in rows) * 2 > len(rows):
        return False  # most rows say one thing: the other cells are there to push it into place
    if len(rows) < 2 or any(len(text_of(cell)) > LONGEST_UNNAMED for cell in cells):
        return False
    links = sum(len(text_of(link)) for link in table.iter("a"))
    text = len(text_of(table))
    if sum(1 for cell in cells if sum(1 for _ in cell.iter("p", "ul", "ol", "div", "br")) > 6) > len(cells) / 4:
        return False
    return not (columns == 2 and len(rows) < 4 and links > text * 0.6)


def _is_headed_column(table: Element, rows: list[Element]) -> bool:
    """Say whether a table of one column is a column of data: it says so by a head of its own, and has rows below that."""
    head = [row for row in rows if tag_of(row.getparent()) == "thead"]
    return len(head) == 1 and len(rows) > 1 and all(tag_of(cell) == "th" for cell in _cells(head[0]))


def layout_cells(table: Element) -> Iterator[Element]:
    """Yield the cells of a table that lays out a page, in reading order, and its caption before them."""
    for child in table:
        if tag_of(child) == "caption":
            yield child
    for row in _rows(table):
        yield from _cells(row)


def _rows(table: Element) -> list[Element]:
    head: list[Element] = []
    body: list[Element] = []
    foot: list[Element] = []
    for child in table:
        tag = tag_of(child)
        if tag == "tr":
            body.append(child)
        elif tag in ("thead", "tbody", "tfoot"):
            into = head if tag == "thead" else foot if tag == "tfoot" else body
            into.extend(row for row in child if tag_of(row) == "tr")
    return head + body + foot


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row if tag_of(cell) in ("td", "th")]


def _placed(rows: list[Element]) -> list[list[Element | None]]:
    """Put each cell where it belongs, spans counted."""
    result: list[list[Element | None]] = []
    hanging: dict[int, int] = {}
    """Column -> how many more rows a cell from above reaches into."""
    for row in rows:
        line: list[Element | None] = []
        waiting = _cells(row)
        while waiting or hanging.get(len(line)):
            column = len(line)
            if column >= WIDEST:
                break
            if hanging.get(column):
                hanging[column] -= 1
                line.append(None)
                continue
            cell = waiting.pop(0)
            for _ in range(_span(cell, "colspan")):
                if len(line) >= WIDEST:
                    break
                hanging[len(line)] = _span(cell, "rowspan") - 1
                line.append(cell if len(line) == column else None)
        result.append(line)
    return result


def _span(cell: Element, name: str) -> int:
    try:
        return min(max(int(cell.get(name) or 1), 1), 1000)
    except ValueError:
        return 1


def _has_header(table: Element, rows: list[list[Element | None]]) -> bool:
    """Say whether the first row tells what the columns are; where nothing says so, it is taken to."""
    first = [cell for cell in rows[0] if cell is not None]
    if any(tag_of(ancestor) == "thead" for ancestor in first[0].iterancestors()) if first else False:
        return True
    if all(tag_of(cell) == "th" for cell in first):
        return True
    sideways = sum(1 for row in rows if row[0] is not None and tag_of(row[0]) == "th")
    return not (sideways >= max(1, len(rows) - 1) and any(tag_of(cell) == "td" for cell in first))
