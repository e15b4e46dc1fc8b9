"""What the last line tells: shortened where it must be, whole on a key."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.tui.app import ReaderApp
from reader.tui.messages import Messages, Told, shortened
from tests.tui.settling import settled
from tests.tui.test_library_screen import NARROW, press, screen_of, text_of

NOW = datetime(2026, 3, 1, 9, 5, tzinfo=UTC)
ADDRESS = "https://example.org/2026/11/24/a-long-way-to-the-lamp-and-back-again.html"


@given(st.text("ab é灯:· ", max_size=200), st.integers(0, 120))
def test_a_shortened_message_fits(text: str, room: int):
    assert cell_len(shortened(text, room)) <= room


@given(st.text(max_size=60), st.integers(60, 200))
def test_a_message_that_fits_is_told_as_it_is(text: str, room: int):
    if cell_len(text) <= room:
        assert shortened(text, room) == text


@pytest.mark.parametrize(
    ("text", "beginning", "end"),
    [
        (f"could not fetch {ADDRESS}: no such host", "could not fetch https://", "…: no such host"),
        (f"could not fetch {ADDRESS}: no such host · gf lists what failed", "could not fetch", "…: no such host · gf lists what failed"),
        (f"archived “{'A very long title ' * 8}” · z undoes", "archived “A very long title", "… · z undoes"),
    ],
)  # fmt: skip
def test_what_was_done_and_why_it_failed_are_kept(text: str, beginning: str, end: str):
    told = shortened(text, 77)
    assert told.startswith(beginning)
    assert told.endswith(end)


def test_of_work_under_way_only_the_last_word_is_kept():
    messages = Messages()
    for text in ("saved A", "fetching B …", "fetching B … 1 s", "fetching B … 2 s", "saved B"):
        messages.add(Told(NOW, text, is_error=False))
    assert [told.text for told in messages.all] == ["saved B", "fetching B … 2 s", "saved A"]


async def test_messages_are_whole_in_their_panel(app: ReaderApp):
    async with app.run_test(size=NARROW) as pilot:
        screen_of(app).warn(f"could not fetch {ADDRESS}: no such host · gf lists what failed")
        await press(pilot, "!")
        shown = "".join(line.strip() for line in text_of(app).split("\n"))
        assert "Messages" in shown
        assert "back-again.html" in shown
        assert "gf lists what failed" in shown
        await press(pilot, "q")
        assert screen_of(app).is_current


async def test_with_nothing_that_failed_gf_opens_a_panel_that_q_closes(app: ReaderApp):
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "g", "f")
        assert "Nothing failed" in text_of(app)
        await press(pilot, "q")
        assert screen_of(app).is_current
        assert app.is_running


async def test_the_name_offered_for_a_search_is_typed_over(app: ReaderApp):
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "\\", *"tag:oil", "enter", "ctrl+s", *"lamps", "enter")
        await settled(pilot)
        searches = app.session.library.searches()
        assert [(search.name, search.query) for search in searches] == [("lamps", "is:inbox tag:oil")]
