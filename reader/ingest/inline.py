"""Set one run of inline content as Markdown that reads back as the same words, links and emphasis.

The rules of emphasis are CommonMark's: a mark opens or closes only where the characters on its two sides allow it
("flanking"). Where they do not, marks move past punctuation, and where that does not help they are left out: the words
are always kept.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace

from reader.ingest.escaping import code, escape
from reader.ingest.flanking import MARKS, Piece, mark_of, shape
from reader.text import blocks

PASSES = 6
"""How often the marks of a run are looked over; one that is not settled then is left without marks."""

_SPACE = " \t\n\r\f\v"
_WIDE = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""The other spaces, which never collapse; no mark of emphasis may stand inside one."""
_RUN = re.compile(f"[{_SPACE}]+")
_PRICE = re.compile(r"\$(?=\d)")


@dataclass(slots=True)
class Inline:
    """Takes the events of one paragraph, heading or cell; `render` gives its Markdown."""

    breaks: str = "  \n"
    """What a line break becomes."""
    _pieces: list[Piece] = field(default_factory=list)
    _open: list[Piece] = field(default_factory=list)
    """Spans opened and not yet closed."""
    _waiting: list[Piece] = field(default_factory=list)
    """Spans opened with nothing in them yet: they open at the first word, so never before a space."""
    _space: bool = False
    _spans: int = 0

    def text(self, text: str) -> None:
        """Add words; white space collapses, also across the ends of spans."""
        words = _RUN.sub(" ", text)
        if words.startswith(" "):
            self._space = True
            words = words[1:]
        indent = words[: len(words) - len(words.lstrip(_WIDE + _SPACE))] if self._waiting or not self._pieces else ""
        words = words[len(indent) :]
        if indent and self._pieces and self._pieces[-1].kind != "break":
            self._pieces.append(Piece("text", indent))  # a mark of emphasis before a space would be none
        if not words:
            return
        self._begin()
        if words.endswith(" "):
            words, self._space = words[:-1], True
        self._pieces.append(Piece("text", words))

    def raw(self, markdown: str) -> None:
        """Add finished Markdown: code, an image, a note's mark, mathematics."""
        self._begin()
        self._pieces.append(Piece("raw", markdown))

    def code(self, text: str) -> None:
        """Add a span of code; one that touches another becomes one with it, as their marks would run together."""
        if not text.strip(_SPACE):
            self.text(text)
            return
        self._begin()
        if self._pieces and self._pieces[-1].kind == "code":
            self._pieces[-1].text += text
        else:
            self._pieces.append(Piece("code", text))

    def line_break(self) -> None:
        """Begin a new line, unless the run has not begun yet."""
        self._space = False
        if self._pieces and self._pieces[-1].kind != "break":
            self._pieces.append(Piece("break"))

    def open(self, kind: str) -> None:
        """Begin a span: "strong", "em", "del" or "a"; one within its own kind changes nothing."""
        self._spans += 1
        nested = any(piece.text == kind for piece in self._open)
        piece = Piece("none" if nested else "open", kind, self._spans)
        self._open.append(piece)
        if not nested:
            self._waiting.append(piece)

    def close(self, kind: str, after: str = "") -> None:
        """End the innermost span; one without words leaves no trace. `after` is "(address)" of a link."""
        if not self._open:
            return
        opened = self._open.pop()
        if opened in self._waiting:
            self._waiting.remove(opened)
        elif opened.kind == "open":
            last = self._pieces[-1]
            words = last.text.rstrip(_WIDE + _SPACE) if last.kind == "text" and opened.text in MARKS else ""
            outside = last.text[len(words) :] if words else ""
            if outside:
                last.text = words
            self._pieces.append(Piece("close", opened.text, opened.span, after))
            if outside:
                self._pieces.append(Piece("text", outside))

    def render(self) -> str:
        """Return the Markdown, without white space at its ends; empty where nothing is visible."""
        while self._open:
            self.close(self._open[-1].text)
        while self._pieces and self._pieces[-1].kind == "break":
            self._pieces.pop()
        pieces = _joined(self._pieces)
        for _ in range(PASSES):
            if not shape(pieces):
                break
        else:
            for piece in pieces:
                piece.kind = "none" if piece.text in MARKS and piece.kind in ("open", "close") else piece.kind
        return _read_back(pieces, self.breaks)

    def _begin(self) -> None:
        """Put down the space and the openings that were waiting for something to stand before."""
        if self._space and self._pieces and self._pieces[-1].kind != "break":
            self._pieces.append(Piece("text", " "))
        self._space = False
        self._pieces.extend(self._waiting)
        self._waiting = []


