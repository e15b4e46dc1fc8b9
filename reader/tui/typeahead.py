"""Keys in the order they were typed, each where the one before it led.

Keys of a macro, of a slow line or of quick fingers arrive in one burst: on their way before the first of them has opened
a prompt, or closed one, or before the list itself is there. So one key at a time is on its way. Behind it goes a message
that takes the same way; when it is back, everything the key began is known, and the next key may go. Where a prompt is
still opening, keys wait here until what is in front is ready; none of them runs as a command of what lies below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.app import App
from textual.events import Key
from textual.message import Message
from textual.message_pump import MessagePump
from textual.timer import Timer

LOOK_EVERY_S = 0.01
PATIENCE = 2_000
"""Looks after which keys that nobody wants are forgotten, where nothing they wait for is under way: twenty seconds."""
PATIENCE_AT_START = 6_000
"""Looks more, until the first key was taken: a busy machine may need long to show the list."""
LOST = 1_000
"""Looks after which what goes behind a key is thought lost, with the widget it went through."""


class Behind(Message):
    """Follows a key from widget to widget up to the program."""

    def __init__(self, *, again: bool) -> None:
        """`again` goes the way once more: for what the key made those it passed say."""
        super().__init__()
        self.again = again


class TypeAhead:
    """Keys that wait for the one before them, and for the screen in front to be ready."""

    def __init__(
        self,
        app: App[int],
        is_ready: Callable[[], bool],
        press: Callable[[Key], None],
        typed: Iterable[Key] = (),
        *,
        is_waiting: Callable[[], bool] = lambda: False,
    ) -> None:
        """`is_ready` tells whether the screen in front takes keys, which `press` gives to it.

        While `is_waiting` says that work is under way which keys wait for, none is forgotten.
        """
        self._is_waiting = is_waiting
        self._app = app
        self._is_ready = is_ready
        self._press = press
        self._held: list[Key] = [*typed]
        self._timer: Timer | None = None
        self._looks = 0
        self._waits = False
        self._let_go: Key | None = None
        """The key whose turn it is, until the program takes it."""
        self._behind: Behind | None = None
        """What follows the key that is on its way."""
        self._is_under_way = False

    def wait(self) -> None:
        """Hold all keys until `go`."""
        self._waits = True

    def go(self) -> None:
        """Give out what is held, and hold no more, as soon as the screen in front is ready."""
        self._looks = -PATIENCE_AT_START
        self._look()

    def takes(self, event: Key) -> bool:
        """Say whether a key has to wait, and keep it; where not, it is on its way, and `follow` is owed."""
        if event is self._let_go:
            self._let_go = None
        elif self._waits or self._held or self._is_under_way:
            self.hold(event)
            return True
        self._is_under_way = True
        return False

    def follow(self, target: MessagePump) -> None:
        """Send a message behind the key that `target` was given."""
        self._send(target, Behind(again=True))

    def arrived(self, behind: Behind) -> None:
        """What was sent behind a key is back."""
        if behind is not self._behind:
            return
        if behind.again:
            self._send(self._app.focused or self._app.screen, Behind(again=False))
        else:
            self._passed()

    def hold(self, event: Key) -> None:
        """Keep a key until its turn comes."""
        self._held.append(event)
        if not self._waits:
            self._look()

    def _send(self, target: MessagePump, behind: Behind) -> None:
        self._behind = behind
        if not target.post_message(behind):
            self._passed()

    def _passed(self) -> None:
        self._behind, self._is_under_way = None, False
        if self._held and not self._waits:
            self._release()

    def _look(self) -> None:
        self._looks = min(self._looks, 0)
        if self._timer is None:
            self._timer = self._app.set_interval(LOOK_EVERY_S, self._release)

    def _release(self) -> None:
        from textual.widgets import Input, TextArea  # not loaded for the first screen

        self._looks = min(0, self._looks) if self._is_waiting() else self._looks + 1
        self._waits = self._waits and not self._is_ready() and self._looks <= PATIENCE
        if self._is_under_way and self._looks <= LOST:
            return
        self._held.sort(key=lambda event: event.time)
        while self._held:
            if isinstance(self._app.screen.focused, Input | TextArea):
                self._send_on(self._held.pop(0))
                return
            if not self._is_ready():
                break
            self._press(self._held.pop(0))
            self._looks = 0
        if (not self._held and not self._waits) or self._looks > PATIENCE:
            self._stop()

    def _send_on(self, event: Key) -> None:
        """Let a key go as if it came from the terminal: Enter in a field is a binding of the program."""
        self._let_go = Key(event.key, event.character)
        self._let_go.time = event.time
        self._is_under_way, self._looks = True, 0
        self._app.post_message(self._let_go)

    def _stop(self) -> None:
        self._held.clear()
        self._looks = 0
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
