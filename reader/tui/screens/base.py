"""What all screens share: keys become commands here, and acts are reported here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import monotonic
from typing import ClassVar, TypeVar

from textual import getters
from textual.events import Key
from textual.screen import Screen
from textual.widgets import Input, TextArea

from reader.tui.commands import Command, Place
from reader.tui.keys import Given, KeyReader, token_of
from reader.tui.session import Session
from reader.tui.widgets.footer import Footer

Handler = Callable[[Given], None]
Method = TypeVar("Method", bound=Callable[..., None])


def does(*ids: str) -> Callable[[Method], Method]:
    """Mark a method of a screen as what the named commands do; it receives the `Given`."""

    def mark(method: Method) -> Method:
        method.__dict__["does"] = ids
        return method

    return mark


class CommandScreen(Screen[None]):
    """A screen of its own place, commanded from the keyboard by the one table."""

    PLACE: ClassVar[Place]
    handlers: ClassVar[dict[str, str]] = {}
    """Command id to method name; collected from `does`."""

    footer = getters.query_one(Footer)

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.handlers = dict(_marked(cls))

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.keys = KeyReader(session.keymap, self.PLACE)

    def on_key(self, event: Key) -> None:
        """Give the key to the table, unless a text field has it."""
        if isinstance(self.focused, Input | TextArea):
            return
        token = token_of(event)
        if token is None:
            return
        event.stop()
        event.prevent_default()
        self.press(token)

    def press(self, token: str) -> None:
        """Take one key token; run the command it completes."""
        given = self.keys.feed(token, monotonic())
        self.footer.pending = self.keys.pending
        if given is not None:
            self.run_command(given)

    def run_command(self, given: Given) -> None:
        """Run a command of this place, from a key, the palette or the help."""
        name = self.handlers.get(given.command.id)
        if name is not None:
            getattr(self, name)(given)

    def can_run(self, command: Command) -> bool:
        """Say whether this screen has the command."""
        return command.id in self.handlers

    def say(self, message: str) -> None:
        """Tell what was done, in the footer, for a few seconds."""
        self.footer.say(message)

    def warn(self, message: str) -> None:
        """Tell what went wrong, in the footer."""
        self.footer.say(message, is_error=True)

    def library_changed(self) -> None:
        """The library has changed, here or in another program: draw anew what is on screen."""

    def on_screen_resume(self) -> None:
        """Coming back from another screen, the library may have changed meanwhile."""
        self.keys.clear()
        self.library_changed()


def _marked(cls: type) -> Iterator[tuple[str, str]]:
    for base in reversed(cls.__mro__):
        for name, method in vars(base).items():
            for command_id in getattr(method, "does", ()):
                yield command_id, name
