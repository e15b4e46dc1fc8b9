"""The page one turns to next is drawn while nobody waits."""

from __future__ import annotations

from datetime import UTC, datetime

from rich.console import Console

from reader.model import Article
from reader.text.blocks import parse
from reader.text.layout import lay_out
from reader.tui.reading.geometry import arrange
from reader.tui.reading.page import Page
from reader.tui.reading.viewport import Position
from reader.tui.reading.washes import Washes
from reader.tui.reading.window import Window
from reader.tui.themes import DARK
from reader.tui.widgets.ahead import Ahead
from reader.tui.widgets.drawing import Drawing
from reader.tui.widgets.paint import Ink
from tests.tui.reading.conftest import BODY, Opened
from tests.tui.reading.test_long_texts import until

HEIGHT = 12


def drawn():
    document = parse(BODY)
    article = Article(id="1", title="The lighthouse", saved_at=datetime(2026, 3, 1, tzinfo=UTC))
    page = Page(article, document, lay_out(document, 60), 60)
    drawing = Drawing(Ink(DARK), arrange(80, 60), lambda row: ())
    return Window(page, HEIGHT, Position(0, 0)), drawing, Washes(document)


def test_lines_drawn_ahead_are_the_lines_that_are_shown_then():
    window, drawing, washes = drawn()
    ahead = Ahead()
    ahead.look(drawing, window, washes, (), Console())
    known = {id(strip) for strip in drawing._strips.values()}
    window.scroll(HEIGHT)
    shown = drawing.lines(window, washes, (), HEIGHT)
    assert all(id(strip) in known for strip in shown)


def test_one_who_goes_back_finds_the_page_before():
    window, _, _ = drawn()
    window.scroll(3 * HEIGHT)
    assert window.beyond(-1).visible()[-1] < window.top
    assert window.beyond(1).visible()[0] > window.visible()[-1]


def test_at_the_end_there_is_nothing_beyond_but_the_end():
    window, _, _ = drawn()
    window.to_end()
    assert window.beyond(1).top <= Position(window.page.last_unit(), window.page.height(window.page.last_unit()))


async def test_after_a_page_is_painted_the_next_one_is_drawn(opened: Opened):
    async with opened() as reader:
        await reader.press("space")
        view = reader.screen.view
        assert view.viewport is not None
        following = set(view.viewport.beyond(1).visible())
        await until(reader, lambda: following <= {key[0] for key in view._drawing._strips})
