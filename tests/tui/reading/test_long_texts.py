"""A long article that was never read: nobody waits for the whole of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from threading import Event

import pytest

from reader.config import Config
from reader.model import Draft
from reader.store import Library
from reader.text import find
from reader.text.document import Document
from reader.tui.app import ReaderApp
from reader.tui.reading import opened
from reader.tui.reading.finder import NEAR_CHARACTERS
from reader.tui.reading.opened import Unkept
from reader.tui.reading.shelf import Shelf
from reader.tui.screens import article_reading_on
from reader.tui.screens.article import ArticleScreen
from reader.tui.session import Session
from reader.tui.typeahead import PATIENCE
from reader.tui.widgets.article_view import ArticleView
from tests.tui.reading.conftest import Reader

PARAGRAPHS = 2_600
BODY = "\n\n".join(
    f"## Part {number // 20}"
    if number % 20 == 0
    else f"Paragraph {number} says *little*. It says it slowly, and stops."
    for number in range(PARAGRAPHS)
)
END = f"{BODY}\n\nThe very last words."
WITH_NOTES = f"The start[^1].\n\n{END}\n\n[^1]: Told below."


REST = Event()
"""Set when the rest of a text may be read: until then it is as if that took long."""


@pytest.fixture(autouse=True)
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep the rest back."""

    def read_whole(unkept: Unkept, shelf: Shelf, begun: Document) -> Document:
        REST.wait(60)
        return opened.read_whole(unkept, shelf, begun)

    REST.clear()
    monkeypatch.setattr(article_reading_on, "read_whole", read_whole)
    yield
    REST.set()


@asynccontextmanager
async def reading(library: Library, body: str) -> AsyncIterator[Reader]:
    article = library.add(Draft(title="Long", body=body, words=30_000, url="https://example.org/long")).article
    app = ReaderApp(Session(library, Config()))
    async with app.run_test(size=(90, 24)) as pilot:
        await pilot.pause()
        app.push_screen(ArticleScreen(app.session, article.id))
        reader = Reader(app, pilot)
        await until(reader, lambda: is_open(app))
        yield reader


def is_open(app: ReaderApp) -> bool:
    return any(view.page is not None for view in app.screen.query(ArticleView))


def glances(reader: Reader) -> bool:
    return reader.screen.reading_on.is_glancing


async def until(reader: Reader, true: Callable[[], bool]) -> None:
    for _ in range(3_000):
        if true():
            break
        await reader.pilot.pause(0.01)
    assert true(), "it did not come to that"
    await reader.pilot.pause()


async def whole(reader: Reader) -> None:
    REST.set()
    await until(reader, lambda: reader.screen.reading.document.complete)


async def test_its_end_is_shown_at_once_and_stays_when_the_rest_is_there(library: Library):
    async with reading(library, END) as reader:
        await reader.press("G")
        assert glances(reader)
        assert "The very last words." in reader.text()
        await reader.press("b", "b", "j")
        seen = reader.page()
        assert glances(reader)
        await whole(reader)
        assert reader.page() == seen
        assert not glances(reader)
        assert reader.plain.endswith("The very last words.")
        await reader.press("G")
        assert reader.screen.view.on_screen.end == len(reader.plain)


async def test_a_glance_at_the_end_leads_back_to_the_beginning(library: Library):
    async with reading(library, END) as reader:
        before = reader.page()
        await reader.press("G", "g", "g")
        assert reader.page() == before
        await whole(reader)
        assert reader.page() == before
        assert reader.article.progress.fraction == 0.0


async def test_what_needs_the_whole_text_waits_for_it_and_the_keys_after_it_too(library: Library):
    async with reading(library, END) as reader:
        await reader.press("G", "h")
        assert reader.screen.reading_on.held
        await whole(reader)
        await until(reader, lambda: bool(library.highlights(reader.screen.article.id)))
        made = library.highlights(reader.screen.article.id)[0]
        assert made.span.of(reader.plain) == made.quote.exact


