"""What every screen of one run shares: the library, the settings, the keymap and the colours."""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.config import Config
from reader.store import Library
from reader.store.side import folder_of_pages
from reader.tui.keys import Keymap
from reader.tui.reading.jumps import JumpList, Marks
from reader.tui.reading.shelf import Shelf
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
    shelf: Shelf = field(init=False)
    """Documents that were read before."""
    sought: str = ""
    """What every text was searched for last."""

    def __post_init__(self) -> None:
        """The shelf is in the library's own folder of what may be deleted."""
        library = self.library.path
        self.shelf = Shelf(lambda: folder_of_pages(library))
