"""The program: opens the library, wears the theme, ends cleanly whatever happens."""

from __future__ import annotations

import sys
from asyncio import sleep
from collections.abc import Iterable
from importlib import import_module

from textual.app import App
from textual.events import Event, Key
from textual.screen import Screen

from reader.errors import ReaderError
from reader.tui import screens, terminal
from reader.tui.background import in_background
from reader.tui.session import Session
from reader.tui.themes import PALETTES, theme_of
from reader.tui.typeahead import Behind, TypeAhead

LOOK_EVERY_S = 0.5
"""How often the library is asked whether another program changed it: a few stats when nothing did."""
END_WITHIN_S = 3.0
AFTER_PAINT_S = 0.002
THREADS_TURN_S = 0.001
"""How long a thread computes before the interface may go on; Python's own 5 ms are felt, several times a key."""
QUIT = "ctrl+q"
"""Textual's own key for quitting never waits."""
LATER = (
    "reader.model.query.grammar",
    "reader.store.library",
    "reader.tui.screens.base",
    "reader.tui.screens.triage",
    "reader.tui.screens.library",
)
"""What the library's screen needs, in pieces between which a resize or a signal is answered."""
READING = "reader.tui.screens.straight"
"""And what an article does that is opened at the start."""


class ReaderApp(App[int]):
    """Reader's interface on one library."""

    CSS_PATH = "reader.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "Reader"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (40, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (12, "-tall")]

    def __init__(
        self,
        session: Session,
        query: str = "",
        *,
        first: Screen[None] | None = None,
        article_id: str = "",
        typed: Iterable[Key] = (),
    ) -> None:
        """`first` is painted at once, and everything else is loaded after it, an article opened over the list where one
        is named; `typed` are keys that came before."""
        self.session = session
        super().__init__()
        for palette in PALETTES.values():
            self.register_theme(theme_of(palette))
        self.theme = session.palette.name
        self._query = query
        self._first = first
        self._article_id = article_id
        self._is_looking = False
        """Whether a thread takes in what other programs wrote."""
        self.refused: ReaderError | None = None
        """Why the library could not be opened."""
        self.type_ahead = TypeAhead(self, self._is_ready, self._press, typed, is_waiting=self._is_waiting)
        if first is not None or article_id:
            self.type_ahead.wait()  # from now on: the first screen may be painted before this is mounted

    def get_default_screen(self) -> Screen[None]:
        """Begin with the first screen where there is one."""
        return self._first or super().get_default_screen()

    def on_mount(self) -> None:
        """Show the library, at once or when what it needs is loaded; listen for signals."""
        sys.setswitchinterval(THREADS_TURN_S)
        if not self.is_headless:
            terminal.on_end_signals(self._end_by_signal)
        if self._first is None:
            self._go_on()
        else:
            self._first.call_after_refresh(self._load)

    async def _load(self) -> None:
        """Load the rest a little at a time, then show the library over the first screen."""
        await sleep(AFTER_PAINT_S)  # what draws to the terminal is a thread, and shall not wait for us
        for name in (*LATER, *([READING] if self._article_id else [])):
            import_module(name)
            await sleep(0)
        try:
            self.session.open()
        except ReaderError as error:
            self.refused = error
            self.exit(error.exit_status)
        else:
            self._go_on()

    def _go_on(self) -> None:
        """Show the list, or what is to be read over it when that is ready."""
        screen = screens.LibraryScreen(self.session, self._query)
        if self._article_id:
            self.run_worker(self._read(screen), name="open the article")
        else:
            self._begin(screen)

    async def _read(self, library: Screen[None]) -> None:
        """Open the article, then show the list and it at once: of the list nothing is seen."""
        page = await import_module(READING).ready(library, self._article_id)
        self._begin(library, *([page] if page is not None else []))

    def _begin(self, *screens: Screen[None]) -> None:
        for screen in screens:
            self.push_screen(screen)
        self.set_interval(LOOK_EVERY_S, self.look)
        self.type_ahead.go()

    async def on_event(self, event: Event) -> None:
        """Keys go one after another: each where the one before it led."""
        if not isinstance(event, Key) or event.is_forwarded or event.key == QUIT:
            await super().on_event(event)
        elif not self.type_ahead.takes(event):
            target = self.focused or self.screen
            await super().on_event(event)
            self.type_ahead.follow(target)

    def on_behind(self, behind: Behind) -> None:
        """A key has done what it does."""
        self.type_ahead.arrived(behind)

    def look(self) -> None:
        """Take in what other programs wrote, and say what the user should know."""
        if not self.is_headless and not terminal.is_there():
            self._end_by_signal(terminal.HUNG_UP)
        screen = self.command_screen()
        opens = isinstance(screen, screens.LibraryScreen) and screen.opening.is_under_way
        reads = screen is not None and screen.is_reading
        if not self.session.busy and not opens and not reads and not self._is_looking:
            self._is_looking = True
            self.run_worker(self._take_in(), name="look at the library")

    async def _take_in(self) -> None:
        try:
            changed, notices = await in_background(self._looked)
        except ReaderError as error:
            if screen := self.command_screen():
                screen.warn(str(error))
            return
        finally:
            self._is_looking = False
        screen = self.command_screen()
        if screen is None:
            return
        if changed:
            screen.library_changed()
        for notice in notices:
            screen.warn(notice)

    def _looked(self) -> tuple[bool, list[str]]:
        library = self.session.library
        return library.refresh(), library.notices()

    def command_screen(self) -> screens.CommandScreen | None:
        """Return the screen in front, prompts aside; None while the program starts or ends."""
        return next(
            (screen for screen in reversed(self.screen_stack) if isinstance(screen, screens.CommandScreen)), None
        )

    def on_command_screen_theme_wanted(self, wanted: screens.CommandScreen.ThemeWanted) -> None:
        """Change all colours."""
        palette = self.session.dressed(wanted.palette)
        self.session.palette = palette
        self.theme = palette.name
        for screen in self.screen_stack:
            for widget in (screen, *screen.query("*")):
                if hasattr(widget, "palette"):
                    widget.palette = palette
        self.refresh(repaint=True, layout=True)
        for screen in self.screen_stack:
            for widget in screen.query("*"):
                widget.refresh()

    def keep_all(self) -> None:
        """Keep what is being typed and read: the program ends."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, screens.NotePrompt):
                screen.keep_typing()
            elif isinstance(screen, screens.CommandScreen):
                screen.leave()

    def on_article_commands_elsewhere_wanted(self, wanted: screens.ArticleCommands.ElsewhereWanted) -> None:
        """Leave what is over the library's screen, and go where was asked for."""
        while len(self.screen_stack) > 1 and not isinstance(self.screen, screens.LibraryScreen):
            if isinstance(self.screen, screens.CommandScreen):
                self.screen.leave()
            self.pop_screen()
        if isinstance(self.screen, screens.LibraryScreen):
            self.screen.run_command(wanted.given)

    def on_command_screen_typed_ahead(self, typed: screens.CommandScreen.TypedAhead) -> None:
        """Keep a key for the prompt that is opening."""
        self.type_ahead.hold(typed.key)

    def _is_waiting(self) -> bool:
        """Whether what is in front does something that the next keys wait for."""
        screen = self.command_screen()
        return screen is not None and screen.is_waiting

    def _is_ready(self) -> bool:
        """Whether the screen in front is one of commands, drawn, and not covered by what is opening."""
        screen = self.screen
        return isinstance(screen, screens.CommandScreen) and screen.is_shown and not screen.is_covered

    def _press(self, event: Key) -> None:
        if isinstance(self.screen, screens.CommandScreen):
            self.screen.take(event)

    async def action_quit(self) -> None:
        """Textual's own key for quitting (Ctrl+Q) keeps everything too."""
        self.on_command_screen_quit_wanted()

    def on_command_screen_quit_wanted(self) -> None:
        """End after keeping everything; an article that is still being saved is told of first."""
        screen = self.command_screen()
        if screen is not None and self.session.saver.keeps_from_quitting():
            screen.warn(f"still saving {self.session.saver.under_way}; quit again to leave it")
            return
        self.keep_all()
        self.exit(0)

    def _end_by_signal(self, status: int) -> None:
        """End even where the terminal is gone and its input thread would wait for ever."""
        terminal.end_hard_after(END_WITHIN_S, status)
        self.end(status)

    def _print_error_renderables(self) -> None:
        """Textual prints a page of locals here; `run` says it in one sentence instead."""

    def end(self, status: int) -> None:
        """The program is told to end: keep everything, put the terminal back."""
        self.keep_all()
        self.exit(status, return_code=status)
