"""Commands that wait for a library that a thread has in hand, and the keys behind them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from textual.widgets import Input

from reader.model import State
from reader.store import Library
from reader.tui.app import ReaderApp
from tests.tui.settling import settled


@contextmanager
def in_hand(library: Library) -> Iterator[Event]:
    """Have a thread hold the library, until the event is set or the block is left."""
    held, let_go = Event(), Event()

    def hold() -> None:
        with library.at_hand(60) as is_free:
            assert is_free
            held.set()
            let_go.wait(60)

    thread = Thread(target=hold)
    thread.start()
    assert held.wait(60)
    try:
        yield let_go
    finally:
        let_go.set()
        thread.join()


@pytest.mark.parametrize("key", ["D", "a"])
async def test_a_command_that_waits_means_the_article_it_was_given_on(app: ReaderApp, library: Library, key: str):
    titles = [article.title for article in library.articles()]
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        with in_hand(library) as let_go:
            await pilot.press(key, "j")
            let_go.set()
        for _ in range(200):
            await pilot.pause(0.05)
            if any(article.state is not State.INBOX for article in library.articles()[:3]) or library.counts().trashed:
                break
        await settled(pilot)
        assert titles[0] not in [article.title for article in library.articles() if article.state is State.INBOX]
        assert titles[1] in [article.title for article in library.articles() if article.state is State.INBOX]


async def test_what_is_typed_for_a_prompt_that_waits_runs_no_commands(app: ReaderApp, library: Library):
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        with in_hand(library) as let_go:
            await pilot.press("t", "D", "D")
            let_go.set()
        for _ in range(200):
            await pilot.pause(0.05)
            if isinstance(app.screen.focused, Input) or library.counts().trashed:
                break
        await settled(pilot)
        assert library.counts().trashed == 0
        assert isinstance(app.screen.focused, Input)
        assert app.screen.focused.value == "DD"
