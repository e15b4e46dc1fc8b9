"""Write the units of a plain text as a Markdown body: which of them are headings, lists, verse, quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reader.ingest import markup
from reader.ingest.furniture import is_prose
from reader.ingest.marks import Mark, mark
from reader.ingest.paragraphs import Shape, Unit
from reader.ingest.typography import set_spaces

_VERSE_WORDS = 14
_HEADING_WORDS = 12
_ENDS = re.compile(r"[.,;:!…。]['\"”’»)\]\u00a0\u202f ]*$")
_TWO_SENTENCES = re.compile(r"[a-zà-öø-ÿß]{2}[.!?]\s+\S")
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,2}[.)]?|[IVX]{1,5}[.)]|[A-Z][.)]|§\s?\d+)\s+\S")


def compose(units: Sequence[Unit], language: str) -> str:
    """Return the Markdown of `units`, in their order."""
    headings = _headings(units)
    blocks: list[str] = []
    at = 0
    while at < len(units):
        end, block = _block(units, at, headings, language)
        if block:
            blocks.append(_quoted(block) if units[at].quoted else block)
            if at and units[at].quoted and units[at - 1].quoted and len(blocks) > 1:
                blocks[-2:] = [f"{blocks[-2]}\n>\n{blocks[-1]}"]  # one quotation over several paragraphs
        at = end
    return "\n\n".join(_without_outer_rules(blocks))


def _block(units: Sequence[Unit], at: int, headings: frozenset[int], language: str) -> tuple[int, str]:
    """Return the block that begins at `at`, and where the next one does."""
    unit = units[at]
    if unit.shape is Shape.CODE:
        return at + 1, markup.fence(unit.text)
    if unit.shape is Shape.TABLE:
        return at + 1, markup.table(unit.text)
    if unit.shape is Shape.RULE:
        return at + 1, "---"
    if unit.shape is Shape.ITEM:
        end = _end_of_list(units, at)
        if at in headings:
            return at + 1, markup.heading(f"{unit.marker} {set_spaces(unit.text, language)}")
        if end - at > 1 or (unit.marker == "-" and unit.words > 1 and _has_bullet(unit)):
            return end, "\n".join(_items(units[at:end], language))
        return at + 1, markup.escape(f"{unit.marker} {set_spaces(unit.text, language)}")
    if unit.shape is Shape.HEADING or at in headings:
        return at + 1, markup.heading(set_spaces(unit.text, language))
    end = _end_of_verse(units, at, headings)
    return end, markup.verse([set_spaces(line.text, language) for line in units[at:end]])


def _headings(units: Sequence[Unit]) -> frozenset[int]:
    """Return the short lines between paragraphs that head what follows them.

    One such line might be a caption that lost its picture, so it must be shorter than where there are several.
    """
    found = [at for at in range(1, len(units)) if _could_head(units, at)]
    if any(_is_asked(unit) and at not in found for at, unit in enumerate(units)):
        found = [at for at in found if not _is_question(units[at])]  # an interview, not sections
    if len(found) > 1:
        first = [0] if _heads_like(units, found) else []
        return frozenset([*first, *found])
    return frozenset(at for at in found if units[at].words <= 8)


def _is_asked(unit: Unit) -> bool:
    """Say whether a paragraph is a question; in interviews they may be long."""
    return unit.text.endswith("?") and unit.shape is Shape.TEXT and unit.words <= 45 and not _is_said(unit.text)


def _is_question(unit: Unit) -> bool:
    return (
        unit.words <= _HEADING_WORDS
        and unit.text.endswith("?")
        and unit.shape is Shape.TEXT
        and not _is_said(unit.text)
    )


def _heads_like(units: Sequence[Unit], found: list[int]) -> bool:
    """Say whether the text begins with a heading of the kind it goes on with."""
    first, others = units[0], [units[at] for at in found]
    if first.words > 8 or first.quoted or first.shape not in (Shape.TEXT, Shape.ITEM) or _ENDS.search(first.text):
        return False
    alike = all(_is_numbered(first) == _is_numbered(other) for other in others)
    return alike and len(units) > 1 and is_prose(units[1])


def _is_numbered(unit: Unit) -> bool:
    return unit.marker[:1].isdigit() or _NUMBERED.match(unit.text) is not None


def _could_head(units: Sequence[Unit], at: int) -> bool:
    unit = units[at]
    following = units[at + 1] if at + 1 < len(units) else None
    if following is None or following.quoted or unit.quoted or unit.shape not in (Shape.TEXT, Shape.ITEM):
        return False
    if unit.shape is Shape.ITEM and not unit.marker[0].isdigit():
        return False
    if unit.words > _HEADING_WORDS or len(unit.text) > 90 or unit.attached or unit.wrapped:
        return False
    if not (unit.text[0].isupper() or unit.text[0].isdigit() or unit.text[0] in "¿¡«“\"„'’") or _is_said(unit.text):
        return False
    before = units[at - 1]
    if mark(unit.text) is Mark.KEPT:
        return not _ENDS.search(unit.text.rstrip(":"))
    if _ENDS.search(unit.text) or _TWO_SENTENCES.search(unit.text):
        return False
    paragraph = is_prose(following) or (following.words >= 18 and not following.attached)
    after = before.words >= 12 or before.shape in (Shape.ITEM, Shape.TABLE, Shape.CODE)
    return after and (
        paragraph
        or (following.shape is Shape.ITEM and not following.attached and unit.words <= 6 and unit.shape is Shape.TEXT)
    )


def _is_said(text: str) -> bool:
    """Quotations and speeches are short lines too."""
    return text.startswith(("—", "–", "- ", "«", "“", "„", '"')) or text.endswith(("»", "”", '"', "“"))


def _end_of_list(units: Sequence[Unit], at: int) -> int:
    end = at + 1
    numbered = units[at].marker[0].isdigit()
    while end < len(units) and units[end].shape is Shape.ITEM and units[end].quoted == units[at].quoted:
        same = units[end].marker[0].isdigit() == numbered
        if not same and units[end].indent <= units[at].indent:
            break
        end += 1
    return end


def _has_bullet(unit: Unit) -> bool:
    """A lone hyphen opens a line of dialogue as well; a lone bullet is an item."""
    return unit.bullet not in ("-", "*", "+")


def _items(units: Sequence[Unit], language: str) -> Iterator[str]:
    """Yield the lines of a list; items that stand further in belong to the one before them."""
    levels: list[tuple[int, int]] = []  # (indent in the text, indent in the Markdown)
    width = 0
    for unit in units:
        while levels and unit.indent < levels[-1][0]:
            levels.pop()
        if not levels or unit.indent > levels[-1][0] + 1:
            inner = levels[-1][1] + width if levels else 0
            levels.append((unit.indent, inner))
        width = len(unit.marker) + 1
        yield f"{' ' * levels[-1][1]}{unit.marker} {markup.escape(set_spaces(unit.text, language))}"


def _end_of_verse(units: Sequence[Unit], at: int, headings: frozenset[int]) -> int:
    """Return where the lines end that hang together without a blank line and are short: verse, addresses, dialogue."""
    end = at + 1
    if not _is_line(units[at]):
        return end
    while (
        end < len(units)
        and units[end].attached
        and end not in headings
        and _is_line(units[end])
        and units[end].quoted == units[at].quoted
    ):
        end += 1
    return end


def _is_line(unit: Unit) -> bool:
    return unit.shape is Shape.TEXT and not unit.wrapped and unit.words <= _VERSE_WORDS and len(unit.text) <= 90


def _quoted(block: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in block.split("\n"))


def _without_outer_rules(blocks: list[str]) -> list[str]:
    start, end = 0, len(blocks)
    while start < end and blocks[start] == "---":
        start += 1
    while end > start and blocks[end - 1] == "---":
        end -= 1
    return [block for at, block in enumerate(blocks[start:end], start) if block != "---" or blocks[at - 1] != "---"]
