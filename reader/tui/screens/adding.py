"""Saving from inside the interface: fetch in a thread, say how it goes, keep what failed for another try."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from reader.errors import ReaderError
from reader.model import Draft
from reader.model.url import is_web_address
from reader.tui.background import in_background
from reader.tui.keys import Given
from reader.tui.screens.base import does
from reader.tui.screens.finder import Entry, Finder
from reader.tui.screens.triage import UNDO_HINT
from reader.tui.widgets.article_list import shown_title


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be saved, and why."""

    source: str
    reason: str


class Adding:
    """`A` asks for an address or a file; the article slides in when it is there."""

    def __init__(self, screen: Any) -> None:
        self.screen = screen
        self.failures: list[Failure] = []
        self._under_way: set[str] = set()
        self._warned = False

    @does("article.add")
    def ask(self, given: Given) -> None:
        """Ask for an address or a file."""
        self.screen.search.ask_for_source()

    @does("go.failures")
    def show_failures(self, given: Given) -> None:
        """Show what could not be saved; Enter tries again."""
        if not self.failures:
            self.screen.say("nothing failed")
            return
        entries = [
            Entry(failure.source, failure.reason, "", "", partial(self.start, failure.source))
            for failure in self.failures
        ]
        self.screen.choose(Finder(self.screen.session.palette, "Not saved; Enter tries again", entries, grouped=False))

    def start(self, source: str) -> None:
        """Begin to save a source; the interface goes on meanwhile."""
        source = source.strip()
        if not source or source in self._under_way:
            return
        self.failures = [failure for failure in self.failures if failure.source != source]
        self._under_way.add(source)
        self._warned = False
        self._say_under_way()
        self.screen.run_worker(self._save(source), name=f"add {source}", exit_on_error=False)

    async def _save(self, source: str) -> None:
        try:
            draft = await in_background(partial(drafted, source))
            added = self.screen.session.library.add(draft)
        except ReaderError as error:
            self.failures.append(Failure(source, str(error)))
            self.screen.warn(f"{error} · :failed tries again")
            return
        finally:
            self._under_way.discard(source)
        if added.is_new:
            self.screen.say(f"saved “{shown_title(added.article)}” · {UNDO_HINT}")
        else:
            self.screen.say(f"already there: “{shown_title(added.article)}”")
        self.screen.library_changed()

    def keeps_from_quitting(self) -> bool:
        """Say, once, that something is still being saved; asked again, it is left."""
        if not self._under_way or self._warned:
            return False
        self._warned = True
        what = next(iter(self._under_way)) if len(self._under_way) == 1 else f"{len(self._under_way)} pages"
        self.screen.warn(f"still saving {what}; quit again to leave it")
        return True

    def _say_under_way(self) -> None:
        if len(self._under_way) == 1:
            self.screen.say(f"fetching {next(iter(self._under_way))} …")
        else:
            self.screen.say(f"fetching {len(self._under_way)} pages …")


def drafted(source: str) -> Draft:
    """Return the draft of an address or a file; slow, and the extractor is loaded here: call it in a thread."""
    from reader.ingest import ingest, ingest_file

    return ingest(source) if is_web_address(source) else ingest_file(Path(source).expanduser())
