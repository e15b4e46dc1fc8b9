"""Set one run of inline content as Markdown that reads back as the same words, links and emphasis.

The rules of emphasis are CommonMark's: a mark opens or closes only where the characters on its two sides allow it
("flanking"). Where they do not, marks move past punctuation, and where that does not help they are left out: the words
are always kept.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass, field, replace

from reader.text import blocks

PASSES = 6
"""How often the marks of a run are looked over; one that is not settled then is left without marks."""
MARKS = {"strong": "**", "em": "*", "del": "~~"}

_SPACE = " \t\n\r\f\v"
_RUN = re.compile(f"[{_SPACE}]+")
_LINE_START = re.compile(
    r"(?P<mark>#{1,6}(?=\s|$)|>|[-+](?=\s|$|[-+\s]*$)|=+(?=\s*$)|~{3}|:(?=\s)|\[(?=[^\]]{1,100}\]:))|(?P<digits>\d{1,9})(?P<dot>[.)])(?=\s|$)"
)
_BACKSLASH = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)")
_TAG_OR_ENTITY = re.compile(r"<(?=[A-Za-z/!?])|&(?=#?\w{1,32};)")
_BRACKET = re.compile(r"\](?=\(|\[|:)|\[(?=\^)")
_STAR = re.compile(r"\*")
_UNDERSCORE = re.compile(r"_")
_TILDES = re.compile(r"~(?=~|$)|(?<=~)~|^~")
_PRICE = re.compile(r"\$(?=\d)")


@dataclass(slots=True)
class _Piece:
    """A part of the run: words, finished Markdown, or one end of a span."""

    kind: str
    """"text", "raw", "code", "break", "open" or "close"."""
    text: str = ""
    """The words, the Markdown, or the kind of the span ("strong", "a")."""
    span: int = -1
    after: str = ""
    """What a closing link is followed by: its address."""


@dataclass(slots=True)
class Inline:
    """Takes the events of one paragraph, heading or cell; `render` gives its Markdown."""

    breaks: str = "  \n"
    """What a line break becomes."""
    _pieces: list[_Piece] = field(default_factory=list)
    _open: list[_Piece] = field(default_factory=list)
    """Spans opened and not yet closed."""
    _waiting: list[_Piece] = field(default_factory=list)
    """Spans opened with nothing in them yet: they open at the first word, so never before a space."""
    _space: bool = False
    _spans: int = 0

    def text(self, text: str) -> None:
        """Add words; white space collapses, also across the ends of spans."""
        words = _RUN.sub(" ", text)
        if words.startswith(" "):
            self._space = True
            words = words[1:]
        if not words:
            return
        self._begin()
        if words.endswith(" "):
            words, self._space = words[:-1], True
        self._pieces.append(_Piece("text", words))

    def raw(self, markdown: str) -> None:
        """Add finished Markdown: code, an image, a note's mark, mathematics."""
        self._begin()
        self._pieces.append(_Piece("raw", markdown))

    def code(self, text: str) -> None:
        """Add a span of code; one that touches another becomes one with it, as their marks would run together."""
        if not text.strip(_SPACE):
            self.text(text)
            return
        self._begin()
        if self._pieces and self._pieces[-1].kind == "code":
            self._pieces[-1].text += text
        else:
            self._pieces.append(_Piece("code", text))

    def line_break(self) -> None:
        """Begin a new line, unless the run has not begun yet."""
        self._space = False
        if self._pieces and self._pieces[-1].kind != "break":
            self._pieces.append(_Piece("break"))

    def open(self, kind: str) -> None:
        """Begin a span: "strong", "em", "del" or "a"; one within its own kind changes nothing."""
        self._spans += 1
        nested = any(piece.text == kind for piece in self._open)
        piece = _Piece("none" if nested else "open", kind, self._spans)
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
            self._pieces.append(_Piece("close", opened.text, opened.span, after))

    def render(self) -> str:
        """Return the Markdown, without white space at its ends; empty where nothing is visible."""
        while self._open:
            self.close(self._open[-1].text)
        while self._pieces and self._pieces[-1].kind == "break":
            self._pieces.pop()
        pieces = _joined(self._pieces)
        for _ in range(PASSES):
            if not _shape(pieces):
                break
        else:
            for piece in pieces:
                piece.kind = "none" if piece.text in MARKS and piece.kind in ("open", "close") else piece.kind
        return _read_back(pieces, self.breaks)

    def _begin(self) -> None:
        """Put down the space and the openings that were waiting for something to stand before."""
        if self._space and self._pieces and self._pieces[-1].kind != "break":
            self._pieces.append(_Piece("text", " "))
        self._space = False
        self._pieces.extend(self._waiting)
        self._waiting = []


