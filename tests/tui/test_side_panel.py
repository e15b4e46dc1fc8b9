"""Views, saved searches, tags, sites and authors at the left of the list; acts on many from the palette."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.config import Config
from reader.model import Article, Draft, Edit, Progress, Span, State, TextQuote
from reader.store import Library
from reader.tui.app import ReaderApp
from reader.tui.commands import COMMANDS, Place, commands_in
from reader.tui.keymaps import PRESETS
from reader.tui.remembered import Remembered
from reader.tui.session import Session
from reader.tui.tallies import lineage, tallied
from reader.tui.widgets.preview import day_words
from tests.tui.conftest import SAVED
from tests.tui.settling import settled
from tests.tui.test_library_screen import NARROW, WIDE, current, press, screen_of, text_of, titles, until


async def test_a_tag_is_renamed_from_the_panel_in_one_act(app: ReaderApp, library: Library):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "t", "t", "ctrl+u", *"lamps", "enter")
        assert library.articles()[0].tags == ("lamps", "sea")
        assert "z undoes" in text_of(app)
        await press(pilot, "z")
        assert library.articles()[0].tags == ("light", "sea")


async def test_a_tag_takes_the_name_of_another_and_both_are_one(app: ReaderApp, library: Library):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "t", "t", "ctrl+u", *"oil", "enter")
        assert library.tags() == {"oil": 2, "sea": 1}


async def test_a_tag_is_removed_everywhere_and_comes_back(app: ReaderApp, library: Library):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "t", "D")
        assert "light" not in library.tags()
        await press(pilot, "z")
        assert "light" in library.tags()


async def test_nested_tags_stand_under_their_parent_with_its_sum(app: ReaderApp, library: Library):
    articles = library.articles()
    library.update([articles[0].id, articles[2].id], Edit(add_tags=("coast/north",)))
    library.update([articles[1].id], Edit(add_tags=("coast/south",)))
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        rows = {row.tag: (row.name, row.count, row.depth) for row in screen_of(app).side._rows if row.tag}
        assert rows["coast"] == ("# coast", 3, 0)
        assert rows["coast/north"] == ("# north", 2, 1)
        await press(pilot, "g", "t", "enter")
        assert len(titles(app)) == 3


async def test_sites_and_authors_unfold_and_open_their_views(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "G", "enter", "j", "enter")
        assert screen_of(app).shown.view.name == "Ida Beispiel"
        assert len(titles(app)) == 6


async def test_a_narrowing_is_kept_under_a_name_and_forgotten_again(app: ReaderApp, library: Library):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "backslash", *"tag:sea", "enter", "ctrl+s", "ctrl+u", *"By the sea", "enter")
        assert [search.name for search in library.searches()] == ["By the sea"]
        assert "By the sea" in text_of(app)
        await press(pilot, "g", "a", ":", *"by the", "enter")
        assert titles(app) == ["The keeper of the lamp"]
        await press(pilot, "z")
        assert library.searches() == []


async def test_an_act_takes_as_many_articles_as_its_count_says(app: ReaderApp, library: Library):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "a")
        assert len(titles(app)) == 2
        await press(pilot, "z")
        assert len(titles(app)) == 5


async def test_tags_are_repeated_as_they_were_given(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "t", *"new -sea", "enter", "j", ".")
        assert current(app).tags == ("new", "oil")


async def test_the_palette_tells_how_many_an_act_takes_before_it_is_done(app: ReaderApp, library: Library):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, ":", *"archive is:unread -tag:oil")
        assert "Archive 5 articles" in text_of(app)
        assert "“The keeper of the lamp”" in text_of(app)
        await press(pilot, "enter")
        assert titles(app) == ["Notes on oil"]
        await press(pilot, "z", ":", *"tag later all found", "enter")
        assert library.tags()["later"] == 5


async def test_each_view_keeps_its_order_across_runs(library: Library, tmp_path: Path):
    state = tmp_path / "interface.json"
    for run in (1, 2):
        app = ReaderApp(Session(library, Config(), remembered=Remembered(state)))
        async with app.run_test(size=WIDE) as pilot:
            await settled(pilot)
            if run == 1:
                await press(pilot, "S", *"title", "enter")
            assert titles(app) == sorted(titles(app), key=str.casefold)
            await press(pilot, "g", "l")
            assert titles(app)[0] == "The keeper of the lamp"


async def test_a_long_message_keeps_the_way_back(app: ReaderApp, library: Library):
    async with app.run_test(size=(50, 20)) as pilot:
        await press(pilot, "g", "l", "G", "s")
        last = text_of(app).splitlines()[-1]
        assert "… · z undoes" in last
        assert cell_len(last) == 50


async def test_words_of_a_narrowing_are_found_in_the_texts(app: ReaderApp, library: Library, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    library.add(Draft(title="Plain", body="There is one zeppelin in here.", words=6))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "backslash", *"zeppelin", "enter")
        await settled(pilot)
        assert titles(app) == ["Plain"]
        await press(pilot, "s")
        assert titles(app) == ["Plain"]


tag_names = st.lists(st.sampled_from(["a", "a/b", "a/b/c", "b", "b/a", "c"]), max_size=3, unique=True)


@given(st.lists(st.tuples(tag_names, st.booleans())))
def test_a_tag_counts_each_article_under_it_once(made: list[tuple[list[str], bool]]):
    articles = [
        Article(
            id=str(n), title="", saved_at=SAVED, tags=tuple(sorted(tags)), state=State.TRASHED if gone else State.INBOX
        )
        for n, (tags, gone) in enumerate(made)
    ]
    there = [article for article in articles if article.state is not State.TRASHED]
    found = tallied(articles).tags
    for tag, count in found.items():
        assert count == sum(any(tag in lineage(each) for each in article.tags) for article in there)
    assert found.keys() == {line for article in there for tag in article.tags for line in lineage(tag)}


async def test_the_preview_says_where_one_stopped_and_what_was_marked(app: ReaderApp, library: Library):
    first = library.articles()[0]
    library.keep_place(first.id, Progress(0.4, 10, TextQuote(""), datetime.now(UTC) - timedelta(days=1)))
    library.add_highlight(first.id, TextQuote("A lamp is lit at dusk."), Span(0, 22), colour=2)
    library.add_highlight(first.id, TextQuote("Ships far out"), Span(60, 73), note="which?")
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "▎ Ships far out" in text_of(app))
        shown = " ".join(text_of(app).split())
        assert "40 % read" in shown
        assert "stopped" in shown
        assert "yesterday" in shown


async def test_nothing_follows_a_title_that_runs_right_to_left(library: Library):
    library.add(Draft(title="في مديح القراءة البطيئة", body="x", words=1, saved_at=SAVED))
    app = ReaderApp(Session(library, Config()))
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        line = next(line for line in text_of(app).splitlines() if "مديح" in line)
        assert line.rstrip().endswith("البطيئة")
        assert "Mar" in line


@pytest.mark.parametrize("preset", list(PRESETS))
def test_no_preset_gives_one_key_two_meanings_in_one_place(preset: str):
    bound = {**{command.id: command.keys for command in COMMANDS}, **PRESETS[preset]}
    assert PRESETS[preset].keys() <= bound.keys()
    for place in Place:
        keys = [tuple(key.split()) for command in commands_in(place) for key in bound[command.id]]
        assert len(keys) == len(set(keys)), [key for key in keys if keys.count(key) > 1]
        assert [key for key in keys for other in keys if len(other) > len(key) and other[: len(key)] == key] == []


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "yesterday"), (3, "on Thursday"), (40, "on 20 January"), (400, "on 25 January 2025")],
)
def test_a_day_is_told_as_one_says_it(days: int, words: str):
    now = datetime(2026, 3, 1, 12).astimezone()
    assert day_words(now - timedelta(days=days), now) == words


async def test_saved_searches_have_counts_that_follow_what_changes(app: ReaderApp, library: Library, tmp_path: Path):
    library.save_search("Oil", "tag:oil")
    library.save_search("Unread", "is:unread is:inbox limit:4")
    library.save_search("Words", "lamp")
    async with app.run_test(size=WIDE) as pilot:

        def shown(name: str) -> str:
            line = next(line for line in text_of(app).split("\n") if line.strip().startswith(f"{name} "))
            return line[: app.screen.query_one("#side").size.width].split(name)[1].strip()

        await until(pilot, lambda: shown("Oil") == "1")
        assert shown("Unread") == "4"
        assert shown("Words") == ""  # what texts hold is not counted
        await press(pilot, "*", "t", *"oil", "enter")
        await until(pilot, lambda: shown("Oil") == "5")
        await press(pilot, "z")
        await until(pilot, lambda: shown("Oil") == "1")
        with Library.open(library.path, machine="another") as other:
            other.update([article.id for article in other.articles()[:3]], Edit(add_tags=("oil",), read=True))
        app.look()
        await until(pilot, lambda: shown("Oil") == "3")
        assert shown("Unread") == "2"
        library.save_search("Sea", "tag:sea")
        app.look()
        screen_of(app).library_changed()
        await until(pilot, lambda: shown("Sea") == "1")
