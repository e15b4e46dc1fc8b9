"""What is typed completes, and a fault has its caret, in every prompt that takes a query."""

from __future__ import annotations

import asyncio
from functools import partial
from threading import Event, Thread

import pytest
from textual.events import Key
from textual.pilot import Pilot

from reader.model.query import parse
from reader.store import Library
from reader.tui.app import ReaderApp
from reader.tui.screens.finder import Finder
from reader.tui.screens.search import SearchScreen
from reader.tui.widgets.search_line import SearchLine
from tests.tui.settling import settled
from tests.tui.test_library_screen import NARROW, WIDE, press, screen_of, text_of, titles, until


def line_of(app: ReaderApp) -> SearchLine:
    return app.screen.query_one(SearchLine)


async def typed(pilot: Pilot[int], text: str) -> None:
    await pilot.press(*text)
    await settled(pilot)


def rows_of(app: ReaderApp, holding: str) -> tuple[str, str]:
    """Return the row that holds a text, and the one under it."""
    lines = text_of(app).splitlines()
    at = next(at for at, line in enumerate(lines) if holding in line)
    return lines[at], lines[at + 1]


@pytest.mark.parametrize(
    ("opening", "text", "becomes"),
    [
        ("\\", "tag:se", "tag:sea "),
        ("\\", "is:unr", "is:unread "),
        ("\\", "-tag:li", "-tag:light "),
        ("\\", "auth", "author:"),
        ("\\", "author:ida", 'author:"Ida Beispiel" '),
        ("/", "exam", "example.org "),
        ("g/", "lamp tag:oi", "lamp tag:oil "),
        (":", "archive is:unt", "archive is:untagged "),
        (":", "tag later si", "tag later site:"),
    ],
)
async def test_tab_takes_what_the_piece_being_typed_may_become(app: ReaderApp, opening: str, text: str, becomes: str):
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        await typed(pilot, opening)
        await typed(pilot, text)
        assert becomes.split()[-1].lstrip("-") in text_of(app), "it is offered before it is taken"
        await press(pilot, "tab")
        field = app.screen.field if isinstance(app.screen, Finder) else line_of(app).field
        assert field.value == becomes
        assert field.cursor_position == len(becomes)