def _read_back(pieces: list[_Piece], breaks: str) -> str:
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


def _touching(pieces: list[_Piece]) -> list[int]:
    """Return the emphasised spans a mark of which stands beside another's, or did when it was chosen; the later ones first."""
    shown = [piece for piece in pieces if piece.kind != "none"]
    spans = dict.fromkeys(piece.span for piece in shown if _is_mark(piece) and piece.after)
    for left, right in itertools.pairwise(shown):
        if _is_mark(left) and _is_mark(right):
            spans |= {left.span: None, right.span: None}
    return sorted(spans, reverse=True)


def _is_mark(piece: _Piece) -> bool:
    return piece.kind in ("open", "close") and piece.text in MARKS


def _visible(markdown: str) -> str:
    return "".join(blocks.parse(markdown).plain.split())


def _joined(pieces: list[_Piece]) -> list[_Piece]:
    """Let two spans of one kind that touch be one: "**a****b**" would not read back."""
    result: list[_Piece] = []
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


def _shape(pieces: list[_Piece]) -> bool:
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
        if blocked_in or blocked_out:
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


def _touching_strong(pieces: list[_Piece], start: int, end: int) -> str:
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


def _shift_in(pieces: list[_Piece], mark: int) -> bool:
    """Let the punctuation at the beginning of a span stand before its mark; False where that cannot be."""
    inside, outside = pieces[mark + 1], pieces[mark - 1] if mark else None
    if inside.kind != "text" or outside is None or outside.kind != "text":
        return False
    length = next((at for at, char in enumerate(inside.text) if not _is_punctuation(char)), len(inside.text))
    if length == len(inside.text) or inside.text[length] == " ":
        return False
    outside.text += inside.text[:length]
    inside.text = inside.text[length:]
    return True


def _shift_out(pieces: list[_Piece], mark: int) -> bool:
    """Let the punctuation at the end of a span stand behind its mark; False where that cannot be."""
    inside, outside = pieces[mark - 1], pieces[mark + 1] if mark + 1 < len(pieces) else None
    if inside.kind != "text" or outside is None or outside.kind != "text":
        return False
    kept = len(inside.text)
    while kept and _is_punctuation(inside.text[kept - 1]):
        kept -= 1
    if not kept or inside.text[kept - 1] == " ":
        return False
    outside.text = inside.text[kept:] + outside.text
    inside.text = inside.text[:kept]
    return True


def _first_char(pieces: list[_Piece], at: int, through: str, char: str) -> str:
    """Return the character that stands at `at` or after it, looking through marks of the kind `through` that are made
    of the same character: marks that touch are one run, whose sides are what counts."""
    for index in range(at, len(pieces)):
        piece = pieces[index]
        if piece.kind == "break":
            return "\n"
        if piece.kind in ("open", "close"):
            if piece.text == "a":
                return "[" if piece.kind == "open" else "]"
            if piece.kind != through or _mark(piece)[0] != char:
                return _mark(piece)[0]
        elif piece.kind == "code":
            return "`"
        elif piece.kind in ("text", "raw") and piece.text:
            return piece.text[0]
    return "\n"


