"""The screen of all highlights."""

from __future__ import annotations

import json
import resource
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.config import Config
from reader.export.highlights import passages_markdown
from reader.model import Span, TextQuote
from reader.model.passage import passages_of
from reader.store import Library
from reader.text.blocks import parse
from reader.tui.app import ReaderApp
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.highlights import HighlightsScreen
from reader.tui.screens.highlights_export import _write_new
from reader.tui.screens.library import LibraryScreen
from reader.tui.session import Session
from tests.tui.settling import settled


@pytest.fixture
def marked(library: Library) -> Library:
    """Three highlights in two articles."""
    for index, (words, note, colour, tags) in enumerate(
        (
            ("A lamp is lit at dusk.", "Whale [oil]?", 1, ("light",)),
            ("Ships far out see it turn.", "", 3, ()),
            ("The keeper climbs the stairs with oil.", "", 2, ()),
        )
    ):
        article = library.articles()[index // 2]
        plain = parse(library.body(article.id)).plain
        start = plain.index(words)
        span = Span(start, start + len(words))
        library.add_highlight(article.id, TextQuote.of(plain, span), span, note=note, colour=colour, tags=tags)
    return library


def lines(app: ReaderApp) -> list[str]:
    screen = app.screen
    assert isinstance(screen, HighlightsScreen)
    rows = screen.rows
    return [rows.render_line(y).text.rstrip() for y in range(rows.size.height)]


async def press(pilot: Pilot[int], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


async def test_gh_shows_highlights_under_their_articles(app: ReaderApp, marked: Library) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "g", "h")
        shown = lines(app)
        assert "The keeper of the lamp" in shown[0]
        assert shown[1] == "▌ ▎ A lamp is lit at dusk."
        assert "✎ Whale [oil]?" in shown[2]
        assert "#light" in shown[2]
        assert "Ships far out" in shown[3]
        assert "Notes on oil" in shown[5]


async def test_it_is_found_and_narrowed_while_typing_and_esc_goes_back(app: ReaderApp, marked: Library) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "g", "h", "/", "s", "h", "i", "p", "enter")
        assert "Ships far out" in lines(app)[1]
        await press(pilot, "escape", "\\", *"colour:2", "enter")
        assert "The keeper climbs" in lines(app)[1]
        await press(pilot, "\\", "9")
        assert "The keeper climbs" in lines(app)[1]  # what is no query yet changes nothing
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, LibraryScreen)


async def test_colours_notes_and_removals_are_acts_that_z_undoes(app: ReaderApp, marked: Library) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "g", "h", "j", "5")
        assert sorted(each.colour for each in marked.highlights()) == [1, 2, 5]
        await press(pilot, "D")
        assert len(marked.highlights()) == 2
        await press(pilot, "z")
        assert "▌ ▎ Ships far out" in "\n".join(lines(app))
        await press(pilot, "c", *"Far.", "escape")
        assert "Far." in {each.note for each in marked.highlights()}
        await press(pilot, "t", *"sea", "enter")
        assert ("sea",) in {each.tags for each in marked.highlights()}


async def test_enter_opens_the_article_at_the_passage_and_comes_back_to_it(app: ReaderApp, marked: Library) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "g", "h", "j", "enter")
        assert isinstance(app.screen, ArticleScreen)
        reading = app.screen.reading
        assert reading.document.plain[reading.cursor :].startswith("Ships far out")
        await press(pilot, "q")
        assert "▌ ▎ Ships far out" in "\n".join(lines(app))


async def test_s_sorts_by_date_and_names_the_articles(app: ReaderApp, marked: Library) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "g", "h", "S")
        shown = lines(app)
        assert shown[0].strip() == "today"
        assert "The keeper climbs" in shown[1]
        assert "Notes on oil" in shown[2]