def _read_back(pieces: list[Piece], breaks: str) -> str:
    """Return what is written, with the marks left out that would show in it as characters.

    Marks of several spans that touch are read as one run, by rules that depend on all runs of the paragraph; so where some do,
    what is written is read, and held against the same words without any mark.
    """
    written = _written(pieces, breaks).strip(_SPACE)
    if not (touching := _touching(pieces)):
        return written
    words = _visible(_written([piece for piece in pieces if not _is_mark(piece)], breaks))
    for span in touching:
        if _visible(written) == words:
            return written
        pieces = [piece for piece in pieces if not (_is_mark(piece) and piece.span == span)]
        written = _written(pieces, breaks).strip(_SPACE)
    if _visible(written) == words:
        return written
    return _written([piece for piece in pieces if not _is_mark(piece)], breaks).strip(_SPACE)


def _touching(pieces: list[Piece]) -> list[int]:
    """Return the emphasised spans a mark of which stands beside another's, or did when it was chosen; the later ones first."""
    shown = [piece for piece in pieces if piece.kind != "none"]
    spans = dict.fromkeys(piece.span for piece in shown if _is_mark(piece) and piece.after)
    for left, right in itertools.pairwise(shown):
        if _is_mark(left) and _is_mark(right):
            spans |= {left.span: None, right.span: None}
    return sorted(spans, reverse=True)


def _is_mark(piece: Piece) -> bool:
    return piece.kind in ("open", "close") and piece.text in MARKS


def _visible(markdown: str) -> str:
    return "".join(blocks.parse(markdown).plain.split())


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Let two spans of one kind that touch be one: "**a****b**" would not read back."""
    result: list[Piece] = []
    renamed: dict[int, int] = {}
    for piece in pieces:
        piece.span = renamed.get(piece.span, piece.span)
        last = result[-1] if result else None
        if piece.kind == "open" and piece.text in MARKS and last and last.kind == "close" and last.text == piece.text:
            renamed[piece.span] = last.span
            result.pop()
        else:
            result.append(piece)
    return result


def _written(pieces: list[Piece], breaks: str) -> str:
    out: list[str] = []
    at_start = True
    in_link = 0
    pieces = _settled(pieces)
    words = [piece.text for piece in pieces if piece.kind in ("text", "raw", "code")]
    signs = sum(text.count("$") for text in words)
    dollars = signs > 1 and sum(len(_PRICE.findall(text)) for text in words) < signs
    for at, piece in enumerate(pieces):
        if piece.kind == "text":
            before = out[-1][-1:] if out else "\n"
            following = pieces[at + 1] if at + 1 < len(pieces) else None
            out.append(
                escape(
                    piece.text, before, following is not None and following.text == "a", at_start, in_link > 0, dollars
                )
            )
            at_start = at_start and not piece.text.strip(_SPACE)
        elif piece.kind in ("raw", "code"):
            out.append(piece.text if piece.kind == "raw" else code(piece.text))
            at_start = False
        elif piece.kind == "break":
            out.append(breaks)
            at_start = "\n" in breaks
        elif piece.kind in ("open", "close"):
            in_link += (piece.text == "a") * (1 if piece.kind == "open" else -1)
            out.append(mark_of(piece))
    return "".join(out)


def _settled(pieces: list[Piece]) -> list[Piece]:
    """Leave out the marks that were dropped, and let words that then touch be one piece, and code likewise: its marks would
    run together, and what has to be escaped shows only in the whole."""
    result: list[Piece] = []
    for piece in pieces:
        if piece.kind in ("text", "code") and result and result[-1].kind == piece.kind:
            result[-1] = replace(piece, text=result[-1].text + piece.text)
        elif piece.kind != "none":
            result.append(piece)
    return result