def _last_char(pieces: list[_Piece], at: int, through: str, char: str) -> str:
    """The same, for what stands before `at`."""
    for index in range(at - 1, -1, -1):
        piece = pieces[index]
        if piece.kind == "break":
            return "\n"
        if piece.kind in ("open", "close"):
            if piece.text == "a":
                return "[" if piece.kind == "open" else ")"
            if piece.kind != through or _mark(piece)[0] != char:
                return _mark(piece)[0]
        elif piece.kind == "code":
            return "`"
        elif piece.kind in ("text", "raw") and piece.text:
            return piece.text[-1]
    return "\n"


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _is_word(char: str) -> bool:
    return not char.isspace() and not _is_punctuation(char)


def _written(pieces: list[_Piece], breaks: str) -> str:
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
            out.append(_mark(piece))
    return "".join(out)


def _settled(pieces: list[_Piece]) -> list[_Piece]:
    """Leave out the marks that were dropped, and let words that then touch be one piece, and code likewise: its marks would
    run together, and what has to be escaped shows only in the whole."""
    result: list[_Piece] = []
    for piece in pieces:
        if piece.kind in ("text", "code") and result and result[-1].kind == piece.kind:
            result[-1] = replace(piece, text=result[-1].text + piece.text)
        elif piece.kind != "none":
            result.append(piece)
    return result


def _mark(piece: _Piece) -> str:
    if piece.text == "a":
        return "[" if piece.kind == "open" else f"]{piece.after}"
    return piece.after or MARKS[piece.text]


def escape(
    text: str,
    before: str = "\n",
    link_follows: bool = False,
    at_start: bool = False,
    in_link: bool = False,
    may_be_maths: bool = False,
) -> str:
    """Return `text` so that Markdown reads it as these very words, with as few backslashes as that takes.

    `before` is the character in front of it; `at_start` says that it begins a line, `may_be_maths` that two dollar signs of
    its paragraph could be taken for the ends of a formula.
    """
    text = _BACKSLASH.sub(r"\\\\", text)
    text = _TAG_OR_ENTITY.sub(r"\\\g<0>", text)
    text = text.replace("`", "\\`")
    if "[" in text or "]" in text:
        text = _brackets(text, in_link)
    if "*" in text:
        text = _STAR.sub(lambda match: _kept_star(match, before), text)
    if "_" in text:
        text = _UNDERSCORE.sub(lambda match: _kept_underscore(match, before), text)
    if "~" in text:
        text = _TILDES.sub(r"\\~", text)
    if may_be_maths:
        text = text.replace("$", "\\$")
    if link_follows and text.endswith("!"):
        text = text[:-1] + "\\!"
    if at_start and (match := _LINE_START.match(text)):
        at = match.start("dot") if match["digits"] else 0
        text = f"{text[:at]}\\{text[at:]}"
    return text


def _brackets(text: str, in_link: bool) -> str:
    if in_link and (not _nests(text) or _BRACKET.search(text)):
        return re.sub(r"[\[\]]", r"\\\g<0>", text)
    return _BRACKET.sub(r"\\\g<0>", text)


def _nests(text: str) -> bool:
    """Say whether each bracket in `text` has its partner."""
    depth = 0
    for char in text:
        depth += (char == "[") - (char == "]")
        if depth < 0:
            return False
    return depth == 0


def _kept_star(match: re.Match[str], before: str) -> str:
    """A star between two spaces marks nothing, but one that begins a line does."""
    text, at = match.string, match.start()
    left = text[at - 1] if at else before
    right = text[at + 1] if at + 1 < len(text) else "."
    return "*" if left in " " and right == " " else "\\*"


def _kept_underscore(match: re.Match[str], before: str) -> str:
    """An underscore inside a word marks nothing."""
    text, at = match.string, match.start()
    left = text[at - 1] if at else before
    right = text[at + 1] if at + 1 < len(text) else "."
    return "_" if left.isalnum() and right.isalnum() else "\\_"


def code(text: str) -> str:
    """Return `text` as a code span; empty for nothing but space."""
    text = _RUN.sub(" ", text)
    if not text.strip():
        return ""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") or (text[0] == text[-1] == " ") else ""
    return f"{fence}{pad}{text}{pad}{fence}"