async def test_where_there_is_none_it_says_how_to_make_one(app: ReaderApp, library: Library) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "g", "h", "x", "c", "enter", "j", "G", "t", "1", "a")
        assert "h highlights the sentence" in "\n".join(lines(app))


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (200, 60)])
async def test_any_size_is_borne(app: ReaderApp, marked: Library, size: tuple[int, int]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "g", "h", "G")
        await pilot.resize_terminal(*size)
        await press(pilot, "j", "k", "g", "g", "space")
        assert isinstance(app.screen, HighlightsScreen)


async def test_the_side_panel_counts_highlights_and_leads_to_them(app: ReaderApp, marked: Library) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "tab", "j", "j", "j", "j", "j", "enter")
        assert isinstance(app.screen, HighlightsScreen)


async def test_what_is_selected_is_coloured_tagged_copied_and_removed_as_one_act(
    app: ReaderApp, marked: Library
) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "g", "h", "x", "x", "5")
        assert sorted(each.colour for each in marked.highlights()) == [2, 5, 5]
        await press(pilot, "z")
        assert sorted(each.colour for each in marked.highlights()) == [1, 2, 3]
        await press(pilot, "asterisk", "t", *"all", "enter")
        assert all("all" in each.tags for each in marked.highlights())
        await press(pilot, "asterisk", "D")
        assert marked.highlights() == []
        await press(pilot, "z")
        assert len(marked.highlights()) == 3


async def test_a_selection_is_cleared_before_one_goes_back(app: ReaderApp, marked: Library) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "g", "h", "x")
        screen = app.screen
        assert isinstance(screen, HighlightsScreen)
        assert lines(app)[1].startswith("●")
        await press(pilot, "escape")
        assert screen.rows.selected == frozenset()
        await press(pilot, "escape")
        assert isinstance(app.screen, LibraryScreen)


async def test_they_are_exported_as_the_command_line_writes_them(
    app: ReaderApp, marked: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "g", "h", "E", "enter")
        await pilot.app.workers.wait_for_complete()
        assert (tmp_path / "highlights.md").read_text("utf-8") == passages_markdown(
            passages_of(marked.highlights(), marked.articles())
        )
        await press(pilot, "x", "E", *["backspace"] * 2, *"json", "enter")
        await pilot.app.workers.wait_for_complete()
        (value,) = json.loads((tmp_path / "highlights.json").read_text("utf-8"))
        assert value["placed"] == "exact"
        await press(pilot, "E", "enter")
        await pilot.app.workers.wait_for_complete()
        assert "left as it is" not in value  # the first file stays
        assert "Whale" in (tmp_path / "highlights.md").read_text("utf-8")


async def test_a_file_that_cannot_be_written_is_told_of(
    app: ReaderApp, marked: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "g", "h")
        screen = app.screen
        assert isinstance(screen, HighlightsScreen)
        for name in ("~nobody-of-that-name/x.md", "a\0b.md", "no/such/folder.md"):
            screen.say("")
            screen.exporting.write(name)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert screen.footer.is_error, name
    assert list(tmp_path.glob("**/x.md")) == []


async def test_colours_are_asked_for_by_name_and_completed(library: Library, marked: Library) -> None:
    names = ("important", "idea", "quote", "doubt", "word")
    named = ReaderApp(Session(library, Config(colour_names=names)))
    async with named.run_test(size=(100, 24)) as pilot:
        await press(pilot, "g", "h", "\\", *"colour:do", "tab")
        assert isinstance(named.screen, HighlightsScreen)
        assert named.screen.line.field.value.strip() == "colour:doubt"
        await press(pilot, *["backspace"] * 6, *"idea", "enter")
        assert "The keeper climbs" in lines(named)[1]


def test_a_full_disk_leaves_no_torn_file_and_the_next_try_is_not_refused(tmp_path: Path) -> None:
    path = tmp_path / "highlights.md"
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, most[1]))
    try:
        with pytest.raises(OSError, match="large"):
            _write_new(path, b"more than ten bytes")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    assert list(tmp_path.iterdir()) == []
    _write_new(path, b"more than ten bytes")
    with pytest.raises(FileExistsError):
        _write_new(path, b"other")
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"more than ten bytes"]
