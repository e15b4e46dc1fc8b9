"""While one reads: how far, where, and when it is finished; kept in the library without a pause."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock

from textual.timer import Timer

from reader.errors import ReaderError
from reader.model import Edit
from reader.tui.screens.article_reads import ReadsAside

KEEP_AFTER_S = 2.0
"""How soon after a move the place is kept; moves meanwhile are kept with it."""
DWELL_S = 3.0
"""How long words must be on screen after a jump, or after opening, to count as read."""

SetTimer = Callable[[float, Callable[[], None]], Timer]


class Progressing:
    """Watches what is on screen."""

    def __init__(self, screen: ReadsAside, set_timer: SetTimer) -> None:
        self.screen = screen
        self._set_timer = set_timer
        self._timers: dict[str, Timer] = {}
        self._peeks = False
        """Opened at a match or a passage and not read on from there: the place one had stays."""
        self._latest = 0
        """Counts the places that were to be kept: an earlier one is never written over a later."""
        self._writing = Lock()

    def opened(self, *, peeks: bool = False) -> None:
        """An article was brought to the front: wait whether it stays."""
        self._peeks = peeks
        self._later("dwell", DWELL_S, self.dwell)

    def moved(self, *, by_reading: bool) -> None:
        """Other words are on screen; what one only jumped to counts as read after a while."""
        self._peeks = self._peeks and not by_reading
        self._see(counts=by_reading)
        if not by_reading:
            self._later("dwell", DWELL_S, self.dwell)
        if "keep" not in self._timers:
            self._later("keep", KEEP_AFTER_S, self.keep_aside)

    def dwell(self) -> None:
        """What has been on screen for a while counts as read."""
        self._see(counts=not self._peeks)
        if "keep" not in self._timers:
            self._later("keep", KEEP_AFTER_S, self.keep_aside)

    def stop(self) -> None:
        """The article is left: nothing more is seen of it."""
        for timer in self._timers.values():
            timer.stop()
        self._timers.clear()

    def keep(self) -> None:
        """Keep the place in the library, where it changed, before anything else happens: one is about to leave."""
        timer = self._timers.pop("keep", None)
        if timer is not None:
            timer.stop()
        kept = self._keeping()
        if kept is not None:
            kept()()

    def keep_aside(self) -> None:
        """Keep it while one reads on: the disk may be slow."""
        kept = self._keeping()
        if kept is not None:
            self.screen.aside(kept)

    def _keeping(self) -> Callable[[], Callable[[], None]] | None:
        """Return what writes the place, for any thread, and gives what is to be done then; None where it is kept already."""
        library, reading = self.screen.session.library, self.screen.reading
        progress = None if self._peeks or library.read_only else reading.to_keep(datetime.now(UTC))
        if progress is None:
            return None
        self._latest = number = self._latest + 1

        def write() -> Callable[[], None]:
            with self._writing:
                if number == self._latest:  # else a later place is on its way, or there already
                    try:
                        library.keep_place(reading.article.id, progress)
                    except ReaderError as error:
                        reason = str(error)
                        return lambda: self.screen.warn(reason)  # tried again at the next move
            return lambda: reading.was_kept(progress)

        return write

    def _see(self, *, counts: bool) -> None:
        reading = self.screen.reading
        reading.see(self.screen.view.place, self.screen.view.on_screen.end, counts=counts)
        self.screen.stand()
        finishes = self.screen.session.config.finish_at_end
        if finishes and reading.is_finished and not reading.article.read and not reading.told_finished:
            reading.told_finished = True  # once, so that undoing it holds
            self.keep()
            self.screen.edit(Edit(read=True), [reading.article])

    def _later(self, name: str, delay_s: float, work: Callable[[], None]) -> None:
        timer = self._timers.pop(name, None)
        if timer is not None:
            timer.stop()

        def run() -> None:
            self._timers.pop(name, None)
            work()

        self._timers[name] = self._set_timer(delay_s, run)
