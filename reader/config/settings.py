"""The settings: one frozen value, and what each of them may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reader.model.colours import COLOUR_NAMES

THEMES = ("auto", "dark", "light", "high-contrast", "terminal")
AFTER_ARCHIVE = ("next", "list", "stay")
PRESETS = ("default", "less", "mutt", "gmail")
NARROWEST_MEASURE, WIDEST_MEASURE = 20, 200
MOST_LEADING = 2
MOST_ORIGINALS_MB = 200
MOST_MARGIN = 40
PICTURES = ("auto", "kitty", "sixel", "blocks", "off")
MARK_HIGHLIGHTS = ("auto", "always", "never")
MOST_PER_DAY = 100
PANELS = ("auto", "always", "never")
DATES = ("short", "iso", "age")
FACTS = ("site", "author", "length", "highlights", "note", "tags")
VIEWS = ("inbox", "progress", "starred", "archive", "all", "trash")
ORDERS = (
    "saved", "-saved", "published", "opened", "title", "author", "site", "length", "-length", "progress", "random",
)  # fmt: skip

Keys = Mapping[str, tuple[str, ...]]
"""Command id to the keys that run it; no keys at all takes the command off the keyboard."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a user may choose."""

    theme: str = "auto"
    """One of `THEMES`; "auto" asks the terminal whether it is dark."""
    measure: int = 70
    """Columns of text in an article, `NARROWEST_MEASURE` to `WIDEST_MEASURE`."""
    justify: bool = False
    """Whether both edges of the text are straight."""
    hyphenate: bool = False
    """Whether long words are parted at the end of a row, as the article's language does."""
    leading: int = 0
    """Blank rows between the rows of a paragraph, 0 to `MOST_LEADING`."""
    margin: int = 4
    """Columns left free beside the text, at least; 0 to `MOST_MARGIN`. Narrow screens have less."""
    pictures: str = "auto"
    """How saved pictures are drawn: one of `PICTURES`; "auto" asks the terminal what it can."""
    save_pictures: bool = False
    """Whether the pictures of an article are saved with it; reading itself never fetches any."""
    mark_highlights: str = "auto"
    """Whether highlights also get a line and a number that tell their colours apart: one of `MARK_HIGHLIGHTS`; "auto" does it
    where colours do not."""
    finish_at_end: bool = True
    """Whether an article counts as read when its last words were on the screen."""
    after_archive: str = "next"
    """Where archiving an open article leads: one of `AFTER_ARCHIVE`."""
    start: str = "inbox"
    """The view the interface opens with: one of `VIEWS`."""
    side_panel: str = "auto"
    """Whether the list has its side panel: one of `PANELS`; "auto" looks at the width."""
    preview: str = "auto"
    """Whether the list has its preview: one of `PANELS`; "auto" looks at the width."""
    dates: str = "short"
    """How days are told in lists: one of `DATES`."""
    facts: tuple[str, ...] = FACTS
    """What stands under a title in the list, of `FACTS`."""
    sort: Mapping[str, str] = field(default_factory=dict)
    """The order of a view (of `VIEWS`) until another is chosen in it: one of `ORDERS`."""
    colour_names: tuple[str, ...] = COLOUR_NAMES
    """What the five highlight colours are called, in their order."""
    note_tags: bool = True
    """Whether `.word` in the note of a highlight becomes a tag of it."""
    review_per_day: int = 5
    """How many highlights the daily review brings, 1 to `MOST_PER_DAY`."""
    offline: bool = False
    """Whether Reader never asks the network for anything."""
    originals_mb: int = 10
    """Megabytes of the largest original that is kept beside an article, 0 to `MOST_ORIGINALS_MB`."""
    preset: str = "default"
    """The keymap to start from: one of `PRESETS`. In the file it is `preset` under `[keys]`."""
    keys: Keys = field(default_factory=dict)
    """The user's own bindings over the preset, by command id, in the names Textual gives keys ("ctrl+r")."""
    path: Path | None = field(default=None, compare=False)
    """The file these were read from; None where there was none."""
