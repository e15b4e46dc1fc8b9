"""Keys that were typed before what they are meant for had opened.

Keys of a macro, of a slow line or of quick fingers arrive in one burst, and are on their way to the list before the
first of them has opened a prompt there; or they were typed before the list itself was there. They wait here until what
is in front is ready, and are given to it in the order they were typed; none of them runs as a command of what lies below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.app import App
from textual.events import Key
from textual.timer import Timer

LOOK_EVERY_S = 0.01
PATIENCE = 200
"""Looks after which keys that nobody wants are forgotten: two seconds."""
PATIENCE_AT_START = 6_000
"""Looks more, until the first key was taken: a busy machine may need long to show the list."""


class TypeAhead:
    """Keys that wait for the screen in front to be ready."""

    def __init__(
        self, app: App[int], is_ready: Callable[[], bool], press: Callable[[Key], None], typed: Iterable[Key] = ()
    ) -> None:
        """`is_ready` tells whether the screen in front takes keys, which `press` gives to it."""
        self._app = app
        self._is_ready = is_ready
        self._press = press
        self._held: list[Key] = [*typed]
        self._timer: Timer | None = None
        self._looks = 0
        self._waits = False

    @property
    def holds(self) -> bool:
        """Whether keys wait, behind which later ones belong."""
        return self._waits or bool(self._held)

    def wait(self) -> None:
        """Hold all keys until `go`."""
        self._waits = True

    def go(self) -> None:
        """Give out what is held, and hold no more, as soon as the screen in front is ready."""
        self._looks = -PATIENCE_AT_START
        self._look()

    def hold(self, event: Key) -> None:
        """Keep a key until the screen in front is ready for it."""
        self._held.append(event)
        if not self._waits:
            self._look()

    def _look(self) -> None:
        self._looks = min(self._looks, 0)
        if self._timer is None:
            self._timer = self._app.set_interval(LOOK_EVERY_S, self._release)

    def _release(self) -> None:
        from textual.widgets import Input, TextArea  # not loaded for the first screen

        self._looks += 1
        self._waits = self._waits and not self._is_ready() and self._looks <= PATIENCE
        self._held.sort(key=lambda event: event.time)
        while self._held:
            focused = self._app.screen.focused
            if isinstance(focused, Input | TextArea):
                for event in self._held:
                    self._app.post_message(Key(event.key, event.character))  # as from the terminal: Enter is a binding
                self._held.clear()
            elif self._is_ready():
                self._press(self._held.pop(0))
                self._looks = 0
            else:
                break
        if (not self._held and not self._waits) or self._looks > PATIENCE:
            self._stop()

    def _stop(self) -> None:
        self._held.clear()
        self._looks = 0
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
