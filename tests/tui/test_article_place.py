"""The reading place, from opening an article to opening it again."""

from __future__ import annotations

from reader.tui.app import ReaderApp
from reader.tui.screens.article import ArticleScreen
from tests.tui.settling import settled


def article_screen(app: ReaderApp) -> ArticleScreen:
    screen = app.command_screen()
    assert isinstance(screen, ArticleScreen)
    return screen


async def test_an_article_opens_again_where_one_left_it(app: ReaderApp):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("space", "j", "j")
        left = article_screen(app).view.place
        await pilot.press("q", "enter")
        await settled(pilot)
        assert left > 0
        assert article_screen(app).view.place == left


async def test_undoing_an_archiving_comes_back_to_the_article_and_the_place(app: ReaderApp):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("space")
        screen = article_screen(app)
        first, place = screen.article.id, screen.view.place
        await pilot.press("a")
        await settled(pilot)
        assert screen.article.id != first
        await pilot.press("z")
        await settled(pilot)
        assert (screen.article.id, screen.view.place) == (first, place)
