"""What is read of a parser's token: its own class is loaded with the parser, and many texts need none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


class Token(Protocol):
    """An opening, a closing, or what stands between."""

    @property
    def type(self) -> str:
        """What it is: "paragraph_open"."""

    @property
    def tag(self) -> str:
        """The HTML element it would be."""

    @property
    def nesting(self) -> int:
        """1 opens, -1 closes, 0 does neither."""

    @property
    def level(self) -> int:
        """How deep it stands in others."""

    @property
    def content(self) -> str:
        """Its Markdown, or its words."""

    @property
    def info(self) -> str:
        """Of code: what stands behind the fence."""

    @property
    def meta(self) -> Mapping[Any, Any]:
        """What the rule that made it noted."""

    @property
    def hidden(self) -> bool:
        """Of a paragraph: whether it stands in a tight list."""

    def attrGet(self, name: str) -> str | int | float | None:  # noqa: N802 - the parser's word
        """Return an attribute of the element."""
