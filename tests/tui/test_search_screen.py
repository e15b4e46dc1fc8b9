"""Every text is searched from the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.pilot import Pilot

from reader.model import Draft, Edit, Span, State
from reader.store import Library
from reader.tui.app import ReaderApp
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.search import SearchScreen
from reader.tui.widgets.found_rows import around
from tests.tui.settling import settled
from tests.tui.test_library_screen import NARROW, TINY, WIDE, text_of, until


@pytest.fixture(autouse=True)
def texts(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two articles that say something of their own, and an index in a folder of the test's."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    filler = "\n\n".join(["Nothing of note happened on the quay that day. " * 6] * 40)
    library.add(
        Draft(title="Deep words", body=f"{filler}\n\nThen a zeppelin rose. A zeppelin, slowly.\n\n{filler}", words=900)
    )
    library.add(Draft(title="Zeppelin in the title", body="Something else altogether.", words=3))
    noted = library.add(Draft(title="A plain page", body="Nothing here.", words=2)).article
    library.update([noted.id], Edit(note="like the zeppelin essay"))


async def search(pilot: Pilot[int], app: ReaderApp, text: str, hits: int) -> SearchScreen:
    await pilot.press("g", "/", *text)
    assert isinstance(app.screen, SearchScreen)
    screen = app.screen
    await until(pilot, lambda: len(screen.searching.hits) == hits and screen.searching.indexing is None)
    await until(pilot, lambda: len(screen.searching.found) == hits)
    await pilot.pause(0.05)
    return screen


async def test_words_are_found_in_texts_titles_and_notes_the_best_first(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        screen = await search(pilot, app, "zeppelin", 3)
        assert screen.rows.articles[0].title == "Zeppelin in the title"
        text = text_of(app)
        assert "3 articles · best first" in text
        assert "Then a zeppelin rose. A zeppelin, slowly." in text
        assert "✎ like the zeppelin essay" in text
        assert "2 ×" in text


async def test_few_letters_bring_the_newest_first_and_a_key_switches(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        screen = await search(pilot, app, "ze", 3)
        assert screen.rows.articles[0].title == "A plain page"
        await pilot.press("ctrl+t")
        await until(pilot, lambda: screen.rows.articles[0].title == "Zeppelin in the title")
        assert "best first" in text_of(app)


async def test_enter_opens_the_article_at_what_was_found_and_esc_leads_back(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await search(pilot, app, "zeppelin title:deep", 1)
        await pilot.press("enter")
        await settled(pilot)
        article = app.screen
        assert isinstance(article, ArticleScreen)
        assert "a zeppelin rose" in text_of(app)
        assert article.finding.finder.told() == "1 of 2"
        await pilot.press("n")
        assert article.finding.finder.told() == "2 of 2"
        await pilot.press("escape", "escape")
        assert type(app.screen).__name__ == "SearchScreen"
        await pilot.press("escape")
        assert type(app.screen).__name__ == "LibraryScreen"


async def test_from_an_article_one_comes_back_to_the_article(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("enter")
        await search(pilot, app, "zeppelin", 3)
        await pilot.press("escape")
        assert isinstance(app.screen, ArticleScreen)


async def test_hits_are_archived_and_starred_where_they_stand(app: ReaderApp, library: Library):
    async with app.run_test(size=WIDE) as pilot:
        screen = await search(pilot, app, "zeppelin", 3)
        await pilot.press("tab", "j", "s", "a")
        await settled(pilot)
        acted = screen.rows.articles[1].id
        assert library.article(acted).starred
        assert library.article(acted).state is State.ARCHIVED
        assert "z undoes" in text_of(app)
        await pilot.press("z")
        assert library.article(acted).state is not State.ARCHIVED
        await pilot.press("/", *"x")
        assert screen.line.field.value == "zeppelinx"


async def test_what_is_saved_meanwhile_is_found(app: ReaderApp, library: Library):
    async with app.run_test(size=WIDE) as pilot:
        screen = await search(pilot, app, "zeppelin", 3)
        library.add(Draft(title="Late", body="One more zeppelin.", words=3))
        screen.library_changed()
        await until(pilot, lambda: len(screen.searching.hits) == 4)


async def test_a_wrong_query_says_so_and_nothing_found_too(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("g", "/", *"is:unraed")
        await settled(pilot)
        assert "unraed" in text_of(app).splitlines()[0]
        await pilot.press("ctrl+u", *"qqqqqq")
        await until(pilot, lambda: "Nothing found." in text_of(app))


@pytest.mark.parametrize("size", [WIDE, NARROW, TINY, (30, 8)])
async def test_every_line_is_as_wide_as_the_terminal(app: ReaderApp, size: tuple[int, int]):
    async with app.run_test(size=size) as pilot:
        await search(pilot, app, "zeppelin", 3)
        assert {strip.cell_length for strip in app.screen._compositor.render_strips()} == {size[0]}


async def test_the_last_words_stand_there_again_and_are_typed_over(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await search(pilot, app, "zeppelin", 3)
        await pilot.press("escape", "g", "/")
        await settled(pilot)
        assert isinstance(app.screen, SearchScreen)
        assert app.screen.line.field.value == "zeppelin"
        await pilot.press("q")
        assert app.screen.line.field.value == "q"


async def test_every_command_of_a_search_is_done_by_its_screen(app: ReaderApp):
    from reader.tui.commands import GO, Place, commands_in

    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("g", "/")
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        missing = [c.id for c in commands_in(Place.SEARCH) if not screen.can_run(c) and c.group != GO]
        assert missing == []


@given(st.text("ab 灯é", min_size=1, max_size=60), st.data())
def test_an_excerpt_that_is_cut_shows_its_first_mark_in_its_place(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text) - 1))
    mark = Span(start, data.draw(st.integers(start + 1, min(len(text), start + 5))))
    shown, marks = around(text, [mark], 24)
    assert cell_len(shown) <= 24
    assert marks
    assert text[mark.start : mark.end].startswith(shown[marks[0].start : marks[0].end].rstrip("…"))
