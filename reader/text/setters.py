"""Which setter sets which kind of block."""

from __future__ import annotations

from collections.abc import Callable

from reader.text.blocksetting import SetBlock, SetImage, SetRule
from reader.text.code import SetCode
from reader.text.document import Block, Kind
from reader.text.setting import Setting
from reader.text.tables import SetTable

SETTERS: dict[Kind, Callable[[Block, int, Setting], SetBlock]] = {
    Kind.CODE: SetCode,
    Kind.IMAGE: SetImage,
    Kind.RULE: SetRule,
    Kind.TABLE: SetTable,
}
"""All others are prose."""


def set_block(block: Block, width: int, setting: Setting) -> SetBlock:
    """Set a block by the rules of its kind."""
    return SETTERS.get(block.kind, SetBlock)(block, width, setting)
