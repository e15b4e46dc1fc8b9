"""The screen of the daily review."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from reader.config import Config
from reader.model import Span, TextQuote
from reader.review import Day
from reader.store import Library
from reader.text.blocks import parse
from reader.tui.app import ReaderApp
from reader.tui.screens import review
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.review import ReviewScreen
from reader.tui.screens.weights import WeightsPanel
from reader.tui.session import Session
from tests.tui.conftest import drafts
from tests.tui.settling import settled

WORDS = "The keeper climbs the stairs with oil."
DAYS_AGO = datetime.now(UTC) - timedelta(days=9)


@pytest.fixture
def marked(tmp_path: Path) -> Library:
    """A highlight in each of three articles, made nine days ago."""
    with Library.open(tmp_path / "marked.json", clock=lambda: DAYS_AGO) as library:
        for article in [added.article for added in library.add_all(drafts(), "made")][:3]:
            plain = parse(library.body(article.id)).plain
            start = plain.index(WORDS)
            span = Span(start, start + len(WORDS))
            library.add_highlight(article.id, TextQuote.of(plain, span), span)
    return Library.open(tmp_path / "marked.json")


def program(library: Library, config: Config | None = None) -> ReaderApp:
    return ReaderApp(Session(library, config or Config()))


def shown(app: ReaderApp) -> str:
    screen = app.screen
    assert isinstance(screen, ReviewScreen)
    rows = range(screen.card.size.height)
    header = screen.header.render_line(0).text
    return header + "\n" + "\n".join(screen.card.render_line(y).text.rstrip() for y in rows)


async def press(pilot: Pilot[int], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


async def test_a_highlight_comes_back_between_its_neighbours(marked: Library) -> None:
    app = program(marked)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "g", "r")
        assert "1 of 3" in shown(app)
        text = " ".join(shown(app).split())
        assert f"A lamp is lit at dusk. {WORDS} Ships far out see it turn." in text
        assert "yellow · highlighted 1 week ago" in text


async def test_without_highlights_it_says_what_to_do_and_offers_no_answers(tmp_path: Path) -> None:
    with Library.open(tmp_path / "new.json") as new:
        app = program(new)
        async with app.run_test(size=(100, 30)) as pilot:
            await press(pilot, "g", "r")
            assert "No highlights yet." in shown(app)
            assert "h highlights the sentence" in shown(app)
            assert isinstance(app.screen, ReviewScreen)
            foot = app.screen.footer.render_line(0).text
            assert "Back" in foot
            assert not [word for word in ("Keep", "Sooner", "Later", "Never", "Weights", "Read") if word in foot]


async def test_answers_go_on_to_the_next_and_z_takes_them_back(marked: Library) -> None:
    app = program(marked)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "g", "r", "space")
        assert "2 of 3" in shown(app)
        await press(pilot, "greater_than_sign", "D")
        assert "That is all for today." in shown(app)
        assert sorted(each.resurfaces for each in marked.highlights()) == [False, True, True]
        reviews = [each.review for each in marked.highlights() if each.review]
        assert max(review.due for review in reviews) > min(review.due for review in reviews)
        await press(pilot, "z")
        assert "3 of 3" in shown(app)
        await press(pilot, "z", "z")
        assert "of 3" in shown(app)
        assert all(each.review is None for each in marked.highlights())
        await press(pilot, "escape")
        assert isinstance(app.screen, LibraryScreen)


async def test_what_is_undone_while_the_day_is_chosen_comes_to_the_front(
    marked: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    chose, go_on, chosen = Event(), Event(), review.chosen
    go_on.set()

    def slowly(session: Session) -> Day:
        day = chosen(session)
        chose.set()
        go_on.wait(60)
        return day

    monkeypatch.setattr(review, "AT_ONCE", 0)
    monkeypatch.setattr(review, "chosen", slowly)
    app = program(marked)
    async with app.run_test(size=(100, 30)) as pilot:

        async def until(happened: Callable[[], bool]) -> None:
            for _ in range(1_000):
                if happened():
                    return
                await pilot.pause(0.01)
            raise AssertionError

        await press(pilot, "g", "r")
        screen = app.screen
        assert isinstance(screen, ReviewScreen)
        await until(lambda: screen.meant() != [] and not screen.is_reading)
        first = screen.meant()[0].highlight.id
        chose.clear()
        go_on.clear()
        await press(pilot, "space")
        await until(chose.is_set)
        await press(pilot, "z")
        await until(lambda: all(each.review is None for each in marked.highlights()))
        go_on.set()
        await until(lambda: len(screen.day.passages) == 3 and not screen.is_reading)
        assert screen.meant()[0].highlight.id == first


async def test_it_is_noted_recoloured_passed_over_and_opened_in_place(marked: Library) -> None:
    app = program(marked)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "g", "r", "j", "4", "c", *"True.", "escape")
        assert "2 of 3" in shown(app)
        assert "True." in shown(app)
        assert "pink" in shown(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, ArticleScreen)
        reading = app.screen.reading
        assert reading.document.plain[reading.cursor :].startswith(WORDS)
        await press(pilot, "q")
        assert "2 of 3" in shown(app)


async def test_weights_are_set_in_a_panel(marked: Library) -> None:
    app = program(marked, Config(review_per_day=1))
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "g", "r", "w")
        assert isinstance(app.screen, WeightsPanel)
        await press(pilot, "minus", "minus", "minus", "escape")
        assert list(marked.weights().articles.values()) == [0.0]
        assert "1 of 1" in shown(app)


async def test_empty_libraries_and_days_say_so(library: Library, marked: Library) -> None:
    app = program(library)
    async with app.run_test(size=(60, 12)) as pilot:
        await press(pilot, "g", "r")
        assert "No highlights yet." in shown(app)
        await press(pilot, "space", "D", "c", "w", "enter", "j", "k", "x", "1", "Y", "t", "ctrl+d")
        assert "No highlights yet." in shown(app)


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (200, 60), (30, 8)])
async def test_any_size_is_borne(marked: Library, size: tuple[int, int]) -> None:
    app = program(marked)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "g", "r")
        await pilot.resize_terminal(*size)
        await press(pilot, "ctrl+d", "ctrl+u", "w", "escape", "less_than_sign")
        assert isinstance(app.screen, ReviewScreen)


async def test_of_very_many_highlights_the_day_is_chosen_beside_the_interface(
    marked: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.screens.review.AT_ONCE", 0)
    app = program(marked)

    async def until(is_so: Callable[[], bool]) -> None:
        for _ in range(500):
            if is_so():
                return
            await pilot.pause(0.02)
        raise AssertionError("it never came to be")

    async with app.run_test() as pilot:
        await press(pilot, "g", "r")
        screen = app.screen
        assert isinstance(screen, ReviewScreen)
        await until(lambda: len(screen.day.passages) > 0 and not screen.is_reading)
        first = screen.day.passages[0].highlight.id
        await pilot.press("space")
        assert first not in [passage.highlight.id for passage in screen.day.passages]
        await until(lambda: not screen.is_reading)
        await pilot.press("z")
        await until(lambda: [passage.highlight.id for passage in screen.meant()] == [first])
