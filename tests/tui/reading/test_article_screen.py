"""An article on the screen, read from the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.config import Config
from reader.model import Edit, Progress, Span, State, TextQuote
from reader.store import Library
from reader.tui.commands import BY_ID
from reader.tui.keys import Given
from reader.tui.screens import article_progress
from reader.tui.screens.library import LibraryScreen
from tests.tui.reading.conftest import Reader
from tests.tui.settling import settled

Opened = Callable[..., AbstractAsyncContextManager[Reader]]


def the_lighthouse(library: Library):
    return next(article for article in library.articles() if article.title == "The lighthouse")


async def test_an_article_opens_with_title_rule_byline_and_text(opened: Opened):
    async with opened(size=(80, 24)) as reader:
        rows = reader.rows()
        assert rows[1:6] == [
            "     The lighthouse",
            "     ━━━━━━",
            "",
            "     Ada Example · Almanac · 12 March 2026",
            "     #sea",
        ]
        assert reader.page()[7].startswith("     Dr. Weber lit the lamp at 5.30.")
        assert "The lighthouse" in rows[-2]
        assert "min left" in rows[-2]
        assert "Space Page" in rows[-1]


@pytest.mark.parametrize("size", [(60, 15), (20, 5), (10, 3), (200, 60)])
async def test_any_terminal_holds_it(opened: Opened, size: tuple[int, int]):
    async with opened(size=size) as reader:
        await reader.press("space", "G", "g", "g", "j", "T", "escape")
        assert len(reader.rows()) <= size[1]


async def test_paging_goes_on_and_back_and_both_ends_are_reached(opened: Opened):
    async with opened() as reader:
        before = reader.page()
        await reader.press("space")
        after = reader.page()
        assert after[:2] == before[-2:]
        await reader.press("b")
        assert reader.page() == before
        await reader.press("G")
        assert "The last words are here." in reader.text()
        await reader.press("g", "g")
        assert reader.page() == before
        await reader.press("3", "j", "d", "u", "3", "k")
        assert reader.page() == before


async def test_the_same_words_stay_on_top_whatever_the_size_and_the_measure(opened: Opened):
    async with opened() as reader:
        await reader.press("space", "space", "j")
        place = reader.screen.view.place
        top = reader.plain[place : place + 8]
        for width, height in ((80, 24), (120, 36), (60, 15), (100, 30)):
            await reader.pilot.resize_terminal(width, height)
            await reader.pilot.pause()
            assert top in reader.page()[0]
        for key in ("-", "-", "+", "=", "C", "C", "C"):
            await reader.press(key)
            assert top in reader.page()[0]
        assert reader.screen.view.place == place


async def test_the_place_is_kept_when_one_leaves_and_found_when_one_comes_back(opened: Opened):
    async with opened() as reader:
        await reader.press("space", "space")
        top = reader.page()[0]
        await reader.press("q")
        assert isinstance(reader.app.screen, LibraryScreen)
    async with opened() as reader:
        assert reader.page()[0] == top


async def test_after_a_pause_a_dim_line_says_where_one_was(opened: Opened, library: Library):
    article = the_lighthouse(library)
    quote = TextQuote("Paragraph 7 says little.")
    library.keep_place(article.id, Progress(0.3, 5, quote, datetime.now(UTC) - timedelta(days=3, hours=1)))
    async with opened(size=(80, 24)) as reader:
        assert "you were here, 3 days ago" in reader.text()
        assert any("Paragraph 7" in row for row in reader.rows()[:3])


async def test_the_place_is_kept_while_one_reads(opened: Opened, library: Library, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(article_progress, "KEEP_AFTER_S", 0.05)
    async with opened() as reader:
        await reader.press("space")
        await settled(reader.pilot)
        assert library.article(reader.screen.article.id).progress.offset > 0


async def test_reading_to_the_last_words_marks_it_read_once_and_can_be_undone(opened: Opened):
    async with opened() as reader:
        for _ in range(12):
            await reader.press("space")
        assert reader.article.read
        assert "z undoes" in reader.text()
        await reader.press("z", "b", "space")
        assert not reader.article.read


async def test_a_glance_at_the_end_finishes_nothing(opened: Opened):
    async with opened() as reader:
        await reader.press("G", "g", "g")
        assert not reader.article.read
        assert reader.screen.reading.part_read < 1


async def test_staying_at_the_end_finishes_nothing_that_was_not_read(opened: Opened, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(article_progress, "DWELL_S", 0.05)
    async with opened() as reader:
        await reader.press("G")
        for _ in range(500):
            await reader.pilot.pause(0.02)
            if reader.screen.reading.part_read:
                break
        await reader.press("k", "j")
        assert 0 < reader.screen.reading.part_read < 0.5
        assert not reader.article.read


async def test_what_stays_on_screen_counts_as_read(opened: Opened, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(article_progress, "DWELL_S", 0.05)
    async with opened("The keeper") as reader:
        await settled(reader.pilot)
        assert reader.article.read


async def test_an_article_without_text_says_so(opened: Opened):
    async with opened("Nothing") as reader:
        assert "Saved without text; o opens the page in the browser." in reader.text()
        await reader.press("j", "space", "G", ")", "h", "v", "escape", "f", "n", "T")
        assert not reader.article.read


async def test_a_missing_body_is_told_and_nothing_fails(opened: Opened, library: Library):
    for path in Path(library.path).with_suffix("").joinpath("articles").iterdir():
        path.unlink()
    async with opened() as reader:
        assert "The text of this article cannot be read." in reader.text()
        await reader.press("space", ")", "h", "q")


async def test_a_very_long_title_leaves_room_for_the_text(opened: Opened, library: Library):
    library.update([the_lighthouse(library).id], Edit(title="A title that goes on " + "and on " * 60))
    app_title = the_lighthouse_long(library)
    async with opened(app_title, size=(60, 20)) as reader:
        assert "…" in reader.text()
        assert "━━━━━━" in reader.text()


def the_lighthouse_long(library: Library) -> str:
    return next(article.title for article in library.articles() if article.title.startswith("A title"))


async def test_the_neighbours_of_the_view_are_one_key_away(opened: Opened):
    async with opened("The keeper") as reader:
        await reader.press("J")
        assert reader.screen.article.title == "Nothing"
        await reader.press("J")
        assert "this is the last of this view" in reader.text()
        await reader.press("K", "K")
        assert reader.screen.article.title == "The lighthouse"


async def test_archiving_goes_on_to_the_next(opened: Opened, library: Library):
    async with opened() as reader:
        first = reader.screen.article
        await reader.press("a")
        assert library.article(first.id).state is State.ARCHIVED
        assert reader.screen.article.id != first.id


async def test_zen_leaves_nothing_but_the_text(opened: Opened):
    async with opened() as reader:
        await reader.press("Z")
        assert "min left" not in reader.text()
        await reader.press("Z")
        assert "min left" in reader.text()


async def test_highlights_are_painted_from_the_start_with_their_notes(opened: Opened, library: Library):
    article = the_lighthouse(library)
    words = "She liked the quiet of it."
    start = "Dr. Weber lit the lamp at 5.30. ".__len__()
    library.add_highlight(article.id, TextQuote(words), Span(start, start + len(words)), colour=2, note="So did I.")
    async with opened(size=(120, 36)) as reader:
        row = next(row for row in reader.page() if "She liked the quiet" in row)
        assert row.endswith("▎ So did I.")
        ground = reader.app.session.palette.highlights[1]
        assert any(
            "quiet" in segment.text and segment.style and segment.style.bgcolor and segment.style.bgcolor.name == ground
            for strip in reader.app.screen._compositor.render_strips()
            for segment in strip
        )
    async with opened(size=(80, 24)) as reader:
        rows = reader.rows()
        at = next(number for number, row in enumerate(rows) if "calm that night." in row)
        assert any("▎ So did I." in row for row in rows[at : at + 3])


async def test_highlights_whose_words_are_gone_are_listed_at_the_end(opened: Opened, library: Library):
    article = the_lighthouse(library)
    library.add_highlight(article.id, TextQuote("words nobody wrote"), Span(5, 23), note="alas")
    async with opened() as reader:
        await settled(reader.pilot)
        await reader.press("G")
        assert "Highlights whose words are gone from the text" in reader.text()
        assert "“words nobody wrote”" in reader.text()
        assert "alas" in reader.text()


async def test_lines_that_come_and_go_under_the_text_disturb_nothing(opened: Opened, library: Library):
    article = the_lighthouse(library)
    library.add_highlight(article.id, TextQuote("She liked the quiet of it."), Span(47, 73), note="So did I.")
    async with opened(size=(120, 36)) as reader:
        await settled(reader.pilot)
        for _ in range(3):
            await reader.press("/")
            await reader.type("the")
            await reader.press("enter", "Z", "Z", "G", "/", "escape", "g", "g")
        for width, height in ((120, 12), (120, 50), (30, 6), (120, 36)):
            await reader.pilot.resize_terminal(width, height)
            await reader.pilot.pause()
        assert "So did I." in reader.text()
        assert "▐" in reader.text()


async def test_both_edges_are_straight_and_rows_apart_where_the_settings_say_so(opened: Opened):
    async with opened(config=Config(justify=True, leading=1, measure=40), size=(60, 40)) as reader:
        rows = [row.strip() for row in reader.page()]
        first = next(number for number, row in enumerate(rows) if row.startswith("Dr. Weber"))
        assert len(rows[first]) == 40
        assert rows[first + 1] == ""
        assert rows[first + 2]


async def test_an_article_is_not_finished_by_its_last_words_where_the_settings_say_so(opened: Opened):
    async with opened(config=Config(finish_at_end=False)) as reader:
        await reader.press("G", "k", "j")
        assert not reader.article.read


async def test_how_the_text_is_set_is_changed_by_keys_and_remembered(opened: Opened):
    async with opened(size=(120, 30)) as reader:
        left = reader.screen.view.geometry.left
        await reader.press("M")
        assert reader.screen.view.geometry.left == left, "the text is in the middle of a wide screen anyway"
        await reader.press("L")
        assert "double line spacing" in reader.text()
        assert reader.page()[8].strip() == ""
        await reader.press("L", "L", "W")
        assert "both edges straight" in reader.text()
        await reader.press("_", "+")
        looks = reader.app.session.remembered.over(Config())
        assert (looks.margin, looks.leading, looks.justify, looks.hyphenate, looks.measure) == (8, 0, True, True, 74)
        await reader.press("=")
        assert reader.screen.view.geometry.measure == 70
        reader.screen.run_command(Given(BY_ID["view.usual"]))
        assert reader.app.session.remembered.over(Config()) == Config()
        assert reader.app.session.config == reader.app.session.settings


async def test_margins_move_the_text_on_a_narrow_screen(opened: Opened):
    async with opened(size=(80, 30)) as reader:
        await reader.press("M")
        assert reader.screen.view.geometry.left == 8
        assert reader.screen.view.geometry.measure == 64
        top = reader.screen.view.place
        await reader.press("M", "M")
        assert reader.screen.view.geometry.left == 5
        assert reader.screen.view.place == top


async def test_many_moves_are_one_line_in_the_journal(
    opened: Opened, library: Library, monkeypatch: pytest.MonkeyPatch
):
    kept: list[Progress] = []
    keep = library.keep_place

    def keep_place(article_id: str, progress: Progress) -> None:
        kept.append(progress)
        keep(article_id, progress)

    monkeypatch.setattr(library, "keep_place", keep_place)
    monkeypatch.setattr(article_progress, "KEEP_AFTER_S", 3_600.0)
    async with opened() as reader:
        await reader.press(*"jjjjjjjjjjjjjjjjjjjjkkjj")
        assert not kept
        reader.screen.progress.keep_aside()
        while not kept:
            await reader.pilot.pause(0.01)
        await reader.press("j", "q")
        assert len(kept) == 2
        assert the_lighthouse(library).progress.offset == kept[-1].offset


async def test_a_place_that_is_slow_to_write_is_not_written_over_a_later_one(
    opened: Opened, library: Library, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(article_progress, "KEEP_AFTER_S", 3_600.0)
    async with opened() as reader:
        await reader.press("space")
        slow = reader.screen.progress._keeping()
        assert slow is not None
        await reader.press("space")
        reader.screen.leave()
        later = the_lighthouse(library).progress
        slow()
        assert the_lighthouse(library).progress == later
        assert later.offset == reader.screen.view.place


async def test_leaving_the_program_keeps_the_place(opened: Opened, library: Library, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(article_progress, "KEEP_AFTER_S", 3_600.0)
    async with opened() as reader:
        await reader.press("space")
        place = reader.screen.view.place
        await reader.press("Q")
    assert the_lighthouse(library).progress.offset == place > 0
