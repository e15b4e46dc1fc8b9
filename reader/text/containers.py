"""What stands around blocks: quotes, lists and their items; from it come their frames and the air above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.text.document import Block, Frame, Kind
from reader.text.style import Style
from reader.text.tokens import Token

_BULLETS = "•◦▪▫"
_CLOSINGS = ("blockquote_close", "bullet_list_close", "ordered_list_close", "list_item_close", "dd_close", "dl_close")


@dataclass(slots=True, eq=False)
class Container:
    """One quote, list or item, while its blocks are gathered."""

    kind: str
    marker: str = ""
    width: int = 0
    done: bool = False
    used: bool = False
    """Whether a block stands in it already, beside its marker."""
    number: int = 0
    """Of a numbered list: that of its next item, -1 for nought. 0 for bullets."""


class Containers:
    """Those that are open, outermost first."""

    def __init__(self) -> None:
        self._open: list[Container] = []
        self._before: list[Container] = []
        """What was open around the last block."""

    def enter(self, token: Token, count: int) -> None:
        """Open what a token opens; `count` is how many items a list has."""
        kind = token.type
        if kind == "blockquote_open":
            self._open.append(Container("quote", "", 2))
        elif kind == "bullet_list_open":
            depth = sum(one.kind == "list" and not one.number for one in self._open)
            self._open.append(Container("list", _BULLETS[depth % len(_BULLETS)], 4))
        elif kind == "ordered_list_open":
            first = int(token.attrGet("start") or 1) if token.attrGet("start") is not None else 1
            self._open.append(Container("list", "", len(str(first + count - 1)) + 4, number=first or -1))
        elif kind == "list_item_open":
            self._enter_item()
        elif kind == "dd_open":
            self._open.append(Container("indent", "", 4))
        elif kind == "dl_open":
            self._open.append(Container("list"))

    def _enter_item(self) -> None:
        outer = next(one for one in reversed(self._open) if one.kind == "list")
        marker = outer.marker
        if outer.number:
            number = max(0, outer.number)
            marker = f"{number}."
            outer.number = number + 1
        self._open.append(Container("item", marker, outer.width))

    def leave(self, token: Token) -> None:
        """Close what a token closes."""
        if token.type in _CLOSINGS:
            self._open.pop()

    def begin_note(self, number: int) -> None:
        """Open a footnote, and nothing around it."""
        self._open = [Container("list"), Container("note", f"{number}.", len(str(number)) + 2)]

    def end_note(self) -> None:
        """Close all."""
        self._open = []

    def stood(self) -> None:
        """A block was set inside all that is open."""
        self._before = [*self._open]

    @property
    def is_new_item(self) -> bool:
        """Whether the next block is the first of an item of a list."""
        return bool(self._open) and self._open[-1].kind == "item" and not self._open[-1].used

    def without_box(self, content: str) -> str:
        """Return the words of an item without the box of a task, which becomes the item's marker."""
        if self.is_new_item and content[:4].lower() in ("[ ] ", "[x] "):
            item = self._open[-1]
            item.done = content[1] != " "
            item.marker = "☑" if item.done else "☐"
            return content[4:]
        return content

    @property
    def style(self) -> int:
        """What the next block is by where it stands."""
        style = 0
        for one in self._open:
            style |= Style.QUOTE if one.kind == "quote" else Style.NOTE if one.kind == "note" else 0
        return style

    def frames(self) -> tuple[Frame, ...]:
        """Return the frames of the next block; the first block of an item takes its marker."""
        frames = []
        for one in self._open:
            if one.kind != "list":
                frames.append(Frame(one.kind, "" if one.used else one.marker, one.width, one.done))
                one.used = True
        return tuple(frames)

    @property
    def shared(self) -> int:
        """How many frames also hold the last block."""
        return sum(one.kind != "list" for one in self._common())

    def _common(self) -> list[Container]:
        common = []
        for mine, other in zip(self._open, self._before, strict=False):
            if mine is not other:
                break
            common.append(mine)
        return common

    def air(self, last: Block | None, level: int, *, tight: bool) -> int:
        """Return how many blank rows stand before the next block, a heading of this level where it is not 0."""
        if last is None:
            return 0
        common = self._common()
        if tight and any(one.kind == "list" for one in common):
            return 1 if last.kind in (Kind.CODE, Kind.TABLE) else 0
        if self._open and self._open[-1].kind == "indent" and self._open[-1] not in common:
            return 0
        if level and level <= 2 and last.kind is not Kind.HEADING:
            return 2
        return 1


def items_of_lists(tokens: Sequence[Token]) -> dict[int, int]:
    """Return how many items each list has, by the place of its opening token."""
    counts: dict[int, int] = {}
    lists: list[int] = []
    for at, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(at)
            counts[at] = 0
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            counts[lists[-1]] += 1
    return counts
