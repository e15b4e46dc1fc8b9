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
        await pilot.pause(0.3)
        for key in picture.keys:
            await pilot.press(key)
            await pilot.pause(0.2)
        return FONT_FACES.sub("", app.export_screenshot(title="Reader"))


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
