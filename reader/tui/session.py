"""What every screen of one run shares: the library, the settings, the keymap and the colours."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from reader import ingest, store, tui
from reader.config import RULES, Config, default_path
from reader.store.side import folder_of_pages
from reader.tui import reading
from reader.tui.keys import Keymap
from reader.tui.messages import Messages
from reader.tui.remembered import Remembered
from reader.tui.still import Left
from reader.tui.themes import DARK, Palette, dressed


@dataclass
class Session:
    """Handed to each screen; the palette changes with the theme."""

    opened: store.Library | Path
    """The library, or where it is: then it is opened when it is first asked for."""
    config: Config
    keymap: Keymap = field(default_factory=Keymap)
    palette: Palette = DARK
    remembered: Remembered = field(default_factory=Remembered)
    busy: str = ""
    """What a thread is doing to many articles; the library answers nobody else until it is done."""
    settings: Config = field(init=False)
    """As the file has them; keys may have changed `config` since."""
    failures_path: Path | None = None
    """Where what could not be saved is kept from run to run."""
    picture_way: str = "blocks"
    """How the terminal shows pictures."""
    cell: tuple[int, int] = (10, 20)
    """Width and height of a cell in pixels, where the terminal told them."""
    no_colour: bool = field(default_factory=lambda: "NO_COLOR" in os.environ)
    """Whether its user wants no colours at all (no-color.org); asked before Textual takes the variable away."""
    gathering: tui.Gathering | None = None
    """All highlights, once they were shown: to be shown again they are only mended."""
    begun: tuple[tuple[str, str], ...] = ()
    """What the header of the first screen says: the list's says it too until it has counted."""
    left: Left = field(default_factory=Left)
    """The page that was left last, which the next start may draw at once."""
    sought: str = ""
    """What every text was searched for last."""

    def __post_init__(self) -> None:
        """What keys changed in earlier runs holds."""
        self.settings, self.config = self.config, self.remembered.over(self.config)
        self.palette = self.dressed(self.palette)

    @property
    def library(self) -> store.Library:
        """The library of this run. Raises what opening it does."""
        if isinstance(self.opened, Path):
            self.opened = store.Library.open(self.opened)
        return self.opened

    def open(self) -> None:
        """Open the library where that was not done yet."""
        _ = self.library

    def close(self) -> None:
        """Close the library where it was opened."""
        if not isinstance(self.opened, Path):
            self.opened.close()

    # made when they are first asked for: the first screen needs none of them

    @cached_property
    def messages(self) -> Messages:
        """What was told in the last line."""
        return Messages()

    @cached_property
    def tallies(self) -> tui.Tallies:
        """How many articles each tag, site and author has; counted by the list, completed by everywhere."""
        return tui.Tallies()

    @cached_property
    def jumps(self) -> reading.JumpList:
        """Where one jumped away from."""
        return reading.JumpList()

    @cached_property
    def shelf(self) -> reading.Shelf:
        """Documents that were read before, in the library's own folder of what may be deleted."""
        library = self.opened if isinstance(self.opened, Path) else self.opened.path
        return reading.Shelf(lambda: folder_of_pages(library.resolve()))

    @cached_property
    def saver(self) -> tui.Saver:
        """What is being saved, and what failed."""
        pictures = self.settings.save_pictures
        return tui.Saver(self.library, self.intake, self.failures_path, with_pictures=pictures)

    def intake(self, tell: Callable[[str], object]) -> ingest.Intake:
        """Return how things come in: by the settings, and by the rules that stand beside them now; of faults in these it
        tells, and goes on."""
        settings = (self.settings.path or default_path()).with_name(RULES)
        return ingest.Intake.configured(
            offline=self.settings.offline, originals_mb=self.settings.originals_mb, rules_path=settings
        ).telling(tell)

    @property
    def marks(self) -> reading.Marks:
        """Places under letters, kept from run to run."""
        return self.remembered.marks

    def dressed(self, palette: Palette) -> Palette:
        """Return a palette as it is worn: with marks on highlights where colours do not tell them apart."""
        return dressed(palette, self.config.mark_highlights, no_colour=self.no_colour)

    def change(self, name: str, value: Any) -> None:
        """Change how things look, as a setting would, for this run and the next ones."""
        self.config = replace(self.config, **{name: value})
        self.remembered.keep_look(name, value, getattr(self.settings, name))
