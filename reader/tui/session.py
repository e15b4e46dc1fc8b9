"""What every screen of one run shares: the library, the settings, the keymap and the colours."""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.config import Config
from reader.store import Library
from reader.tui.keys import Keymap
from reader.tui.reading.jumps import JumpList, Marks
from reader.tui.remembered import Remembered
from reader.tui.themes import DARK, Palette


@dataclass
class Session:
    """Handed to each screen; the palette changes with the theme."""

    library: Library
    config: Config
    keymap: Keymap = field(default_factory=Keymap)
    palette: Palette = DARK
    jumps: JumpList = field(default_factory=JumpList)
    marks: Marks = field(default_factory=Marks)
    remembered: Remembered = field(default_factory=Remembered)
    sought: str = ""
    """What every text was searched for last."""
