"""Writing highlights to a file, as the command line writes them."""

from __future__ import annotations

import json
import os
from os.path import expanduser  # Path's own fails for the home of nobody
from pathlib import Path
from typing import Any

from reader.errors import LibraryError
from reader.export.highlights import passages_json, passages_markdown
from reader.tui.background import in_background
from reader.tui.keys import Given
from reader.tui.screens.base import does
from reader.tui.widgets.search_line import EXPORT_SIGN

SUGGESTED = "highlights.md"


class Exporting:
    """`E`: those selected, else all in view; Markdown, or JSON where the file's name ends so."""

    def __init__(self, screen: Any) -> None:
        self.screen = screen
        self.is_asking = False

    @does("highlight.export")
    def ask(self, given: Given) -> None:
        """Ask for the name of a file."""
        if not self.screen.gathering.found:
            self.screen.warn("Nothing to export")
            return
        self.is_asking = True
        self.screen.line.open(EXPORT_SIGN, SUGGESTED)

    def write(self, name: str) -> None:
        """Write the file beside the interface; one that is there already is left as it is."""
        if name.strip():
            found = self.screen.meant() if self.screen.rows.selected else list(self.screen.gathering.found)
            self.screen.run_worker(self._write(Path(expanduser(name.strip())), found), exit_on_error=False)

    async def _write(self, path: Path, found: list[Any]) -> None:
        def work() -> None:
            if path.suffix.lower() == ".json":
                text = json.dumps(passages_json(found, self._body), ensure_ascii=False, indent=2) + "\n"
            else:
                text = passages_markdown(found, self.screen.session.config.colour_names)
            _write_new(path, text.encode("utf-8", "replace"))

        try:
            await in_background(work)
        except FileExistsError:
            self.screen.warn(f"{path} is there already and was left as it is")
        except (OSError, ValueError) as error:
            self.screen.warn(f"could not write {path}: {getattr(error, 'strerror', None) or error}")
        else:
            count = f"{len(found):,} highlight{'' if len(found) == 1 else 's'}".replace(",", " ")
            self.screen.say(f"wrote {count} to {path.absolute()}")

    def _body(self, article_id: str) -> str:
        try:
            body: str = self.screen.session.library.body(article_id)
        except LibraryError:
            return ""
        return body


def _write_new(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; raises FileExistsError where there is one, OSError."""
    if path.exists() or path.is_symlink():
        raise FileExistsError(path)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError:  # a disk without links
            temporary.rename(path)
    finally:
        temporary.unlink(missing_ok=True)