async def test_other_completions_are_marked_with_ctrl_n_and_ctrl_p(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await typed(pilot, "\\is:un")
        first, second, *_ = line_of(app).under.completions
        await press(pilot, "ctrl+n")
        await press(pilot, "tab")
        assert line_of(app).field.value == f"{second.text} "
        await press(pilot, "escape")
        await typed(pilot, "\\is:un")
        await press(pilot, "ctrl+n", "ctrl+p", "tab")
        assert line_of(app).field.value == f"{first.text} "


@pytest.mark.parametrize(
    ("opening", "sound", "wrong", "said"),
    [
        ("\\", "", "is:unraed", "did you mean is:unread?"),
        ("\\", "lamp ", "saved:2025-13", "there is no day 2025-13"),
        ("g/", "lamp ", "titel:x", "did you mean title:?"),
        (":", "star ", "words:many", "is not a number"),
    ],
)
async def test_a_caret_stands_under_the_fault_and_what_was_probably_meant_beside_it(
    app: ReaderApp, opening: str, sound: str, wrong: str, said: str
):
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await typed(pilot, opening)
        await typed(pilot, sound + wrong)
        await press(pilot, "enter")
        field, under = rows_of(app, sound + wrong)
        assert said in under
        caret, begins = under.index("^"), field.index(wrong)
        assert begins <= caret < begins + len(wrong)


async def test_a_fault_keeps_the_prompt_open_and_the_list_at_what_was_sound(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await typed(pilot, "\\title:keeper")
        await typed(pilot, " is:")
        await press(pilot, "enter")
        assert line_of(app).display
        assert titles(app) == ["The keeper of the lamp"]
        await press(pilot, "escape")
        assert not line_of(app).display


async def test_an_act_by_query_is_counted_before_it_is_done_and_enter_waits_for_the_count(
    app: ReaderApp, library: Library
):
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press(*":star title:keeper", "enter")  # in one burst: the count is not there yet
        await until(pilot, lambda: not isinstance(app.screen, Finder))
        await settled(pilot)
        assert [article.title for article in library.articles(parse("is:starred"))] == ["The keeper of the lamp"]


async def test_a_query_that_nothing_fits_says_so_and_does_nothing(app: ReaderApp, library: Library):
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await typed(pilot, ":archive tag:nowhere")
        await until(pilot, lambda: "no article fits" in text_of(app))
        await press(pilot, "enter")
        assert library.counts().archived == 1


async def test_a_search_of_every_text_is_saved_under_a_name(app: ReaderApp, library: Library):
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await typed(pilot, "g/lamp -oil")
        await press(pilot, "ctrl+s")
        await typed(pilot, "Lamps")
        await press(pilot, "enter")
        assert [(search.name, search.query) for search in library.searches()] == [("Lamps", "lamp -oil")]
        assert isinstance(app.screen, SearchScreen)
        assert line_of(app).field.value == "lamp -oil"
        await press(pilot, "escape")
        assert "Lamps" in text_of(app)


async def test_leaving_the_prompt_for_a_name_comes_back_to_the_search(app: ReaderApp, library: Library):
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await typed(pilot, "g/lamp")
        await press(pilot, "ctrl+s", "escape")
        assert isinstance(app.screen, SearchScreen)
        assert line_of(app).field.value == "lamp"
        assert not library.searches()


@pytest.mark.parametrize("size", [(20, 5), (30, 6)])
@pytest.mark.parametrize("opening", ["/", "\\", "g/", ":", "?", "t", "c", "A"])
async def test_every_prompt_shows_what_is_typed_on_the_smallest_screen(
    app: ReaderApp, opening: str, size: tuple[int, int]
):
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await typed(pilot, opening)
        await settled(pilot)
        await typed(pilot, "xyz")
        assert "xyz" in text_of(app)


async def test_searching_from_a_search_goes_back_to_it_and_stacks_no_other(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await typed(pilot, "g/lamp")
        await until(pilot, lambda: len(app.screen.searching.hits) > 0)  # type: ignore[attr-defined]
        depth = len(app.screen_stack)
        await press(pilot, "tab")
        await typed(pilot, "g/")
        assert len(app.screen_stack) == depth
        assert line_of(app).field.has_focus
        await press(pilot, "enter")
        await settled(pilot)
        assert len(app.screen_stack) == depth + 1
        await typed(pilot, "g/")
        await settled(pilot)
        assert len(app.screen_stack) == depth
        assert isinstance(app.screen, SearchScreen)


async def test_views_are_among_the_commands_of_every_screen(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "enter")
        await settled(pilot)
        await typed(pilot, ":starred")
        await settled(pilot)
        await press(pilot, "enter")
        await settled(pilot)
        assert screen_of(app).shown.view.name == "Starred"


async def test_looking_at_a_match_leaves_the_place_one_had(app: ReaderApp, library: Library):
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "enter")
        await settled(pilot)
        await press(pilot, "space", "space", "q")
        await settled(pilot)
        opened = library.articles(parse("is:opened"))[0]
        await typed(pilot, f"g/{opened.title}")
        await until(pilot, lambda: any(hit.id == opened.id for hit in app.screen.searching.hits))  # type: ignore[attr-defined]
        await press(pilot, "enter")
        await settled(pilot)
        await press(pilot, "n", "escape", "q")
        await settled(pilot)
        assert library.article(opened.id).progress.offset == opened.progress.offset


@pytest.mark.parametrize("opening", ["/", "\\", ":"])
async def test_a_burst_of_keys_opens_a_prompt_fills_it_and_submits_it(app: ReaderApp, opening: str):
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        typed_at_once = {"/": "mole", "\\": "mole", ":": "starred"}[opening]
        for character in f"{opening}{typed_at_once}":
            app.post_message(Key({"\\": "backslash"}.get(character, character), character))
        app.post_message(Key("enter", "\r"))
        await until(pilot, lambda: app.screen is screen_of(app) and not line_of(app).display)
        await settled(pilot)
        assert screen_of(app).shown.view.name == ("Starred" if opening == ":" else "Inbox")
        assert opening == ":" or titles(app) == ["Das Licht am Ende der Mole"]


@pytest.mark.parametrize("until_typed_s", [0.0, 0.004])
async def test_a_name_and_enter_typed_at_once_save_the_search_however_busy_the_program_is(
    app: ReaderApp, library: Library, until_typed_s: float
):
    """A thread that computes, as the index does, makes turns late: keys overtook each other then."""
    is_over = Event()

    def compute() -> None:
        while not is_over.wait(0.0005):
            sum(range(20_000))

    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        Thread(target=compute, daemon=True).start()
        try:
            for number in range(3):
                await typed_in_one_burst(app, f"\\oil\r\x13{number}", until_typed_s, f" kept{number}\r")
                await until(pilot, partial(is_saved, library, f"{number} kept{number}"))
                await press(pilot, "escape")
                await until(pilot, lambda: not screen_of(app).shown.narrowed)
        finally:
            is_over.set()
    assert len(library.searches()) == 3


def is_saved(library: Library, name: str) -> bool:
    return any(search.name == name for search in library.searches())


async def typed_in_one_burst(app: ReaderApp, first: str, pause_s: float, then: str) -> None:
    """Send keys as a terminal does, without waiting for what they do."""
    named = {"\\": "backslash", "\r": "enter", "\x13": "ctrl+s", " ": "space"}
    for text in (first, then):
        for character in text:
            name = named.get(character, character)
            app.post_message(Key(name, None if name.startswith("ctrl") else character))
        await asyncio.sleep(pause_s)
