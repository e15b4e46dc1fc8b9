"""What all screens share: keys become commands here, and acts are reported here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from time import monotonic
from typing import ClassVar, TypeVar

from textual import getters
from textual.events import Key
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, TextArea

from reader.model.clean import clean_line
from reader.tui import terminal
from reader.tui.commands import Command, Place
from reader.tui.keys import PAUSE_S, SEQUENCE_TIMEOUT_S, Given, KeyReader, token_of
from reader.tui.messages import Told
from reader.tui.screens.panel import Panel
from reader.tui.session import Session
from reader.tui.themes import PALETTES, Palette
from reader.tui.widgets.footer import Footer
from reader.tui.widgets.search_line import SearchLine

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
    is_reading = False
    """Whether much of the library is being read in a thread: who asks it anything meanwhile, waits."""

    class ThemeWanted(Message):
        """Another palette shall be worn by the whole program."""

        def __init__(self, palette: Palette) -> None:
            super().__init__()
            self.palette = palette

    class TypedAhead(Message):
        """A key came here that was meant for what is opening."""

        def __init__(self, key: Key) -> None:
            super().__init__()
            self.key = key

    class QuitWanted(Message):
        """The program shall end, everything kept."""

    footer = getters.query_one(Footer)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.keys = KeyReader(session.keymap, self.PLACE)
        self.handlers: dict[str, Handler] = {}
        self.is_shown = False
        """Whether what it is about was drawn, so that keys can mean it."""
        self._is_behind_panel = False
        for hand in (*self.shared_hands(), self, *self.hands()):
            self.handlers.update(_handlers_of(hand))

    def shared_hands(self) -> Iterable[object]:
        """Objects that do commands for many screens; what a screen does itself comes before."""
        return ()

    def hands(self) -> Iterable[object]:
        """Objects that do some of this screen's commands, so that no screen does everything itself."""
        return ()

    def on_key(self, event: Key) -> None:
        """Give the key to the table, unless a text field has it."""
        if isinstance(self.focused, Input | TextArea):
            return
        event.stop()
        event.prevent_default()
        if self.is_covered:
            self.post_message(self.TypedAhead(event))
        else:
            self.take(event)

    def take(self, event: Key) -> None:
        """Take one key as a command's, or as a part of one's."""
        token = token_of(event)
        if token is not None:
            self.press(token)

    @property
    def is_waiting(self) -> bool:
        """Whether work is under way that the next keys wait for, however long it lasts."""
        return False

    @property
    def is_covered(self) -> bool:
        """Whether the next keys are meant for a prompt that is opening over this screen, or in it, or for what they wait for."""
        return self.is_waiting or self.app.screen is not self or any(line.opening for line in self.query(SearchLine))

    def press(self, token: str) -> None:
        """Take one key token; run the command it completes."""
        given = self.keys.feed(token, monotonic())
        self.footer.pending = self.keys.pending
        if given is not None:
            self.run_command(given)
        elif self.keys.pending:
            if self.keys.waits:
                self.set_timer(PAUSE_S + 0.01, self._paused)
            self.set_timer(SEQUENCE_TIMEOUT_S + 0.01, self._expired)

    def _paused(self) -> None:
        """Run what was pending and nothing followed."""
        given = self.keys.paused(monotonic())
        if given is not None:
            self.footer.pending = ""
            self.run_command(given)

    def _expired(self) -> None:
        """Show no longer what would not count any more."""
        if self.keys.expired(monotonic()):
            self.footer.pending = ""

    def run_command(self, given: Given) -> None:
        """Run a command of this place, from a key, the palette or the help."""
        handler = self.handlers.get(given.command.id)
        if handler is not None:
            handler(given)

    def has_hand_for(self, command: Command) -> bool:
        """Say whether this screen does the command itself."""
        return command.id in self.handlers

    def can_run(self, command: Command) -> bool:
        """Say whether the command can be given here."""
        return self.has_hand_for(command)

    def say(self, message: str) -> None:
        """Tell what was done, in the footer, for a few seconds."""
        self._tell(message)

    def hush(self) -> None:
        """Show the keys in the footer again."""
        self.footer.hush()

    def warn(self, message: str) -> None:
        """Tell what went wrong, in the footer."""
        self._tell(message, is_error=True)

    def _tell(self, message: str, *, is_error: bool = False) -> None:
        self.session.messages.add(Told(datetime.now().astimezone(), clean_line(message), is_error))
        self.footer.say(message, is_error=is_error)

    def library_changed(self) -> None:
        """The library has changed, here or in another program: draw anew what is on screen."""

    def leave(self) -> None:
        """The screen or the program is being left: keep what was not kept yet."""

    @does("view.theme")
    def change_theme(self, given: Given) -> None:
        """Wear the next palette."""
        names = list(PALETTES)
        palette = PALETTES[names[(names.index(self.session.palette.name) + 1) % len(names)]]
        self.session.change("theme", palette.name)
        self.post_message(self.ThemeWanted(palette))
        self.say(f"theme: {palette.name}")

    @does("view.redraw")
    def redraw(self, given: Given) -> None:
        """Draw the whole terminal again."""
        self.app.refresh(repaint=True, layout=True)

    @does("view.messages")
    def show_messages(self, given: Given) -> None:
        """Show what the last line told, whole."""
        from reader.tui.screens.contents import message_panel

        self.app.push_screen(message_panel(self.session.palette, self.session.messages.all, self.app.size.width))

    @does("app.suspend")
    def suspend(self, given: Given) -> None:
        """Back to the shell that started Reader, until its `fg`."""
        if self.app.is_headless or not terminal.can_suspend():
            self.warn("there is no shell to go back to")
        else:
            terminal.suspend()

    @does("app.quit")
    def quit(self, given: Given) -> None:
        """Keep everything and end."""
        self.post_message(self.QuitWanted())

    def on_screen_suspend(self) -> None:
        """Another screen comes to the front, or a panel over this one."""
        self._is_behind_panel = isinstance(self.app.screen, Panel)

    def on_screen_resume(self) -> None:
        """Coming back from another screen, the library may have changed meanwhile; behind a panel it was kept up with."""
        self.keys.clear()
        if not self._is_behind_panel:
            self.library_changed()
        self._is_behind_panel = False
        self.is_shown = True


def _handlers_of(hand: object) -> Iterator[tuple[str, Handler]]:
    """Yield command id and bound method for every method marked with `does`, the most derived last."""
    for base in reversed(type(hand).__mro__):
        for name, method in vars(base).items():
            for command_id in getattr(method, "does", ()):
                yield command_id, getattr(hand, name)
