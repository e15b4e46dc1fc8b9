"""Saved pictures are drawn in the text; the framed words stay where there are none; reading fetches nothing."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from textual.pilot import Pilot

from reader.config import Config
from reader.model import Draft
from reader.store import Library
from reader.tui.commands import BY_ID
from reader.tui.gallery import held
from reader.tui.keys import Given
from reader.tui.reading.pictures import PictureRow, Shown
from reader.tui.screens.article import ArticleScreen
from tests.tui.pictures import flag, png
from tests.tui.reading.conftest import Opened, Reader
from tests.tui.settling import settled

PNG = png(flag())
WORDS = "Words stand before the picture and after it, so that there is something to scroll over. " * 6
BODY = "\n\n".join(
    [
        WORDS, "![A flag](flag.png)", WORDS, "![Not saved](https://example.org/gone.png)", WORDS,
        "- in a list\n\n  ![A second flag](flag.png)", WORDS, "![Broken](broken.png)", *[WORDS] * 6,
        "![In the text](data:image/png;base64," + base64.b64encode(png(flag(60, 60))).decode() + ")", WORDS,
    ]
)  # fmt: skip


@pytest.fixture
def library(library: Library) -> Library:
    draft = Draft(title="Flags", body=BODY, words=900, saved_at=datetime(2026, 3, 14, tzinfo=UTC))
    article = library.add(draft).article
    library.pictures.keep(article.id, "flag.png", PNG)
    library.pictures.keep(article.id, "broken.png", PNG[:50])
    return library


def pictures(reader: Reader) -> list[PictureRow]:
    view = reader.screen.view
    assert view.page is not None
    assert view.viewport is not None
    return [row for at in view.viewport.visible() if isinstance(row := view.page.row(at), PictureRow)]


async def until(pilot: Pilot[int], holds: Callable[[], bool]) -> None:
    for _ in range(400):
        if holds():
            return
        await pilot.pause(0.02)
    raise AssertionError("it never came to hold")


def painted(reader: Reader) -> bool:
    return "▀" in reader.text()


async def test_a_saved_picture_is_drawn_over_its_words_and_the_others_keep_their_frame(opened: Opened):
    async with opened("Flags", size=(80, 60)) as reader:
        await until(reader.pilot, lambda: painted(reader))
        rows = reader.page()
        last = max(number for number, row in enumerate(rows) if "▀" in row and number < 30)
        assert rows[last + 1].strip() == "A flag"
        assert any("▦ Not saved" in row for row in rows)
        await reader.press("G")
        await until(reader.pilot, lambda: painted(reader))
        assert "In the text" in reader.text()


async def test_p_shows_only_the_words_and_the_next_run_remembers_it(opened: Opened):
    async with opened("Flags") as reader:
        await until(reader.pilot, lambda: painted(reader))
        await reader.press("P")
        assert not pictures(reader)
        assert "▦ A flag" in reader.text()
        assert reader.app.session.remembered.over(Config()).pictures == "off"
        await reader.press("P")
        await until(reader.pilot, lambda: painted(reader))


async def test_the_settings_can_do_without_pictures(opened: Opened):
    async with opened("Flags", config=Config(pictures="off")) as reader:
        await settled(reader.pilot)
        assert "▦ A flag" in reader.text()


async def test_what_is_on_top_stays_there_when_pictures_come_and_go(opened: Opened):
    async with opened("Flags", size=(80, 20)) as reader:
        await until(reader.pilot, lambda: bool(pictures(reader)))
        await reader.press("space", "space")
        top = reader.screen.view.place
        await reader.press("P")
        assert reader.screen.view.place == top
        await reader.press("P")
        await until(reader.pilot, lambda: reader.screen.view.gallery is not None)
        assert reader.screen.view.place == top


async def test_a_picture_half_scrolled_away_stays_so_when_something_is_highlighted(opened: Opened):
    async with opened("Flags", size=(80, 20)) as reader:
        await until(reader.pilot, lambda: bool(pictures(reader)))
        while not (shown := pictures(reader)) or shown[0].row < 3:
            await reader.press("j")
        reader.screen.passages_changed()
        await reader.pilot.pause()
        assert pictures(reader)[0].row == shown[0].row


async def test_image_by_image_one_comes_to_the_picture_itself(opened: Opened):
    async with opened("Flags", size=(80, 40)) as reader:
        await until(reader.pilot, lambda: bool(pictures(reader)))
        await reader.press("]", "i", "]", "i", "]", "i")
        assert "A second flag" in reader.text()
        assert pictures(reader)


async def test_one_that_lies_over_the_text_is_not_drawn_over(opened: Opened, monkeypatch: pytest.MonkeyPatch):
    async with opened("Flags", size=(80, 40), config=Config(pictures="sixel")) as reader:
        view = reader.screen.view
        await until(reader.pilot, lambda: "\x1bP" in raw(reader))
        await reader.press("i")
        await settled(reader.pilot)
        assert view.is_covered
        assert "\x1bP" not in raw(reader)
        await reader.press("escape")
        await until(reader.pilot, lambda: "\x1bP" in raw(reader))


async def test_saving_pictures_from_the_article_takes_what_is_missing(opened: Opened):
    async with opened("Flags", size=(80, 40)) as reader:
        screen = reader.screen
        assert isinstance(screen, ArticleScreen)
        screen.run_command(Given(BY_ID["article.save_pictures"]))
        await until(reader.pilot, lambda: "could not be had" in reader.text())


def raw(reader: Reader) -> str:
    return "".join(segment.text for strip in reader.app.screen._compositor.render_strips() for segment in strip)


@pytest.mark.parametrize(
    "address", ["data:", "data:image/png;base64,%%%", "data:image/png;base64", "data:,", "data:;base64,A"]
)
def test_an_address_that_holds_no_picture_is_none(address: str):
    assert not held(address)


@pytest.mark.parametrize("size", [(1, 1), (5_000, 20), (20, 5_000), (1, 60_000_000), (800, 600)])
@pytest.mark.parametrize("width", [1, 10, 70, 200])
def test_a_picture_never_leaves_the_text_nor_the_window(size: tuple[int, int], width: int):
    from reader.text.blocks import parse

    image = parse("![](a.png)").images[0]
    rows = Shown({"a.png": size}, most_rows=20).rows(image, 0, width)
    assert len(rows) <= 20
    assert all(0 < row.cells <= width for row in rows)
    assert [row.row for row in rows] == list(range(len(rows)))
