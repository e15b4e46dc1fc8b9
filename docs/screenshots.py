"""Make the pictures of the README from the real program on a copy of the sample library: `make screenshots`."""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.config import Config
from reader.store import Library
from reader.tui.app import ReaderApp
from reader.tui.session import Session
from reader.tui.themes import DARK, LIGHT, Palette

ROOT = Path(__file__).parent.parent
PICTURES = Path(__file__).parent / "screenshots"
FONT_FACES = re.compile(r"@font-face\s*{[^}]*}")
TEXT = re.compile(
    r'(<text [^>]*?\bx=")([\d.]+)(" [^>]*?textLength=")([\d.]+)("[^>]*>)((?:&#160;)*)(.*?)((?:&#160;)*)(</text>)'
)
SPACE = "&#160;"
CELL_WIDTH = 12.2
"""Of a cell in the SVG that Rich writes."""


@dataclass(frozen=True)
class Picture:
    """What to press before the picture is taken."""

    name: str
    palette: Palette
    size: tuple[int, int]
    keys: Sequence[str] = ()


WIDE, NARROW = (120, 36), (80, 24)
PICTURES_MADE = (
    Picture("library-dark", DARK, WIDE),
    Picture("library-light", LIGHT, WIDE),
    Picture("library-80", DARK, NARROW),
    Picture("reading-dark", DARK, WIDE, ("enter",)),
    Picture("reading-light", LIGHT, WIDE, ("enter",)),
    Picture("reading-80", LIGHT, NARROW, ("enter", "space")),
    Picture("tags-dark", DARK, WIDE, ("t", "r", "e")),
    Picture("keys-dark", DARK, WIDE, ("?",)),
)


async def take(picture: Picture, library: Library) -> str:
    """Return the picture as SVG, without the web fonts that Rich would load."""
    app = ReaderApp(Session(library, Config(), palette=picture.palette))
    async with app.run_test(size=picture.size) as pilot:
        await pilot.pause(1.5)
        for key in picture.keys:
            await pilot.press(key)
            await pilot.pause(0.2)
        return TEXT.sub(without_outer_spaces, FONT_FACES.sub("", app.export_screenshot(title="Reader")))


def without_outer_spaces(text: re.Match[str]) -> str:
    """Move a text to its first letter: some programs drop spaces at its ends and then stretch the rest."""
    before, x, between, length, opened, left, inner, right, closed = text.groups()
    if not inner:
        return ""
    cell = CELL_WIDTH
    lost_left, lost_right = left.count(SPACE), right.count(SPACE)
    moved, shortened = float(x) + lost_left * cell, float(length) - (lost_left + lost_right) * cell
    return f"{before}{moved:.1f}{between}{shortened:.1f}{opened}{inner}{closed}"


def main() -> None:
    """Take all pictures."""
    PICTURES.mkdir(exist_ok=True)
    for picture in PICTURES_MADE:
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(ROOT / "library.json", folder)
            shutil.copytree(ROOT / "library", Path(folder) / "library")
            with Library.open(Path(folder) / "library.json") as library:
                svg = asyncio.run(take(picture, library))
            (PICTURES / f"{picture.name}.svg").write_text(svg, "utf-8")
            print(f"docs/screenshots/{picture.name}.svg")


if __name__ == "__main__":
    main()
