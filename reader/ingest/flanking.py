"""Know where a mark of emphasis is read as one, and move or drop those that would not be.

The rules are CommonMark's: a mark opens or closes only where the characters on its two sides allow it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

MARKS = {"strong": "**", "em": "*", "del": "~~"}


@dataclass(slots=True)
class Piece:
    """A part of the run: words, finished Markdown, or one end of a span."""

    kind: str
    """"text", "raw", "code", "break", "open" or "close"."""
    text: str = ""
    """The words, the Markdown, or the kind of the span ("strong", "a")."""
    span: int = -1
    after: str = ""
    """What a closing link is followed by: its address."""


def shape(pieces: list[Piece]) -> bool:
    """Move or drop the marks of emphasis that would not be read as such where they stand, and choose "*" or "_".

    Returns whether a mark was dropped: what stood beside it must then be looked at again.
    """
    dropped = False
    opens = {piece.span: at for at, piece in enumerate(pieces) if piece.kind == "open"}
    for end, closing in enumerate(pieces):
        if closing.kind != "close" or closing.text not in MARKS:
            continue
        start = opens[closing.span]
        opening = pieces[start]
        char = MARKS[closing.text][0]
        before, after = _last_char(pieces, start, "open", char), _first_char(pieces, end + 1, "close", char)
        first, last = _first_char(pieces, start + 1, "open", char), _last_char(pieces, end, "close", char)
        blocked_in = _is_word(before) and _is_punctuation(first) and not _shift_in(pieces, start)
        blocked_out = _is_word(after) and _is_punctuation(last) and not _shift_out(pieces, end)
        if blocked_in or blocked_out or _is_wide(first) or _is_wide(last):
            opening.kind = closing.kind = "none"
            dropped = True
        elif closing.text == "em" and (at_edge := _touching_strong(pieces, start, end)) != "both":
            if not at_edge and "*" not in (before, after):
                continue
            if _is_word(before) or _is_word(after):
                opening.kind = closing.kind = "none"  # "***a*b**" is read otherwise than it is meant
                dropped = True
            else:
                opening.after = closing.after = "_"
    return dropped


def _touching_strong(pieces: list[Piece], start: int, end: int) -> str:
    """Say at which ends a span touches the marks of bold text that it lies in: "", "one" or "both"."""
    before = (
        next((piece for piece in (pieces[at] for at in range(start - 1, -1, -1)) if piece.kind != "none"), None)
        if start
        else None
    )
    after = next((pieces[at] for at in range(end + 1, len(pieces)) if pieces[at].kind != "none"), None)
    inner = before is not None and before.kind == "open" and before.text == "strong"
    outer = after is not None and after.kind == "close" and after.text == "strong"
    return "both" if inner and outer else "one" if inner or outer else ""


def _shift_in(pieces: list[Piece], mark: int) -> bool:
    """Let the punctuation at the beginning of a span stand before its mark; False where that cannot be."""
    inside, outside = pieces[mark + 1], pieces[mark - 1] if mark else None
    if inside.kind != "text" or outside is None or outside.kind != "text":
        return False
    length = next((at for at, char in enumerate(inside.text) if not _is_punctuation(char)), len(inside.text))
    if length == len(inside.text) or inside.text[length].isspace():
        return False
    outside.text += inside.text[:length]
    inside.text = inside.text[length:]
    return True


def _shift_out(pieces: list[Piece], mark: int) -> bool:
    """Let the punctuation at the end of a span stand behind its mark; False where that cannot be."""
    inside, outside = pieces[mark - 1], pieces[mark + 1] if mark + 1 < len(pieces) else None
    if inside.kind != "text" or outside is None or outside.kind != "text":
        return False
    kept = len(inside.text)
    while kept and _is_punctuation(inside.text[kept - 1]):
        kept -= 1
    if not kept or inside.text[kept - 1].isspace():
        return False
    outside.text = inside.text[kept:] + outside.text
    inside.text = inside.text[:kept]
    return True


def _first_char(pieces: list[Piece], at: int, through: str, char: str) -> str:
    """Return the character that stands at `at` or after it, looking through marks of the kind `through` that are made
    of the same character: marks that touch are one run, whose sides are what counts."""
    for index in range(at, len(pieces)):
        piece = pieces[index]
        if piece.kind == "break":
            return "\n"
        if piece.kind in ("open", "close"):
            if piece.text == "a":
                return "[" if piece.kind == "open" else "]"
            if piece.kind != through or mark_of(piece)[0] != char:
                return mark_of(piece)[0]
        elif piece.kind == "code":
            return "`"
        elif piece.kind in ("text", "raw") and piece.text:
            return piece.text[0]
    return "\n"


def _last_char(pieces: list[Piece], at: int, through: str, char: str) -> str:
    """The same, for what stands before `at`."""
    for index in range(at - 1, -1, -1):
        piece = pieces[index]
        if piece.kind == "break":
            return "\n"
        if piece.kind in ("open", "close"):
            if piece.text == "a":
                return "[" if piece.kind == "open" else ")"
            if piece.kind != through or mark_of(piece)[0] != char:
                return mark_of(piece)[0]
        elif piece.kind == "code":
            return "`"
        elif piece.kind in ("text", "raw") and piece.text:
            return piece.text[-1]
    return "\n"


def _is_wide(char: str) -> bool:
    """Say whether `char` is a space that no mark may stand beside; the end of a line is settled elsewhere."""
    return char.isspace() and char not in " \n"


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _is_word(char: str) -> bool:
    return not char.isspace() and not _is_punctuation(char)


def mark_of(piece: Piece) -> str:
    """Return the Markdown of one end of a span."""
    if piece.text == "a":
        return "[" if piece.kind == "open" else f"]{piece.after}"
    return piece.after or MARKS[piece.text]
