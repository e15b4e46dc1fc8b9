"""Panels over a screen: what is behind them, and what opening one and typing in it paint."""

from __future__ import annotations

from rich.color import Color
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.strip import Strip

from reader.model import Edit
from reader.store import Library
from reader.tui.app import ReaderApp
from reader.tui.screens.tag_prompt import TagPrompt
from reader.tui.themes import DARK, TERMINAL
from tests.tui.settling import settled
from tests.tui.test_library_screen import NARROW, WIDE, press, screen_of, text_of


def style_of(app: ReaderApp, words: str) -> Style:
    """How words are drawn."""
    for strip in app.screen._compositor.render_strips():
        for text, style, _ in strip:
            if words in text and style is not None:
                return style
    raise AssertionError(f"{words!r} is not on the screen")


def ink_of(app: ReaderApp, words: str) -> Color:
    """The colour of words."""
    colour = style_of(app, words).color
    assert colour is not None
    return colour


def watched(app: ReaderApp) -> list[bool]:
    """Return a list that grows with each paint: whether it was of the whole screen."""
    paints: list[bool] = []
    display = app._display

    def seen(screen, renderable):
        if renderable is not None:
            paints.append(isinstance(renderable, LayoutUpdate))
        display(screen, renderable)

    app._display = seen  # type: ignore[method-assign]
    return paints


async def test_the_screen_below_stands_faint_behind_a_panel(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        before, lines = ink_of(app, "unread"), text_of(app).split("\n")
        await press(pilot, "t")
        assert isinstance(app.screen, TagPrompt)
        assert text_of(app).split("\n")[0] == lines[0]
        assert "light" in text_of(app)
        faint, ground = ink_of(app, "unread"), Color.parse(DARK.background)
        assert sum(ground.get_truecolor()) < sum(faint.get_truecolor()) < sum(before.get_truecolor())


async def test_what_changes_below_a_panel_is_seen_behind_it(app: ReaderApp, library: Library):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "t")
        assert "5 articles · 5 unread" in text_of(app)
        library.update([library.articles()[0].id], Edit(read=True))
        screen_of(app).library_changed()
        await settled(pilot)
        assert "5 articles · 4 unread" in text_of(app)
        assert isinstance(app.screen, TagPrompt)


async def test_a_panel_follows_the_size_of_the_terminal(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "t")
        await pilot.resize_terminal(*NARROW)
        await settled(pilot)
        strips = app.screen._compositor.render_strips()
        assert [strip.cell_length for strip in strips] == [NARROW[0]] * NARROW[1]
        assert "Reader   Inbox" in strips[0].text
        assert "Tags" in text_of(app)


async def test_opening_a_panel_paints_the_screen_once_and_a_letter_only_the_panel(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "t", "escape")
        await settled(pilot)
        paints = watched(app)
        await press(pilot, "t")
        await settled(pilot)
        assert paints.count(True) == 1
        paints.clear()
        await press(pilot, "s")
        await settled(pilot)
        assert paints
        assert not any(paints)


async def test_nothing_is_mixed_with_colours_that_are_not_known(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        screen_of(app).post_message(screen_of(app).ThemeWanted(TERMINAL))
        await press(pilot, "t")
        drawn: list[Strip] = app.screen._compositor.render_strips()
        assert drawn[0].text.strip() == ""
        assert "Tags" in text_of(app)


async def test_coming_back_from_a_panel_keeps_what_was_done_in_it(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "t", *"new", "enter")
        await settled(pilot)
        assert screen_of(app).is_current
        assert "#light +2" in text_of(app) or "#new" in text_of(app)
