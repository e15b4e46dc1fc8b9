"""The help, the palette, and the search of every text: what leads anywhere from anywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from reader.errors import UsageError
from reader.model.query import Completion
from reader.tui.keys import Given
from reader.tui.screens.base import CommandScreen, does
from reader.tui.screens.finder import Entry, Finder, Source, command_entries


class Offers(Source, Protocol):
    """What a screen's palette has besides commands."""

    def entries(self) -> list[Entry]:
        """Return what is found by its name."""


class NoOffers:
    """Commands alone."""

    def entries(self) -> list[Entry]:
        """Nothing."""
        return []

    def completer(self, typed: str, cursor: int) -> list[Completion]:
        """Nothing."""
        return []

    def fault(self, typed: str) -> tuple[UsageError, int] | None:
        """Nothing is wrong."""
        return None

    def is_asked(self, typed: str) -> bool:
        """Never."""
        return False

    async def offers(self, typed: str, stopped: Callable[[], bool]) -> list[Entry]:
        """Nothing."""
        return []

    async def endings(self, typed: str, stopped: Callable[[], bool]) -> list[Entry]:
        """Nothing."""
        return []


class Palette:
    """`?`, `:` and `g/`."""

    def __init__(self, screen: Any) -> None:
        self.screen = screen

    @does("view.help")
    def help(self, given: Given) -> None:
        """Show all keys of this place, and search them."""
        self.screen.choose(Finder(self.screen.session.palette, "Keys: type to find", command_entries(self.screen)))

    @does("view.palette")
    def find_command(self, given: Given) -> None:
        """Find a command, a view, a tag or an article by name."""
        screen = self.screen
        offering: Offers = screen.offering
        entries = [*command_entries(screen), *offering.entries()]
        screen.choose(
            Finder(screen.session.palette, "Go to or do: type to find", entries, grouped=False, source=offering)
        )

    @does("search.open")
    def search_all(self, given: Given) -> None:
        """Search the text of every article."""
        from reader.tui.screens.search import SearchScreen  # it opens articles, which are such screens too

        app = self.screen.app
        if not any(isinstance(screen, SearchScreen) for screen in app.screen_stack):
            app.push_screen(SearchScreen(self.screen.session))
            return
        while not isinstance(app.screen, SearchScreen):  # an article that the search opened: back to it
            if isinstance(app.screen, CommandScreen):
                app.screen.leave()
            app.pop_screen()
        app.screen.to_field(given)
