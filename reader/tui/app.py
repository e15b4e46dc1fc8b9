"""The program: opens the library, wears the theme, ends cleanly whatever happens."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from textual import on
from textual.app import App
from textual.events import Key

from reader.config import Config
from reader.errors import ReaderError
from reader.store import Library
from reader.tui import terminal
from reader.tui.keymaps import keymap_of
from reader.tui.remembered import Remembered
from reader.tui.remembered import default_path as remembered_path
from reader.tui.saver import default_path as failures_path
from reader.tui.screens.base import CommandScreen
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.note_prompt import NotePrompt
from reader.tui.screens.triage import ArticleCommands
from reader.tui.session import Session
from reader.tui.themes import DARK, LIGHT, PALETTES, Palette, theme_of
from reader.tui.typeahead import TypeAhead
from reader.tui.widgets.footer import Footer

LOOK_EVERY_S = 0.5
"""How often the library is asked whether another program changed it: a few stats when nothing did."""
END_WITHIN_S = 3.0


class ReaderApp(App[int]):
    """Reader's interface on one library."""

    CSS_PATH = "reader.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "Reader"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (40, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (12, "-tall")]

    def __init__(self, session: Session, query: str = "") -> None:
        self.session = session
        super().__init__()
        for palette in PALETTES.values():
            self.register_theme(theme_of(palette))
        self.theme = session.palette.name
        self._query = query
        self.type_ahead = TypeAhead(self, self._press)

    def on_mount(self) -> None:
        """Show the library; listen for other programs' changes and for signals."""
        self.push_screen(LibraryScreen(self.session, self._query))
        self.set_interval(LOOK_EVERY_S, self.look)
        if not self.is_headless:
            terminal.on_end_signals(self._end_by_signal)

    def look(self) -> None:
        """Take in what other programs wrote, and say what the user should know."""
        if not self.is_headless and not terminal.is_there():
            self._end_by_signal(terminal.HUNG_UP)
        screen = self.command_screen()
        if self.session.busy or (isinstance(screen, LibraryScreen) and screen.opening.is_under_way):
            return
        try:
            changed = self.session.library.refresh()
            notices = self.session.library.notices()
        except ReaderError as error:
            if screen is not None:
                screen.warn(str(error))
            return
        if screen is None:
            return
        if changed:
            screen.library_changed()
        for notice in notices:
            screen.warn(notice)

    def command_screen(self) -> CommandScreen | None:
        """Return the screen in front, prompts aside; None while the program starts or ends."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, CommandScreen)), None)

    @on(CommandScreen.ThemeWanted)
    def wear(self, wanted: CommandScreen.ThemeWanted) -> None:
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
            if isinstance(screen, NotePrompt):
                screen.keep_typing()
            elif isinstance(screen, CommandScreen):
                screen.leave()

    @on(ArticleCommands.ElsewhereWanted)
    def go_elsewhere(self, wanted: ArticleCommands.ElsewhereWanted) -> None:
        """Leave what is over the library's screen, and go where was asked for."""
        while len(self.screen_stack) > 1 and not isinstance(self.screen, LibraryScreen):
            if isinstance(self.screen, CommandScreen):
                self.screen.leave()
            self.pop_screen()
        if isinstance(self.screen, LibraryScreen):
            self.screen.run_command(wanted.given)

    @on(CommandScreen.TypedAhead)
    def hold(self, typed: CommandScreen.TypedAhead) -> None:
        """Keep a key for the prompt that is opening."""
        self.type_ahead.hold(typed.key)

    def _press(self, event: Key) -> bool:
        """Give a key to the screen in front, once that is a screen of commands and nothing covers it."""
        screen = self.screen
        if not isinstance(screen, CommandScreen) or not screen.query(Footer) or screen.is_covered:
            return False
        screen.take(event)
        return True

    async def action_quit(self) -> None:
        """Textual's own key for quitting (Ctrl+Q) keeps everything too."""
        self.quit_kept()

    @on(CommandScreen.QuitWanted)
    def quit_kept(self) -> None:
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


def run(library_path: Path, config: Config, query: str = "") -> int:
    """Open the interface on a library; return the exit status of the program."""
    terminal.forget_sizes()
    gc.disable()  # until the library is loaded: nothing of the start is garbage
    with Library.open(library_path) as library:
        remembered = Remembered(remembered_path())
        wanted = remembered.over(config)
        told = terminal.ask() if "auto" in (wanted.theme, wanted.pictures) else terminal.Told()
        session = Session(
            library,
            config,
            keymap_of(config),
            palette_for(wanted.theme, told),
            remembered=remembered,
            failures_path=failures_path(),
            picture_way=told.pictures,
            cell=told.cell,
        )
        app = ReaderApp(session, query)
        status = app.run()
        fault = terminal.fault_of(app)
    if fault is not None:
        if os.environ.get("READER_DEBUG"):
            raise fault
        sys.stderr.write(f"reader: the interface failed: {type(fault).__name__}: {fault}\n")
        sys.stderr.write("Nothing that was saved is lost. READER_DEBUG=1 reader shows where it failed.\n")
        return 1
    return status or 0


def palette_for(theme: str, told: terminal.Told) -> Palette:
    """Return the palette of the settings' theme; "auto" is as the terminal told."""
    if theme == "auto":
        return DARK if told.is_dark else LIGHT
    return PALETTES.get(theme, DARK)