async def test_finding_goes_on_with_the_whole_text(library: Library):
    async with reading(library, END) as reader:
        await reader.press("/")
        await reader.type("says little")
        assert reader.screen.finding.finder.matches
        await whole(reader)
        parts = 1 + (PARAGRAPHS - 1) // 20
        await until(reader, lambda: len(reader.screen.finding.finder.matches or ()) == PARAGRAPHS - parts)


async def test_keys_of_a_prompt_wait_as_long_as_the_text_takes(library: Library):
    async with reading(library, END) as reader:
        await reader.press("G", "c", *"late")
        for _ in range(2 * PATIENCE):
            reader.app.type_ahead._release()
        await whole(reader)
        await until(
            reader, lambda: reader.app.focused is not None and "late" in getattr(reader.app.focused, "text", "")
        )


async def test_a_selection_goes_to_the_end_when_that_is_there(library: Library):
    async with reading(library, END) as reader:
        await reader.press("v", "G")
        assert not reader.screen.reading.document.complete
        await whole(reader)
        selection = reader.screen.selecting.selection
        assert selection is not None
        assert selection.span.end == len(reader.plain)
        await reader.press("g", "g")
        selection = reader.screen.selecting.selection
        assert selection is not None
        assert selection.span.start == 0


async def test_a_heading_far_on_is_gone_to_when_it_is_there(library: Library):
    async with reading(library, f"{'Some words. ' * 20_000}\n\n## Far on\n\nThe end.") as reader:
        await reader.press("]", "]")
        assert not reader.screen.reading.document.complete
        await whole(reader)
        await until(reader, lambda: "Far on" in reader.text())


async def test_the_next_match_is_shown_before_all_are_counted(library: Library, monkeypatch: pytest.MonkeyPatch):
    counted = Event()
    find_all = find.Finder.find

    def slowly(self: find.Finder, words: str) -> find.Matches:
        if len(self.plain) > NEAR_CHARACTERS:
            counted.wait(60)
        return find_all(self, words)

    monkeypatch.setattr(find.Finder, "find", slowly)
    async with reading(library, END) as reader:
        await whole(reader)
        await until(reader, lambda: not reader.screen.reading_on.is_long)
        await reader.press("/")
        await reader.type("paragraph 301")
        assert "Paragraph 301 says" in reader.text()
        assert "looking" in reader.text()
        await reader.press("enter", "n", "n")
        assert reader.screen.finding.held
        counted.set()
        await until(reader, lambda: reader.screen.finding.finder.told() == "1 of 1")


async def test_words_that_stand_before_the_reader_alone_are_found_too(library: Library):
    async with reading(library, f"The only one.\n\n{END}") as reader:
        await whole(reader)
        await reader.press("5", "0", "space", "/")
        await reader.type("only one")
        await reader.press("enter")
        await until(reader, lambda: "The only one." in reader.text())
        assert reader.screen.finding.finder.told() == "1 of 1"


async def test_with_footnotes_the_end_is_shown_when_all_is_read(library: Library):
    async with reading(library, WITH_NOTES) as reader:
        await reader.press("G")
        assert not glances(reader)
        await whole(reader)
        await until(reader, lambda: "Told below." in reader.text())


async def test_a_place_far_on_is_opened_at(library: Library):
    async with reading(library, END) as reader:
        await whole(reader)
        await reader.press("5", "0", "space")
        place = reader.screen.view.place
        sentence = reader.plain[place : place + 20]
        article_id = reader.screen.article.id
        await reader.press("q")
        folder = reader.app.session.shelf._folder()
        for name in folder.names():
            folder.remove(name)
        reader.app.push_screen(ArticleScreen(reader.app.session, article_id))
        await until(reader, lambda: is_open(reader.app))
        assert reader.screen.reading.document.plain[reader.screen.view.place :].startswith(sentence)
