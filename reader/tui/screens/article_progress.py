"""While one reads: how far, where, and when it is finished; kept in the library without a pause."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from textual.timer import Timer

from reader.errors import ReaderError
from reader.model import Edit
from reader.tui.screens.article_reads import Reads

KEEP_AFTER_S = 2.0
"""How soon after a move the place is kept; moves meanwhile are kept with it."""
DWELL_S = 3.0
"""How long words must be on screen after a jump, or after opening, to count as read."""

SetTimer = Callable[[float, Callable[[], None]], Timer]


class Progressing:
    """Watches what is on screen."""

    def __init__(self, screen: Reads, set_timer: SetTimer) -> None:
        self.screen = screen
        self._set_timer = set_timer
        self._timers: dict[str, Timer] = {}
        self._peeks = False
        """Opened at a match or a passage and not read on from there: the place one had stays."""

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
            self._later("keep", KEEP_AFTER_S, self.keep)

    def dwell(self) -> None:
        """What has been on screen for a while counts as read."""
        self._see(counts=not self._peeks)
        if "keep" not in self._timers:
            self._later("keep", KEEP_AFTER_S, self.keep)

    def stop(self) -> None:
        """The article is left: nothing more is seen of it."""
        for timer in self._timers.values():
            timer.stop()
        self._timers.clear()

    def keep(self) -> None:
        """Keep the place in the library, where it changed."""
        timer = self._timers.pop("keep", None)
        if timer is not None:
            timer.stop()
        if self._peeks:
            return
        library, article = self.screen.session.library, self.screen.reading.article
        progress = self.screen.reading.to_keep(datetime.now(UTC))
        if progress is not None and not library.read_only:
            try:
                library.keep_place(article.id, progress)
            except ReaderError as error:
                self.screen.warn(str(error))  # tried again at the next move
            else:
                self.screen.reading.was_kept()

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
